"""How fast a domain may be written to, and how its replies move that. Pure: the moment and what is known are arguments.

Two limits, each of which may be absent: messages a minute, and deliveries at the same time. The second moves as the
concurrency feedback of Postfix does (https://www.postfix.org/SCHEDULER_README.html): a message that is accepted raises
it by one towards its limit, a domain that does not want us lowers it by one, and when that happens again and again
the domain is closed for a while, longer each time. Then one delivery at a time asks whether it is back.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from distrib.core.delivery.outcome import Outcome, Scope, Verdict

MINUTE = timedelta(minutes=1)

DELIVERY = timedelta(seconds=1)
"""A delivery under a limit of concurrency counts as taking at least so long: what waits is looked at that often."""

FIRST_WINDOW = 5
"""Deliveries at the same time to a domain that begins to fail and for which nobody set a limit."""

WIDEST_WINDOW = 20
"""A domain that takes so many at the same time again needs no watching."""

BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 15))
"""How long a domain is closed, one after the other; the last is repeated."""

HORIZON = timedelta(minutes=10)
"""What waits for its domain is looked at this often at least, so that raised limits and stops soon count."""

FORGOTTEN_AFTER = timedelta(hours=6)
"""What was said longer ago means nothing any more."""


class Signal(StrEnum):
    """What the end of an attempt says of the recipient's domain."""

    SERVED = "served"
    LATER = "later"
    """It put off one recipient or message: greylisting, a full mailbox, or the beginning of trouble."""
    BUSY = "busy"
    """It wants nothing now."""


_STRIKES = {Signal.LATER: 1, Signal.BUSY: 4}

CLOSES_AT = 8
"""Strikes in a row, with nothing accepted in between, that close a domain."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What may go to one domain; None where nobody set a limit."""

    messages_per_minute: int | None = None
    connections: int | None = None
    """Deliveries at the same time."""

    @property
    def burst(self) -> int:
        """Messages that may go at once after a rest: four seconds' worth, because workers look once a second."""
        return 1 + (self.messages_per_minute or 0) // 15

    @property
    def gap(self) -> timedelta:
        """Between two messages on the long run, such that a burst and what follows it stay within any minute."""
        if self.messages_per_minute is None:
            return timedelta(0)
        least = MINUTE / (self.messages_per_minute - self.burst + 1)
        return least + timedelta(microseconds=1)  # never rounded down


UNLIMITED = Limits()


@dataclass(frozen=True, slots=True)
class Rules:
    """The limits that the office set."""

    default: Limits = UNLIMITED
    """For each domain that is not named."""
    domains: Mapping[str, Limits] = field(default_factory=dict)
    """By domain, in the form of an address key."""

    def limits(self, domain: str) -> Limits:
        """Of one domain."""
        return self.domains.get(domain, self.default)


NO_RULES = Rules()


@dataclass(frozen=True, slots=True)
class Pace:
    """What is remembered of a domain, by all workers."""

    window: int | None = None
    """Deliveries at the same time; None where nothing but the office's own limit counts."""
    strikes: int = 0
    """Since it last accepted a message, or was closed."""
    closures: int = 0
    """Times it was closed since it last accepted a message."""
    closed_until: datetime | None = None
    next_at: datetime | None = None
    """By the limit of messages a minute, the next would be exactly in time then; a burst runs ahead of it."""
    reply: str | None = None
    """The words with which it last put us off; a domain that has said any is watched."""

    def is_closed(self, now: datetime) -> bool:
        """Whether nothing goes there at all."""
        return self.closed_until is not None and now < self.closed_until <= now + BACK_OFF[-1]  # else a wrong clock's

    def is_at_rest(self, now: datetime) -> bool:
        """Whether there is nothing to remember."""
        is_in_time = self.next_at is None or self.next_at <= now
        return is_in_time and replace(self, next_at=None) == AT_REST


AT_REST = Pace()


