"""Queries about returned messages: which delivery one names, what was noted of it, and the move that follows.

It decides no state: the caller names the event, `core.delivery.ledger` the state.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, exists, insert, select, update

from distrib.core.delivery.bounce import Evidence, Report
from distrib.core.delivery.ledger import Event, State, move
from distrib.db.schema import DeliveryRow, ReturnEventRow, found

_CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class Named:
    """The delivery that a report names, as it stands."""

    id: int
    dispatch_id: int
    email: str
    state: State
    is_repeat: bool
    journalist_id: int | None

    @property
    def is_erased(self) -> bool:
        """Whether its recipient had everything on them taken away: what a server still says would bring it back."""
        return "@" not in self.email


_NAMED = (
    DeliveryRow.id,
    DeliveryRow.dispatch_id,
    DeliveryRow.email,
    DeliveryRow.state,
    DeliveryRow.is_repeat,
    DeliveryRow.journalist_id,
)


def named(connection: Connection, tokens: Sequence[str], *, lock: bool = False) -> Named | None:
    """The delivery of the first token that is one; `lock` keeps its row until the transaction ends."""
    statement = select(DeliveryRow.token, *_NAMED).where(DeliveryRow.token.in_(tokens))
    rows = {row[0]: Named(*row[1:]) for row in connection.execute(statement)}
    first = next((rows[token] for token in tokens if token in rows), None)
    if first is None or not lock:
        return first
    return Named(*connection.execute(select(*_NAMED).where(DeliveryRow.id == first.id).with_for_update()).one())


def is_known(connection: Connection, digest: str) -> bool:
    """Whether the message was noted before."""
    return bool(connection.scalar(select(exists().where(ReturnEventRow.digest == digest))))


def note(connection: Connection, delivery: Named, report: Report, *, source: str, digest: str, now: datetime) -> None:
    """Add what was reported; the delivery's row must be locked, so that nobody notes the same beside us."""
    values = {
        "delivery_id": delivery.id,
        "kind": report.kind,
        "status": report.status,
        "diagnostic": None if delivery.is_erased else report.diagnostic,
        "reporter": None if delivery.is_erased else report.reporter,
        "source": source,
        "received_at": now,
        "digest": digest,
    }
    connection.execute(insert(ReturnEventRow).values(values))


def follow(connection: Connection, delivery: Named, event: Event, report: Report | Evidence, now: datetime) -> bool:
    """Move the delivery from where it stood, with the words of the report; False when it stands there no more."""
    step = update(DeliveryRow).where(DeliveryRow.id == delivery.id, DeliveryRow.state == delivery.state)
    said = {"code": None, "enhanced": report.status, "reply": None if delivery.is_erased else report.text}
    return connection.execute(step.values(state=move(delivery.state, event), changed_at=now, **said)).rowcount == 1


def doubts_with_evidence(connection: Connection) -> tuple[Named, ...]:
    """Deliveries in doubt of which something was reported before they were."""
    reported = exists().where(ReturnEventRow.delivery_id == DeliveryRow.id)
    rows = connection.execute(select(*_NAMED).where(found(State.IN_DOUBT), reported))
    return tuple(Named(*row) for row in rows)


def evidence(connection: Connection, deliveries: Sequence[int]) -> dict[int, tuple[Evidence, ...]]:
    """What was reported of each delivery, the oldest first."""
    row = ReturnEventRow
    columns = (row.delivery_id, row.received_at, row.kind, row.status, row.diagnostic, row.reporter, row.source)
    noted: dict[int, list[Evidence]] = defaultdict(list)
    for start in range(0, len(deliveries), _CHUNK):
        wanted = row.delivery_id.in_(deliveries[start : start + _CHUNK])
        for one in connection.execute(select(*columns).where(wanted).order_by(row.id)):
            noted[one[0]].append(Evidence(*one[1:]))
    return {identity: tuple(some) for identity, some in noted.items()}
