"""Routes of an office: what all workers know of each, and what one of them has to say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from distrib.core.delivery.routes import WELL, Health, Route, after_failure
from distrib.db import routes as rows
from distrib.db.places import Place, places_of
from distrib.services.context import Context


@dataclass(frozen=True, slots=True)
class FailedRoute:
    """A route that failed and has not served since."""

    name: str
    rests_until: datetime | None
    """It is asked again then; None when that is now."""
    reply: str | None
    """Why, without anything a terminal could obey."""


class RouteMemory:
    """What all workers remember of routes, and how many connections they have there."""

    def __init__(self, context: Context) -> None:
        """Nothing is opened before it is needed."""
        self.context = context
        self._places = places_of(context.database)

    def healths(self) -> dict[str, Health]:
        """By name, of those that failed."""
        with self.context.database.reading() as connection:
            return rows.healths(connection)

    def failed(self, name: str, reply: str) -> Health:
        """A route would not serve a fresh connection: all workers leave it alone for a while. Returns what is known."""
        with self.context.database.writing() as connection:
            rows.lock(connection)
            before = rows.healths(connection).get(name, WELL)
            health = after_failure(before, self.context.now(), reply)
            if health != before:
                rows.remember(connection, name, health)
        return health

    def served(self, name: str, known: Health) -> None:
        """A route whose failure was known when the connection was begun answers again; a later failure stands."""
        with self.context.database.writing() as connection:
            rows.lock(connection)
            if rows.healths(connection).get(name) == known:
                rows.remember(connection, name, WELL)

    def place(self, route: Route) -> Place | None:
        """For one connection, of a route that takes only so many from all workers; None when there is none free.

        Raises:
            DatabaseUnusable: nobody can say.
        """
        assert route.places is not None  # noqa: S101 - only then are they counted
        return self._places.take(route.name, route.places)

    def look_at_places(self) -> None:
        """Find out whether those that are held have been lost."""
        self._places.look()

    def close(self) -> None:
        """Every connection has ended."""
        self._places.close()


def failing(context: Context) -> tuple[FailedRoute, ...]:
    """The office's routes that failed lately and have not served since, the preferred one first."""
    known, now = RouteMemory(context).healths(), context.now()
    return tuple(
        FailedRoute(route.name, health.rests_until if health.is_resting(now) else None, health.reply)
        for route in context.settings.routes
        if (health := known.get(route.name, WELL)).is_remembered(now)
    )