@dataclass(frozen=True, slots=True)
class Admission:
    """What may go now, and when the others are to be looked at again."""

    number: int
    pace: Pace
    """As it is once they have gone."""
    first: datetime
    """When the first of the others may go, as far as can be known."""
    spacing: timedelta

    def slot(self, place: int) -> datetime:
        """For the others, from place 0 on. A long line is laid out in several layers: nobody waits past the horizon."""
        return self.first + self.spacing * (place % max(1, HORIZON // self.spacing))


def admit(pace: Pace, limits: Limits, *, wanted: int, in_flight: int, now: datetime) -> Admission:
    """How many of `wanted` messages to a domain may go, while `in_flight` are on their way by any worker."""
    window = _window(pace, limits)
    free = wanted if window is None else max(0, window - in_flight)
    number = 0 if pace.is_closed(now) else min(wanted, free, _in_time(pace, limits, now))
    next_at = _exactly_in_time(pace, limits, now) + number * limits.gap
    first = next_at - _lead(limits)
    if pace.is_closed(now) and pace.closed_until is not None:
        first = max(first, pace.closed_until)
    elif number == free:
        first = max(first, now + DELIVERY)
    spacing = max(limits.gap, DELIVERY / (window or WIDEST_WINDOW))
    return Admission(number, replace(pace, next_at=next_at if limits.gap else None), first, spacing)


def _in_time(pace: Pace, limits: Limits, now: datetime) -> int:
    """Messages that may go now by the limit of messages a minute."""
    if not limits.gap:
        return sys.maxsize
    return max(0, (now + _lead(limits) - _exactly_in_time(pace, limits, now)) // limits.gap + 1)


def _exactly_in_time(pace: Pace, limits: Limits, now: datetime) -> datetime:
    """When the next message is due at an even pace. A moment too far off was written by a clock that was wrong."""
    if pace.next_at is None or pace.next_at > now + limits.burst * limits.gap + HORIZON:
        return now
    return max(now, pace.next_at)


def _lead(limits: Limits) -> timedelta:
    """How far a burst may run ahead of an even pace."""
    return (limits.burst - 1) * limits.gap


def signal(outcome: Outcome) -> Signal | None:
    """What an outcome says of the recipient's domain; None where it says nothing.

    A refusal does not: a mailbox that does not exist tells nothing of how fast the domain may be written to.
    """
    if outcome.verdict is Verdict.ACCEPTED:
        return Signal.SERVED
    if outcome.verdict is not Verdict.DEFERRED or outcome.scope is Scope.SITE:
        return None
    return Signal.BUSY if outcome.scope is Scope.DOMAIN else Signal.LATER


def after(pace: Pace, limits: Limits, heard: Signal, now: datetime, *, reply: str | None = None) -> Pace:
    """The pace that follows. `reply` is what the domain said, where it put us off."""
    if heard is Signal.SERVED:
        return _raised(pace, limits)
    if pace.is_closed(now):
        return pace  # what was on its way when it was closed says nothing new
    window = pace.window if heard is Signal.LATER else max(1, (_window(pace, limits) or FIRST_WINDOW) - 1)
    lowered = replace(pace, window=window, reply=reply)
    is_asking = pace.closures > 0 and heard is Signal.BUSY
    strikes = CLOSES_AT if is_asking else pace.strikes + _STRIKES[heard]
    if strikes < CLOSES_AT:
        return replace(lowered, strikes=strikes)
    closed_until = now + BACK_OFF[min(pace.closures, len(BACK_OFF) - 1)]
    return replace(lowered, window=1, strikes=0, closures=pace.closures + 1, closed_until=closed_until)


def _raised(pace: Pace, limits: Limits) -> Pace:
    window = None if pace.window is None else pace.window + 1
    if window is not None and window >= (limits.connections or WIDEST_WINDOW):
        window = None
    return Pace(window, next_at=pace.next_at)


def _window(pace: Pace, limits: Limits) -> int | None:
    """Deliveries at the same time, by what is smaller of the two."""
    known = [one for one in (pace.window, limits.connections) if one is not None]
    return min(known, default=None)
