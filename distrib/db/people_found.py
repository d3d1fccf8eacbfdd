"""Reading journalists: by address, by id, by query. Must never change anything; lists are in `people_pages`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Row, Select, Text, exists, func, select, type_coerce

from distrib.core.people import ConsentKind, Journalist, JournalistStatus, Reader
from distrib.core.people.agreements import Agreement
from distrib.core.query import Query
from distrib.db import agreements
from distrib.db.chunks import CHUNK, chunks
from distrib.db.people_query import condition
from distrib.db.schema import (
    ConsentEventRow,
    JournalistAddressRow,
    JournalistBeatRow,
    JournalistLanguageRow,
    JournalistRow,
    JournalistTagRow,
    OutletRow,
)


def by_addresses(connection: Connection, keys: Collection[str]) -> dict[str, Journalist]:
    """Address key → the journalist with that address, of those who are on the list."""
    result: dict[str, Journalist] = {}
    for chunk in chunks(list(keys)):
        row = JournalistAddressRow
        statement = select(row.address_key, row.journalist_id).where(row.address_key.in_(chunk))
        owners = {found.address_key: found.journalist_id for found in connection.execute(statement)}
        people = by_ids(connection, set(owners.values()))
        result |= {address: people[owner] for address, owner in owners.items()}
    return result


def find_all(connection: Connection, query: Query) -> Iterator[Journalist]:
    """Everyone a query names, in the order in which they were added."""
    statement = _journalists().where(condition(connection, query)).order_by(JournalistRow.id)
    for rows in connection.execute(statement).partitions(CHUNK):
        yield from _with_lists(connection, rows)


def readers(connection: Connection, query: Query) -> list[Reader]:
    """Everyone a query names, in the order in which they were added, with what decides about their mail.

    One statement, a row for each language, and one for the few who have several addresses: an audience of 100,000 is
    somebody's wait.
    """
    named = condition(connection, query)
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
        .where(JournalistAddressRow.is_primary, named)
        .order_by(JournalistRow.id, JournalistLanguageRow.position)
    )
    others = _others(connection, select(JournalistRow.id).where(named))
    statuses = {one.value: one for one in JournalistStatus}
    found: list[Reader] = []
    for (identity, name, email, status), rows in groupby(connection.execute(statement), itemgetter(0, 1, 2, 3)):
        languages = tuple(filter(None, map(itemgetter(4), rows)))
        found.append(Reader(identity, name, email, statuses[status], languages, tuple(others.get(identity, ()))))
    return found


def count(connection: Connection, query: Query) -> int:
    """How many a query names."""
    statement = select(func.count()).select_from(JournalistRow).where(condition(connection, query))
    return int(connection.execute(statement).scalar_one())


def count_by_status(connection: Connection) -> dict[JournalistStatus, int]:
    """Status → how many stand so."""
    counted = select(JournalistRow.status, func.count().label("people")).group_by(JournalistRow.status)
    return {row.status: row.people for row in connection.execute(counted)}


def has_erased(connection: Connection) -> bool:
    """Whether anybody was erased."""
    return bool(connection.scalar(select(exists().where(JournalistRow.status == JournalistStatus.ERASED))))


def names_at(connection: Connection, outlets: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Folded outlet, name and primary address of everyone at these outlets who was not erased."""
    for chunk in chunks(list(outlets)):
        statement = (
            select(OutletRow.name_key, JournalistRow.name, JournalistAddressRow.email)
            .join(JournalistRow, JournalistRow.outlet_id == OutletRow.id)
            .join(JournalistAddressRow, JournalistAddressRow.journalist_id == JournalistRow.id)
            .where(OutletRow.name_key.in_(chunk), JournalistAddressRow.is_primary)
        )
        yield from ((outlet, name, email) for outlet, name, email in connection.execute(statement))


def by_ids(connection: Connection, ids: Collection[int]) -> dict[int, Journalist]:
    """Id → the journalist, of those there are."""
    found: dict[int, Journalist] = {}
    for chunk in chunks(list(ids)):
        rows = connection.execute(_journalists().where(JournalistRow.id.in_(chunk))).all()
        found |= {one.id: one for one in _with_lists(connection, rows)}
    return found


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
            JournalistRow.zone,
            OutletRow.kind.label("outlet_kind"),
            OutletRow.country.label("outlet_country"),
            OutletRow.site.label("outlet_site"),
        )
        .join(JournalistAddressRow, JournalistAddressRow.journalist_id == JournalistRow.id)
        .outerjoin(OutletRow, OutletRow.id == JournalistRow.outlet_id)
        .where(JournalistAddressRow.is_primary)
    )


def _with_lists(connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]]) -> Iterator[Journalist]:
    for chunk in chunks(rows):
        ids = [row.id for row in chunk]
        languages = _lists(connection, JournalistLanguageRow, JournalistLanguageRow.language, ids)
        beats = _lists(connection, JournalistBeatRow, JournalistBeatRow.beat, ids)
        tags = _lists(connection, JournalistTagRow, JournalistTagRow.tag, ids)
        others = _others(connection, ids)
        agreed = agreements.standings(connection, ids)
        erased = _erased_at(connection, [row.id for row in chunk if row.status is JournalistStatus.ERASED])
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
                tags=tuple(tags[row.id]),
                others=tuple(others[row.id]),
                zone=row.zone,
                outlet_kind=row.outlet_kind,
                outlet_country=row.outlet_country,
                outlet_site=row.outlet_site,
                embargo=agreed.get(row.id, Agreement.NONE),
                erased_at=erased.get(row.id),
            )


def _erased_at(connection: Connection, ids: Sequence[int]) -> dict[int, datetime]:
    """Journalist → when they were erased."""
    if not ids:
        return {}
    row = ConsentEventRow
    found = select(row.journalist_id, row.at).where(row.journalist_id.in_(ids), row.kind == ConsentKind.ERASED)
    return {one.journalist_id: one.at for one in connection.execute(found.order_by(row.id))}


def _lists(connection: Connection, table: Any, column: Any, ids: Sequence[int]) -> dict[int, list[str]]:
    order = (table.journalist_id, table.position)
    found: dict[int, list[str]] = defaultdict(list)
    statement = select(table.journalist_id, column).where(table.journalist_id.in_(ids)).order_by(*order)
    for owner, value in connection.execute(statement).all():
        found[owner].append(value)
    return found


def _others(connection: Connection, ids: Sequence[int] | Select[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    row = JournalistAddressRow
    statement = select(row.journalist_id, row.email).where(row.journalist_id.in_(ids), ~row.is_primary).order_by(row.id)
    for owner, email in connection.execute(statement).all():
        found[owner].append(email)
    return found
