"""Places in contact lines: the office or town where somebody answers, and postal addresses. Reads no name."""

from __future__ import annotations

import re

from distrib.ingest.contacts.pieces import Piece

_STREET = re.compile(
    r"\d+[A-Za-z]?,?\s+(?:[A-ZÀ-Þ]|(?:rue|avenue|boulevard|place|quai|chemin|route)\s)|P\.?\s?O\.?\s?Box|\d{4,}|[A-ZÄÖÜ][\w-]*(?:straße|strasse|str\.|weg|platz|allee|gasse|ufer|damm)\s\d"
    r"|(?i:via|viale|piazza|corso|calle|avenida|plaza|rua|praça|rue|place|ul\.|ул\.|вул\.)\s.{2,40}\s\d{1,4}\w?$"
)
"""A house number and street in either order, a post box, a postcode."""
_POSTCODE = re.compile(r"[A-Z]{2,3}\s+\d{4,5}(?:-\d{4})?$")
"""A state and its postcode: the words before it are a town."""

_IN = re.compile(r"^(?:(?:In|À|En)\s+(?=[A-ZÀ-Þ])|في\s+(?=\S))")
_PLACE_FIRST = re.compile(r"A\s+(?=[A-ZÀ-Þ])")
"""French, without its accent: "A Genève, Jane Doe"; an initial where no name follows."""

_GROUP = re.compile(r"(?:In|À|En|à|en)\s+([A-ZÀ-Þ][\w .'’-]{1,30}):?$")


def place_above(text: str) -> str | None:
    """The place of a line that heads several people: "In Geneva:"."""
    found = _GROUP.match(text)
    return found[1] if found else None


def opens_with_in(words: str) -> bool:
    """ "In Geneva", "À Paris": no name begins so."""
    return bool(_IN.match(words))


def without_in(words: str) -> str:
    """The place alone."""
    return _IN.sub("", words)


def may_open_with_a(words: str) -> bool:
    """ "A Genève", which may as well be somebody's initial."""
    return bool(_PLACE_FIRST.match(words))


def without_a(words: str) -> str:
    """The place alone, once the words are known to be one."""
    return _PLACE_FIRST.sub("", words)


def is_street(text: str) -> bool:
    """Whether a postal address begins."""
    return bool(_STREET.match(text))


def is_town(pieces: list[Piece], number: int) -> bool:
    """ "New York, NY 10028"."""
    behind = pieces[number + 1] if number + 1 < len(pieces) else None
    return behind is not None and behind.way is None and bool(_POSTCODE.match(behind.text))
