"""Of which columns of the ledger a message is made: the same for whoever sends it and for whoever looks at it later.

A job that lacked one of them would be another message. It decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from distrib.core.delivery.dispatch import Job
from distrib.db import batch
from distrib.db.prepared import Prepared
from distrib.db.schema import DeliveryRow, DispatchRow
from distrib.db.types import as_instant, instant

COLUMNS = (
    DeliveryRow.id,
    DeliveryRow.dispatch_id,
    DeliveryRow.edition_id,
    DeliveryRow.email,
    DeliveryRow.name,
    DeliveryRow.message_id,
    DeliveryRow.token,
    DeliveryRow.attempts,
    DeliveryRow.is_fallback,
    DeliveryRow.domain,
    DeliveryRow.may_go_since,
    DeliveryRow.answers,
    DeliveryRow.lifts_at,
    DeliveryRow.reader_zone,
)


def of_rows(
    connection: Connection,
    rows: Sequence[Sequence[Any]],
    *,
    claim: str = "",
    is_paced: Callable[[str], bool] = lambda _domain: False,
) -> tuple[Job, ...]:
    """The jobs of rows of `COLUMNS`, in their order; `claim` is the token of the claim that they were taken with."""
    sent_as = _sent_as(connection, {row[1] for row in rows})
    jobs = []
    for identity, dispatch, edition, email, name, message_id, own, attempt, is_fallback, domain, since, *later in rows:
        answers, lifts, zone = later
        sender, queued_at = sent_as[dispatch]
        jobs.append(
            Job(
                delivery_id=identity,
                dispatch_id=dispatch,
                edition_id=edition,
                sender_id=sender,
                email=email,
                name=name,
                message_id=message_id,
                token=own,
                attempt=attempt,
                claim=claim,
                queued_at=queued_at,
                is_fallback=bool(is_fallback),
                domain=domain or "",
                may_go_since=as_instant(since),
                answers=tuple((answers or "").split()),
                is_paced=is_paced(domain or ""),
                lifts_at=as_instant(lifts),
                reader_zone=zone,
            )
        )
    return tuple(jobs)


def _sent_as(connection: Connection, dispatches: Collection[int]) -> dict[int, tuple[int, datetime]]:
    """Sender and date of the messages of each dispatch."""
    rows = _SENT_AS.rows(connection, batch.packed((identity,) for identity in dispatches))
    return {identity: (sender, instant(created)) for identity, sender, created in rows}


def _sending(dialect: str) -> Select[*tuple[Any, ...]]:
    begun = func.coalesce(DispatchRow.not_before, DispatchRow.created_at, type_=DispatchRow.created_at.type)
    return select(DispatchRow.id, DispatchRow.sender_id, begun).where(batch.is_among(dialect, DispatchRow.id))


_SENT_AS = Prepared(_sending)
