"""Duty hours at an instant: who is on duty, until when, and when it begins again.

A stretch begins and ends the first time that the wall clock of its zone shows its hour, or jumps over it. So two that
follow one another leave no gap and never overlap, also in a night in which clocks are changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from distrib.core.people import DutyHours
from distrib.core.phrase import Said, phrase, phrased
from distrib.core.places.cities import city_of

DAY = 1_440
"""Minutes."""

_LONGEST = timedelta(days=8)
"""Hours repeat every week: what has not ended or begun by then never does."""

DAYS = (phrase("Mon"), phrase("Tue"), phrase("Wed"), phrase("Thu"), phrase("Fri"), phrase("Sat"), phrase("Sun"))


@dataclass(frozen=True, slots=True)
class Duty:
    """How somebody stands at an instant."""

    is_on: bool
    until: datetime | None
    """When that changes, in UTC; None: never."""
    zone: str


def is_on_duty(hours: Sequence[DutyHours], at: datetime) -> bool:
    """Whether any stretch runs at the instant."""
    return any(start <= at < end for one in hours for start, end in _stretches(one, at, -2, 1))


def duty_at(hours: Sequence[DutyHours], at: datetime) -> Duty | None:
    """How they stand; None when no hours are kept."""
    if not hours:
        return None
    stretches = sorted((*span, one.zone) for one in hours for span in _stretches(one, at, -2, _LONGEST.days + 1))
    end, zone = at, hours[0].zone
    for start, its_end, its_zone in stretches:
        if start <= end < its_end:
            end, zone = its_end, its_zone
    if end > at:
        return Duty(True, end if end - at < _LONGEST else None, zone)
    following = next(((start, its_zone) for start, _, its_zone in stretches if start > at), None)
    return Duty(False, *following) if following else Duty(False, None, zone)


def duty_said(duty: Duty, at: datetime) -> Said:
    """Such as "on duty until 18:00 in Tunis, 17:00 UTC"; the day is named where it is another one."""
    if duty.until is None:
        return phrased("on duty around the clock") if duty.is_on else phrased("never on duty")
    local, universal = duty.until.astimezone(_zone(duty.zone)), duty.until.astimezone(UTC)
    is_today = local.date() == at.astimezone(_zone(duty.zone)).date() == universal.date()
    here, there = (_clock(one, is_today) for one in (local, universal))
    state = phrased("on duty") if duty.is_on else phrased("off duty")
    if duty.zone in ("UTC", "Etc/UTC"):
        return phrased("{state} until {there} UTC", state=state, there=there)
    return phrased(
        "{state} until {here} in {city}, {there} UTC", state=state, here=here, city=city_of(duty.zone), there=there
    )


def duty_words(duty: Duty, at: datetime) -> str:
    """The same in English."""
    return str(duty_said(duty, at))


def _clock(at: datetime, is_today: bool) -> Said | str:
    hour = f"{at:%H:%M}"
    return hour if is_today else phrased("{day} {hour}", day=phrased(DAYS[at.weekday()]), hour=hour)


@lru_cache(maxsize=65_536)
def reached(zone: str, day: date, minute: int) -> datetime:
    """The first instant, in UTC, at which the zone's wall clock shows a minute of a day or has jumped over it.

    Raises:
        ZoneInfoNotFoundError: there is no such zone.
    """
    wall = datetime.combine(day, time()) + timedelta(minutes=minute)
    after = wall.replace(tzinfo=_zone(zone)).astimezone(UTC)
    if _on_the_wall(after, zone) == wall:
        return after
    before = wall.replace(tzinfo=_zone(zone), fold=1).astimezone(UTC)
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        before, after = (before, middle) if _on_the_wall(middle, zone) >= wall else (middle, after)
    return after


def _stretches(one: DutyHours, at: datetime, first: int, last: int) -> Iterator[tuple[datetime, datetime]]:
    """Beginning and end of each time the stretch comes round on the days from `first` to `last` around the instant."""
    today = at.astimezone(_zone(one.zone)).date()
    end = one.end if one.end > one.start else one.end + DAY
    for offset in range(first + (one.day - today.weekday() - first) % 7, last + 1, 7):
        day = today + timedelta(days=offset)
        opens, closes = reached(one.zone, day, one.start), reached(one.zone, day, end)
        if opens < closes:  # clocks may jump over all of it
            yield opens, closes


def _on_the_wall(instant: datetime, zone: str) -> datetime:
    return instant.astimezone(_zone(zone)).replace(tzinfo=None)


@lru_cache(maxsize=1024)
def _zone(zone: str) -> ZoneInfo:
    return ZoneInfo(zone)
