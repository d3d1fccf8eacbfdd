"""Queries about how fast a dispatch goes and who works on it. It decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from distrib.core.delivery.ledger import PENDING, State
from distrib.core.delivery.progress import Pace
from distrib.db.schema import DeliveryRow, WorkerRow

_ENDED = [state for state in State if state not in PENDING]


@dataclass(frozen=True, slots=True)
class KnownWorker:
    """A worker that signed on and has not signed off; it may be dead."""

    host: str
    lock_file: str
    rests_until: datetime | None
    rests_because: str | None


def pace(connection: Connection, dispatch_id: int, since: datetime) -> Pace:
    """How many of a dispatch ended after `since`, and when the first of them did."""
    ended = select(func.count(), func.min(DeliveryRow.changed_at)).where(
        DeliveryRow.dispatch_id == dispatch_id, DeliveryRow.state.in_(_ENDED), DeliveryRow.changed_at > since
    )
    row = connection.execute(ended).one()
    return Pace(int(row[0]), row[1])


def known_workers(connection: Connection) -> tuple[KnownWorker, ...]:
    """Every worker of every host, as the table has them."""
    columns = (WorkerRow.host, WorkerRow.lock_file, WorkerRow.rests_until, WorkerRow.rests_because)
    return tuple(KnownWorker(*row) for row in connection.execute(select(*columns)))


def note_rest(connection: Connection, worker: str, until: datetime, because: str) -> None:
    """A worker rests until then. That it works again is known by the time having passed."""
    statement = update(WorkerRow).where(WorkerRow.id == worker)
    connection.execute(statement.values(rests_until=until, rests_because=because))
