"""Leave at an instant: who is away until when, and who answers in the end when covers are away themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from distrib.core.days import day_said
from distrib.core.people import Leave, Spokesperson
from distrib.core.phrase import Said, phrased


def leave_at(person: Spokesperson, at: datetime) -> Leave | None:
    """The leave somebody is on, the one with a cover before one without, then the longest; None when they are here."""
    running = [one for one in person.leave if one.first <= at.astimezone(ZoneInfo(one.zone)).date() <= one.last]
    return max(running, key=lambda one: (one.cover is not None, one.last, one.id), default=None)


def stand_in(person: Spokesperson, people: Mapping[int, Spokesperson], at: datetime) -> Spokesperson | None:
    """Who answers for somebody on leave: the first who is here along the chain of covers.

    `people` are those on the roster by id. None when a cover is missing, or when the chain comes back to itself.
    """
    seen: set[int] = set()
    current: Spokesperson | None = person
    while current is not None and current.id not in seen:
        leave = leave_at(current, at)
        if leave is None:
            return current
        seen.add(current.id)
        current = people.get(leave.cover) if leave.cover is not None else None
    return None


def leave_said(leave: Leave) -> Said:
    """Such as "on leave until 30 November 2026", which is the last day away."""
    return phrased("on leave until {day}", day=day_said(leave.last))
