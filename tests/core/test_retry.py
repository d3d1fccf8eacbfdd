"""Retries start in minutes, grow, never shrink, and end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from distrib.core.delivery.retry import GIVE_UP_AFTER, JITTER, SCHEDULE, next_attempt

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
