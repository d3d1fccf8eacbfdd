"""An embargo line to the instant it names. Where that is not sure it says why, and a person has to say it; pure.

Weekday and date must agree, every time that is named must be the same instant, and an hour that clocks skip or repeat
is asked about. Nothing is made up: no zone, no year but that of the dateline where day and month are the same.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import get_day_names

from distrib.core.cities import city_of
from distrib.core.embargo import Doubt, Embargo
from distrib.core.folding import words
from distrib.core.plain_text import one_line
from distrib.core.query_terms import shown
from distrib.core.when import NoMoment, moment_of
from distrib.ingest.characters import western_digits
from distrib.ingest.dates import LANGUAGES, FoundDate, find_date
from distrib.ingest.embargo_times import times_in
from distrib.ingest.embargo_zones import Named, zone_at, zone_in

FARTHEST = timedelta(days=366)
"""An embargo longer than this is a slip in the year more often than a plan."""

LONGEST = 300
"""Characters of a line that are read."""

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def read_embargo(line: str, now: datetime, dateline: date | None = None) -> Embargo | Doubt:
    """The embargo that a line names. `dateline` is the day the release is dated, for lines that leave out the year."""
    text = western_digits(one_line(line[:LONGEST]))
    found = find_date(text)
    if found is None:
        return Doubt("It names no day.")
    second = find_date(text, found.end)
    if second is not None and second.day != found.day:
        return Doubt(f"It names two days, {shown(found.text)} and {shown(second.text)}.")
    day = found.day or _in_the_year_of(dateline, found)
    if day is None:
        return Doubt(f"It is not sure which day {shown(found.text)} is: write day, month and year.")
    for weekday in weekdays_in(text):
        if weekday != day.weekday():
            return Doubt(f"It says {_DAYS[weekday]}, and {_written(day)} is a {_DAYS[day.weekday()]}.")
    return _at(f"{text[: found.start]} ; {text[found.end :]}", day, now)


def check_distance(until: datetime, now: datetime) -> Doubt | None:
    """Whether an embargo is over already, or implausibly far away."""
    if until <= now:
        return Doubt(f"It is over: that was {until:%Y-%m-%d %H:%M} GMT.")
    if until - now > FARTHEST:
        return Doubt(f"It is more than a year away: {until:%Y-%m-%d %H:%M} GMT.")
    return None


def weekdays_in(text: str) -> set[int]:
    """Every weekday that is named in full, in any of the languages releases are read in; 0 is Monday."""
    known = _weekdays()
    return {known[word] for word in words(text) if word in known}


def _at(rest: str, day: date, now: datetime) -> Embargo | Doubt:
    """`rest` is the line without its date."""
    readings: list[Embargo] = []
    found = list(times_in(rest))
    for one in found:
        if one.time is None:
            return Doubt(f"It is not sure which time {shown(one.text)} is: write it as 00:01 or 12:00.")
        behind = zone_at(rest, one.end)
        named = behind[0] if behind else zone_in(rest) if len(found) == 1 else None
        reading = _instant(day, one.time, named)
        if isinstance(reading, Doubt):
            return reading
        readings.append(reading)
    if not readings:
        return Doubt("It names no time of day.")
    if len({one.until for one in readings}) > 1:
        return Doubt("The times it names are not one and the same moment.")
    return check_distance(readings[0].until, now) or readings[0]


def _instant(day: date, at: time, named: Named | None) -> Embargo | Doubt:
    clock = f"{at:%H:%M}"
    if named is None:
        return Doubt(f"It does not say by which clock it is {clock}, or not by a name that is known here.")
    if not named.zones:
        return Doubt(f"Nobody here knows the zone {shown(named.written)}.")
    if len(named.zones) > 1:
        places = ", ".join(city_of(zone) for zone in named.zones)
        return Doubt(f"{shown(named.written)} can be the time of {places}.")
    zone, wall = named.zones[0], datetime.combine(day, at)
    if named.clock is not None:
        return _by_name(wall, zone, named.written, named.clock)
    try:
        return Embargo(moment_of(wall.isoformat(), ZoneInfo(zone), zone), zone)
    except NoMoment as fault:
        return Doubt(f"{clock} on {_written(day)} {fault}")


def _by_name(wall: datetime, zone: str, written: str, clock: str) -> Embargo | Doubt:
    """What a name such as CEST says of summer and winter time has to be true; it tells a doubled hour apart."""
    for fold in (0, 1):
        moment = wall.replace(tzinfo=ZoneInfo(zone), fold=fold)
        is_real = moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None) == wall
        if is_real and moment.tzname() == clock:
            return Embargo(moment.astimezone(UTC), zone)
    shows = wall.replace(tzinfo=ZoneInfo(zone)).tzname()
    return Doubt(f"At {wall:%H:%M} on {_written(wall.date())} no clock shows {shown(written)}: it is {shows} then.")


def _in_the_year_of(dateline: date | None, found: FoundDate) -> date | None:
    """A day without its year, where the release is dated the same day and month."""
    if dateline is None:
        return None
    whole = find_date(f"{found.text} {dateline.year}")
    return dateline if whole is not None and whole.day == dateline else None


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


@lru_cache(maxsize=1)
def _weekdays() -> dict[str, int]:
    """Folded names; one that means two days in two languages is left out."""
    found: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for number, name in get_day_names("wide", locale=Locale.parse(language)).items():
            folded = words(name)
            if folded:
                found.setdefault(folded[0] if len(folded) == 1 else "".join(folded[:1]), set()).add(number)
    for number, name in enumerate(_DAYS):
        found.setdefault(name[:3].casefold(), set()).add(number)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}
