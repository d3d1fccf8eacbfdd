"""The ledger's steps that are not about a final dot: claim, give back, cancel, and what a dead worker left behind.

Each statement names the state it expects (through `core.ledger.move`); a row that is elsewhere is not touched,
and the caller learns it from the row count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Integer,
    Select,
    Update,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.sql.dml import UpdateBase

from distrib.core.dispatch import Job
from distrib.core.dispatch_status import Turn
from distrib.core.ledger import Event, State, move
from distrib.db import batch, steering, wakeup
from distrib.db.prepared import Prepared
from distrib.db.schema import DeliveryRow, DispatchRow, WorkerRow, found, stands
from distrib.db.types import Instant

CLAIM_LEASE = timedelta(minutes=10)
"""How long a claimed delivery may wait for its turn before another worker may take it."""

MOST_MOVED = 1_000
"""Rows of a kind that a claim puts back into the queue: many more than it takes, few enough to be quick."""


def claim(connection: Connection, *, worker: str, token: str, limit: int, now: datetime) -> tuple[Job, ...]:
    """Claim up to `limit` due deliveries for a worker under a fresh token (D2), the urgent ones first."""
    for move_on in _BEFORE_A_CLAIM:
        move_on.carry_out(connection, {"now": now})
    steering.begin_what_is_due(connection, now)
    due = _DUE.rows(connection, {"now": now, "limit": limit})
    if not due:
        return ()
    taken = {"now": now, "claim": token, "held_by": worker, "lease": now + CLAIM_LEASE}
    rows = sorted(_CLAIM.rows(connection, batch.packed(due) | taken))
    sent_as = _sent_as(connection, {row[1] for row in rows})
    return tuple(_job(row, token, *sent_as[row[1]]) for row in rows)


def give_back(connection: Connection, jobs: Sequence[Job], *, due_at: datetime, now: datetime) -> int:
    """Return own claims whose dot was not written, their attempt uncounted; returns how many were still held."""
    returned = 0
    for job in jobs:
        mine = (DeliveryRow.id == job.delivery_id, DeliveryRow.claim_token == job.claim)
        for state in (State.CLAIMED, State.COMMITTING):
            step = _return(now, state).where(*mine).values(due_at=due_at, sha256=None)
            returned += connection.execute(step).rowcount
    wakeup.announce(connection)
    return returned


def take_back_from(connection: Connection, worker: str, now: datetime) -> tuple[int, int]:
    """What a dead worker held: claimed goes back to the queue, committing is in doubt. Returns both counts."""
    held = DeliveryRow.worker_id == worker
    doubtful = connection.execute(
        _step(State.COMMITTING, Event.LOSE, now).where(held).values(lease_until=None)
    ).rowcount
    returned = connection.execute(_return(now).where(held)).rowcount
    connection.execute(delete(WorkerRow).where(WorkerRow.id == worker))
    wakeup.announce(connection)
    return returned, doubtful


def register_worker(connection: Connection, *, worker: str, host: str, pid: int, lock_file: str, now: datetime) -> None:
    """Make a worker known to the others."""
    values = {"id": worker, "host": host, "pid": pid, "lock_file": lock_file, "started_at": now}
    connection.execute(insert(WorkerRow).values(values))


def workers_on(connection: Connection, host: str) -> list[tuple[str, str]]:
    """Id and lock file of every worker known on this host."""
    rows = connection.execute(select(WorkerRow.id, WorkerRow.lock_file).where(WorkerRow.host == host))
    return [(row.id, row.lock_file) for row in rows]


def cancel_open(connection: Connection, *conditions: Any, event: Event, now: datetime) -> int:
    """Stop what has not reached its final dot: a claim is taken away first, so that D3 fails.

    The rows are locked before, or one that is being claimed at this moment would be neither queued nor claimed here.
    """
    connection.execute(select(DeliveryRow.id).where(*conditions).order_by(DeliveryRow.id).with_for_update())
    take_claims(connection, *conditions, now=now)
    stopped = 0
    for state in (State.QUEUED, State.DEFERRED):
        stopped += connection.execute(_step(state, event, now).where(*conditions)).rowcount
    return stopped


def stop(connection: Connection, dispatch_id: int, now: datetime) -> int:
    """Cancel what has not reached its final dot; returns how many."""
    return cancel_open(connection, steering.is_of(dispatch_id), event=Event.CANCEL, now=now)


def take_claims(connection: Connection, *conditions: Any, now: datetime) -> int:
    """Take claims away from whoever holds them, so that their D3 fails; returns how many. The rows stay queued."""
    return connection.execute(_return(now).where(*conditions)).rowcount


def suppress_address(connection: Connection, address_key: str, now: datetime) -> int:
    """Somebody opted out: whatever is open for the address is not sent any more. Returns how many that were."""
    return cancel_open(connection, DeliveryRow.address_key == address_key, event=Event.SUPPRESS, now=now)


def _step(state: State, event: Event, now: datetime | BindParameter[datetime]) -> Update:
    return update(DeliveryRow).where(found(state)).values(state=move(state, event), changed_at=now)


def _return(now: datetime, state: State = State.CLAIMED) -> Update:
    return _step(state, Event.GIVE_BACK, now).values(**_UNCLAIMED)


_UNCLAIMED: dict[str, Any] = {
    "claim_token": None,
    "worker_id": None,
    "lease_until": None,
    "attempts": DeliveryRow.attempts - 1,
}


@dataclass(frozen=True, slots=True)
class _Move:
    """A step for all rows that are where it expects them, made once: a claim carries out several."""

    free: Prepared
    step: Update

    def carry_out(self, connection: Connection, values: dict[str, Any]) -> None:
        """What another worker is writing is left for the next claim: never waited for, never met in deadlock."""
        ids = [identity for (identity,) in self.free.rows(connection, values)]
        if ids:
            connection.execute(self.step, values | {"ids": ids})


def _moving(state: State, event: Event, *conditions: ColumnElement[bool], **values: Any) -> _Move:
    free = select(DeliveryRow.id).where(found(state), *conditions).limit(MOST_MOVED).with_for_update(skip_locked=True)
    step = _step(state, event, _NOW).where(_AMONG)
    return _Move(Prepared(lambda _dialect: free), step.values(**values))


_NOW = bindparam("now", type_=Instant)
_AMONG = DeliveryRow.id.in_(bindparam("ids", expanding=True))
_EXPIRED = DeliveryRow.lease_until <= _NOW

_BEFORE_A_CLAIM = (
    *(_moving(state, Event.CANCEL, DeliveryRow.turn == Turn.STOPPED) for state in (State.QUEUED, State.DEFERRED)),
    _moving(State.DEFERRED, Event.RETRY, DeliveryRow.due_at <= _NOW),
    _moving(State.CLAIMED, Event.GIVE_BACK, _EXPIRED, **_UNCLAIMED),
    _moving(State.COMMITTING, Event.LOSE, _EXPIRED, lease_until=None),
)
"""What came back to a stopped dispatch, retries whose time has come, and what was held past its lease."""

_JOB = (
    DeliveryRow.id,
    DeliveryRow.dispatch_id,
    DeliveryRow.edition_id,
    DeliveryRow.email,
    DeliveryRow.name,
    DeliveryRow.message_id,
    DeliveryRow.token,
    DeliveryRow.attempts,
    DeliveryRow.is_fallback,
)


def _job(row: tuple[Any, ...], token: str, sender_id: int, queued_at: datetime) -> Job:
    identity, dispatch, edition, email, name, message_id, own_token, attempt, is_fallback = row
    return Job(
        delivery_id=identity,
        dispatch_id=dispatch,
        edition_id=edition,
        sender_id=sender_id,
        email=email,
        name=name,
        message_id=message_id,
        token=own_token,
        attempt=attempt,
        claim=token,
        queued_at=queued_at,
        is_fallback=bool(is_fallback),
    )


def _sent_as(connection: Connection, dispatches: set[int]) -> dict[int, tuple[int, datetime]]:
    """Sender and date of the messages of each dispatch."""
    begun = func.coalesce(DispatchRow.not_before, DispatchRow.created_at, type_=DispatchRow.created_at.type)
    rows = connection.execute(
        select(DispatchRow.id, DispatchRow.sender_id, begun).where(DispatchRow.id.in_(dispatches))
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def _due(_dialect: str) -> Select[int]:
    return (
        select(DeliveryRow.id)
        .where(found(State.QUEUED, Turn.URGENT, Turn.ROUTINE), DeliveryRow.due_at <= _NOW)
        .order_by(DeliveryRow.turn, DeliveryRow.due_at)  # the index's own order: nothing is sorted, or read in vain
        .limit(bindparam("limit", type_=Integer))
        .with_for_update(skip_locked=True)
    )


def _claiming(dialect: str) -> UpdateBase:
    (identity,) = batch.columns(dialect, Integer)
    return (
        update(DeliveryRow)
        .where(DeliveryRow.id == identity, stands(State.QUEUED))
        .values(
            state=move(State.QUEUED, Event.CLAIM),
            changed_at=_NOW,
            claim_token=bindparam("claim"),
            worker_id=bindparam("held_by"),
            lease_until=bindparam("lease", type_=Instant),
            attempts=DeliveryRow.attempts + 1,
        )
        .returning(*_JOB)
    )


_DUE = Prepared(_due)
_CLAIM = Prepared(_claiming)
