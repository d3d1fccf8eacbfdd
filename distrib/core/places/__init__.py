"""Places: countries and the UN M49 regions around them, found by code or name and widened step by step.

A place is an ISO 3166-1 alpha-2 code, a three-digit M49 code, or "001" for the world. Must never guess:
a text that names no place exactly is answered with None and, on request, with suggestions.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache

from distrib.core.folding import key
from distrib.core.places.table import ALIASES, MEMBERS, PARENTS, WORLD

NAME_LANGUAGES = ("en", "fr", "es", "ar", "de")
"""Languages in which names of places are understood; where two disagree, the first wins."""

MAX_NAME = 100
"""Characters; the longest name of a place in any of the languages has 60."""

SUGGESTIONS = 3

COUNTRY_REGION = {country: region for region, members in MEMBERS.items() for country in members.split()}
"""Country → the smallest region it lies in."""


def widen(code: str) -> tuple[str, ...]:
    """The place and everything it lies in, the smallest first: LY → ("LY", "015", "002", "001").

    Raises:
        KeyError: the code is none of a country or region.
    """
    steps = [code]
    while steps[-1] != WORLD:
        last = steps[-1]
        steps.append(COUNTRY_REGION[last] if last in COUNTRY_REGION else PARENTS[last])
    return tuple(steps)


def is_country(code: str) -> bool:
    """Whether it is the code of a country rather than of a region."""
    return code in COUNTRY_REGION


def is_place(code: str) -> bool:
    """Whether it is the code of any country or region."""
    return code in COUNTRY_REGION or code in PARENTS or code == WORLD


def contains(place: str, country: str) -> bool:
    """Whether a country (or region) is the place or lies in it."""
    return is_place(country) and place in widen(country)


@lru_cache(maxsize=64)
def countries_in(place: str) -> tuple[str, ...]:
    """Every country in a place, in alphabetical order of codes."""
    return tuple(sorted(country for country in COUNTRY_REGION if place in widen(country)))


@lru_cache(maxsize=4096)
def find_place(text: str) -> str | None:
    """The code of a place by its code or name: ly, LBY, 015, Libye, "Northern Africa", northern-africa."""
    if len(text) > MAX_NAME:
        return None
    wanted = key(text)
    if is_place(wanted.upper()):
        return wanted.upper()
    return _names().get(wanted) or _by_other_code(wanted.upper())


def suggest_place(text: str) -> tuple[str, ...]:
    """English names of the places whose name is closest to the text, the closest first; often none."""
    close = get_close_matches(key(text[:MAX_NAME]), list(_names()), n=SUGGESTIONS * 3, cutoff=0.72)
    codes = dict.fromkeys(_names()[name] for name in close)
    return tuple(place_name(code) for code in codes)[:SUGGESTIONS]


@lru_cache(maxsize=4096)
def place_name(code: str, language: str = "en") -> str:
    """The name of a place in a language, in English where the language has none, else the code itself."""
    return _territories(language).get(code) or _territories("en").get(code) or code


@lru_cache(maxsize=64)
def _territories(language: str) -> dict[str, str]:
    from babel import Locale, UnknownLocaleError

    try:
        found = Locale.parse(language.replace("-", "_")).territories
    except (UnknownLocaleError, ValueError, TypeError):
        return {}
    return {str(code): str(name) for code, name in found.items()}


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Folded name → code. Countries come before regions, so that a region never hides one."""
    codes = [*COUNTRY_REGION, *PARENTS, WORLD]
    names: dict[str, str] = {}
    for language in NAME_LANGUAGES:
        territories = _territories(language)
        for code in codes:
            if code in territories:
                names.setdefault(key(territories[code]), code)
    for code, aliases in ALIASES.items():
        for alias in aliases.split(", "):
            names.setdefault(key(alias), code)
    return names


def _by_other_code(code: str) -> str | None:
    """A country by ISO 3166-1 alpha-3 or numeric code."""
    if len(code) != 3 or not code.isascii():
        return None
    from babel.core import get_global

    found: list[str] = get_global("territory_aliases").get(code, [])
    return found[0] if len(found) == 1 and is_country(found[0]) else None
