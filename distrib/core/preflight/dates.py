"""Weekdays beside dates, in the languages releases are written in: does one go with the other?

Only a weekday that is followed by its date is looked at; a number alone is never taken for a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from distrib.core.days import day_said, weekday_said
from distrib.core.folding import fold
from distrib.core.phrase import Said, phrased

_LOCALES = ("en", "fr", "es", "ar", "ar_SY", "ar_DZ", "ar_MA", "de", "it", "pt")
"""Arabic months have three sets of names."""

_TOKEN = re.compile(r"\w+|[^\w\s]")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|re|º|ª)?")
_BETWEEN = frozenset(
    (",", "،", "-", "–", "—", "(", "/", "the", "le", "el", "de", "del", "of", "den", "الموافق", "من"),
)
"""What may stand between a weekday and the parts of its date."""

_MOST_BETWEEN = 3
_YEARS = range(1900, 2200)


@dataclass(frozen=True, slots=True)
class _Names:
    """Folded word → number; Monday and January are 0 and 1, as in `datetime`."""

    weekdays: dict[str, int]
    months: dict[str, int]


def wrong_weekdays(text: str, near: date, language: str) -> Iterator[Said]:
    """A sentence for each weekday that is not its date's; a date without a year is the one closest to `near`."""
    names = _names(language)
    matches = list(_TOKEN.finditer(text))
    words = [fold(match[0]) for match in matches]
    for place, word in enumerate(words):
        weekday = names.weekdays.get(word)
        found = _date_after(words, place, names, near) if weekday is not None else None
        if found is None:
            continue
        day, end = found
        if day.weekday() != weekday:
            written = " ".join(text[matches[place].start() : matches[end].end()].split())
            real = weekday_said(day.weekday())
            yield phrased("“{written}”: {day} is a {weekday}.", written=written, day=day_said(day), weekday=real)


def _date_after(words: Sequence[str], place: int, names: _Names, near: date) -> tuple[date, int] | None:
    """The date that follows a word, and where it ends."""
    first = _next(words, place)
    second = None if first is None else _next(words, first)
    if first is None or second is None:
        return None
    if words[second] in names.months:
        number, month, end = words[first], words[second], second
    else:
        number, month, end = words[second], words[first], second
    day = _DAY.fullmatch(number)
    if day is None or month not in names.months:
        return None
    other_name = _next(words, end)
    if other_name is not None and words[other_name] in names.months:  # 9 April in two sets of names
        end = other_name
    year = _next(words, end)
    if year is not None and words[year].isdecimal() and int(words[year]) in _YEARS:
        return _with_end(int(words[year]), names.months[month], int(day[1]), year)
    return _closest(names.months[month], int(day[1]), near, end)


def _next(words: Sequence[str], place: int) -> int | None:
    """Where the next word stands that means something."""
    for other in range(place + 1, min(place + 2 + _MOST_BETWEEN, len(words))):
        if words[other] not in _between():
            return other
    return None


def _with_end(year: int, month: int, day: int, end: int) -> tuple[date, int] | None:
    try:
        return date(year, month, day), end
    except ValueError:
        return None


def _closest(month: int, day: int, near: date, end: int) -> tuple[date, int] | None:
    years = (_with_end(near.year + step, month, day, end) for step in (-1, 0, 1))
    return min(filter(None, years), key=lambda found: abs(found[0] - near), default=None)


@cache
def _between() -> frozenset[str]:
    return frozenset(map(fold, _BETWEEN))


@cache
def _names(language: str) -> _Names:
    from babel import Locale, UnknownLocaleError

    names = _Names({}, {})
    try:
        own = [Locale.parse(language, sep="-")]
    except (ValueError, UnknownLocaleError):
        own = []
    for locale in [*own, *map(Locale.parse, _LOCALES)]:
        for form in ("format", "stand-alone"):
            for number, name in locale.days[form]["wide"].items():
                names.weekdays.setdefault(fold(name), number)
            for number, name in locale.months[form]["wide"].items():
                names.months.setdefault(fold(name), number)
    return names
