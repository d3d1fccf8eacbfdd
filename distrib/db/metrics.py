"""Queries for monitoring: small answers from indexes, whatever the size of the ledger."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, or_, select

from distrib.core.delivery.ledger import PENDING, State
from distrib.db.schema import DeliveryRow, DispatchRow, ReleaseRow, found


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
    stored = sorted({*PENDING, State.IN_DOUBT} - {State.PLANNED})
    is_open = select(DeliveryRow.dispatch_id).where(or_(*(found(state) for state in stored))).distinct()
    statement = (
        select(DeliveryRow.dispatch_id, ReleaseRow.reference, DeliveryRow.state, func.count())
        .join(DispatchRow, DispatchRow.id == DeliveryRow.dispatch_id)
        .join(ReleaseRow, ReleaseRow.id == DispatchRow.release_id)
        .where(DeliveryRow.dispatch_id.in_(is_open))
        .group_by(DeliveryRow.dispatch_id, ReleaseRow.reference, DeliveryRow.state)
        .order_by(DeliveryRow.dispatch_id, DeliveryRow.state)
    )
    return tuple(StateCount(*row) for row in connection.execute(statement))
