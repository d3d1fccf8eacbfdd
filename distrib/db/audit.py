"""Queries that look for rows which contradict the ledger's own rules. They read all of it and change nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select

from distrib.core.delivery.ledger import State
from distrib.core.delivery.outcome import Verdict
from distrib.core.delivery.soundness import Fault, Unsound
from distrib.db.schema import AttemptRow, DeliveryRow, DispatchRow

MOST_EXAMPLES = 5


def unsound(connection: Connection) -> Iterator[Unsound]:
    """Everything that is wrong, the counts first."""
    yield from _counts(connection)
    for fault, condition in _RULES.items():
        yield from _breaking(connection, fault, condition)


def _counts(connection: Connection) -> Iterator[Unsound]:
    rows = func.count(DeliveryRow.id)
    statement = (
        select(DispatchRow.id, DispatchRow.audience_size, rows)
        .outerjoin(DeliveryRow, DeliveryRow.dispatch_id == DispatchRow.id)
        .group_by(DispatchRow.id, DispatchRow.audience_size)
        .having(rows != DispatchRow.audience_size)
        .order_by(DispatchRow.id)
    )
    for dispatch_id, audience, found in connection.execute(statement):
        yield Unsound(Fault.COUNTS, dispatch_id, found, audience=audience)


def _breaking(connection: Connection, fault: Fault, condition: ColumnElement[bool]) -> Iterator[Unsound]:
    counted = select(DeliveryRow.dispatch_id, func.count()).where(condition).group_by(DeliveryRow.dispatch_id)
    for dispatch_id, rows in connection.execute(counted.order_by(DeliveryRow.dispatch_id)).all():
        some = select(DeliveryRow.id).where(condition, DeliveryRow.dispatch_id == dispatch_id).order_by(DeliveryRow.id)
        yield Unsound(fault, dispatch_id, rows, tuple(connection.scalars(some.limit(MOST_EXAMPLES))))


def _lacks(*columns: Any) -> ColumnElement[bool]:
    return or_(*(column.is_(None) for column in columns))


def _has_attempt(*verdicts: Verdict) -> ColumnElement[bool]:
    return exists().where(
        AttemptRow.delivery_id == DeliveryRow.id, AttemptRow.verdict.in_([one.value for one in verdicts])
    )


_CLAIM = (DeliveryRow.claim_token, DeliveryRow.worker_id, DeliveryRow.lease_until)
_RULES: dict[Fault, ColumnElement[bool]] = {
    Fault.UNCLAIMED: and_(DeliveryRow.state.in_([State.CLAIMED, State.COMMITTING]), _lacks(*_CLAIM)),
    Fault.FREE_CLAIM: and_(DeliveryRow.state == State.QUEUED, DeliveryRow.lease_until.is_not(None)),
    Fault.NO_PROOF: and_(DeliveryRow.state == State.ACCEPTED, _lacks(DeliveryRow.sha256, DeliveryRow.code)),
    Fault.NO_ATTEMPT: or_(
        and_(DeliveryRow.state == State.ACCEPTED, ~_has_attempt(Verdict.ACCEPTED)),
        and_(DeliveryRow.state == State.REFUSED, ~_has_attempt(Verdict.REFUSED)),
        and_(DeliveryRow.state == State.DEFERRED, ~_has_attempt(Verdict.DEFERRED)),
    ),
}
"""Fault → the condition that a row has it."""
