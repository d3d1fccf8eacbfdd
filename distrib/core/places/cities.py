"""Cities that give a time zone its name, in five languages; with the zone comes the country. Must never guess."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache

from distrib.core.folding import key
from distrib.core.places import NAME_LANGUAGES, is_country


@lru_cache(maxsize=4096)
def find_zone(text: str) -> str | None:
    """The IANA zone by its own name or that of its city: Africa/Tripoli for Tripoli, Trípoli, طرابلس."""
    return text if text in _names() else _zones().get(key(text[:100]))


def suggest_zone(text: str) -> tuple[str, ...]:
    """The zones whose names are closest; often none."""
    close = get_close_matches(key(text[:100]), list(_zones()), n=5, cutoff=0.72)
    return tuple(dict.fromkeys(_zones()[name] for name in close))[:3]


def zone_country(zone: str) -> str | None:
    """The country that the zone's city lies in."""
    country = _territories().get(zone)
    return country if country and is_country(country) else None


@lru_cache(maxsize=512)
def sole_zone(country: str) -> str | None:
    """The one zone of a country; None where it has several."""
    zones = [zone for zone, territory in _territories().items() if territory == country and zone in _zones().values()]
    return zones[0] if len(zones) == 1 else None


def city_of(zone: str) -> str:
    """What people call a zone: Tunis for Africa/Tunis."""
    return zone.rpartition("/")[2].replace("_", " ")


@lru_cache(maxsize=1)
def _territories() -> dict[str, str]:
    from babel.core import get_global

    return {str(zone): str(country) for zone, country in get_global("zone_territories").items()}


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    """As they are written: a folded name has lost its signs, and Etc/GMT+5 is not Etc/GMT-5."""
    from zoneinfo import available_timezones

    return frozenset(available_timezones())


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    """Folded name → zone. Whole names come first, so that a city never hides a zone."""
    from babel import Locale

    known = _names()
    found = {key(zone): zone for zone in sorted(known)}
    for zone in _territories():
        if zone in known:
            found.setdefault(key(city_of(zone)), zone)
    for language in NAME_LANGUAGES:
        for zone, names in Locale.parse(language).time_zones.items():
            if zone in known and "city" in names:
                found.setdefault(key(str(names["city"])), str(zone))
    return found
