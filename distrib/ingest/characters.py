"""Characters: makes text from outside fit to be read, and folds it for comparison. Never drops a visible character."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

JOINERS = "\u200c\u200d"
"""Persian and Indic spelling need them; every other format character is invisible and can mislead."""

ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")

_LINE_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=4096)
def _kept(character: str) -> str:
    category = unicodedata.category(character)
    if character in "\n\t" or character in JOINERS:
        return character
    if category in ("Cc", "Cf", "Cs"):
        return ""
    return " " if category == "Zs" else character


def clean(text: str) -> str:
    """Text with line feeds only, plain spaces, and no control, format or surrogate characters."""
    return "".join(map(_kept, _LINE_BREAKS.sub("\n", text)))


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
    """Arabic-Indic and Persian digits as 0–9; the length stays the same."""
    return text.translate(ARABIC_DIGITS)
