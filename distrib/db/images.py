"""A journalist as rows: everything an edit can change, taken as it is and put back exactly so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from distrib.core.people import NewJournalist, Outlet
from distrib.db import words
from distrib.db.chunks import chunks
from distrib.db.schema import (
    JournalistAddressRow,
    JournalistBeatRow,
    JournalistLanguageRow,
    JournalistRow,
    JournalistTagRow,
    OutletRow,
)
from distrib.db.types import Instant

_PARTS: tuple[Any, ...] = (JournalistAddressRow, JournalistLanguageRow, JournalistBeatRow, JournalistTagRow)

Image = dict[str, Any]
"""Table → its rows of one person, as JSON holds them."""


def take(connection: Connection, ids: Collection[int]) -> dict[int, Image]:
    """Journalist → image."""
    images: dict[int, Image] = defaultdict(dict)
    for chunk in chunks(list(ids)):
        for table, owner in ((JournalistRow, JournalistRow.id), *((one, one.journalist_id) for one in _PARTS)):
            statement = select(table.__table__).where(owner.in_(chunk)).order_by(*table.__table__.primary_key)
            for row in connection.execute(statement).mappings():
                identity = row["id" if table is JournalistRow else "journalist_id"]
                images[identity].setdefault(table.__tablename__, []).append(plain(dict(row)))
    return dict(images)


def put_back(connection: Connection, images: Sequence[Image]) -> None:
    """Each journalist exactly as in their image. They are all still there."""
    ids = [image[JournalistRow.__tablename__][0]["id"] for image in images]
    for table in _PARTS:
        for chunk in chunks(ids):
            connection.execute(delete(table).where(table.journalist_id.in_(chunk)))
        rows = [typed(table, row) for image in images for row in image.get(table.__tablename__, ())]
        if rows:
            connection.execute(insert(table), rows)
    with words.reindexed(connection, ids):
        for image in images:
            restore_row(connection, JournalistRow, image[JournalistRow.__tablename__][0])


def with_lost_address(connection: Connection, images: Mapping[int, Image], leaving: Collection[int]) -> set[int]:
    """Journalists whose image holds an address that somebody has by now who is not among those `leaving` it."""
    owners = {
        row["address_key"]: identity
        for identity, image in images.items()
        for row in image.get(JournalistAddressRow.__tablename__, ())
    }
    found: set[int] = set()
    for chunk in chunks(list(owners)):
        table = JournalistAddressRow
        statement = select(table.address_key, table.journalist_id).where(table.address_key.in_(chunk))
        found |= {owners[key] for key, holder in connection.execute(statement) if holder not in leaving}
    return found


def remove(connection: Connection, ids: Collection[int]) -> None:
    """Journalists with everything that `take` takes."""
    for chunk in chunks(list(ids)):
        for table in _PARTS:
            connection.execute(delete(table).where(table.journalist_id.in_(chunk)))
        with words.reindexed(connection, chunk):
            connection.execute(delete(JournalistRow).where(JournalistRow.id.in_(chunk)))


def outlet(row: Mapping[str, Any]) -> Image:
    """An outlet's row as JSON holds it."""
    return plain(row)


def restore_outlet(connection: Connection, image: Image) -> None:
    """An outlet exactly as in its image."""
    restore_row(connection, OutletRow, image)


def as_listed(connection: Connection, image: Image) -> NewJournalist:
    """What a list that held exactly what is in the image would say."""
    row = image[JournalistRow.__tablename__][0]
    columns = (OutletRow.name, OutletRow.kind, OutletRow.country, OutletRow.site)
    found = connection.execute(select(*columns).where(OutletRow.id == row["outlet_id"])).first()
    addresses = sorted(image.get(JournalistAddressRow.__tablename__, ()), key=lambda one: not one["is_primary"])
    emails = [one["email"] for one in addresses]
    languages, beats, tags = (
        tuple(one[field] for one in image.get(table.__tablename__, ()))
        for table, field in (
            (JournalistLanguageRow, "language"),
            (JournalistBeatRow, "beat"),
            (JournalistTagRow, "tag"),
        )
    )
    return NewJournalist(
        name=row["name"],
        email=emails[0] if emails else "",
        others=tuple(emails[1:]),
        role=row["role"],
        country=row["country"],
        zone=row["zone"],
        languages=languages,
        beats=beats,
        tags=tags,
    ).at(Outlet(*found) if found else None)


def restore_row(connection: Connection, table: Any, row: Image) -> None:
    """One row, by its id, exactly as it was."""
    connection.execute(update(table).where(table.id == row["id"]).values(typed(table, row)))


def plain(row: Mapping[str, Any]) -> Image:
    """A row as JSON holds it."""
    return {name: _as_json(value) for name, value in row.items()}


def _as_json(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


def typed(table: Any, row: Mapping[str, Any]) -> dict[str, Any]:
    """The same row as the table takes it."""
    columns = table.__table__.columns
    return {
        name: datetime.fromisoformat(value) if value is not None and isinstance(columns[name].type, Instant) else value
        for name, value in row.items()
    }
