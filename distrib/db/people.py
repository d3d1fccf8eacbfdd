"""Queries about journalists: adding, changing, finding, and the steps of their consent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, Text, bindparam, delete, func, insert, select, type_coerce, update

from distrib.core.folding import key
from distrib.core.people import ConsentKind, Journalist, JournalistStatus, NewJournalist, Reader, address_key
from distrib.core.query import Query, journalist_text
from distrib.db.people_query import condition
from distrib.db.schema import (
    ConsentEventRow,
    JournalistAddressRow,
    JournalistBeatRow,
    JournalistLanguageRow,
    JournalistRow,
    OutletRow,
)

_T = TypeVar("_T")

CHUNK = 5_000
"""Values in one statement; SQLite allows 32,766 parameters."""


def insert_journalists(
    connection: Connection, people: Sequence[tuple[NewJournalist, JournalistStatus]], now: datetime
) -> list[int]:
    """Add journalists whose addresses are not on the list; returns their ids, one for one."""
    outlets = _outlet_ids(connection, [one.outlet for one, _ in people if one.outlet])
    ids: list[int] = []
    for chunk in _chunks(people):
        rows = [{**_values(one, outlets, now), "status": status, "created_at": now} for one, status in chunk]
        statement = insert(JournalistRow).returning(JournalistRow.id, sort_by_parameter_order=True)
        new = [int(identity) for identity in connection.scalars(statement, rows)]
        connection.execute(
            insert(JournalistAddressRow), [_address(i, one) for i, (one, _) in zip(new, chunk, strict=True)]
        )
        ids += new
    _insert_lists(connection, list(zip(ids, [one for one, _ in people], strict=True)))
    return ids


def update_journalists(connection: Connection, people: Sequence[tuple[int, NewJournalist]], now: datetime) -> None:
    """Bring what is kept up to date, by id; status and consent are never changed here."""
    outlets = _outlet_ids(connection, [one.outlet for _, one in people if one.outlet])
    columns = ("name", "role", "outlet_id", "country", "search_text", "updated_at")
    statement = (
        update(JournalistRow.__table__)  # type: ignore[arg-type]
        .where(JournalistRow.id == bindparam("key"))
        .values({column: bindparam(f"new_{column}") for column in columns})
    )
    for chunk in _chunks(people):
        rows = [
            {"key": i, **{f"new_{name}": value for name, value in _values(one, outlets, now).items()}}
            for i, one in chunk
        ]
        connection.execute(statement, rows)
        ids = [identity for identity, _ in chunk]
        connection.execute(delete(JournalistLanguageRow).where(JournalistLanguageRow.journalist_id.in_(ids)))
        connection.execute(delete(JournalistBeatRow).where(JournalistBeatRow.journalist_id.in_(ids)))
    _insert_lists(connection, people)


def set_status(connection: Connection, ids: Collection[int], status: JournalistStatus, now: datetime) -> None:
    """What the consent events of these journalists now add up to."""
    for chunk in _chunks(list(ids)):
        statement = update(JournalistRow).where(JournalistRow.id.in_(chunk))
        connection.execute(statement.values(status=status, updated_at=now))


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
    for chunk in _chunks(list(ids)):
        connection.execute(insert(ConsentEventRow), [{"journalist_id": identity, **shared} for identity in chunk])


def by_addresses(connection: Connection, keys: Collection[str]) -> dict[str, Journalist]:
    """Address key → the journalist with that address, of those who are on the list."""
    result: dict[str, Journalist] = {}
    for chunk in _chunks(list(keys)):
        row = JournalistAddressRow
        statement = select(row.address_key, row.journalist_id).where(row.address_key.in_(chunk))
        owners = {found.address_key: found.journalist_id for found in connection.execute(statement)}
        ids = list(owners.values())
        whose = connection.execute(_journalists().where(JournalistRow.id.in_(ids))).all()
        people = {one.id: one for one in _with_lists(connection, whose)}
        result |= {address: people[owner] for address, owner in owners.items()}
    return result


def find(connection: Connection, query: Query, *, limit: int, offset: int = 0) -> tuple[Journalist, ...]:
    """A page of whom a query names, by name."""
    statement = _journalists().where(condition(query)).order_by(JournalistRow.search_text, JournalistRow.id)
    return tuple(_with_lists(connection, connection.execute(statement.limit(limit).offset(offset)).all()))


def readers(connection: Connection, query: Query) -> list[Reader]:
    """Everyone a query names, in the order in which they were added.

    One statement, a row for each language: an audience of 100,000 is somebody's wait.
    """
    statement = (
        select(
            JournalistRow.id,
            JournalistRow.name,
            JournalistAddressRow.email,
            type_coerce(JournalistRow.status, Text),
            JournalistLanguageRow.language,
        )
        .join(JournalistAddressRow, JournalistAddressRow.journalist_id == JournalistRow.id)
        .outerjoin(JournalistLanguageRow, JournalistLanguageRow.journalist_id == JournalistRow.id)
        .where(JournalistAddressRow.is_primary, condition(query))
        .order_by(JournalistRow.id, JournalistLanguageRow.position)
    )
    statuses = {one.value: one for one in JournalistStatus}
    found: list[Reader] = []
    for (identity, name, email, status), rows in groupby(connection.execute(statement), itemgetter(0, 1, 2, 3)):
        languages = tuple(filter(None, map(itemgetter(4), rows)))
        found.append(Reader(identity, name, email, statuses[status], languages))
    return found


def count(connection: Connection, query: Query) -> int:
    """How many a query names."""
    return int(connection.execute(select(func.count()).select_from(JournalistRow).where(condition(query))).scalar_one())


def count_by_status(connection: Connection) -> dict[JournalistStatus, int]:
    """Status → how many stand so."""
    counted = select(JournalistRow.status, func.count().label("people")).group_by(JournalistRow.status)
    return {row.status: row.people for row in connection.execute(counted)}


def _journalists() -> Select[*tuple[Any, ...]]:
    return (
        select(
            JournalistRow.id,
            JournalistRow.name,
            JournalistAddressRow.email,
            JournalistRow.status,
            OutletRow.name.label("outlet"),
            JournalistRow.role,
            JournalistRow.country,
            JournalistRow.created_at,
        )
        .join(JournalistAddressRow, JournalistAddressRow.journalist_id == JournalistRow.id)
        .outerjoin(OutletRow, OutletRow.id == JournalistRow.outlet_id)
        .where(JournalistAddressRow.is_primary)
    )


def _with_lists(connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]]) -> Iterator[Journalist]:
    for chunk in _chunks(rows):
        ids = [row.id for row in chunk]
        languages = _lists(connection, JournalistLanguageRow, JournalistLanguageRow.language, ids)
        beats = _lists(connection, JournalistBeatRow, JournalistBeatRow.beat, ids)
        for row in chunk:
            yield Journalist(
                id=row.id,
                name=row.name,
                email=row.email,
                status=row.status,
                outlet=row.outlet,
                role=row.role,
                country=row.country,
                languages=tuple(languages[row.id]),
                beats=tuple(beats[row.id]),
                created_at=row.created_at,
            )


def _lists(connection: Connection, table: Any, column: Any, ids: Sequence[int]) -> dict[int, list[str]]:
    order = (table.journalist_id, table.position)
    found: dict[int, list[str]] = defaultdict(list)
    statement = select(table.journalist_id, column).where(table.journalist_id.in_(ids)).order_by(*order)
    for owner, value in connection.execute(statement):
        found[owner].append(value)
    return found


def _outlet_ids(connection: Connection, names: Sequence[str]) -> dict[str, int]:
    """Outlet key → id; outlets that are new are added as they are spelt first."""
    spelt: dict[str, str] = {}
    for name in names:
        spelt.setdefault(key(name), name)
    ids: dict[str, int] = {}
    for chunk in _chunks(list(spelt)):
        row = OutletRow
        known = connection.execute(select(row.name_key, row.id).where(row.name_key.in_(chunk)))
        ids.update((name_key, identity) for name_key, identity in known)
        new = [{"name": spelt[one], "name_key": one} for one in chunk if one not in ids]
        if new:
            added = connection.execute(insert(row).returning(row.name_key, row.id), new)
            ids.update((name_key, identity) for name_key, identity in added)
    return ids


def _values(one: NewJournalist, outlets: Mapping[str, int], now: datetime) -> dict[str, Any]:
    return {
        "name": one.name,
        "role": one.role,
        "outlet_id": outlets[key(one.outlet)] if one.outlet else None,
        "country": one.country,
        "search_text": journalist_text(one.name, one.outlet, one.role, one.email, one.beats),
        "updated_at": now,
    }


def _address(identity: int, one: NewJournalist) -> dict[str, Any]:
    return {
        "journalist_id": identity,
        "email": one.email,
        "address_key": address_key(one.email),
        "is_primary": True,
    }


def _insert_lists(connection: Connection, people: Sequence[tuple[int, NewJournalist]]) -> None:
    languages = [
        {"journalist_id": identity, "position": place, "language": language}
        for identity, one in people
        for place, language in enumerate(one.languages)
    ]
    beats = [
        {"journalist_id": identity, "position": place, "beat": beat, "beat_key": key(beat)}
        for identity, one in people
        for place, beat in enumerate(one.beats)
    ]
    for table, rows in ((JournalistLanguageRow, languages), (JournalistBeatRow, beats)):
        if rows:
            connection.execute(insert(table), rows)


def _chunks(items: Sequence[_T]) -> Iterator[Sequence[_T]]:
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]
