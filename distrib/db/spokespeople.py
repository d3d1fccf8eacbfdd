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
from distrib.db.availability import Ids
from distrib.db.schema import LeaveRow, OfficeRow, SpokespersonDetailRow, SpokespersonPhoneRow, SpokespersonRow

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
        connection.execute(statement.values({**_values(one, offices, now), "revision": SpokespersonRow.revision + 1}))
        phones, details = SpokespersonPhoneRow, SpokespersonDetailRow
        connection.execute(delete(phones).where(phones.spokesperson_id == identity))
        connection.execute(delete(details).where(details.spokesperson_id == identity))
    _insert_lists(connection, people)


def everybody(connection: Connection) -> tuple[Spokesperson, ...]:
    """The roster without those who are retired, by name."""
    return _read(connection, None)


def speaking_for(connection: Connection, places: Sequence[str]) -> tuple[Spokesperson, ...]:
    """Those of the roster who speak for any of these places, with whoever covers for them, along every chain."""
    detail, keys = SpokespersonDetailRow, [key(place) for place in places]
    whose = select(detail.spokesperson_id.label("id")).where(detail.kind == _PLACE, detail.value_key.in_(keys))
    wanted = whose.cte("wanted", recursive=True)
    covers = select(LeaveRow.cover_id).join(wanted, LeaveRow.spokesperson_id == wanted.c.id)
    wanted = wanted.union(covers.where(LeaveRow.cover_id.is_not(None)))
    return _read(connection, select(wanted.c.id))


def _read(connection: Connection, ids: Ids) -> tuple[Spokesperson, ...]:
    statement = (
        select(SpokespersonRow.id, SpokespersonRow.name, SpokespersonRow.title, OfficeRow.name.label("office"))
        .outerjoin(OfficeRow, OfficeRow.id == SpokespersonRow.office_id)
        .where(SpokespersonRow.retired_at.is_(None))
        .order_by(SpokespersonRow.name_key, SpokespersonRow.id)
    )
    if ids is not None:
        statement = statement.where(SpokespersonRow.id.in_(ids))
    phones, details = _phones(connection, ids), _details(connection, ids)
    duty, leave = availability.duty_hours(connection, ids), availability.leave(connection, ids)
    return tuple(
        Spokesperson(
            name=name,
            title=title,
            office=office,
            phones=tuple(phones.get(identity, ())),
            emails=tuple(details.get((identity, _EMAIL), ())),
            languages=tuple(details.get((identity, _LANGUAGE), ())),
            topics=tuple(details.get((identity, _TOPIC), ())),
            places=tuple(details.get((identity, _PLACE), ())),
            id=identity,
            duty=tuple(duty.get(identity, ())),
            leave=tuple(leave.get(identity, ())),
        )
        for identity, name, title, office in connection.execute(statement).all()
    )


def retire(connection: Connection, identity: int, now: datetime) -> None:
    """Somebody leaves the roster; what names them keeps doing so."""
    statement = update(SpokespersonRow).where(SpokespersonRow.id == identity)
    connection.execute(statement.values(retired_at=now, updated_at=now, revision=SpokespersonRow.revision + 1))


def bring_back(connection: Connection, identity: int, now: datetime) -> None:
    """Somebody is on the roster again."""
    statement = update(SpokespersonRow).where(SpokespersonRow.id == identity)
    connection.execute(statement.values(retired_at=None, updated_at=now))


def count(connection: Connection) -> int:
    """How many are on the roster."""
    statement = select(func.count()).select_from(SpokespersonRow).where(SpokespersonRow.retired_at.is_(None))
    return int(connection.execute(statement).scalar_one())


def _phones(connection: Connection, ids: Ids) -> dict[int, list[Phone]]:
    row = SpokespersonPhoneRow
    everything = select(row.spokesperson_id, row.number, row.use, row.is_public)
    statement = availability.among(everything, row.spokesperson_id, ids).order_by(row.spokesperson_id, row.position)
    found: dict[int, list[Phone]] = defaultdict(list)
    for owner, number, use, is_public in connection.execute(statement).all():
        found[owner].append(Phone(number, use, is_public))
    return found


def _details(connection: Connection, ids: Ids) -> dict[tuple[int, str], list[str]]:
    row = SpokespersonDetailRow
    statement = availability.among(select(row.spokesperson_id, row.kind, row.value), row.spokesperson_id, ids)
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    order = (row.spokesperson_id, row.kind, row.position)
    for owner, kind, value in connection.execute(statement.order_by(*order)).all():
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
