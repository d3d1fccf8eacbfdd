"""The ledger's durable steps as single statements: claim, D3, D4, give back, and what a dead worker left behind.

Each statement names the state it expects (through `core.ledger.move`); a row that is elsewhere is not touched,
and the caller learns it from the row count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Connection, Table, Update, bindparam, case, delete, func, insert, or_, select, update

from distrib.core.dispatch import Job
from distrib.core.dispatch_status import Turn
from distrib.core.ledger import Event, State, move
from distrib.core.outcome import Outcome
from distrib.db import set_back, steering, wakeup
from distrib.db.schema import AttemptRow, DeliveryRow, DispatchRow, WorkerRow

CLAIM_LEASE = timedelta(minutes=10)
"""How long a claimed delivery may wait for its turn before another worker may take it."""

COMMIT_LEASE = timedelta(minutes=15)
"""From the final dot on. RFC 5321 §4.5.3.2.6 grants the server ten minutes for its reply."""

MOST_MOVED = 1_000
"""Rows of a kind that a claim puts back into the queue: many more than it takes, few enough to be quick."""


def claim(connection: Connection, *, worker: str, token: str, limit: int, now: datetime) -> tuple[Job, ...]:
    """Claim up to `limit` due deliveries for a worker under a fresh token (D2), the urgent ones first."""
    _release_what_is_due(connection, now)
    steering.begin_what_is_due(connection, now)
    due = (
        select(DeliveryRow.id)
        .where(DeliveryRow.state == State.QUEUED, _MAY_GO, DeliveryRow.due_at <= now)
        .order_by(DeliveryRow.turn, DeliveryRow.due_at)  # the index's own order: nothing is sorted, or read in vain
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    ids = list(connection.scalars(due))
    if not ids and _make_due_what_began_ahead(connection, now):
        ids = list(connection.scalars(due))
    if not ids:
        return ()
    step = _step(State.QUEUED, Event.CLAIM, now).where(DeliveryRow.id.in_(ids))
    taken = {"claim_token": token, "worker_id": worker, "lease_until": now + CLAIM_LEASE}
    connection.execute(step.values(attempts=DeliveryRow.attempts + 1, **taken))
    return _jobs(connection, token)


def commit_to_send(connection: Connection, wanted: Sequence[tuple[Job, str]], now: datetime) -> list[bool]:
    """D3, the last durable step before a final dot, for jobs with the SHA-256 of their messages.

    One answer a job: False means its dot must not be sent.
    """
    lease = now + COMMIT_LEASE
    rows = [{**_mine(job), "b_now": now, "b_lease": lease, "b_sha256": sha256} for job, sha256 in wanted]
    return _all_or_each(connection, _COMMIT, rows)


@dataclass(frozen=True, slots=True)
class Ended:
    """How an attempt ended, as it is to be recorded."""

    job: Job
    outcome: Outcome
    events: tuple[Event, ...]
    due_at: datetime | None
    """When it is tried again."""


def record_outcomes(connection: Connection, ended: Sequence[Ended], now: datetime) -> list[bool]:
    """D4, or the end of attempts that never reached their dot: state, reply, and the attempt itself.

    One answer each: False means the row was no longer this claim's, and nothing of it was changed.
    """
    answers: dict[int, bool] = {}
    for statement, group in _grouped(ended):
        rows = [_ending(one, now) for one in group]
        for one, is_mine in zip(group, _all_or_each(connection, statement, rows), strict=True):
            answers[id(one)] = is_mine
    attempts = [_attempt(one, now) for one in ended if answers[id(one)]]
    if attempts:
        connection.execute(insert(_ATTEMPTS), attempts)
    return [answers[id(one)] for one in ended]


def settle_by_late_reply(connection: Connection, job: Job, event: Event, now: datetime) -> bool:
    """A reply that came after another process had put the delivery in doubt is evidence, and settles it."""
    mine = (DeliveryRow.id == job.delivery_id, DeliveryRow.claim_token == job.claim)
    return connection.execute(_step(State.IN_DOUBT, event, now).where(*mine)).rowcount == 1


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


def suppress_address(connection: Connection, address_key: str, now: datetime) -> int:
    """Somebody opted out: whatever is open for the address is not sent any more. Returns how many that were."""
    return cancel_open(connection, DeliveryRow.address_key == address_key, event=Event.SUPPRESS, now=now)


def _step(state: State, event: Event, now: datetime) -> Update:
    return update(DeliveryRow).where(DeliveryRow.state == state).values(state=move(state, event), changed_at=now)


def _return(now: datetime, state: State = State.CLAIMED) -> Update:
    step = _step(state, Event.GIVE_BACK, now)
    return step.values(claim_token=None, worker_id=None, lease_until=None, attempts=DeliveryRow.attempts - 1)


def _release_what_is_due(connection: Connection, now: datetime) -> None:
    """Retries whose time has come, what came back to a stopped dispatch, and what was held past its lease."""
    for state in (State.QUEUED, State.DEFERRED):
        _move_those_free(connection, _step(state, Event.CANCEL, now).where(DeliveryRow.turn == Turn.STOPPED))
    every = DeliveryRow.turn.in_(list(Turn))  # lets the index reach the due time behind it
    retry = _step(State.DEFERRED, Event.RETRY, now).values(due_at=_not_after(now))
    _move_those_free(connection, retry.where(every, set_back.has_come(DeliveryRow.due_at, now)))
    expired = set_back.has_come(DeliveryRow.lease_until, now)
    _move_those_free(connection, _return(now).where(expired))
    _move_those_free(connection, _step(State.COMMITTING, Event.LOSE, now).where(expired).values(lease_until=None))


def _make_due_what_began_ahead(connection: Connection, now: datetime) -> bool:
    """What was queued by a clock that has been set back since is not kept waiting for it; whether there was any."""
    ahead = set_back.begun_ahead(connection, now)
    if ahead:
        waiting = update(DeliveryRow).where(DeliveryRow.state == State.QUEUED, DeliveryRow.dispatch_id.in_(ahead))
        _move_those_free(connection, waiting.where(DeliveryRow.due_at > now).values(due_at=now))
    return bool(ahead)


def _not_after(now: datetime) -> Any:
    return case((DeliveryRow.due_at > now, now), else_=DeliveryRow.due_at)


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
        .where(DeliveryRow.state == State.CLAIMED, DeliveryRow.claim_token == token)
        .order_by(DeliveryRow.id)
    )
    return tuple(Job(*row) for row in rows)


def _grouped(ended: Sequence[Ended]) -> list[tuple[Update, list[Ended]]]:
    """By the statement that records them: after or before the dot, with or without another try."""
    groups: dict[tuple[bool, bool], list[Ended]] = defaultdict(list)
    for one in ended:
        groups[one.outcome.is_after_dot, one.due_at is not None].append(one)
    return [(_RECORD[key], group) for key, group in groups.items()]


def _ending(one: Ended, now: datetime) -> dict[str, Any]:
    state = State.COMMITTING if one.outcome.is_after_dot else State.CLAIMED
    for event in one.events:
        state = move(state, event)
    values = {**_mine(one.job), "b_state": state, "b_now": now, **_said(one.outcome)}
    return values if one.due_at is None else values | {"b_due_at": one.due_at}


def _said(outcome: Outcome) -> dict[str, Any]:
    reply = outcome.reply
    if reply is None:
        return {"b_code": None, "b_enhanced": None, "b_reply": outcome.text or None}
    return {"b_code": reply.code, "b_enhanced": reply.enhanced, "b_reply": reply.line}


def _attempt(one: Ended, now: datetime) -> dict[str, Any]:
    job, outcome, said = one.job, one.outcome, _said(one.outcome)
    return {
        "delivery_id": job.delivery_id,
        "number": job.attempt,
        "stage": outcome.stage.value,
        "verdict": outcome.verdict.value,
        "scope": outcome.scope.value,
        "fault": outcome.fault.value if outcome.fault else None,
        "claim_token": job.claim,
        "ended_at": now,
        "code": said["b_code"],
        "enhanced": said["b_enhanced"],
        "reply": said["b_reply"],
    }


def _mine(job: Job) -> dict[str, Any]:
    return {"b_id": job.delivery_id, "b_claim": job.claim}


def _all_or_each(connection: Connection, statement: Update, rows: list[dict[str, Any]]) -> list[bool]:
    """Carry out a statement for each row and say which row it changed.

    A batch only tells how many changed; where that is not all of them, it is undone and done one by one.
    """
    if len(rows) > 1:
        savepoint = connection.begin_nested()
        if connection.execute(statement, rows).rowcount == len(rows):
            savepoint.commit()
            return [True] * len(rows)
        savepoint.rollback()
    return [connection.execute(statement, row).rowcount == 1 for row in rows]


_MAY_GO = DeliveryRow.turn.in_([Turn.URGENT, Turn.ROUTINE])
"""One by one and no range, so that a claim does not walk over urgent deliveries that are due tomorrow."""

_ROWS = cast("Table", DeliveryRow.__table__)
_ATTEMPTS = cast("Table", AttemptRow.__table__)
_OF_THE_CLAIM = (_ROWS.c.id == bindparam("b_id"), _ROWS.c.claim_token == bindparam("b_claim"))

_COMMIT = (
    update(_ROWS)
    .where(*_OF_THE_CLAIM, _ROWS.c.state == State.CLAIMED, _ROWS.c.lease_until > bindparam("b_now"))
    .values(
        state=move(State.CLAIMED, Event.COMMIT),
        sha256=bindparam("b_sha256"),
        lease_until=bindparam("b_lease"),
        changed_at=bindparam("b_now"),
    )
)


def _recording(*, is_after_dot: bool, is_tried_again: bool) -> Update:
    """After D3 the dot may still not have been written; that is told from CLAIMED and COMMITTING alike."""
    before = (State.COMMITTING,) if is_after_dot else (State.CLAIMED, State.COMMITTING)
    statement = (
        update(_ROWS)
        .where(*_OF_THE_CLAIM, or_(*(_ROWS.c.state == state for state in before)))
        .values(
            state=bindparam("b_state"),
            changed_at=bindparam("b_now"),
            lease_until=None,
            code=bindparam("b_code"),
            enhanced=bindparam("b_enhanced"),
            reply=bindparam("b_reply"),
        )
    )
    return statement.values(due_at=bindparam("b_due_at")) if is_tried_again else statement


_RECORD = {
    (after, again): _recording(is_after_dot=after, is_tried_again=again)
    for after in (True, False)
    for again in (True, False)
}
