"""Queries for the desk: small answers from indexes, whatever the size of the ledger. It decides nothing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from distrib.core.delivery.ledger import State
from distrib.db.schema import DeliveryRow, DispatchRow, ReleaseRow, ReturnEventRow, found

PAGE = 500
"""Returned messages looked at in one step, from the newest backwards."""


@dataclass(frozen=True, slots=True)
class Some:
    """How many recipients of a dispatch something is true of, and since when, or when last."""

    dispatch_id: int
    release: str
    number: int
    at: datetime


def doubts(connection: Connection) -> tuple[Some, ...]:
    """Dispatches with recipients in doubt, with the first of these instants."""
    when: Any = func.min(DeliveryRow.changed_at, type_=DeliveryRow.changed_at.type)
    statement = (
        select(DeliveryRow.dispatch_id, ReleaseRow.reference, func.count(), when)
        .join(DispatchRow, DispatchRow.id == DeliveryRow.dispatch_id)
        .join(ReleaseRow, ReleaseRow.id == DispatchRow.release_id)
        .where(found(State.IN_DOUBT))
        .group_by(DeliveryRow.dispatch_id, ReleaseRow.reference)
        .order_by(DeliveryRow.dispatch_id)
    )
    return tuple(Some(*row) for row in connection.execute(statement))


def bounces(connection: Connection, since: datetime) -> tuple[Some, ...]:
    """Dispatches of which messages came back since then, with the last of these instants.

    Returned messages are noted one after another, so that the newest have the highest ids.
    """
    seen: dict[tuple[int, str], dict[int, datetime]] = defaultdict(dict)
    before: int | None = None
    while True:
        rows = _returned(connection, before)
        for row in rows:
            if row.received_at >= since and row.state is State.BOUNCED:
                seen[row.dispatch_id, row.reference].setdefault(row.delivery_id, row.received_at)
        if len(rows) < PAGE or rows[-1].received_at < since:
            break
        before = rows[-1].id
    return tuple(Some(*key, len(some), max(some.values())) for key, some in sorted(seen.items()))


def recent(connection: Connection, most: int) -> tuple[tuple[int, str], ...]:
    """Id and status of the newest dispatches: what a list of them is told by whether it has to be read again."""
    rows = connection.execute(select(DispatchRow.id, DispatchRow.status).order_by(DispatchRow.id.desc()).limit(most))
    return tuple((row.id, row.status) for row in rows)


def _returned(connection: Connection, before: int | None) -> list[Any]:
    row = ReturnEventRow
    statement = (
        select(
            row.id, row.delivery_id, row.received_at, DeliveryRow.state, DeliveryRow.dispatch_id, ReleaseRow.reference
        )
        .join(DeliveryRow, DeliveryRow.id == row.delivery_id)
        .join(DispatchRow, DispatchRow.id == DeliveryRow.dispatch_id)
        .join(ReleaseRow, ReleaseRow.id == DispatchRow.release_id)
        .order_by(row.id.desc())
        .limit(PAGE)
    )
    if before is not None:
        statement = statement.where(row.id < before)
    return list(connection.execute(statement))
