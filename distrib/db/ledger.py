"""The ledger's steps that are not about a final dot: claim, give back, cancel, and what a dead worker left behind.

Each statement names the state it expects (through `core.ledger.move`); a row that is elsewhere is not touched,
and the caller learns it from the row count.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Update, delete, func, insert, select, update

from distrib.core.dispatch import Job
from distrib.core.dispatch_status import Turn
from distrib.core.ledger import Event, State, move
from distrib.db import steering, wakeup
from distrib.db.schema import DeliveryRow, DispatchRow, WorkerRow, stands

CLAIM_LEASE = timedelta(minutes=10)
"""How long a claimed delivery may wait for its turn before another worker may take it."""

MOST_MOVED = 1_000
"""Rows of a kind that a claim puts back into the queue: many more than it takes, few enough to be quick."""


def claim(connection: Connection, *, worker: str, token: str, limit: int, now: datetime) -> tuple[Job, ...]:
    """Claim up to `limit` due deliveries for a worker under a fresh token (D2), the urgent ones first."""
    _release_what_is_due(connection, now)
    steering.begin_what_is_due(connection, now)
    due = (
        select(DeliveryRow.id)
        .where(stands(State.QUEUED), _MAY_GO, DeliveryRow.due_at <= now)
        .order_by(DeliveryRow.turn, DeliveryRow.due_at)  # the index's own order: nothing is sorted, or read in vain
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    ids = list(connection.scalars(due))
    if not ids:
        return ()
    step = _step(State.QUEUED, Event.CLAIM, now).where(DeliveryRow.id.in_(ids))
    taken = {"claim_token": token, "worker_id": worker, "lease_until": now + CLAIM_LEASE}
    connection.execute(step.values(attempts=DeliveryRow.attempts + 1, **taken))
    return _jobs(connection, token)


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


def _step(state: State, event: Event, now: datetime) -> Update:
    return update(DeliveryRow).where(stands(state)).values(state=move(state, event), changed_at=now)


def _return(now: datetime, state: State = State.CLAIMED) -> Update:
    step = _step(state, Event.GIVE_BACK, now)
    return step.values(claim_token=None, worker_id=None, lease_until=None, attempts=DeliveryRow.attempts - 1)


def _release_what_is_due(connection: Connection, now: datetime) -> None:
    """Retries whose time has come, what came back to a stopped dispatch, and what was held past its lease."""
    for state in (State.QUEUED, State.DEFERRED):
        _move_those_free(connection, _step(state, Event.CANCEL, now).where(DeliveryRow.turn == Turn.STOPPED))
    every = DeliveryRow.turn.in_(list(Turn))  # lets the index reach the due time behind it
    _move_those_free(connection, _step(State.DEFERRED, Event.RETRY, now).where(every, DeliveryRow.due_at <= now))
    expired = DeliveryRow.lease_until <= now
    _move_those_free(connection, _return(now).where(expired))
    _move_those_free(connection, _step(State.COMMITTING, Event.LOSE, now).where(expired).values(lease_until=None))


def _move_those_free(connection: Connection, step: Update) -> None:
    """What another worker is writing is left for the next claim: it is never waited for, and never met in deadlock."""
    assert step.whereclause is not None  # noqa: S101 - every step names its rows
    free = select(DeliveryRow.id).where(step.whereclause).limit(MOST_MOVED).with_for_update(skip_locked=True)
    ids = list(connection.scalars(free))
    if ids:
        connection.execute(step.where(DeliveryRow.id.in_(ids)))


def _jobs(connection: Connection, token: str) -> tuple[Job, ...]:
    columns: tuple[Any, ...] = (
        DeliveryRow.id,
        DeliveryRow.dispatch_id,
        DeliveryRow.edition_id,
        DispatchRow.sender_id,
        DeliveryRow.email,
        DeliveryRow.name,
        DeliveryRow.message_id,
        DeliveryRow.token,
        DeliveryRow.attempts,
        DeliveryRow.claim_token,
        func.coalesce(DispatchRow.not_before, DispatchRow.created_at, type_=DispatchRow.created_at.type),
        DeliveryRow.is_fallback,
    )
    rows = connection.execute(
        select(*columns)
        .join(DispatchRow, DispatchRow.id == DeliveryRow.dispatch_id)
        .where(stands(State.CLAIMED), DeliveryRow.claim_token == token)
        .order_by(DeliveryRow.id)
    )
    return tuple(Job(*row) for row in rows)


_MAY_GO = DeliveryRow.turn.in_([Turn.URGENT, Turn.ROUTINE])
"""One by one and no range, so that a claim does not walk over urgent deliveries that are due tomorrow."""
