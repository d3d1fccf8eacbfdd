"""A dispatch in figures: by domain, by route and over time, and a line that draws numbers. Values only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

BLOCKS = "▁▂▃▄▅▆▇█"
STEPS = (1, 5, 10, 30, 60, 300, 600, 1800, 3600, 4 * 3600, 12 * 3600, 24 * 3600)
"""Seconds that one place of the picture may stand for."""


@dataclass(frozen=True, slots=True)
class DomainFigures:
    """Recipients of a dispatch at one domain."""

    domain: str
    people: int
    got: int
    not_delivered: int
    in_doubt: int
    waiting: int


@dataclass(frozen=True, slots=True)
class RouteFigures:
    """Attempts of a dispatch by one mail server."""

    route: str
    attempts: int
    accepted: int
    last: datetime


@dataclass(frozen=True, slots=True)
class OverTime:
    """How many recipients of a dispatch ended in each stretch of time, however it ended."""

    first: datetime
    step: timedelta
    counts: tuple[int, ...]

    @property
    def last(self) -> datetime:
        """The end of the last stretch."""
        return self.first + self.step * len(self.counts)


@dataclass(frozen=True, slots=True)
class Figures:
    """All of them."""

    domains: tuple[DomainFigures, ...]
    """Those with most people first."""
    routes: tuple[RouteFigures, ...]
    over_time: OverTime | None
    """None while nothing has ended."""


def step_for(length: timedelta, places: int) -> timedelta:
    """The shortest usual stretch of which no more than `places` cover a length of time."""
    return timedelta(seconds=next((one for one in STEPS if one * places >= length.total_seconds()), STEPS[-1]))


def sparkline(counts: Sequence[int], width: int) -> str:
    """Numbers as a line of blocks of at most so many columns; what is more than nothing is seen."""
    if not counts or width < 1:
        return ""
    size = -(-len(counts) // width)
    sums = [sum(counts[at : at + size]) for at in range(0, len(counts), size)]
    most = max(sums)
    return "".join(BLOCKS[-(-one * (len(BLOCKS) - 1) // most)] if one else BLOCKS[0] for one in sums) if most else ""
