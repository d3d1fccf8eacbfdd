"""Folding: the form in which two spellings of one word are the same, for search and for keys.

Must never be applied to text that is shown or sent, and must never depend on a locale.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SEPARATOR = "|"
"""Stands between the fields of a search text; it can be part of no word."""

MAX_WORD = 200
"""Characters of a word that are searched for; PostgreSQL indexes 2,046 bytes of one."""

_PLAIN_LETTERS = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ħ": "h",
    "ı": "i",
    "ŧ": "t",
    "ة": "ه",
    "ى": "ي",
    "ک": "ك",
    "ی": "ي",
    "ـ": "",
}
"""Letters that Unicode does not decompose and that people type in two ways; Arabic ones as keyboards confuse them."""

_CACHED = 16_384
"""Texts whose folding is remembered: outlets, beats and places come again and again in a list."""

_ASCII_WORD = re.compile(r"[0-9a-z]+")


class _LetterTable(dict[int, str | int | None]):
    """What becomes of each character of decomposed, case-folded text; looked up once a character."""

    def __missing__(self, code: int) -> str | int | None:
        character = chr(code)
        folded: str | int | None = code
        if character in _PLAIN_LETTERS:
            folded = _PLAIN_LETTERS[character]
        elif unicodedata.combining(character) or unicodedata.category(character) == "Cf":
            folded = None
        self[code] = folded
        return folded


class _WordTable(dict[int, int]):
    """Letters, marks and digits stay; everything else parts words."""

    def __missing__(self, code: int) -> int:
        kept = code if unicodedata.category(chr(code))[0] in "LMN" else 0x20
        self[code] = kept
        return kept


_LETTERS = _LetterTable()
_WORDS = _WordTable()


def fold(text: str) -> str:
    """Case, accents and compatibility forms removed (Unicode §3.13, compatibility caseless matching)."""
    if text.isascii():
        return text.lower()
    twice = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.casefold()).casefold())
    return twice.translate(_LETTERS)


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text, in any script: runs of letters, marks and digits."""
    folded = fold(text)
    if folded.isascii():
        return tuple(_ASCII_WORD.findall(folded))
    return tuple(folded.translate(_WORDS).split())


@lru_cache(maxsize=_CACHED)
def key(text: str) -> str:
    """One form for all spellings of a name; never empty for a text that shows something."""
    return " ".join(words(text)) or fold(text).strip()


def search_words(text: str) -> tuple[str, ...]:
    """The folded words of a text as they are indexed and searched for: never longer than an index takes."""
    return tuple(word[:MAX_WORD] for word in words(text))


def search_text(*fields: str) -> str:
    """The words of all fields, each word preceded by a space and each field but the first by a separator.

    A phrase therefore never matches across two fields, and the first field can be told from the rest.
    """
    return f" {SEPARATOR}".join(map(_searched, fields))


@lru_cache(maxsize=_CACHED)
def _searched(field: str) -> str:
    found = search_words(field)
    return f" {' '.join(found)}" if found else ""
