"""Which route each lane uses now: the preferred one that serves, by what all workers know. It opens nothing itself.

A route that failed rests, and is then asked by one connection; as soon as that takes a message every lane goes back to
it. What a connection from before the failure still takes proves nothing. Where there is one route only, it is always
that one, and no failure of another worker is read.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from distrib.core.delivery.outcome import Outcome
from distrib.core.delivery.routes import WELL, Health, Route, after_failure, best
from distrib.db.places import Place
from distrib.errors import DatabaseUnusable
from distrib.services.delivery.routes import RouteMemory


@dataclass(frozen=True, slots=True)
class Way:
    """A route as one connection uses it."""

    route: Route
    number: int
    health: Health
    """What was known of the route before the connection was begun."""
    place: Place | None = None
    """Where the route takes only so many connections from all workers."""


class _Reports:
    """What this worker writes down of its routes: whether anything was while something else went on."""

    def __init__(self) -> None:
        self.written = 0
        self._being_written = 0

    def are_still(self, written: int) -> bool:
        """Whether nothing was written since there were so many, and nothing is being written."""
        return self.written == written and not self._being_written

    @contextmanager
    def writing(self) -> Iterator[None]:
        """While a report is written."""
        self._being_written += 1
        try:
            yield
        finally:
            self._being_written -= 1
            self.written += 1


class Routes:
    """The routes of one worker."""

    def __init__(self, routes: Sequence[Route], memory: RouteMemory, now: Callable[[], datetime]) -> None:
        """`routes` are at least one, the preferred first."""
        self._routes = tuple(routes)
        self._memory = memory
        self._now = now
        self._healths: dict[str, Health] = {}
        self._asked: dict[str, int] = {}
        """Those that one connection is trying after their rest, by the number of its way."""
        self._numbers = count()
        self._reports = _Reports()
        self._are_counted = any(route.places for route in routes)

    @property
    def current(self) -> Route:
        """What new deliveries are meant for; the preferred one while all of them rest."""
        return best(self._routes, self._healths, self._now()) or self._routes[0]

    async def choose(self, lane: int) -> Way | None:
        """For a new connection; None where a lane, counted from 0, finds no free place on the route that serves."""
        route = self._best() or self.current
        if len(self._routes) > 1 and lane >= route.connections:
            return None
        number, health = next(self._numbers), self._healths.get(route.name, WELL)
        if health.failures:
            self._asked.setdefault(route.name, number)
        place = None
        if route.places is not None:
            with suppress(DatabaseUnusable):  # it is tried again, as where all are taken
                place = await asyncio.to_thread(self._memory.place, route)
            if place is None:
                self._no_longer_asks(route, number)
                return None
        return Way(route, number, health, place)

    def is_still_best(self, way: Way) -> bool:
        """Whether a connection that is not begun yet should be begun on that way."""
        return (self._best(way) or self.current).name == way.route.name and not _is_lost(way)

    def is_to_leave(self, way: Way) -> bool:
        """Whether a lane should change to a better route, or count anew, before its next message."""
        if _is_lost(way):
            return True
        better = self._best(way) if len(self._routes) > 1 else None
        return better is not None and better.preference < way.route.preference

    def is_doubted(self, way: Way) -> bool:
        """Whether it is a failure that was known when the connection was begun which stands against the route."""
        return self._healths.get(way.route.name) == way.health

    def is_resting(self, route: Route) -> bool:
        """Whether its failure is known."""
        return self._healths.get(route.name, WELL).is_resting(self._now())

    async def left(self, way: Way) -> None:
        """A connection to it has ended; where it was the one that asked, another may."""
        self._no_longer_asks(way.route, way.number)
        if way.place is not None:
            await asyncio.to_thread(way.place.give_back)

    async def begin(self) -> None:
        """Read what is known, before the first connection. What this worker reports meanwhile is newer, and stands."""
        written = self._reports.written
        with suppress(DatabaseUnusable):  # without it everything is tried
            healths = await asyncio.to_thread(self._memory.healths)
            if self._reports.are_still(written):
                self._healths = healths

    async def learn(self) -> None:
        """What other workers found out."""
        if len(self._routes) > 1:
            await self.begin()
        if self._are_counted:
            await asyncio.to_thread(self._memory.look_at_places)

    def end(self) -> None:
        """Every connection has ended."""
        self._memory.close()

    async def failed(self, route: Route, outcome: Outcome) -> bool:
        """It would not serve a fresh connection; whether another one may."""
        self._asked.pop(route.name, None)
        known = self._healths.get(route.name, WELL)
        self._healths[route.name] = after_failure(known, self._now(), outcome.text)
        with suppress(DatabaseUnusable), self._reports.writing():
            self._healths[route.name] = await asyncio.to_thread(self._memory.failed, route.name, outcome.text)
        return self._best() is not None

    async def served(self, way: Way) -> None:
        """It answers again: every lane may go back to it."""
        self._no_longer_asks(way.route, way.number)
        self._healths.pop(way.route.name, None)
        with suppress(DatabaseUnusable), self._reports.writing():
            await asyncio.to_thread(self._memory.served, way.route.name, way.health)

    def _best(self, own: Way | None = None) -> Route | None:
        """The route for a connection, which may go on asking where it asks itself; None while all of them rest."""
        number = None if own is None else own.number
        asked = frozenset(name for name, by in self._asked.items() if by != number)
        return best(self._routes, self._healths, self._now(), asked=asked)

    def _no_longer_asks(self, route: Route, number: int) -> None:
        if self._asked.get(route.name) == number:
            del self._asked[route.name]


def _is_lost(way: Way) -> bool:
    return way.place is not None and way.place.is_lost
