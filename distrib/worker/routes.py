"""Which route each lane uses now: the preferred one that serves, by what all workers know. It opens nothing itself.

A route that failed rests, and is then asked by one connection; as soon as it takes a message every lane goes back to
it. Where there is one route only, it is always that one, and nothing is read.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime

from distrib.core.outcome import Outcome
from distrib.core.routes import WELL, Health, Route, after_failure, best
from distrib.errors import DatabaseUnusable
from distrib.services.routes import RouteMemory


class Routes:
    """The routes of one worker."""

    def __init__(self, routes: Sequence[Route], memory: RouteMemory, now: Callable[[], datetime]) -> None:
        """`routes` are at least one, the preferred first."""
        self._routes = tuple(routes)
        self._memory = memory
        self._now = now
        self._healths: dict[str, Health] = {}
        self._asked: frozenset[str] = frozenset()
        """Those that one connection is trying after their rest."""

    @property
    def current(self) -> Route:
        """What new deliveries are meant for; the preferred one while all of them rest."""
        return best(self._routes, self._healths, self._now()) or self._routes[0]

    def has_place(self, lane: int) -> bool:
        """Whether a lane, counted from 0, has a route that takes so many connections of a worker."""
        return len(self._routes) == 1 or lane < self.current.connections

    def choose(self) -> Route:
        """For a new connection."""
        route = best(self._routes, self._healths, self._now(), asked=self._asked) or self.current
        if self._healths.get(route.name, WELL).failures:
            self._asked |= {route.name}
        return route

    def is_to_leave(self, route: Route) -> bool:
        """Whether a lane should change to a better route before its next message."""
        if len(self._routes) == 1:
            return False
        better = best(self._routes, self._healths, self._now(), asked=self._asked)
        return better is not None and better.preference < route.preference

    def is_doubted(self, route: Route) -> bool:
        """Whether it failed and has not served since, as far as is known here."""
        return route.name in self._healths

    def is_resting(self, route: Route) -> bool:
        """Whether its failure is known."""
        return self._healths.get(route.name, WELL).is_resting(self._now())

    def left(self, route: Route) -> None:
        """A connection to it has ended; where it was the one that asked, another may."""
        self._asked -= {route.name}

    async def begin(self) -> None:
        """Read what is known, before the first connection."""
        with suppress(DatabaseUnusable):  # without it everything is tried
            self._healths = await asyncio.to_thread(self._memory.healths)

    async def learn(self) -> None:
        """What other workers found out."""
        if len(self._routes) > 1:
            await self.begin()

    async def failed(self, route: Route, outcome: Outcome) -> bool:
        """It would not serve a fresh connection; whether another one may."""
        self.left(route)
        known = self._healths.get(route.name, WELL)
        self._healths[route.name] = after_failure(known, self._now(), outcome.text)
        with suppress(DatabaseUnusable):
            await asyncio.to_thread(self._memory.failed, route.name, outcome.text)
        return best(self._routes, self._healths, self._now(), asked=self._asked) is not None

    async def served(self, route: Route) -> None:
        """It answers again: every lane may go back to it."""
        self.left(route)
        self._healths.pop(route.name, None)
        with suppress(DatabaseUnusable):
            await asyncio.to_thread(self._memory.served, route.name)
