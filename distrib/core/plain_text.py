"""Text from outside as text that can be shown, sent and stored: nothing hidden in it, nothing a terminal would obey."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"\s+")
_LINE_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_JOINERS = "\u200c\u200d"
"""Persian and Indic spelling need them; every other format character is invisible and can mislead."""


def one_line(text: str) -> str:
    """Text on one line, white space collapsed, nothing hidden in it."""
    if text.isprintable() and "  " not in text:  # of all white space only the plain space counts as printable
        return text.strip()
    return _SPACES.sub(" ", many_lines(text)).strip()


def many_lines(text: str) -> str:
    """Text with line feeds only and nothing hidden or misleading in it; joiners that spelling needs stay."""
    return "".join(map(_kept, _LINE_BREAKS.sub("\n", text)))


@lru_cache(maxsize=4096)
def _kept(character: str) -> str:
    if character in "\n\t" or character in _JOINERS:
        return character
    code = ord(character)
    is_noncharacter = 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
    return "" if is_noncharacter or unicodedata.category(character) in ("Cc", "Cf", "Cs") else character
