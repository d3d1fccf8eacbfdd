"""What all workers know of routes that failed. It decides no rest: that is `core.delivery.routes`."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select, text

from distrib.core.delivery.routes import WELL, Health
from distrib.db.schema import RouteRow


def healths(connection: Connection) -> dict[str, Health]:
    """By name, of every route that failed and has not served since."""
    columns = (RouteRow.name, RouteRow.failures, RouteRow.rests_until, RouteRow.reply)
    return {row[0]: Health(*row[1:]) for row in connection.execute(select(*columns))}


def lock(connection: Connection) -> None:
    """Keep every other worker from the routes until this transaction ends. On SQLite a writer is alone anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE routes IN SHARE ROW EXCLUSIVE MODE"))


def remember(connection: Connection, name: str, health: Health) -> None:
    """A route that is well is forgotten."""
    connection.execute(delete(RouteRow).where(RouteRow.name == name))
    if health != WELL:
        values = {"failures": health.failures, "rests_until": health.rests_until, "reply": health.reply}
        connection.execute(insert(RouteRow).values(name=name, **values))
