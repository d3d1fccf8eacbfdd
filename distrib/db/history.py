"""Queries about single deliveries: their attempts, and what their message is made of. It decides nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from distrib.core.delivery.dispatch import Job
from distrib.core.delivery.history import Attempt
from distrib.db.schema import AttemptRow, DeliveryRow, DispatchRow


def attempts(connection: Connection, deliveries: Sequence[int]) -> dict[int, tuple[Attempt, ...]]:
    """Delivery → its attempts, the oldest first."""
    row = AttemptRow
    columns = (row.number, row.ended_at, row.stage, row.verdict, row.code, row.enhanced, row.reply, row.fault)
    statement = select(row.delivery_id, *columns, row.route).where(row.delivery_id.in_(deliveries)).order_by(row.id)
    found: dict[int, list[Attempt]] = defaultdict(list)
    for identity, *rest in connection.execute(statement):
        found[identity].append(Attempt(*rest))
    return {identity: tuple(some) for identity, some in found.items()}


def job_of(connection: Connection, delivery_id: int) -> tuple[Job, str | None] | None:
    """All that the message of a delivery is made of, without a claim, and the SHA-256 of what was sent."""
    row = DeliveryRow
    begun = func.coalesce(DispatchRow.not_before, DispatchRow.created_at, type_=DispatchRow.created_at.type)
    columns: tuple[Any, ...] = (
        row.id,
        row.dispatch_id,
        row.edition_id,
        DispatchRow.sender_id,
        row.email,
        row.name,
        row.message_id,
        row.token,
        row.attempts,
    )
    joined = select(*columns, begun, row.is_fallback, row.sha256).join(DispatchRow, DispatchRow.id == row.dispatch_id)
    found = connection.execute(joined.where(row.id == delivery_id)).first()
    if found is None:
        return None
    *parts, queued_at, is_fallback, sha256 = found
    identity, dispatch, edition, sender, email, name, message_id, token, attempt = parts
    job = Job(
        delivery_id=identity,
        dispatch_id=dispatch,
        edition_id=edition,
        sender_id=sender,
        email=email,
        name=name,
        message_id=message_id,
        token=token,
        attempt=attempt,
        claim="",
        queued_at=queued_at,
        is_fallback=bool(is_fallback),
    )
    return job, sha256
