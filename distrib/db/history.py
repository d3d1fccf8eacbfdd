"""Queries about single deliveries: their attempts, and what their message is made of. It decides nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, select

from distrib.core.delivery.dispatch import Job
from distrib.core.delivery.history import Attempt
from distrib.db import jobs
from distrib.db.schema import AttemptRow, DeliveryRow


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
    statement = select(*jobs.COLUMNS, DeliveryRow.sha256).where(DeliveryRow.id == delivery_id)
    found = connection.execute(statement).first()
    if found is None:
        return None
    *columns, sha256 = found
    (job,) = jobs.of_rows(connection, [columns])
    return job, sha256
