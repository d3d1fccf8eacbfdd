"""Queries about duty hours and leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, ScalarSelect, Select, delete, insert, select, update
from sqlalchemy.orm import InstrumentedAttribute

from distrib.core.people import DutyHours, Leave
from distrib.db.schema import DutyHoursRow, LeaveRow, SpokespersonRow

Ids = Select[int] | None
"""A query for the spokespeople that are meant; None: all of them."""


def among(
    statement: Select[*tuple[Any, ...]], column: InstrumentedAttribute[int], ids: Ids
) -> Select[*tuple[Any, ...]]:
    """The statement for those alone."""
    return statement if ids is None else statement.where(column.in_(ids))


def duty_hours(connection: Connection, ids: Ids = None) -> dict[int, list[DutyHours]]:
    """Spokesperson → their stretches in the order of the week."""
    row = DutyHoursRow
    everything = select(row.spokesperson_id, row.zone, row.day, row.start_minute, row.end_minute)
    statement = among(everything, row.spokesperson_id, ids).order_by(row.spokesperson_id, row.day, row.start_minute)
    found: dict[int, list[DutyHours]] = defaultdict(list)
    for owner, zone, day, start, end in connection.execute(statement).all():
        found[owner].append(DutyHours(zone, day, start, end))
    return found


def leave(connection: Connection, ids: Ids = None) -> dict[int, list[Leave]]:
    """Spokesperson → their leave, the earliest first."""
    row = LeaveRow
    everything = select(row.spokesperson_id, row.first_day, row.last_day, row.zone, row.cover_id, row.id)
    statement = among(everything, row.spokesperson_id, ids).order_by(row.spokesperson_id, row.first_day, row.id)
    found: dict[int, list[Leave]] = defaultdict(list)
    for owner, first, last, zone, cover, identity in connection.execute(statement).all():
        found[owner].append(Leave(first, last, zone, cover, identity))
    return found


def set_duty(connection: Connection, spokesperson_id: int, hours: Sequence[DutyHours]) -> None:
    """These are somebody's duty hours from now on."""
    connection.execute(delete(DutyHoursRow).where(DutyHoursRow.spokesperson_id == spokesperson_id))
    rows = [
        {
            "spokesperson_id": spokesperson_id,
            "zone": one.zone,
            "day": one.day,
            "start_minute": one.start,
            "end_minute": one.end,
        }
        for one in hours
    ]
    if rows:
        connection.execute(insert(DutyHoursRow), rows)
    _changed(connection, spokesperson_id)


def add_leave(connection: Connection, spokesperson_id: int, new: Leave) -> int:
    """Somebody will be away; returns its id."""
    _changed(connection, spokesperson_id)
    values = {
        "spokesperson_id": spokesperson_id,
        "first_day": new.first,
        "last_day": new.last,
        "zone": new.zone,
        "cover_id": new.cover,
    }
    return int(connection.execute(insert(LeaveRow).values(values).returning(LeaveRow.id)).scalar_one())


def set_cover(connection: Connection, leave_id: int, cover_id: int) -> None:
    """Somebody covers from now on."""
    _changed(connection, _whose(leave_id))
    connection.execute(update(LeaveRow).where(LeaveRow.id == leave_id).values(cover_id=cover_id))


def remove_leave(connection: Connection, leave_id: int) -> None:
    """They are not away after all."""
    _changed(connection, _whose(leave_id))
    connection.execute(delete(LeaveRow).where(LeaveRow.id == leave_id))


def _whose(leave_id: int) -> ScalarSelect[int]:
    return select(LeaveRow.spokesperson_id).where(LeaveRow.id == leave_id).scalar_subquery()


def _changed(connection: Connection, spokesperson: int | ScalarSelect[int]) -> None:
    """Tells whoever wants to undo an earlier change of theirs."""
    statement = update(SpokespersonRow).where(SpokespersonRow.id == spokesperson)
    connection.execute(statement.values(revision=SpokespersonRow.revision + 1))
