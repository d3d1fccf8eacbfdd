"""The largest message that each mail server takes, as it said when it was last greeted (SIZE, RFC 1870)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from distrib.db.schema import MessageSizeRow


def known(connection: Connection) -> dict[str, int]:
    """Octets, by the name of the route."""
    return {row[0]: row[1] for row in connection.execute(select(MessageSizeRow.route, MessageSizeRow.most))}


def learn(connection: Connection, route: str, most: int | None, now: datetime) -> None:
    """Keep what a server said last; None where it named no limit."""
    connection.execute(delete(MessageSizeRow).where(MessageSizeRow.route == route))
    if most is not None:
        connection.execute(insert(MessageSizeRow).values(route=route, most=most, said_at=now))
