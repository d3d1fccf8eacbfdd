"""Queries for monitoring: small answers from indexes, whatever the size of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from distrib.core.dispatch_status import Turn
from distrib.core.ledger import PENDING, State
from distrib.db.schema import DeliveryRow, DispatchRow, ReleaseRow


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many recipients of a dispatch stand in a state."""

    dispatch_id: int
    release: str
    state: State
    recipients: int

    @property
    def is_in_doubt(self) -> bool:
        """They may or may not have it."""
        return self.state is State.IN_DOUBT


def open_dispatches(connection: Connection) -> tuple[StateCount, ...]:
    """The counts of every dispatch in which something is left to do or in doubt."""
    is_open = select(DeliveryRow.dispatch_id).where(DeliveryRow.state.in_([*PENDING, State.IN_DOUBT])).distinct()
    statement = (
        select(DeliveryRow.dispatch_id, ReleaseRow.reference, DeliveryRow.state, func.count())
        .join(DispatchRow, DispatchRow.id == DeliveryRow.dispatch_id)
        .join(ReleaseRow, ReleaseRow.id == DispatchRow.release_id)
        .where(DeliveryRow.dispatch_id.in_(is_open))
        .group_by(DeliveryRow.dispatch_id, ReleaseRow.reference, DeliveryRow.state)
        .order_by(DeliveryRow.dispatch_id, DeliveryRow.state)
    )
    return tuple(StateCount(*row) for row in connection.execute(statement))


def oldest_due(connection: Connection) -> datetime | None:
    """When the first delivery that may go was or is due; None when there is none."""
    statement = select(func.min(DeliveryRow.due_at)).where(
        DeliveryRow.state.in_(PENDING), DeliveryRow.turn.in_([Turn.URGENT, Turn.ROUTINE])
    )
    found: datetime | None = connection.execute(statement).scalar_one()
    return found
