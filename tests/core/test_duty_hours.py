"""Duty hours agree with the wall clock, minute by minute, also in nights in which clocks are changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from distrib.core.contacts.duty import DAY, duty_at, duty_words, is_on_duty, reached
from distrib.core.contacts.duty_text import NoDuty, duty_text, read_duty
from distrib.core.people import DutyHours

MINUTE = timedelta(minutes=1)
CHANGES = [
    ("Europe/Zurich", date(2026, 3, 29)),
    ("Europe/Zurich", date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Asia/Beirut", date(2026, 3, 29)),
    ("Asia/Beirut", date(2026, 10, 25)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("America/Havana", date(2026, 11, 1)),
    ("America/St_Johns", date(2006, 10, 29)),
    ("Pacific/Apia", date(2011, 12, 30)),
    ("Africa/Tunis", date(2026, 11, 24)),
]
"""With a gap, an overlap, a change at midnight, of half an hour, at one past midnight, of a whole day, and none."""


def brute_force(hours: list[DutyHours], start: datetime, end: datetime) -> set[datetime]:
    """Every minute on duty, found by walking with a wall clock in the hand and asking nothing of the program."""
    on: set[datetime] = set()
    for one in hours:
        zone = ZoneInfo(one.zone)
        for day in range(-3, (end - start).days + 4):
            first = datetime.combine(start.astimezone(zone).date() + timedelta(days=day), datetime.min.time())
            if first.weekday() != one.day:
                continue
            opens = first + timedelta(minutes=one.start)
            closes = first + timedelta(minutes=one.end if one.end > one.start else one.end + DAY)
            has_opened = has_closed = False
            at = opens.replace(tzinfo=UTC) - timedelta(hours=40)
            while not has_closed:
                wall = at.astimezone(zone).replace(tzinfo=None)
                has_opened = has_opened or wall >= opens
                has_closed = wall >= closes
                if has_opened and not has_closed:
                    on.add(at)
                at += MINUTE
    return {at for at in on if start <= at < end}


HOURS = st.builds(
    lambda day, start, end: (day, start, end),
    st.integers(0, 6),
    st.sampled_from([0, 1, 30, 90, 120, 150, 180, 600, 1380, 1439]),
    st.sampled_from([1, 30, 60, 150, 180, 240, 720, 1380, 1440]),
)


@pytest.mark.parametrize(("zone", "day"), CHANGES, ids=lambda value: str(value).replace("/", "-"))
@settings(max_examples=5, deadline=None)
@given(st.lists(HOURS, min_size=1, max_size=2))
def test_every_minute_is_as_the_wall_clock_has_it(zone: str, day: date, spans: list[tuple[int, int, int]]) -> None:
    """Around a change of clocks; and what is said of the end is the first minute that differs."""
    hours = [DutyHours(zone, (day.weekday() + of) % 7, start, end) for of, start, end in spans]
    start = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=1, hours=12)
    end = start + timedelta(days=3)
    expected = brute_force(hours, start, end)
    at = start
    changes: datetime | None = None
    while at < end:
        is_on = is_on_duty(hours, at)
        assert is_on == (at in expected), (zone, at)
        if changes is None or at >= changes:
            duty = duty_at(hours, at)
            assert duty is not None
            assert duty.is_on == is_on
            changes = duty.until
            assert changes is not None
            assert is_on_duty(hours, changes) != is_on
            assert is_on_duty(hours, changes - MINUTE) == is_on
        at += MINUTE


@pytest.mark.parametrize(
    ("zone", "day", "minute", "instant"),
    [
        ("Africa/Tunis", date(2026, 11, 24), 1080, "2026-11-24T17:00"),
        ("Europe/Zurich", date(2026, 3, 29), 150, "2026-03-29T01:00"),
        ("Europe/Zurich", date(2026, 10, 25), 150, "2026-10-25T00:30"),
        ("Asia/Beirut", date(2026, 3, 29), 0, "2026-03-28T22:00"),
        ("Pacific/Apia", date(2011, 12, 30), 600, "2011-12-30T10:00"),
    ],
)
def test_an_hour_that_is_skipped_is_when_the_clock_jumps(zone: str, day: date, minute: int, instant: str) -> None:
    """One that comes twice is the first of the two."""
    assert reached(zone, day, minute).isoformat(timespec="minutes") == f"{instant}+00:00"


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        ("mon-fri 09:00-18:00", "2026-11-24T15:00", "on duty until 18:00 in Tunis, 17:00 UTC"),
        ("mon-fri 09:00-18:00", "2026-11-24T17:00", "off duty until Wed 09:00 in Tunis, Wed 08:00 UTC"),
        ("mon-fri 09:00-12:00 12:00-18:00", "2026-11-24T09:00", "on duty until 18:00 in Tunis, 17:00 UTC"),
        ("mon 22:00-06:00", "2026-11-23T22:30", "on duty until Tue 06:00 in Tunis, Tue 05:00 UTC"),
        ("daily 00:00-24:00", "2026-11-24T15:00", "on duty around the clock"),
        ("tue 00:00-00:30", "2026-11-23T22:50", "off duty until Tue 00:00 in Tunis, Mon 23:00 UTC"),
    ],
)
def test_the_end_is_said_in_both_clocks(text: str, at: str, said: str) -> None:
    """With the day where it is not today."""
    instant = datetime.fromisoformat(at).replace(tzinfo=UTC)
    duty = duty_at(read_duty(text, "Africa/Tunis"), instant)
    assert duty is not None
    assert duty_words(duty, instant) == said


def test_no_hours_say_nothing() -> None:
    """Nobody is off duty because nothing is known of them."""
    assert duty_at([], datetime(2026, 11, 24, tzinfo=UTC)) is None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("mon-fri 09:00-18:00", "Mon-Fri 09:00-18:00"),
        ("Monday to 9-17".replace(" to", ""), "Mon 09:00-17:00"),
        ("fri-mon 22:00 – 06:00", "Mon 22:00-06:00; Fri-Sun 22:00-06:00"),
        ("lun, mié 9h-12h30; sáb 8.15-9", "Mon 09:00-12:30; Wed 09:00-12:30; Sat 08:15-09:00"),
        ("الاثنين 09:00-17:00", "Mon 09:00-17:00"),
        ("daily 00:00-24:00", "Mon-Sun 00:00-24:00"),
        ("tue 20:00-00:00", "Tue 20:00-24:00"),
        ("", ""),
    ],
)
def test_hours_are_read_as_people_write_them(text: str, written: str) -> None:
    """And written so that they can be read again."""
    hours = read_duty(text, "UTC")
    assert duty_text(hours) == written
    assert read_duty(written, "UTC") == hours


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mon", "names no hours"),
        ("someday 9-17", "`someday` in `someday 9-17` is no day"),
        ("9-17", "is no day"),
        ("mon 25:00-26:00", "are no hours of a day"),
        ("mon 9:70-10", "are no hours of a day"),
        ("mon 9-17 lunch", "`lunch` in `mon 9-17 lunch` cannot be read"),
        ("mon 9-17; mon 16-18", "overlap on Mon at 16:00"),
        ("sun 22-06; mon 05-06", "overlap on Mon at 05:00"),
        ("mon 9-17;" * 300, "characters"),
    ],
)
def test_hours_that_cannot_be_read_are_said(text: str, said: str) -> None:
    """With the piece, and how to write it."""
    with pytest.raises(NoDuty) as caught:
        read_duty(text, "UTC")
    assert said in str(caught.value)


@given(st.text(max_size=40) | st.text(alphabet="mon tue-fri0123456789:;,.h", max_size=40))
def test_whatever_is_written_is_read_or_refused_in_words(text: str) -> None:
    """And what was read can be written and read again."""
    try:
        hours = read_duty(text, "UTC")
    except NoDuty:
        return
    assert read_duty(duty_text(hours), "UTC") == hours
