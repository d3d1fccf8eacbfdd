"""Characters: makes text from outside fit to be read, and folds it for comparison. Never drops a visible character."""

from __future__ import annotations

import re
import unicodedata

from distrib.core.plain_text import many_lines

ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯๐๑๒๓๔๕๖๗๘๙", "0123456789" * 5)
"""Those of Arabic and Persian, and of the scripts of Hindi, Bengali and Thai."""

UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\ud7af]")
"""A letter of the scripts that part no words, and of Korean, which parts few."""

_WIDE_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SPACES = re.compile(r"\s+")


def clean(text: str) -> str:
    """Text with line feeds only, plain spaces, and nothing hidden in it."""
    return _WIDE_SPACES.sub(" ", many_lines(text))


def collapse(text: str) -> str:
    """Runs of white space become one space."""
    return _SPACES.sub(" ", text).strip()


def fold(text: str) -> str:
    """For comparing: case, width and white space say nothing."""
    return collapse(unicodedata.normalize("NFKC", text)).casefold()


def squash(text: str) -> str:
    """For comparing lines that were broken anywhere: no white space at all."""
    return fold(text).replace(" ", "")


def western_digits(text: str) -> str:
    """Digits of other scripts as 0–9; the length stays the same."""
    return text.translate(ARABIC_DIGITS)
