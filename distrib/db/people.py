"""Writing about journalists: adding them, changing what is kept of them, and the steps of their consent."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, update

from distrib.core.folding import key
from distrib.core.people import ConsentKind, JournalistStatus, NewJournalist, address_key
from distrib.core.query import journalist_text
from distrib.db import outlets
from distrib.db.chunks import chunks
from distrib.db.people_found import by_addresses, by_ids, count, count_by_status, find, find_all, names_at
from distrib.db.schema import (
    ConsentEventRow,
    JournalistAddressRow,
    JournalistBeatRow,
    JournalistLanguageRow,
    JournalistRow,
    JournalistTagRow,
)

__all__ = [
    "add_consent",
    "add_consents",
    "by_addresses",
    "by_ids",
    "count",
    "count_by_status",
    "find",
    "find_all",
    "insert_journalists",
    "names_at",
    "set_status",
    "touch",
    "update_journalists",
]

SORT_KEY = 60
"""Characters of the search text by which lists are sorted."""

_LISTS: tuple[Any, ...] = (JournalistLanguageRow, JournalistBeatRow, JournalistTagRow)
_ONE_MORE = JournalistRow.revision + 1


def insert_journalists(
    connection: Connection, people: Sequence[tuple[NewJournalist, JournalistStatus]], now: datetime
) -> list[int]:
    """Add journalists whose addresses are not on the list; returns their ids, one for one."""
    known = outlets.keep(connection, [one.works_for for one, _ in people if one.works_for]).ids
    ids: list[int] = []
    for chunk in chunks(people):
        rows = [{**_values(one, known, now), "status": status, "created_at": now} for one, status in chunk]
        statement = insert(JournalistRow).returning(JournalistRow.id, sort_by_parameter_order=True)
        ids += [int(identity) for identity in connection.scalars(statement, rows)]
    _insert_lists(connection, list(zip(ids, [one for one, _ in people], strict=True)))
    return ids


def update_journalists(connection: Connection, people: Sequence[tuple[int, NewJournalist]], now: datetime) -> None:
    """Bring what is kept up to date, by id; status and consent are never changed here."""
    known = outlets.keep(connection, [one.works_for for _, one in people if one.works_for]).ids
    columns = ("name", "role", "outlet_id", "country", "zone", "search_text", "sort_key", "updated_at")
    statement = (
        update(JournalistRow.__table__)  # type: ignore[arg-type]
        .where(JournalistRow.id == bindparam("key"))
        .values({column: bindparam(f"new_{column}") for column in columns} | {"revision": _ONE_MORE})
    )
    for chunk in chunks(people):
        rows = [
            {"key": i, **{f"new_{name}": value for name, value in _values(one, known, now).items()}} for i, one in chunk
        ]
        connection.execute(statement, rows)
        ids = [identity for identity, _ in chunk]
        for table in (*_LISTS, JournalistAddressRow):
            connection.execute(delete(table).where(table.journalist_id.in_(ids)))
    _insert_lists(connection, people)


def set_status(connection: Connection, ids: Collection[int], status: JournalistStatus, now: datetime) -> None:
    """What the consent events of these journalists now add up to."""
    for chunk in chunks(list(ids)):
        statement = update(JournalistRow).where(JournalistRow.id.in_(chunk))
        connection.execute(statement.values(status=status, updated_at=now, revision=_ONE_MORE))


def touch(connection: Connection, ids: Collection[int], now: datetime) -> None:
    """Something about these journalists changed in another table."""
    for chunk in chunks(list(ids)):
        statement = update(JournalistRow).where(JournalistRow.id.in_(chunk))
        connection.execute(statement.values(updated_at=now, revision=_ONE_MORE))


def add_consent(
    connection: Connection,
    ids: Collection[int],
    kind: ConsentKind,
    *,
    source: str,
    now: datetime,
    basis: str | None = None,
    evidence: str | None = None,
) -> None:
    """A step in the consent of each of these journalists."""
    shared = {"kind": kind, "source": source, "basis": basis, "evidence": evidence, "at": now}
    for chunk in chunks(list(ids)):
        connection.execute(insert(ConsentEventRow), [{"journalist_id": identity, **shared} for identity in chunk])


def add_consents(
    connection: Connection,
    people: Sequence[tuple[int, ConsentKind, str]],
    *,
    source: str,
    basis: str | None,
    now: datetime,
) -> None:
    """A step in the consent of each, with its evidence."""
    shared = {"source": source, "basis": basis, "at": now}
    for chunk in chunks(people):
        rows = [{"journalist_id": i, "kind": kind, "evidence": evidence, **shared} for i, kind, evidence in chunk]
        connection.execute(insert(ConsentEventRow), rows)


def _values(one: NewJournalist, known: Mapping[str, int], now: datetime) -> dict[str, Any]:
    text = journalist_text(one)
    return {
        "name": one.name,
        "role": one.role,
        "outlet_id": known[key(one.outlet)] if one.outlet else None,
        "country": one.country,
        "zone": one.zone,
        "search_text": text,
        "sort_key": text[:SORT_KEY],
        "updated_at": now,
    }


def _insert_lists(connection: Connection, people: Sequence[tuple[int, NewJournalist]]) -> None:
    rows: dict[Any, list[dict[str, Any]]] = {table: [] for table in (JournalistAddressRow, *_LISTS)}
    for identity, one in people:
        for place, email in enumerate(one.emails):
            rows[JournalistAddressRow].append(
                {
                    "journalist_id": identity,
                    "email": email,
                    "address_key": address_key(email),
                    "is_primary": place == 0,
                }
            )
        for place, language in enumerate(one.languages):
            rows[JournalistLanguageRow].append({"journalist_id": identity, "position": place, "language": language})
        for place, beat in enumerate(one.beats):
            rows[JournalistBeatRow].append(
                {"journalist_id": identity, "position": place, "beat": beat, "beat_key": key(beat)}
            )
        for place, tag in enumerate(one.tags):
            rows[JournalistTagRow].append(
                {"journalist_id": identity, "position": place, "tag": tag, "tag_key": key(tag)}
            )
    for table, values in rows.items():
        if values:
            connection.execute(insert(table), values)
