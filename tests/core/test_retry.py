"""Retries start in minutes, grow, never shrink, and end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distrib.core.delivery.retry import GIVE_UP_AFTER, JITTER, PATIENCE, SCHEDULE, next_attempt

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_the_first_retry_comes_within_minutes() -> None:
    """News ages."""
    assert next_attempt(1, NOW, NOW, jitter=0) == NOW + timedelta(minutes=2)


@given(st.integers(1, 60), st.floats(0, 1, exclude_max=True))
def test_waits_grow_to_an_hour_and_jitter_only_adds(attempt: int, jitter: float) -> None:
    """A crowd deferred together does not return together, and nobody returns too early."""
    due = next_attempt(attempt, NOW, NOW, jitter=jitter)
    assert due is not None
    wait = SCHEDULE[min(attempt, len(SCHEDULE)) - 1]
    assert wait <= due - NOW <= wait * (1 + JITTER)


def test_two_days_are_enough() -> None:
    """After that the delivery is given up and named."""
    assert next_attempt(40, NOW, NOW - GIVE_UP_AFTER + timedelta(minutes=61), jitter=0) is not None
    assert next_attempt(40, NOW, NOW - GIVE_UP_AFTER + timedelta(minutes=59), jitter=0) is None


@pytest.mark.parametrize(
    ("due", "looked", "counted"), [(0, 20, 0), (0, 25, 25), (0, 400 * 24, 400 * 24), (30, 50, 0), (30, 60, 30)]
)
def test_a_long_absence_of_all_workers_is_no_waiting(due: int, looked: int, counted: int) -> None:
    """In hours from when a delivery could first go; the patience is two days, and half of it is long."""
    due_at, now, begun = (NOW + timedelta(hours=hours) for hours in (due, looked, counted))
    assert PATIENCE.counts_from(NOW, due_at, now) == begun


def test_what_was_due_before_it_could_go_was_not_waiting_then() -> None:
    """A person kept it back for days, and has let it go an hour ago."""
    let_go = NOW + timedelta(days=3)
    assert PATIENCE.counts_from(let_go, NOW, let_go + timedelta(hours=1)) == let_go
