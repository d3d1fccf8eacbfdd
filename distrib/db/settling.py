"""Queries about deliveries in doubt: what is known of each, and a person's word on it. It decides no state."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, func, select, update

from distrib.core.delivery.dispatch import Doubt
from distrib.core.delivery.ledger import Event, State, move
from distrib.db.schema import AttemptRow, DeliveryRow


def doubts(connection: Connection, dispatch_id: int) -> tuple[Doubt, ...]:
    """Who is in doubt in a dispatch, with the evidence, in the order in which they were frozen."""
    columns: tuple[Any, ...] = (
        DeliveryRow.id,
        DeliveryRow.email,
        DeliveryRow.name,
        DeliveryRow.message_id,
        DeliveryRow.token,
        DeliveryRow.sha256,
        DeliveryRow.attempts,
        DeliveryRow.is_repeat,
        func.coalesce(AttemptRow.ended_at, DeliveryRow.changed_at, type_=DeliveryRow.changed_at.type),
        AttemptRow.stage,
        AttemptRow.fault,
        AttemptRow.reply,
    )
    last = and_(AttemptRow.delivery_id == DeliveryRow.id, AttemptRow.number == DeliveryRow.attempts)
    rows = connection.execute(
        select(*columns)
        .outerjoin(AttemptRow, last)
        .where(DeliveryRow.dispatch_id == dispatch_id, DeliveryRow.state == State.IN_DOUBT)
        .order_by(DeliveryRow.id)
    )
    return tuple(Doubt(*row) for row in rows)


def settle(connection: Connection, ids: Sequence[int], event: Event, now: datetime) -> int:
    """Settle what is in doubt as sent or not sent; returns how many still were."""
    return _change(connection, ids, now, state=move(State.IN_DOUBT, event))


def send_again(connection: Connection, ids: Sequence[int], now: datetime) -> int:
    """Put what is in doubt back into the queue, flagged, under the same Message-ID; returns how many still were.

    What was sent again before is left as it is: once is what a person can answer for.
    """
    state = move(move(State.IN_DOUBT, Event.SETTLE_NOT_SENT), Event.QUEUE)
    fresh = {"is_repeat": True, "due_at": now, "may_go_since": now}
    free = {"claim_token": None, "worker_id": None, "lease_until": None}
    return _change(connection, ids, now, DeliveryRow.is_repeat.is_(False), state=state, **fresh, **free)


_CHUNK = 5_000


def _change(connection: Connection, ids: Sequence[int], now: datetime, *conditions: Any, **values: Any) -> int:
    changed = 0
    for start in range(0, len(ids), _CHUNK):
        step = update(DeliveryRow).where(
            DeliveryRow.id.in_(ids[start : start + _CHUNK]), DeliveryRow.state == State.IN_DOUBT, *conditions
        )
        changed += connection.execute(step.values(changed_at=now, **values)).rowcount
    return changed
