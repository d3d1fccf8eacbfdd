"""Progress: what is said of a dispatch that moves, waits or is done, from counts and instants alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distrib.core.delivery.dispatch import Dispatch
from distrib.core.delivery.ledger import State, Tally
from distrib.core.delivery.progress import Crew, Pace, Why, counted, in_words, progress, rate, span, time_left
from distrib.core.delivery.status import Deed, Standing, Status

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
WORKS = Crew(1)


def dispatch(
    *, standing: Standing | None = None, waiting: int = 0, next_due: datetime | None = NOW, **counts: int
) -> Dispatch:
    """One with so many recipients in each state."""
    tally = Tally(sum(counts.values()), {State(state): count for state, count in counts.items()})
    common = Dispatch(1, "2026-001", 1, "all", "press@office.example", "ana", NOW, tally, NOW, next_due)
    return replace(common, standing=standing or Standing(), waiting=waiting)


SCHEDULED = Standing(Status.SCHEDULED, not_before=LATER, start_by=LATER)
CASES = [
    (dispatch(accepted=3), Crew(), Why.DONE, None),
    (dispatch(accepted=1, queued=2), WORKS, Why.SENDING, None),
    (dispatch(accepted=1, claimed=1, deferred=1), WORKS, Why.SENDING, None),
    (dispatch(queued=2), Crew(), Why.NO_WORKER, None),
    (dispatch(queued=2, standing=SCHEDULED, next_due=LATER), WORKS, Why.SCHEDULED, LATER),
    (dispatch(queued=2, standing=Standing(Status.HELD)), WORKS, Why.HELD, None),
    (dispatch(queued=2, standing=Standing(Status.PAUSED), waiting=2), Crew(), Why.PAUSED, None),
    (dispatch(cancelled=2, standing=Standing(Status.STOPPED)), WORKS, Why.STOPPED, None),
    (dispatch(cancelled=2, committing=1, standing=Standing(Status.STOPPED)), WORKS, Why.STOPPED, None),
    (dispatch(queued=2, waiting=2, next_due=None), WORKS, Why.DOMAIN_HELD, None),
    (dispatch(queued=2, waiting=1), WORKS, Why.SENDING, None),
    (dispatch(queued=2), Crew(1, LATER, "421 busy"), Why.RESTING, LATER),
    (dispatch(queued=2), Crew(1, NOW, "421 busy"), Why.SENDING, None),
    (dispatch(deferred=2, next_due=LATER), WORKS, Why.RETRY, LATER),
]


@pytest.mark.parametrize(("one", "crew", "why", "until"), CASES)
def test_why_it_is_where_it_is(one: Dispatch, crew: Crew, why: Why, until: datetime | None) -> None:
    """The first reason that holds; a pace only where something moves."""
    seen = progress(one, Pace(2, NOW - timedelta(seconds=30)), crew, NOW)
    assert (seen.why, seen.until) == (why, until)
    assert (seen.per_minute is not None) == (why is Why.SENDING)
    words = str(in_words(seen, lambda at: f"at {at:%H:%M}"))
    assert ("at 09:05" in words) == (until is not None)
    assert ("421 busy" in words) == (why is Why.RESTING)


def test_every_reason_has_a_case() -> None:
    """So that a new one cannot be without its words."""
    assert {why for _, _, why, _ in CASES} == set(Why)


def test_the_pace_and_what_is_left() -> None:
    """480 a minute over half a minute; a thousand left take two minutes."""
    seen = progress(dispatch(accepted=240, queued=1_000), Pace(240, NOW - timedelta(seconds=30)), WORKS, NOW)
    assert (seen.done, seen.total, seen.per_minute) == (240, 1_240, 480)
    assert str(in_words(seen, str)) == "Sending: 480 a minute, about 2 min left"


def test_nobody_guesses_from_nothing() -> None:
    """No pace where nothing ended; over an instant it is not infinite."""
    assert rate(Pace(), NOW) is None
    assert rate(Pace(3, NOW), NOW) == 180
    assert time_left(5, None) is None
    assert str(in_words(progress(dispatch(queued=2), Pace(), WORKS, NOW), str)) == "Sending"


def test_what_waits_for_a_person_takes_no_time() -> None:
    """Only what may go is reckoned with."""
    one = dispatch(accepted=60, queued=120, waiting=60)
    assert progress(one, Pace(60, NOW - timedelta(minutes=1)), WORKS, NOW).left == timedelta(minutes=1)


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(0), "about 1 s"),
        (timedelta(seconds=89.4), "about 89 s"),
        (timedelta(seconds=90), "about 2 min"),
        (timedelta(minutes=89), "about 89 min"),
        (timedelta(minutes=125), "about 2 h 5 min"),
        (timedelta(hours=47), "about 47 h 0 min"),
        (timedelta(days=3), "about 3 days"),
    ],
)
def test_a_length_of_time_as_people_say_it(length: timedelta, said: str) -> None:
    """Neither seconds in hours nor hours in days."""
    assert str(span(length)) == said


@given(st.dictionaries(st.sampled_from(State), st.integers(0, 2_000)))
def test_the_counts_that_are_said_add_up(by_state: dict[State, int]) -> None:
    """The parts make the first number, whatever the states."""
    tally = Tally(sum(by_state.values()), by_state)
    head, _, parts = counted(tally).partition(": ")
    done, total = (int(text.replace(",", "")) for text in head.split(" of "))
    assert total == tally.audience
    assert sum(int(part.split()[0].replace(",", "")) for part in parts.split(", ")) == done


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1 waits and no worker runs"), (2, "2 wait and no worker runs"), (0, "Done")]
)
def test_one_is_not_spoken_of_as_several(number: int, words: str) -> None:
    """The same on every face."""
    seen = progress(dispatch(queued=number), Pace(0, NOW), Crew(), NOW)
    assert str(in_words(seen, lambda at: f"at {at:%H:%M}")) == words


@pytest.mark.parametrize(
    ("one", "late"),
    [
        (dispatch(accepted=2, queued=1), set()),
        (dispatch(accepted=2, in_doubt=1), {Deed.PAUSE, Deed.STOP}),
        (dispatch(accepted=3, standing=Standing(Status.PAUSED)), {Deed.PAUSE, Deed.STOP}),
    ],
)
def test_what_has_ended_is_only_resumed(one: Dispatch, late: set[Deed]) -> None:
    """Nothing of it is left to pause or to stop; doubts are a person's."""
    assert {deed for deed in (Deed.PAUSE, Deed.RESUME, Deed.STOP) if one.comes_too_late(deed)} == late
    assert one.has_ended is bool(late)
