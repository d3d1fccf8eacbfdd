"""Moments as people write them: with an offset, by the office's clock, and the two hours that clocks play tricks on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distrib.core.when import NoMoment, moment_of


def read(text: str, zone: str = "Europe/Zurich") -> datetime:
    """By an office's clock."""
    return moment_of(text, ZoneInfo(zone), zone)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-11-25T10:00", "2026-11-25T09:00"),
        ("2026-11-25 10:00", "2026-11-25T09:00"),
        (" 2026-07-01T10:00:30 ", "2026-07-01T08:00:30"),
        ("2026-11-25T10:00Z", "2026-11-25T10:00"),
        ("2026-11-25 10:00 +05:45", "2026-11-25T04:15"),
        ("2026-11-25T10:00-0330", "2026-11-25T13:30"),
        ("2026-03-29T01:59", "2026-03-29T00:59"),
        ("2026-03-29T03:00", "2026-03-29T01:00"),
        ("2026-10-25T02:30+02:00", "2026-10-25T00:30"),
        ("2026-10-25T02:30+01:00", "2026-10-25T01:30"),
        ("2026-03-29T02:30+01:00", "2026-03-29T01:30"),
    ],
)
def test_what_can_be_read(text: str, instant: str) -> None:
    """An offset is an offset; without one it is the office's clock, summer and winter."""
    assert read(text) == datetime.fromisoformat(instant).replace(tzinfo=UTC)


def test_an_hour_that_clocks_skip_is_refused_with_a_way_out() -> None:
    """The one offered exists."""
    with pytest.raises(NoMoment, match=r"does not exist in Europe/Zurich.*such as 2026-03-29T03:30\.$"):
        read("2026-03-29T02:30")
    assert read("2026-03-29T03:30") == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_an_hour_that_comes_twice_is_refused_with_both_ways_out() -> None:
    """And both are different moments."""
    with pytest.raises(NoMoment) as caught:
        read("2026-10-25T02:30")
    assert str(caught.value) == (
        "comes twice in Europe/Zurich: clocks go back that night. Write 2026-10-25T02:30+02:00 for the first time "
        "or 2026-10-25T02:30+01:00 for the second."
    )


def test_a_zone_whose_clocks_move_by_half_an_hour() -> None:
    """Lord Howe Island does."""
    with pytest.raises(NoMoment, match="2026-10-04T02:45"):
        read("2026-10-04T02:15", "Australia/Lord_Howe")
    with pytest.raises(NoMoment, match="comes twice"):
        read("2026-04-05T01:45", "Australia/Lord_Howe")


@pytest.mark.parametrize(
    "text",
    [
        *("", "tomorrow", "10:00", "2026-11-25", "2026-11-31T10:00", "2026-11-25T24:01", "25.11.2026 10:00"),
        *("2026-W48-3", "2026-11-25T10:00+99:00", "2026-11-25T10", "٢٠٢٦-11-25T10:00", "0001-01-01T00:00+14:00"),
        *("9" * 9999, "2026-11-25T10:00\x1b[2J", "2026-11-25T10:00:00.5"),
    ],
)
def test_what_cannot_be_read_is_said(text: str) -> None:
    """With examples of what can."""
    with pytest.raises(NoMoment, match=r"is no time that can be read\. Write date and time"):
        read(text)


@given(st.integers(0, 15 * 366 * 24 * 60), st.sampled_from(["Europe/Zurich", "America/New_York"]))
def test_whatever_is_read_is_that_time_on_the_wall(minutes: int, zone: str) -> None:
    """Read back it says what was written; what is refused is within an hour that clocks skip or repeat."""
    written = datetime.fromisoformat("2020-01-01T00:00") + timedelta(minutes=minutes)
    try:
        instant = read(written.isoformat(timespec="minutes"), zone)
    except NoMoment:
        around = [(written + timedelta(hours=hours)).replace(tzinfo=ZoneInfo(zone)).utcoffset() for hours in (-2, 2)]
        assert around[0] != around[1]
        return
    assert instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == written


@given(st.text())
def test_anything_else_is_refused_in_a_sentence(text: str) -> None:
    """Nothing but NoMoment is raised."""
    with pytest.raises(NoMoment, match=r"\.$"):
        read(f"{text}?")


def test_the_clock_that_is_meant_is_named_and_no_other() -> None:
    """Whose zone it is, a release's or the office's, only the caller knows."""
    with pytest.raises(NoMoment, match="for the clock of Asia/Tokyo") as caught:
        read("0001-01-01T00:00", "Asia/Tokyo")
    assert "office" not in str(caught.value)
