"""A spokesperson as rows: everything a list can change, taken as it is and put back exactly so.

Duty hours and leave are not in it: no list says anything of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from distrib.core.folding import key
from distrib.db import images
from distrib.db.chunks import chunks
from distrib.db.images import Image
from distrib.db.schema import (
    DutyHoursRow,
    LeaveRow,
    OfficeRow,
    SpokespersonDetailRow,
    SpokespersonPhoneRow,
    SpokespersonRow,
)

_PARTS: tuple[Any, ...] = (SpokespersonPhoneRow, SpokespersonDetailRow)


def take(connection: Connection, ids: Collection[int]) -> dict[int, Image]:
    """Spokesperson → image."""
    found: dict[int, Image] = defaultdict(dict)
    for chunk in chunks(list(ids)):
        tables = ((SpokespersonRow, SpokespersonRow.id), *((one, one.spokesperson_id) for one in _PARTS))
        for table, owner in tables:
            statement = select(table.__table__).where(owner.in_(chunk)).order_by(*table.__table__.primary_key)
            for row in connection.execute(statement).mappings():
                identity = row["id" if table is SpokespersonRow else "spokesperson_id"]
                found[identity].setdefault(table.__tablename__, []).append(images.plain(dict(row)))
    return dict(found)


def put_back(connection: Connection, before: Sequence[Image]) -> None:
    """Each spokesperson exactly as in their image. They are all still there."""
    for image in before:
        (own,) = image[SpokespersonRow.__tablename__]
        images.restore_row(connection, SpokespersonRow, own)
        _remove_parts(connection, [own["id"]])
        for table in _PARTS:
            if rows := [images.typed(table, row) for row in image.get(table.__tablename__, ())]:
                connection.execute(insert(table), rows)


def remove(connection: Connection, ids: Collection[int]) -> None:
    """Spokespeople with everything that `take` takes."""
    for chunk in chunks(list(ids)):
        _remove_parts(connection, chunk)
        connection.execute(delete(SpokespersonRow).where(SpokespersonRow.id.in_(chunk)))


def in_use(connection: Connection, ids: Collection[int]) -> dict[int, str]:
    """Those of whom something else depends, with what that is."""
    uses = (
        (DutyHoursRow.spokesperson_id, "has duty hours since"),
        (LeaveRow.spokesperson_id, "has leave since"),
        (LeaveRow.cover_id, "covers for somebody since"),
    )
    return {
        identity: what
        for chunk in chunks(list(ids))
        for column, what in uses
        for identity in connection.scalars(select(column).where(column.in_(chunk)))
        if identity is not None
    }


def names(connection: Connection, ids: Collection[int]) -> dict[int, str]:
    """Spokesperson → name, also of those who are retired."""
    statement = select(SpokespersonRow.id, SpokespersonRow.name)
    return {
        identity: name
        for chunk in chunks(list(ids))
        for identity, name in connection.execute(statement.where(SpokespersonRow.id.in_(chunk)))
    }


def offices(connection: Connection) -> dict[str, int]:
    """Folded name → id of every office."""
    return {key(name): identity for identity, name in connection.execute(select(OfficeRow.id, OfficeRow.name))}


def remove_unused_offices(connection: Connection, ids: Collection[int]) -> set[int]:
    """Forget offices in which nobody sits; returns which those were."""
    used = set(connection.scalars(select(SpokespersonRow.office_id).where(SpokespersonRow.office_id.is_not(None))))
    unused = set(ids) - used
    connection.execute(delete(OfficeRow).where(OfficeRow.id.in_(unused)))
    return unused


def _remove_parts(connection: Connection, ids: Sequence[int]) -> None:
    for table in _PARTS:
        connection.execute(delete(table).where(table.spokesperson_id.in_(ids)))
