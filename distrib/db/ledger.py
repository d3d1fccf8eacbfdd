"""The ledger's steps that end a claim before its final dot: give back, cancel, and what a dead worker left behind.

Each statement names the state it expects (through `core.delivery.ledger.move`); a row that is elsewhere is not touched,
and the caller learns it from the row count.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Update, delete, insert, select, update

from distrib.core.delivery.dispatch import Job
from distrib.core.delivery.ledger import HAS_IT_OR_MAY, PENDING, Event, State, move
from distrib.core.delivery.status import Turn
from distrib.db import steering, wakeup
from distrib.db.chunks import CHUNK, chunks
from distrib.db.schema import DeliveryRow, DispatchRow, ReleaseRow, WorkerRow, found


def give_back(connection: Connection, jobs: Sequence[Job], *, due_at: datetime | None, now: datetime) -> int:
    """Return own claims whose dot was not written, their attempt uncounted; returns how many were still held.

    Without `due_at` they keep their place in the queue.
    """
    returned = 0
    place = {} if due_at is None else {"due_at": due_at}
    for job in jobs:
        mine = (DeliveryRow.id == job.delivery_id, DeliveryRow.claim_token == job.claim)
        for state in (State.CLAIMED, State.COMMITTING):
            step = _return(now, state).where(*mine).values(sha256=None, **place)
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


def cancel_repeats(connection: Connection, journalist_id: int, address_key: str, now: datetime) -> int:
    """Of each release that somebody would get at several addresses, one stays; returns how many are cancelled.

    What they have or may have stays; else what goes to `address_key`, else what was queued first. Notices go to every
    mailbox that holds what they are about.
    """
    columns = (DeliveryRow.id, DeliveryRow.state, DeliveryRow.address_key, DispatchRow.release_id)
    theirs = (DeliveryRow.journalist_id == journalist_id, DeliveryRow.state.in_(HAS_IT_OR_MAY))
    statement = (
        select(*columns)
        .join(DispatchRow, DispatchRow.id == DeliveryRow.dispatch_id)
        .join(ReleaseRow, ReleaseRow.id == DispatchRow.release_id)
        .where(*theirs, DeliveryRow.turn != Turn.STOPPED, ReleaseRow.about.is_(None))
        .order_by(DeliveryRow.id)
    )
    by_release: dict[int, list[Any]] = {}
    for row in connection.execute(statement):
        by_release.setdefault(row.release_id, []).append(row)
    repeats: list[int] = []
    for several in by_release.values():
        kept = min(several, key=lambda one: (one.state in _CAN_BE_STOPPED, one.address_key != address_key))
        repeats += [one.id for one in several if one is not kept and one.state in _CAN_BE_STOPPED]
    return cancel_open(connection, DeliveryRow.id.in_(repeats), event=Event.CANCEL, now=now) if repeats else 0


_CAN_BE_STOPPED = frozenset({State.QUEUED, State.CLAIMED, State.DEFERRED})


def suppress_address(connection: Connection, address_key: str, now: datetime) -> int:
    """Somebody opted out: whatever is open for the address is not sent any more. Returns how many that were."""
    return cancel_open(connection, DeliveryRow.address_key == address_key, event=Event.SUPPRESS, now=now)


def suppress_addresses(connection: Connection, keys: Collection[str], now: datetime) -> int:
    """The same for several addresses.

    Workers lock rows in the order in which replies come, and would meet whoever locks several in deadlock; so the
    ledger is taken as a whole where there are several, and the transaction must not have touched it before.
    """
    is_open = DeliveryRow.state.in_(PENDING)
    several = select(DeliveryRow.id).where(DeliveryRow.address_key.in_(list(keys)[:CHUNK]), is_open).limit(2)
    if len(keys) > CHUNK or len(connection.scalars(several).all()) > 1:
        steering.lock_ledger(connection)
    return sum(
        cancel_open(connection, DeliveryRow.address_key.in_(chunk), event=Event.SUPPRESS, now=now)
        for chunk in chunks(list(keys))
    )


def _step(state: State, event: Event, now: datetime) -> Update:
    return update(DeliveryRow).where(found(state)).values(state=move(state, event), changed_at=now)


def _return(now: datetime, state: State = State.CLAIMED) -> Update:
    return _step(state, Event.GIVE_BACK, now).values(**UNCLAIMED)


UNCLAIMED: dict[str, Any] = {
    "claim_token": None,
    "worker_id": None,
    "lease_until": None,
    "attempts": DeliveryRow.attempts - 1,
}
"""Of a row whose claim ended before its final dot: the attempt does not count."""
