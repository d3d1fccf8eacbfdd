"""Queries about saved audiences."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select, update

from distrib.core.folding import key
from distrib.core.query.saved_audience import SavedAudience
from distrib.db.schema import SavedAudienceRow


def every(connection: Connection) -> tuple[SavedAudience, ...]:
    """All of them, by name."""
    row = SavedAudienceRow
    columns = (row.name, row.query, row.saved_by, row.saved_at)
    return tuple(SavedAudience(*found) for found in connection.execute(select(*columns).order_by(row.name_key)))


def queries(connection: Connection) -> dict[str, str]:
    """Folded name → query, as `core.query.parse` takes them."""
    return {key(one.name): one.query for one in every(connection)}


def save(connection: Connection, audience: SavedAudience) -> None:
    """Keep an audience; one with this name, however it is spelt, is replaced."""
    values = {
        "name": audience.name,
        "query": audience.query,
        "saved_by": audience.saved_by,
        "saved_at": audience.saved_at,
    }
    name = key(audience.name)
    replaced = connection.execute(update(SavedAudienceRow).where(SavedAudienceRow.name_key == name).values(values))
    if not replaced.rowcount:
        connection.execute(insert(SavedAudienceRow).values(**values, name_key=name))


def remove(connection: Connection, name: str) -> bool:
    """Forget an audience; False when there is none of that name."""
    removed = connection.execute(delete(SavedAudienceRow).where(SavedAudienceRow.name_key == key(name)))
    return bool(removed.rowcount)
