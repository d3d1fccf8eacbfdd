"""When a deferred delivery is tried again, and when it is given up.

News ages: the first retries come within minutes, where a mail relay would wait half an hour (RFC 5321 §4.5.4.1);
from the first hour on they are as far apart as a relay's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

SCHEDULE = tuple(timedelta(minutes=minutes) for minutes in (2, 5, 15, 30, 60))
"""Wait after the first attempt, the second and so on; the last is repeated."""

GIVE_UP_AFTER = timedelta(hours=48)
"""From the moment a delivery could first go. A release two days old is no news."""

JITTER = 0.2
"""Waits grow by up to this part, so that a crowd deferred together does not return together."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How often and for how long a delivery is tried."""

    schedule: tuple[timedelta, ...] = SCHEDULE
    give_up_after: timedelta = GIVE_UP_AFTER

    def is_over(self, since: datetime, now: datetime) -> bool:
        """Whether what could go since then has waited too long."""
        return now > since + self.give_up_after

    @property
    def longest_absence(self) -> timedelta:
        """A longer span in which nobody looked at what was due is no waiting: no worker ran, or a clock was moved."""
        return self.give_up_after / 2

    def counts_from(self, since: datetime, due_at: datetime, now: datetime) -> datetime:
        """From when it counts for what could go since then, was to be looked at when it was due, and is now."""
        absence = now - max(since, due_at)
        return since + absence if absence > self.longest_absence else since


PATIENCE = Patience()


def next_attempt(
    attempt: int, now: datetime, since: datetime, *, jitter: float, patience: Patience = PATIENCE
) -> datetime | None:
    """When to try again after `attempt` (1 for the first) was deferred; None to give up. `jitter` is in [0, 1).

    `since` is when the delivery could first go.
    """
    wait = patience.schedule[min(attempt, len(patience.schedule)) - 1] * (1 + JITTER * jitter)
    due = now + wait
    return None if patience.is_over(since, due) else due
