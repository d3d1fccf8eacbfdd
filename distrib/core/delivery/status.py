"""How a dispatch stands as a whole, what moves it on, and whose turn its deliveries are. Another move raises.

    scheduled → running            (a worker began it in time)
    scheduled → held               (none did: a person decides)
    scheduled, running → paused → running | scheduled
    held → running
    scheduled, running, paused, held → stopped

It decides nothing about a single delivery: that is `core.delivery.ledger`. It never reads a clock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import IntEnum, StrEnum


class Status(StrEnum):
    """Where a dispatch stands."""

    SCHEDULED = "scheduled"
    RUNNING = "running"
    PAUSED = "paused"
    HELD = "held"
    """No worker began it in time; nobody was mailed."""
    STOPPED = "stopped"
    """For good."""


class Deed(StrEnum):
    """What can happen to a dispatch."""

    START = "start"
    MISS = "miss"
    """Its time and its grace passed and nobody began it."""
    PAUSE = "pause"
    RESUME = "resume"
    WAIT_AGAIN = "wait_again"
    """Resumed before its time."""
    STOP = "stop"


class IllegalDeed(Exception):
    """A deed that cannot be done to a dispatch that stands so. Nothing has changed."""

    def __init__(self, status: Status, deed: Deed) -> None:
        self.status = status
        self.deed = deed
        super().__init__(f"{deed} cannot be done to a dispatch that is {status}")


TRANSITIONS: dict[tuple[Status, Deed], Status] = {
    (Status.SCHEDULED, Deed.START): Status.RUNNING,
    (Status.SCHEDULED, Deed.MISS): Status.HELD,
    (Status.SCHEDULED, Deed.PAUSE): Status.PAUSED,
    (Status.SCHEDULED, Deed.STOP): Status.STOPPED,
    (Status.RUNNING, Deed.PAUSE): Status.PAUSED,
    (Status.RUNNING, Deed.STOP): Status.STOPPED,
    (Status.PAUSED, Deed.RESUME): Status.RUNNING,
    (Status.PAUSED, Deed.WAIT_AGAIN): Status.SCHEDULED,
    (Status.PAUSED, Deed.STOP): Status.STOPPED,
    (Status.HELD, Deed.RESUME): Status.RUNNING,
    (Status.HELD, Deed.STOP): Status.STOPPED,
}


def move(status: Status, deed: Deed) -> Status:
    """The status that follows.

    Raises:
        IllegalDeed: it cannot be done in this status.
    """
    try:
        return TRANSITIONS[status, deed]
    except KeyError:
        raise IllegalDeed(status, deed) from None


class Turn(IntEnum):
    """In which order deliveries are claimed; kept in every row, so that a claim looks at nothing else."""

    FIRST = -1
    """A kill: whatever else is waiting may repeat what it withdraws."""
    URGENT = 0
    ROUTINE = 1
    WAITS = 2
    """Paused, or its domain is held: it keeps its state and is not claimed."""
    STOPPED = 3
    """Was past its final dot when the dispatch was stopped; cancelled should it come back."""


MAY_GO = (Turn.FIRST, Turn.URGENT, Turn.ROUTINE)
"""Turns that are claimed, in this order."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a dispatch stands and when it may begin."""

    status: Status = Status.RUNNING
    is_urgent: bool = False
    not_before: datetime | None = None
    """When it was to begin; None for at once. The date its messages bear."""
    start_by: datetime | None = None
    """When it is too late to begin without a person's word; None once it has begun."""
    comes_first: bool = False
    """Before the urgent ones too."""


AT_ONCE = Standing()


def after(standing: Standing, deed: Deed, now: datetime) -> Standing:
    """The standing that follows a deed.

    What was resumed past its time begins with the person's word, and its messages bear that date.

    Raises:
        IllegalDeed: it cannot be done as things stand.
    """
    has_begun = standing.start_by is None
    if deed is Deed.RESUME and not has_begun and standing.not_before is not None:
        if standing.not_before > now:
            return replace(standing, status=move(standing.status, Deed.WAIT_AGAIN))
        return replace(standing, status=move(standing.status, deed), not_before=now, start_by=None)
    status = move(standing.status, deed)
    return replace(standing, status=status, start_by=None if deed is Deed.START else standing.start_by)


def brought_forward(standing: Standing, now: datetime) -> Standing:
    """The standing of what was to begin later, when it may begin now; a pause goes on until a person ends it.

    Its messages bear that date, and its grace is as long as it was.
    """
    if standing.not_before is None or standing.start_by is None or standing.not_before <= now:
        return standing
    return replace(standing, not_before=now, start_by=now + (standing.start_by - standing.not_before))


def is_too_late(standing: Standing, now: datetime) -> bool:
    """Whether a scheduled dispatch was not begun in time."""
    return standing.status is Status.SCHEDULED and standing.start_by is not None and standing.start_by < now


def seen(standing: Standing, now: datetime) -> Standing:
    """As a person should see it: too late is held, also while no worker has run that could say so."""
    return after(standing, Deed.MISS, now) if is_too_late(standing, now) else standing


def turn(standing: Standing, *, is_domain_held: bool = False) -> Turn:
    """Whose turn a pending delivery is. A scheduled one is kept back by its due time alone."""
    if standing.status is Status.STOPPED:
        return Turn.STOPPED
    if is_domain_held or standing.status in (Status.PAUSED, Status.HELD):
        return Turn.WAITS
    if standing.comes_first:
        return Turn.FIRST
    return Turn.URGENT if standing.is_urgent else Turn.ROUTINE
