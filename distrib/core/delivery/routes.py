"""Routes: the mail servers an office may send through, which of them is used now, and how failures rest one.

Pure: the moment and what is known are arguments. It opens nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from distrib.core.delivery.pacing import UNLIMITED, Limits

RESTS = (timedelta(seconds=15), timedelta(minutes=1), timedelta(minutes=5))
"""How long a route that failed is left alone, one after the other; the last is repeated."""

NEWS_FOR = timedelta(hours=1)
"""How long people are told of a route that rested and was not needed again."""

CONNECTIONS = 4
"""That a worker opens where nothing else is said."""

FIRST = "smtp"
"""Name of the route of the section [smtp], the only one where no others are set up."""


@dataclass(frozen=True, slots=True)
class Route:
    """A mail server with a login."""

    name: str
    url: str = field(repr=False)
    preference: int = 0
    """The lowest that can be used is; of equals the first by name."""
    connections: int = CONNECTIONS
    """Of one worker."""
    ca_file: str | None = None
    password: str | None = field(default=None, repr=False)
    token_command: tuple[str, ...] = field(default=(), repr=False)
    """Prints an OAuth 2.0 access token for the login, in place of a password."""
    limits: Limits = UNLIMITED
    """Messages a minute, by all workers together."""
    places: int | None = None
    """Connections of all workers together; None where nobody set a limit."""


@dataclass(frozen=True, slots=True)
class Health:
    """What all workers know of a route."""

    failures: int = 0
    """Since it last took a message."""
    rests_until: datetime | None = None
    reply: str | None = None
    """Why it failed, in words."""

    def is_resting(self, now: datetime) -> bool:
        """Whether it is left alone. A moment too far off was written by a clock that was wrong."""
        return self.rests_until is not None and now < self.rests_until <= now + RESTS[-1]

    def is_remembered(self, now: datetime) -> bool:
        """Whether the failure is still news: without another one it may have served other workers since."""
        return self.rests_until is not None and abs(now - self.rests_until) < NEWS_FOR


WELL = Health()


def after_failure(health: Health, now: datetime, reply: str) -> Health:
    """It would not serve us; failures of several connections or workers during a rest are one."""
    if health.is_resting(now):
        return health
    rest = RESTS[min(health.failures, len(RESTS) - 1)]
    return Health(health.failures + 1, now + rest, reply)


def best(
    routes: Sequence[Route], healths: Mapping[str, Health], now: datetime, *, asked: frozenset[str] = frozenset()
) -> Route | None:
    """The route to use now; None while all of them rest.

    One that failed and has rested is asked by one connection: while it is in `asked` the others look further.
    """
    for route in sorted(routes, key=lambda one: (one.preference, one.name)):
        health = healths.get(route.name, WELL)
        if not health.is_resting(now) and not (health.failures and route.name in asked):
            return route
    return None
