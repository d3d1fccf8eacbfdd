"""Routes of an office: what all workers know of each, and what one of them has to say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from distrib.core.routes import WELL, Health, after_failure
from distrib.db import routes as rows
from distrib.services.context import Context


@dataclass(frozen=True, slots=True)
class FailedRoute:
    """A route that failed and has not served since."""

    name: str
    rests_until: datetime | None
    """It is asked again then; None when that is now."""
    reply: str | None
    """Why, without anything a terminal could obey."""


@dataclass(frozen=True, slots=True)
class RouteMemory:
    """What all workers remember of routes."""

    context: Context

    def healths(self) -> dict[str, Health]:
        """By name, of those that failed."""
        with self.context.database.reading() as connection:
            return rows.healths(connection)

    def failed(self, name: str, reply: str) -> None:
        """A route would not serve a fresh connection: all workers leave it alone for a while."""
        with self.context.database.writing() as connection:
            rows.lock(connection)
            before = rows.healths(connection).get(name, WELL)
            health = after_failure(before, self.context.now(), reply)
            if health != before:
                rows.remember(connection, name, health)

    def served(self, name: str) -> None:
        """A route that had failed answers again."""
        with self.context.database.writing() as connection:
            rows.lock(connection)
            rows.remember(connection, name, WELL)


def failing(context: Context) -> tuple[FailedRoute, ...]:
    """The office's routes that failed lately and have not served since, the preferred one first."""
    known, now = RouteMemory(context).healths(), context.now()
    return tuple(
        FailedRoute(route.name, health.rests_until if health.is_resting(now) else None, health.reply)
        for route in context.settings.routes
        if (health := known.get(route.name, WELL)).is_remembered(now)
    )
