"""Zones as embargo lines name them: GMT, CET, UTC+2, "Geneva time", "heure de Tunis". It never guesses.

An abbreviation that several parts of the world use is told from one that can be read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from distrib.core.folding import key
from distrib.core.places import cities


@dataclass(frozen=True, slots=True)
class Named:
    """A zone as a line names it."""

    written: str
    zones: tuple[str, ...]
    """IANA names it can stand for; none: nobody knows it, several: it has to be asked."""
    clock: str | None = None
    """What clocks there have to be called at that moment, where the name says so: CET is no summer time."""


def zone_at(text: str, start: int) -> tuple[Named, int] | None:
    """The zone that is named at a place in a line, just behind a time, and where its name ends."""
    for pattern, read in _FORMS:
        found = pattern.match(text, start)
        if found and not (found["name"] in _WORDS_TOO and _GOES_ON.match(text, found.end())):
            return read(found), found.end()
    return None


def zone_in(text: str) -> Named | None:
    """The one zone that is named anywhere in a text; None when there is none."""
    for pattern, read in _FORMS:
        found = pattern.search(text)
        if found and found["name"] not in _WORDS_TOO:
            return read(found)
    return None


def _abbreviation(found: re.Match[str]) -> Named:
    name = found["name"].upper()
    zones, clock = ABBREVIATIONS[name]
    return Named(found["name"], zones, clock)


def _offset(found: re.Match[str]) -> Named:
    hours, minutes = int(found["hours"]), int(found["minutes"] or 0)
    if minutes or hours > 14:
        return Named(found["name"], ())
    sign = "-" if found["sign"] == "+" else "+"  # POSIX counts westwards, and Etc/GMT-2 is what people call GMT+2
    return Named(found["name"], (f"Etc/GMT{sign}{hours}" if hours else "UTC",))


def _full_name(found: re.Match[str]) -> Named:
    name = FULL_NAMES[" ".join(found["name"].casefold().split())]
    return Named(found["name"], *ABBREVIATIONS[name])


def _iana(found: re.Match[str]) -> Named:
    zone = cities.find_zone(found["name"])
    return Named(found["name"], (zone,) if zone else ())


def _city(found: re.Match[str]) -> Named:
    words = found["name"].split()
    for length in range(len(words)):
        zone = city_zone(" ".join(words[length:]) if found.re is _CITY_TIME else " ".join(words[: len(words) - length]))
        if zone:
            return Named(" ".join(words), (zone,))
    return Named(found["name"], ())


def city_zone(name: str) -> str | None:
    """The zone of a city: of those that give a zone its name, and of others that offices sit in."""
    return cities.find_zone(name) or _OTHERS.get(key(name))


_ONE = {
    "GMT": ("UTC", None),
    "UTC": ("UTC", None),
    "WET": ("WET", "WET"),
    "WEST": ("WET", "WEST"),
    "CET": ("CET", "CET"),
    "CEST": ("CET", "CEST"),
    "MEZ": ("CET", "CET"),
    "MESZ": ("CET", "CEST"),
    "HEC": ("CET", None),
    "EET": ("EET", "EET"),
    "EEST": ("EET", "EEST"),
    "BST": ("Europe/London", "BST"),
    "MSK": ("Europe/Moscow", "MSK"),
    "ET": ("America/New_York", None),
    "EST": ("America/New_York", "EST"),
    "EDT": ("America/New_York", "EDT"),
    "CT": ("America/Chicago", None),
    "CDT": ("America/Chicago", "CDT"),
    "MT": ("America/Denver", None),
    "MDT": ("America/Denver", "MDT"),
    "PT": ("America/Los_Angeles", None),
    "PST": ("America/Los_Angeles", "PST"),
    "PDT": ("America/Los_Angeles", "PDT"),
    "EAT": ("Africa/Nairobi", "EAT"),
    "CAT": ("Africa/Maputo", "CAT"),
    "WAT": ("Africa/Lagos", "WAT"),
    "SAST": ("Africa/Johannesburg", "SAST"),
    "PKT": ("Asia/Karachi", "PKT"),
    "JST": ("Asia/Tokyo", "JST"),
    "HKT": ("Asia/Hong_Kong", "HKT"),
    "AEST": ("Australia/Sydney", "AEST"),
    "AEDT": ("Australia/Sydney", "AEDT"),
    "NZST": ("Pacific/Auckland", "NZST"),
    "NZDT": ("Pacific/Auckland", "NZDT"),
}
_SEVERAL = {
    "IST": ("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"),
    "CST": ("America/Chicago", "Asia/Shanghai", "America/Havana"),
    "AST": ("America/Halifax", "Asia/Riyadh"),
    "MST": ("America/Denver", "Asia/Kuala_Lumpur"),
    "GST": ("Asia/Dubai", "Atlantic/South_Georgia"),
    "ADT": ("America/Halifax", "Asia/Baghdad"),
    "ECT": ("Europe/Paris", "America/Guayaquil"),
}
ABBREVIATIONS: dict[str, tuple[tuple[str, ...], str | None]] = {
    **{name: ((zone,), clock) for name, (zone, clock) in _ONE.items()},
    **{name: (zones, None) for name, zones in _SEVERAL.items()},
}
"""Abbreviation → the zones it can stand for, and what clocks there must be called at that moment."""

FULL_NAMES = {
    "greenwich mean time": "GMT",
    "universal time": "UTC",
    "coordinated universal time": "UTC",
    "central european time": "CET",
    "central european summer time": "CEST",
    "eastern european time": "EET",
    "british summer time": "BST",
    "eastern time": "ET",
    "central time": "CT",
    "mountain time": "MT",
    "pacific time": "PT",
    "heure d'europe centrale": "HEC",
    "temps universel": "UTC",
    "توقيت غرينتش": "GMT",
    "بتوقيت غرينتش": "GMT",
    "بتوقيت جرينتش": "GMT",
}
_OTHERS = {
    key(name): zone
    for zone, names in {
        "Europe/Zurich": "Geneva|Genève|Ginebra|Genf|جنيف|Bern|Berne|Berna|برن",
        "America/New_York": "Washington|Washington DC|Washington D.C.|واشنطن",
        "Asia/Kolkata": "Delhi|New Delhi|Mumbai|Nueva Delhi",
        "Asia/Shanghai": "Beijing|Pékin|Pekín|Peking|بكين",
        "Asia/Karachi": "Islamabad|إسلام آباد",
        "Europe/Istanbul": "Ankara|أنقرة",
        "Africa/Lagos": "Abuja",
        "Africa/Casablanca": "Rabat|الرباط",
        "Europe/Amsterdam": "The Hague|La Haye|La Haya|Den Haag|لاهاي",
        "Europe/Madrid": "Barcelona|Barcelone",
        "Europe/Rome": "Milan|Milano|Milán",
        "America/Toronto": "Ottawa",
        "Asia/Jerusalem": "Tel Aviv",
        "Asia/Aden": "Sanaa|Sana'a|صنعاء",
    }.items()
    for name in names.split("|")
}
"""Cities that no zone is called after and that offices sit in."""

_NAMES = "|".join(sorted((re.escape(name) for name in ABBREVIATIONS), key=len, reverse=True))
_FULL = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(FULL_NAMES, key=len, reverse=True))
_WORDS_TOO = frozenset({"EST", "ET", "CT", "MT", "PT", "EAT", "CAT", "WAT", "WEST"})
"""In capitals these are also words, of French and English: they count only behind a time where no sentence goes on."""

_GOES_ON = re.compile(
    r"\s+(?!on\b|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b)[^\W\d_]", re.IGNORECASE
)
_LEAD = r"[\s,،(]*"
_PLACE = r"[^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){0,2}"
_CITY_TIME = re.compile(rf"{_LEAD}(?:local\stime\sin\s)?(?P<name>{_PLACE}?)\s(?:local\s)?time\b\)?", re.IGNORECASE)
_FORMS = (
    (
        re.compile(
            rf"{_LEAD}\b(?P<name>(?:UTC|GMT)\s?(?P<sign>[+-])\s?(?P<hours>\d{{1,2}})(?::?(?P<minutes>\d\d))?)\b\)?",
            re.IGNORECASE,
        ),
        _offset,
    ),
    (re.compile(rf"{_LEAD}(?P<name>\b(?:{_FULL}))(?!\w)\)?", re.IGNORECASE), _full_name),
    (re.compile(rf"{_LEAD}\b(?P<name>[A-Z][A-Za-z]+/[A-Za-z_]+(?:/[A-Za-z_]+)?)\b\)?"), _iana),
    (re.compile(rf"{_LEAD}\b(?P<name>{_NAMES})\b\)?"), _abbreviation),
    (re.compile(rf"{_LEAD}local\stime\sin\s(?P<name>{_PLACE})\)?", re.IGNORECASE), _city),
    (
        re.compile(
            rf"{_LEAD}\b(?:heure|hora)\s(?:locale?\s)?(?:de\s|d['’]|à\s|en\s)(?P<name>{_PLACE})\)?", re.IGNORECASE
        ),
        _city,
    ),
    (re.compile(rf"{_LEAD}(?:ب?توقيت)\s(?P<name>{_PLACE})\)?"), _city),
    (re.compile(rf"{_LEAD}(?P<name>{_PLACE})er\sZeit\b\)?"), _city),
    (_CITY_TIME, _city),
)
