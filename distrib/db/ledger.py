"""The ledger's durable steps as single statements: claim, D3, D4, give back, and what a dead worker left behind.

Each statement names the state it expects (through `core.ledger.move`); a row that is elsewhere is not touched,
and the caller learns it from the row count.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Update, delete, insert, select, update

from distrib.core.dispatch import Job
from distrib.core.ledger import Event, State, move
from distrib.core.outcome import Outcome
from distrib.db.schema import AttemptRow, DeliveryRow, DispatchRow, WorkerRow

CLAIM_LEASE = timedelta(minutes=10)
"""How long a claimed delivery may wait for its turn before another worker may take it."""

COMMIT_LEASE = timedelta(minutes=15)
"""From the final dot on. RFC 5321 §4.5.3.2.6 grants the server ten minutes for its reply."""


def claim(connection: Connection, *, worker: str, token: str, limit: int, now: datetime) -> tuple[Job, ...]:
    """Claim up to `limit` due deliveries for a worker under a fresh token (D2)."""
    _release_what_is_due(connection, now)
    due = (
        select(DeliveryRow.id)
        .where(DeliveryRow.state == State.QUEUED, DeliveryRow.due_at <= now)
        .order_by(DeliveryRow.due_at, DeliveryRow.id)
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


def commit_to_send(connection: Connection, job: Job, *, sha256: str, now: datetime) -> bool:
    """D3: the last durable step before the final dot. False means the dot must not be sent."""
    result = connection.execute(
        _step(State.CLAIMED, Event.COMMIT, now)
        .where(DeliveryRow.id == job.delivery_id, DeliveryRow.claim_token == job.claim, DeliveryRow.lease_until > now)
        .values(sha256=sha256, lease_until=now + COMMIT_LEASE)
    )
    return result.rowcount == 1


def record_outcome(
    connection: Connection,
    job: Job,
    outcome: Outcome,
    events: Sequence[Event],
    *,
    due_at: datetime | None,
    now: datetime,
) -> bool:
    """D4, or the end of an attempt that never reached its dot: the state, the reply, and the attempt itself.

    False means the row was no longer this claim's; nothing is changed then.
    """
    # After D3 the dot may still not have been written; that is told from CLAIMED and COMMITTING alike.
    expected = (State.COMMITTING,) if outcome.is_after_dot else (State.CLAIMED, State.COMMITTING)
    state = expected[0]
    for event in events:
        state = move(state, event)
    reply = outcome.reply
    said = {
        "code": reply.code if reply else None,
        "enhanced": reply.enhanced if reply else None,
        "reply": reply.line if reply else outcome.text or None,
    }
    values = {"state": state, "changed_at": now, "lease_until": None, **said}
    if due_at is not None:
        values["due_at"] = due_at
    result = connection.execute(
        update(DeliveryRow)
        .where(DeliveryRow.id == job.delivery_id, DeliveryRow.claim_token == job.claim, DeliveryRow.state.in_(expected))
        .values(values)
    )
    if result.rowcount != 1:
        return False
    _insert_attempt(connection, job, outcome, said, now)
    return True


def settle_by_late_reply(connection: Connection, job: Job, event: Event, now: datetime) -> bool:
    """A reply that came after another process had put the delivery in doubt is evidence, and settles it."""
    mine = (DeliveryRow.id == job.delivery_id, DeliveryRow.claim_token == job.claim)
    return connection.execute(_step(State.IN_DOUBT, event, now).where(*mine)).rowcount == 1


def give_back(connection: Connection, jobs: Sequence[Job], *, due_at: datetime, now: datetime) -> int:
    """Return own claims whose dot was not written, their attempt uncounted; returns how many were still held."""
    returned = 0
    for job in jobs:
        mine = (DeliveryRow.id == job.delivery_id, DeliveryRow.claim_token == job.claim)
        for state in (State.CLAIMED, State.COMMITTING):
            step = _return(now, state).where(*mine).values(due_at=due_at, sha256=None)
            returned += connection.execute(step).rowcount
    return returned


def take_back_from(connection: Connection, worker: str, now: datetime) -> tuple[int, int]:
    """What a dead worker held: claimed goes back to the queue, committing is in doubt. Returns both counts."""
    held = DeliveryRow.worker_id == worker
    doubtful = connection.execute(
        _step(State.COMMITTING, Event.LOSE, now).where(held).values(lease_until=None)
    ).rowcount
    returned = connection.execute(_return(now).where(held)).rowcount
    connection.execute(delete(WorkerRow).where(WorkerRow.id == worker))
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
    connection.execute(_return(now).where(*conditions))
    stopped = 0
    for state in (State.QUEUED, State.DEFERRED):
        stopped += connection.execute(_step(state, event, now).where(*conditions)).rowcount
    return stopped


def suppress_address(connection: Connection, address_key: str, now: datetime) -> int:
    """Somebody opted out: whatever is open for the address is not sent any more. Returns how many that were."""
    return cancel_open(connection, DeliveryRow.address_key == address_key, event=Event.SUPPRESS, now=now)


def _step(state: State, event: Event, now: datetime) -> Update:
    return update(DeliveryRow).where(DeliveryRow.state == state).values(state=move(state, event), changed_at=now)


def _return(now: datetime, state: State = State.CLAIMED) -> Update:
    step = _step(state, Event.GIVE_BACK, now)
    return step.values(claim_token=None, worker_id=None, lease_until=None, attempts=DeliveryRow.attempts - 1)


def _release_what_is_due(connection: Connection, now: datetime) -> None:
    """Retries whose time has come, and what a worker has held past its lease."""
    connection.execute(_step(State.DEFERRED, Event.RETRY, now).where(DeliveryRow.due_at <= now))
    expired = DeliveryRow.lease_until <= now
    connection.execute(_return(now).where(expired))
    connection.execute(_step(State.COMMITTING, Event.LOSE, now).where(expired).values(lease_until=None))


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
        DispatchRow.created_at,
        DeliveryRow.is_fallback,
    )
    rows = connection.execute(
        select(*columns)
        .join(DispatchRow, DispatchRow.id == DeliveryRow.dispatch_id)
        .where(DeliveryRow.state == State.CLAIMED, DeliveryRow.claim_token == token)
        .order_by(DeliveryRow.id)
    )
    return tuple(Job(*row) for row in rows)


def _insert_attempt(connection: Connection, job: Job, outcome: Outcome, said: dict[str, Any], now: datetime) -> None:
    values = {
        "delivery_id": job.delivery_id,
        "number": job.attempt,
        "stage": outcome.stage.value,
        "verdict": outcome.verdict.value,
        "scope": outcome.scope.value,
        "fault": outcome.fault.value if outcome.fault else None,
        "claim_token": job.claim,
        "ended_at": now,
        **said,
    }
    connection.execute(insert(AttemptRow).values(values))
