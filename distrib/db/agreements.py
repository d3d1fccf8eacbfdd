"""Embargo agreements of journalists: their events, and how people stand by the last of them. Decides nothing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, Select, func, insert, select

from distrib.core.people.agreements import AFTER, Agreement, AgreementEvent, AgreementRecord
from distrib.db.chunks import chunks
from distrib.db.schema import AgreementEventRow, JournalistRow

_ROW = AgreementEventRow


def add(
    connection: Connection, journalist_id: int, kind: AgreementEvent, *, evidence: str, by: str, now: datetime
) -> None:
    """A step in somebody's agreement."""
    values = {"journalist_id": journalist_id, "kind": kind, "evidence": evidence, "recorded_by": by, "at": now}
    connection.execute(insert(_ROW).values(values))


def newest(*kinds: AgreementEvent) -> Select[int]:
    """Ids of the journalists whose last event is one of these kinds."""
    last = select(func.max(_ROW.id)).group_by(_ROW.journalist_id)
    return select(_ROW.journalist_id).where(_ROW.id.in_(last), _ROW.kind.in_(kinds))


def accepted(connection: Connection) -> dict[int, str | None]:
    """Id of everybody who may have a text before its embargo lifts, with their zone."""
    agreed = newest(AgreementEvent.ACCEPTED)
    rows = connection.execute(select(JournalistRow.id, JournalistRow.zone).where(JournalistRow.id.in_(agreed)))
    return {row.id: row.zone for row in rows}


def keep(connection: Connection) -> None:
    """Nobody who ever accepted an embargo changes their mind until the transaction ends.

    Whoever records that locks the person before they keep copies back. On SQLite a write transaction is alone anyway.
    """
    if connection.dialect.name == "postgresql":
        ever = select(_ROW.journalist_id).where(_ROW.kind == AgreementEvent.ACCEPTED)
        people = select(JournalistRow.id).where(JournalistRow.id.in_(ever)).order_by(JournalistRow.id)
        connection.execute(people.with_for_update(read=True))


def standings(connection: Connection, ids: Collection[int]) -> dict[int, Agreement]:
    """Journalist → how they stand; nobody of whom nothing is recorded."""
    found: dict[int, Agreement] = {}
    for chunk in chunks(list(ids)):
        statement = select(_ROW.journalist_id, _ROW.kind).where(_ROW.journalist_id.in_(chunk)).order_by(_ROW.id)
        found.update((row.journalist_id, AFTER[row.kind]) for row in connection.execute(statement))
    return found


def history(connection: Connection, journalist_id: int) -> tuple[AgreementRecord, ...]:
    """Everything recorded of somebody, the oldest first."""
    columns = (_ROW.kind, _ROW.at, _ROW.recorded_by, _ROW.evidence)
    rows = connection.execute(select(*columns).where(_ROW.journalist_id == journalist_id).order_by(_ROW.id))
    return tuple(AgreementRecord(*row) for row in rows)
