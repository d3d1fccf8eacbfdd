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

from distrib.core.days import WEEKDAYS, day_said, weekday_said
from distrib.core.folding import words
from distrib.core.phrase import phrased
from distrib.core.places.cities import city_of
from distrib.core.plain_text import one_line
from distrib.core.query.terms import shown
from distrib.core.release.embargo import Doubt, Embargo
from distrib.core.when import NoMoment, moment_of
from distrib.ingest.characters import western_digits
from distrib.ingest.dates import LANGUAGES, FoundDate, find_date
from distrib.ingest.release.embargo_times import times_in
from distrib.ingest.release.embargo_zones import Named, zone_at, zone_in

FARTHEST = timedelta(days=366)
"""An embargo longer than this is a slip in the year more often than a plan."""

LONGEST = 300
"""Characters of a line that are read."""


def read_embargo(line: str, now: datetime, dateline: date | None = None) -> Embargo | Doubt:
    """The embargo that a line names. `dateline` is the day the release is dated, for lines that leave out the year."""
    text = western_digits(one_line(line[:LONGEST]))
    found = find_date(text)
    if found is None:
        return Doubt(phrased("It names no day."))
    second = find_date(text, found.end)
    if second is not None and second.day != found.day:
        return Doubt(phrased("It names two days, {one} and {other}.", one=shown(found.text), other=shown(second.text)))
    day = found.day or _in_the_year_of(dateline, found)
    if day is None:
        return Doubt(phrased("It is not sure which day {text} is: write day, month and year.", text=shown(found.text)))
    for weekday in weekdays_in(text):
        if weekday != day.weekday():
            return Doubt(
                phrased(
                    "It says {weekday}, and {day} is a {real}.",
                    weekday=weekday_said(weekday),
                    day=day_said(day),
                    real=weekday_said(day.weekday()),
                )
            )
    return _at(f"{text[: found.start]} ; {text[found.end :]}", day, now)


def check_distance(until: datetime, now: datetime) -> Doubt | None:
    """Whether an embargo is over already, or implausibly far away."""
    if until <= now:
        return Doubt(phrased("It is over: that was {until:%Y-%m-%d %H:%M} GMT.", until=until))
    if until - now > FARTHEST:
        return Doubt(phrased("It is more than a year away: {until:%Y-%m-%d %H:%M} GMT.", until=until))
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
            return Doubt(
                phrased("It is not sure which time {text} is: write it as 00:01 or 12:00.", text=shown(one.text))
            )
        behind = zone_at(rest, one.end)
        named = behind[0] if behind else zone_in(rest) if len(found) == 1 else None
        reading = _instant(day, one.time, named)
        if isinstance(reading, Doubt):
            return reading
        readings.append(reading)
    if not readings:
        return Doubt(phrased("It names no time of day."))
    if len({one.until for one in readings}) > 1:
        return Doubt(phrased("The times it names are not one and the same moment."))
    return check_distance(readings[0].until, now) or readings[0]


def _instant(day: date, at: time, named: Named | None) -> Embargo | Doubt:
    clock = f"{at:%H:%M}"
    if named is None:
        return Doubt(
            phrased("It does not say by which clock it is {clock}, or not by a name that is known here.", clock=clock)
        )
    if not named.zones:
        return Doubt(phrased("Nobody here knows the zone {written}.", written=shown(named.written)))
    if len(named.zones) > 1:
        places = ", ".join(city_of(zone) for zone in named.zones)
        return Doubt(phrased("{written} can be the time of {places}.", written=shown(named.written), places=places))
    zone, wall = named.zones[0], datetime.combine(day, at)
    if named.clock is not None:
        return _by_name(wall, zone, named.written, named.clock)
    try:
        return Embargo(moment_of(wall.isoformat(), ZoneInfo(zone), zone), zone)
    except NoMoment as fault:
        return Doubt(phrased("{clock} on {day} {why}", clock=clock, day=day_said(day), why=fault.said))


def _by_name(wall: datetime, zone: str, written: str, clock: str) -> Embargo | Doubt:
    """What a name such as CEST says of summer and winter time has to be true; it tells a doubled hour apart."""
    for fold in (0, 1):
        moment = wall.replace(tzinfo=ZoneInfo(zone), fold=fold)
        is_real = moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None) == wall
        if is_real and moment.tzname() == clock:
            return Embargo(moment.astimezone(UTC), zone)
    shows = wall.replace(tzinfo=ZoneInfo(zone)).tzname()
    return Doubt(
        phrased(
            "At {wall:%H:%M} on {day} no clock shows {written}: it is {shows} then.",
            wall=wall,
            day=day_said(wall.date()),
            written=shown(written),
            shows=shows,
        )
    )


def _in_the_year_of(dateline: date | None, found: FoundDate) -> date | None:
    """A day without its year, where the release is dated the same day and month."""
    if dateline is None:
        return None
    whole = find_date(f"{found.text} {dateline.year}")
    return dateline if whole is not None and whole.day == dateline else None


@lru_cache(maxsize=1)
def _weekdays() -> dict[str, int]:
    """Folded names; one that means two days in two languages is left out."""
    found: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for number, name in get_day_names("wide", locale=Locale.parse(language)).items():
            folded = words(name)
            if folded:
                found.setdefault(folded[0] if len(folded) == 1 else "".join(folded[:1]), set()).add(number)
    for number, name in enumerate(WEEKDAYS):
        found.setdefault(name[:3].casefold(), set()).add(number)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}
