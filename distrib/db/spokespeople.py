"""Queries about spokespeople: adding, changing, and the whole roster."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from distrib.core.folding import key
from distrib.core.people import NewSpokesperson, Phone, Spokesperson, address_key
from distrib.db import availability
from distrib.db.schema import OfficeRow, SpokespersonDetailRow, SpokespersonPhoneRow, SpokespersonRow

_EMAIL, _LANGUAGE, _TOPIC, _PLACE = "email", "language", "topic", "place"


def insert_spokespeople(connection: Connection, people: Sequence[NewSpokesperson], now: datetime) -> list[int]:
    """Add spokespeople; returns their ids, one for one."""
    if not people:
        return []
    offices = _office_ids(connection, people)
    rows = [{**_values(one, offices, now), "created_at": now} for one in people]
    statement = insert(SpokespersonRow).returning(SpokespersonRow.id, sort_by_parameter_order=True)
    ids = [int(identity) for identity in connection.scalars(statement, rows)]
    _insert_lists(connection, list(zip(ids, people, strict=True)))
    return ids


def update_spokespeople(connection: Connection, people: Sequence[tuple[int, NewSpokesperson]], now: datetime) -> None:
    """Bring what is kept up to date, by id."""
    offices = _office_ids(connection, [one for _, one in people])
    for identity, one in people:
        statement = update(SpokespersonRow).where(SpokespersonRow.id == identity)
        connection.execute(statement.values(_values(one, offices, now)))
        phones, details = SpokespersonPhoneRow, SpokespersonDetailRow
        connection.execute(delete(phones).where(phones.spokesperson_id == identity))
        connection.execute(delete(details).where(details.spokesperson_id == identity))
    _insert_lists(connection, people)


def everybody(connection: Connection) -> tuple[Spokesperson, ...]:
    """The roster without those who are retired, by name."""
    statement = (
        select(SpokespersonRow.id, SpokespersonRow.name, SpokespersonRow.title, OfficeRow.name.label("office"))
        .outerjoin(OfficeRow, OfficeRow.id == SpokespersonRow.office_id)
        .where(SpokespersonRow.retired_at.is_(None))
        .order_by(SpokespersonRow.name_key, SpokespersonRow.id)
    )
    phones, details = _phones(connection), _details(connection)
    duty, leave = availability.duty_of_everybody(connection), availability.leave_of_everybody(connection)
    return tuple(
        Spokesperson(
            id=row.id,
            name=row.name,
            title=row.title,
            office=row.office,
            phones=tuple(phones[row.id]),
            emails=tuple(details[row.id, _EMAIL]),
            languages=tuple(details[row.id, _LANGUAGE]),
            topics=tuple(details[row.id, _TOPIC]),
            places=tuple(details[row.id, _PLACE]),
            duty=tuple(duty[row.id]),
            leave=tuple(leave[row.id]),
        )
        for row in connection.execute(statement)
    )


def retire(connection: Connection, identity: int, now: datetime) -> None:
    """Somebody leaves the roster; what names them keeps doing so."""
    statement = update(SpokespersonRow).where(SpokespersonRow.id == identity)
    connection.execute(statement.values(retired_at=now, updated_at=now))


def count(connection: Connection) -> int:
    """How many are on the roster."""
    statement = select(func.count()).select_from(SpokespersonRow).where(SpokespersonRow.retired_at.is_(None))
    return int(connection.execute(statement).scalar_one())


def _phones(connection: Connection) -> dict[int, list[Phone]]:
    row = SpokespersonPhoneRow
    statement = select(row.spokesperson_id, row.number, row.use, row.is_public)
    found: dict[int, list[Phone]] = defaultdict(list)
    for owner, number, use, is_public in connection.execute(statement.order_by(row.spokesperson_id, row.position)):
        found[owner].append(Phone(number, use, is_public))
    return found


def _details(connection: Connection) -> dict[tuple[int, str], list[str]]:
    row = SpokespersonDetailRow
    statement = select(row.spokesperson_id, row.kind, row.value)
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for owner, kind, value in connection.execute(statement.order_by(row.spokesperson_id, row.kind, row.position)):
        found[owner, kind].append(value)
    return found


def _office_ids(connection: Connection, people: Sequence[NewSpokesperson]) -> dict[str, int]:
    """Office key → id; offices that are new are added as they are spelt first."""
    row = OfficeRow
    ids = {found.name_key: int(found.id) for found in connection.execute(select(row.name_key, row.id))}
    for one in people:
        if one.office and key(one.office) not in ids:
            values = {"name": one.office, "name_key": key(one.office)}
            ids[key(one.office)] = int(connection.execute(insert(row).values(values).returning(row.id)).scalar_one())
    return ids


def _values(one: NewSpokesperson, offices: Mapping[str, int], now: datetime) -> dict[str, Any]:
    return {
        "name": one.name,
        "name_key": key(one.name),
        "title": one.title,
        "office_id": offices[key(one.office)] if one.office else None,
        "updated_at": now,
    }


def _insert_lists(connection: Connection, people: Sequence[tuple[int, NewSpokesperson]]) -> None:
    phones = [
        {"spokesperson_id": i, "position": n, "number": phone.number, "use": phone.use, "is_public": phone.is_public}
        for i, one in people
        for n, phone in enumerate(one.phones)
    ]
    details = [
        {"spokesperson_id": i, "kind": kind, "position": n, "value": value, "value_key": _value_key(kind, value)}
        for i, one in people
        for kind, listed in _lists(one)
        for n, value in enumerate(listed)
    ]
    for table, rows in ((SpokespersonPhoneRow, phones), (SpokespersonDetailRow, details)):
        if rows:
            connection.execute(insert(table), rows)


def _lists(one: NewSpokesperson) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ((_EMAIL, one.emails), (_LANGUAGE, one.languages), (_TOPIC, one.topics), (_PLACE, one.places))


def _value_key(kind: str, value: str) -> str:
    return address_key(value) if kind == _EMAIL else key(value)
