"""An embargo in words, made from the object in each language, so that weekday, date and zone always agree.

Whether a message shows one is decided by whoever has it composed. The line as somebody once wrote it is never used
where there is an object.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from distrib.core.places.cities import city_of
from distrib.core.release import Edition
from distrib.core.release.embargo import GMT, Embargo, Reading, shown_in
from distrib.mail.phrases import FALLBACK, Phrases, available, fill, phrases_for, primary_language


def worded(embargo: Embargo, language: str, *zones: str) -> str:
    """The line, such as "EMBARGOED UNTIL 00:01 GMT, Tuesday 9 April 2019"; other zones follow in brackets."""
    phrases, locale = phrases_for(language), _locale(language)
    first, *others = shown_in(embargo, *zones)
    line = fill(phrases.embargo_until, clock=_clock(first, phrases, locale), day=_day(first, phrases, locale))
    also = [_also(one, first, phrases, locale) for one in others]
    return _in_brackets(line, also)


def moment_in_words(embargo: Embargo, language: str, *zones: str) -> str:
    """The lift alone: "06:00 Tripoli time, Tuesday 1 December 2026 (04:00 GMT)"."""
    phrases, locale = phrases_for(language), _locale(language)
    first, *others = shown_in(embargo, *zones)
    at = fill(phrases.embargo_also, clock=_clock(first, phrases, locale), day=_day(first, phrases, locale))
    return _in_brackets(at, [_also(one, first, phrases, locale) for one in others])


def with_embargo(edition: Edition, embargo: Embargo | None, *zones: str) -> Edition:
    """The edition as it is shown: with its embargo in words, or without one."""
    line = worded(embargo, edition.language, *zones) if embargo else None
    return replace(edition, embargo=line, release_line=None if embargo else edition.release_line)


def _in_brackets(line: str, others: Sequence[str]) -> str:
    return f"{line} ({' / '.join(others)})" if others else line


def _also(one: Reading, first: Reading, phrases: Phrases, locale: str) -> str:
    clock = _clock(one, phrases, locale)
    if one.at.date() == first.at.date():
        return clock
    return fill(phrases.embargo_also, clock=clock, day=_day(one, phrases, locale))


def _clock(reading: Reading, phrases: Phrases, locale: str) -> str:
    from babel.dates import format_time

    clock = format_time(reading.at.replace(tzinfo=None), phrases.embargo_clock, locale=locale)
    name = reading.fixed_name
    if name is not None:
        place = phrases.greenwich if name == GMT else name
        return fill(phrases.embargo_zone, clock=clock, place=place)
    return fill(phrases.embargo_city, clock=clock, place=_city(reading.zone, locale))


def _day(reading: Reading, phrases: Phrases, locale: str) -> str:
    from babel.dates import format_date

    pattern = phrases.embargo_day
    if reading.at.day == 1:
        pattern = pattern.replace(" d ", f" '{phrases.first_of_month}' ")
    return format_date(reading.at.date(), pattern, locale=locale)


def _city(zone: str, locale: str) -> str:
    from babel import Locale

    names = Locale.parse(locale).time_zones.get(zone, {})
    return str(names.get("city") or city_of(zone)).partition(" (")[0]


def _locale(language: str) -> str:
    """A language that has phrases but no names of days and months known here writes them in English."""
    from babel.localedata import exists

    primary = primary_language(language)
    return primary if primary in available() and exists(primary) else FALLBACK
