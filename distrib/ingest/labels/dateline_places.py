"""Places of datelines: which words can name one, and which a wire's tag. Reads no sentence."""

from __future__ import annotations

import re

from distrib.ingest.labels.phones import is_seat

_AGENCY = re.compile(
    r"[A-Z0-9][A-Z0-9./&-]{1,11}$"
    r"|(?i:ots|dpa|epd|kna|.*(?:wire|newswire|\.ai|\.com|press ?release|prnews|\bnews$|reuters|agenc|via ))"
)
_WIRE = re.compile(
    r"(?:ots|dpa|epd|kna|apa|sda|ats|afp|efe|ansa|ap|reuters|tass|xinhua|ips|anp|tt|stt)\b", re.IGNORECASE
)
_ACRONYM = re.compile(r"[^\W_a-zà-ÿ][\w./&-]{1,11}$")
_SIGNS = r"\u064b-\u065f\u0900-\u0965\u0970-\u09e5\u09f0-\u0dff\u0e31-\u0e4e"
"""Vowel signs and their kin, which are no letters for a regular expression."""
SEGMENT = re.compile(rf"(?:[^\W\d_](?:[^\W\d_]|[{_SIGNS}]|[.'’]|-(?=[^\W\d_])|(?<=\w)/(?=\w)|\s(?=[^\W\d_]))*\.?)")
_SEAT = re.compile(r"[A-ZÀ-Þ][\w-]{2,24}(?=\.\s[A-ZÀ-Þ])")
_PARTICLE_WORDS = "de la le les del du des da do dos of the and et y und am an der den sur bei di el al e i im upon"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_NO_PLACE = re.compile(
    r"(?:today|yesterday|tomorrow|now|here|statement|advisory|update|updated|report|watch|video|photos?|exclusive|breaking|news|"
    r"remarks|speech|media|press|die|der|das|ein|eine|this|these|hoy|ayer|aujourd['’]hui|hier|heute|gestern|hoje|oggi|يوم|(?:ال)?(?:إثنين|اثنين|ثلاثاء|أربعاء|اربعاء|خميس|جمعة|سبت|أحد|احد)|اليوم|أمس)$",
    re.IGNORECASE,
)


def is_place(segment: str) -> bool:
    words = segment.split()
    if not words or len(words) > 5 or len(segment) > 45:
        return False
    if _NO_PLACE.match(words[0]) or _NO_PLACE.match(words[-1]):
        return False
    if not any(letter.isupper() or letter.islower() for letter in segment):
        return len(words) <= 4  # a script without capitals
    if not words[0][0].isupper():
        return False
    return all(word[0].isupper() or word.casefold() in _PARTICLES or not word[0].isalpha() for word in words)


def is_lone_place(inside: str) -> bool:
    """ "(DALLAS) –" and "(Dallas, Texas) –": the place itself stands in parentheses."""
    if inside.isupper() and " " not in inside and len(inside) > 3:
        return True
    return is_place(inside.replace(",", " ")) and not _AGENCY.match(inside)


def is_agency(inside: str) -> bool:
    acronym = _ACRONYM.match(inside) and any(letter.isupper() for letter in inside[1:])
    return bool(acronym or _AGENCY.match(inside))


def seat_end(text: str, at: int) -> int:
    """Where a well-known seat ends that a full stop parts from the story ("Bonn. The …"); 0 when there is none."""
    found = _SEAT.match(text, at)
    return found.end() if found and is_seat(found[0]) else 0


def is_wire(inside: str) -> bool:
    """A wire by its own name."""
    return bool(_WIRE.match(inside))
