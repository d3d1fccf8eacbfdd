"""How a dispatch stands: what can follow what, when it is too late, and whose turn its deliveries are."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from distrib.core.delivery.status import (
    TRANSITIONS,
    Deed,
    IllegalDeed,
    Standing,
    Status,
    Turn,
    after,
    is_too_late,
    move,
    seen,
    turn,
)

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LATEST = AT + timedelta(hours=1)
PLANNED = Standing(Status.SCHEDULED, is_urgent=True, not_before=AT, start_by=LATEST)


@pytest.mark.parametrize(("status", "deed"), itertools.product(Status, Deed))
def test_a_deed_is_in_the_table_or_raises(status: Status, deed: Deed) -> None:
    """Nothing else decides a status."""
    if (status, deed) in TRANSITIONS:
        assert move(status, deed) is TRANSITIONS[status, deed]
        return
    with pytest.raises(IllegalDeed) as caught:
        move(status, deed)
    assert (caught.value.status, caught.value.deed) == (status, deed)


def test_a_stop_is_for_good_and_always_possible() -> None:
    """From everywhere but itself, and from there to nowhere."""
    assert {status for (status, deed) in TRANSITIONS if deed is Deed.STOP} == set(Status) - {Status.STOPPED}
    assert not any(status is Status.STOPPED for status, _ in TRANSITIONS)


def test_what_was_missed_goes_on_by_a_persons_word_alone() -> None:
    """No clock leads out of held."""
    assert {deed for status, deed in TRANSITIONS if status is Status.HELD} == {Deed.RESUME, Deed.STOP}


@pytest.mark.parametrize(("now", "late"), [(AT, False), (LATEST, False), (LATEST + timedelta(seconds=1), True)])
def test_the_grace_ends_with_its_last_moment(now: datetime, late: bool) -> None:
    """And what has begun is never too late."""
    assert is_too_late(PLANNED, now) is late
    assert seen(PLANNED, now).status is (Status.HELD if late else Status.SCHEDULED)
    begun = after(PLANNED, Deed.START, AT)
    assert begun == Standing(Status.RUNNING, is_urgent=True, not_before=AT)
    assert seen(begun, now) == begun


def test_a_pause_before_the_time_changes_nothing_about_the_time() -> None:
    """Resumed before, it waits again; resumed after, it begins with that word, and bears its date."""
    paused = after(PLANNED, Deed.PAUSE, AT)
    early, late = AT - timedelta(hours=1), LATEST + timedelta(days=1)
    assert seen(paused, late) == paused
    assert after(paused, Deed.RESUME, early) == PLANNED
    assert after(paused, Deed.RESUME, late) == Standing(Status.RUNNING, is_urgent=True, not_before=late)


def test_what_was_held_begins_when_a_person_says_so() -> None:
    """A message that says it was written yesterday would be a lie."""
    now = LATEST + timedelta(hours=5)
    held = seen(PLANNED, now)
    assert after(held, Deed.RESUME, now) == Standing(Status.RUNNING, is_urgent=True, not_before=now)


def test_a_pause_in_the_middle_keeps_the_date() -> None:
    """Every message of a dispatch bears one."""
    begun = after(PLANNED, Deed.START, AT)
    assert after(after(begun, Deed.PAUSE, LATEST), Deed.RESUME, LATEST) == begun


@pytest.mark.parametrize("is_urgent", [False, True])
@pytest.mark.parametrize("is_domain_held", [False, True])
@pytest.mark.parametrize("status", Status)
def test_whose_turn_it_is(status: Status, is_domain_held: bool, is_urgent: bool) -> None:
    """A stop outweighs a hold, a hold outweighs urgency."""
    standing = replace(PLANNED, status=status, is_urgent=is_urgent)
    got = turn(standing, is_domain_held=is_domain_held)
    if status is Status.STOPPED:
        assert got is Turn.STOPPED
    elif is_domain_held or status in (Status.PAUSED, Status.HELD):
        assert got is Turn.WAITS
    else:
        assert got is (Turn.URGENT if is_urgent else Turn.ROUTINE)


def test_what_may_be_claimed_comes_before_what_may_not() -> None:
    """Claims ask for turns up to routine."""
    assert Turn.URGENT < Turn.ROUTINE < min(Turn.WAITS, Turn.STOPPED)
