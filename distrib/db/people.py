"""Writing about journalists: adding them, changing what is kept of them, and the steps of their consent."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from distrib.core.folding import key
from distrib.core.people import ConsentKind, JournalistStatus, NewJournalist, address_key
from distrib.core.query import journalist_text
from distrib.db import outlets, words
from distrib.db.bulk import insert_rows
from distrib.db.chunks import chunks
from distrib.db.people_found import (
    by_addresses,
    by_ids,
    count,
    count_by_status,
    find_all,
    has_erased,
    names_at,
    readers,
)
from distrib.db.people_pages import find
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
    "has_erased",
    "insert_journalists",
    "is_mailed_at",
    "lock",
    "names_at",
    "readers",
    "set_status",
    "touch",
    "update_journalists",
]

SORT_KEY = 60
"""Characters of the search text by which lists are sorted."""

_LISTS: tuple[Any, ...] = (JournalistLanguageRow, JournalistBeatRow, JournalistTagRow)
_ONE_MORE = JournalistRow.revision + 1


def insert_journalists(
    connection: Connection,
    people: Sequence[tuple[NewJournalist, JournalistStatus]],
    now: datetime,
    known: Mapping[str, int] | None = None,
) -> list[int]:
    """Add journalists whose addresses are not on the list; returns their ids, one for one.

    `known` holds the ids of their outlets by folded name, where those were kept already.
    """
    if known is None:
        known = outlets.keep(connection, [one.works_for for one, _ in people if one.works_for]).ids
    ids = _new_ids(connection, len(people))
    rows = ((i, *_values(one, known), status) for i, (one, status) in zip(ids, people, strict=True))
    shared = {"created_at": now, "updated_at": now}
    insert_rows(connection, JournalistRow, shared, ("id", *_COLUMNS, "status"), rows)
    words.index(connection, ids)
    _insert_lists(connection, list(zip(ids, [one for one, _ in people], strict=True)))
    return ids


def update_journalists(connection: Connection, people: Sequence[tuple[int, NewJournalist]], now: datetime) -> None:
    """Bring what is kept up to date, by id; status and consent are never changed here."""
    known = outlets.keep(connection, [one.works_for for _, one in people if one.works_for]).ids
    columns = (*_COLUMNS, "updated_at")
    statement = (
        update(JournalistRow.__table__)  # type: ignore[arg-type]
        .where(JournalistRow.id == bindparam("key"))
        .values({column: bindparam(f"new_{column}") for column in columns} | {"revision": _ONE_MORE})
    )
    names = ("key", *(f"new_{column}" for column in columns))
    for chunk in chunks(people):
        ids = [identity for identity, _ in chunk]
        with words.reindexed(connection, ids):
            rows = [dict(zip(names, (i, *_values(one, known), now), strict=True)) for i, one in chunk]
            connection.execute(statement, rows)
        for table in (*_LISTS, JournalistAddressRow):
            connection.execute(delete(table).where(table.journalist_id.in_(ids)))
    _insert_lists(connection, people)


def set_status(connection: Connection, ids: Collection[int], status: JournalistStatus, now: datetime) -> None:
    """What the consent events of these journalists now add up to."""
    for chunk in chunks(list(ids)):
        statement = update(JournalistRow).where(JournalistRow.id.in_(chunk))
        connection.execute(statement.values(status=status, updated_at=now, revision=_ONE_MORE))


def lock(connection: Connection, keys: Collection[str]) -> None:
    """Keep others from changing the journalists with these addresses until the transaction ends.

    Whoever writes about people and stops their mail takes people first, then suppressions, then the ledger. It does
    not hold up a dispatch that names them. On SQLite a write transaction is alone anyway.
    """
    if connection.dialect.name == "postgresql":
        owners = select(JournalistAddressRow.journalist_id).where(JournalistAddressRow.address_key.in_(keys))
        theirs = select(JournalistRow.id).where(JournalistRow.id.in_(owners)).order_by(JournalistRow.id)
        connection.execute(theirs.with_for_update(key_share=True))


def is_mailed_at(connection: Connection, journalist_id: int, email: str) -> bool:
    """Whether this is the address at which somebody is mailed, or would be once they confirm."""
    mailed = (JournalistStatus.SUBSCRIBED, JournalistStatus.PENDING)
    primary = (
        select(JournalistRow.id)
        .join(JournalistAddressRow, JournalistAddressRow.journalist_id == JournalistRow.id)
        .where(JournalistRow.id == journalist_id, JournalistRow.status.in_(mailed))
        .where(JournalistAddressRow.is_primary, JournalistAddressRow.address_key == address_key(email))
    )
    return connection.scalar(primary) is not None


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
    insert_rows(connection, ConsentEventRow, shared, ("journalist_id", "kind", "evidence"), people)


def _new_ids(connection: Connection, count: int) -> list[int]:
    """Numbers for as many new journalists, so that all of them go in by one statement.

    SQLite's are free because nobody else can write meanwhile; PostgreSQL's come from the sequence.
    """
    if connection.dialect.name == "sqlite":
        last = connection.scalar(select(func.max(JournalistRow.id))) or 0
        return list(range(last + 1, last + 1 + count))
    following = func.nextval(func.pg_get_serial_sequence("journalists", "id"))
    return [int(one) for one in connection.scalars(select(following).select_from(func.generate_series(1, count)))]


_COLUMNS = ("name", "role", "outlet_id", "country", "zone", "search_text", "sort_key")


def _values(one: NewJournalist, known: Mapping[str, int]) -> tuple[Any, ...]:
    """What stands in `_COLUMNS`."""
    text = journalist_text(one)
    outlet = known[key(one.outlet)] if one.outlet else None
    return one.name, one.role, outlet, one.country, one.zone, text, text[:SORT_KEY]


def _insert_lists(connection: Connection, people: Sequence[tuple[int, NewJournalist]]) -> None:
    addresses = [
        (i, email, address_key(email), place == 0) for i, one in people for place, email in enumerate(one.emails)
    ]
    languages = [(i, place, language) for i, one in people for place, language in enumerate(one.languages)]
    beats = [(i, place, beat, key(beat)) for i, one in people for place, beat in enumerate(one.beats)]
    tags = [(i, place, tag, key(tag)) for i, one in people for place, tag in enumerate(one.tags)]
    lists: tuple[tuple[Any, tuple[str, ...], list[tuple[Any, ...]]], ...] = (
        (JournalistAddressRow, ("journalist_id", "email", "address_key", "is_primary"), addresses),
        (JournalistLanguageRow, ("journalist_id", "position", "language"), languages),
        (JournalistBeatRow, ("journalist_id", "position", "beat", "beat_key"), beats),
        (JournalistTagRow, ("journalist_id", "position", "tag", "tag_key"), tags),
    )
    for table, columns, rows in lists:
        if rows:
            insert_rows(connection, table, {}, columns, rows)
