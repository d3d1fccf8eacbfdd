"""The ledger's two steps around a final dot, for many deliveries in one statement each: D3 and D4.

Each statement names the state it expects (through `core.delivery.ledger.move`) and answers with the rows it changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Connection, Insert, Integer, Table, Text, bindparam, exists, insert, or_, select, update
from sqlalchemy.sql.dml import ReturningUpdate

from distrib.core.delivery.dispatch import Job
from distrib.core.delivery.ledger import Event, State, move
from distrib.core.delivery.outcome import Outcome
from distrib.db import batch
from distrib.db.prepared import Prepared
from distrib.db.schema import AttemptRow, DeliveryRow, is_free, stands
from distrib.db.types import Instant

COMMIT_LEASE = timedelta(minutes=15)
"""From the final dot on. RFC 5321 §4.5.3.2.6 grants the server ten minutes for its reply."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How an attempt ended, as it is to be recorded."""

    job: Job
    outcome: Outcome
    events: tuple[Event, ...]
    due_at: datetime | None
    """When it is tried again."""
    route: str | None = None
    """By which it went."""


def commit_to_send(connection: Connection, wanted: Sequence[tuple[Job, str]], now: datetime) -> list[bool]:
    """D3, the last durable step before a final dot, for jobs with the SHA-256 of their messages.

    One answer a job: False means its dot must not be sent.
    """
    rows = [(job.delivery_id, job.claim, sha256) for job, sha256 in wanted]
    instants = {"now": now, "lease": now + COMMIT_LEASE}
    granted = {(identity, claim) for identity, claim in _COMMITTING.rows(connection, batch.packed(rows) | instants)}
    return [_key(job) in granted for job, _ in wanted]


def record_outcomes(connection: Connection, ended: Sequence[Ended], now: datetime) -> list[bool]:
    """D4, or the end of attempts that never reached their dot: state, reply, and the attempt itself.

    One answer each: False means the row was no longer this claim's, and nothing of it was changed.
    """
    final = [one for one in ended if _is_final_reply(one)]
    said = _said(final) if final else {}
    ending = _ENDING.rows(connection, said | {"now": now}) if final else []
    recorded = {(identity, claim) for identity, claim in ending}
    for one in ended:
        if not _is_final_reply(one) and _record(connection, one, now):
            recorded.add(_key(one.job))
    mine = [one for one in ended if _key(one.job) in recorded]
    if mine:
        said = said if len(mine) == len(final) == len(ended) else _said(mine)
        _ATTEMPTING.run(connection, said | {"now": now})
    return [_key(one.job) in recorded for one in ended]


def settle_by_late_reply(connection: Connection, one: Ended, event: Event, now: datetime) -> bool:
    """A reply that came after another process had put the delivery in doubt is evidence: it settles it, and is kept.

    Whoever puts a delivery of another process in doubt keeps no attempt; where there is one, its holder has said how it
    ended, and says nothing else later.
    """
    kept = exists().where(AttemptRow.delivery_id == one.job.delivery_id, AttemptRow.number == one.job.attempt)
    step = update(DeliveryRow).where(*_of_claim(one.job), stands(State.IN_DOUBT), ~kept)
    is_settled = connection.execute(step.values(state=move(State.IN_DOUBT, event), changed_at=now)).rowcount == 1
    if is_settled:
        _ATTEMPTING.run(connection, _said([one]) | {"now": now})
    return is_settled


def _is_final_reply(one: Ended) -> bool:
    """The usual end: the dot was answered, or nobody knows, and nothing follows."""
    return one.outcome.is_after_dot and one.due_at is None


def _record(connection: Connection, one: Ended, now: datetime) -> bool:
    before = _before(one)
    code, enhanced, reply = _reply(one.outcome)
    step = (
        update(DeliveryRow)
        .where(*_of_claim(one.job), or_(*(stands(state) for state in before)))
        .values(
            state=_moved(before[0], one),
            changed_at=now,
            lease_until=None,
            code=code,
            enhanced=enhanced,
            reply=reply,
            due_at=DeliveryRow.due_at if one.due_at is None else one.due_at,
        )
    )
    return connection.execute(step).rowcount == 1


def _moved(state: State, one: Ended) -> State:
    for event in one.events:
        state = move(state, event)
    return state


def _before(one: Ended) -> tuple[State, ...]:
    """Where the delivery is expected. After D3 the dot may still not have been written."""
    return (State.COMMITTING,) if one.outcome.is_after_dot else (State.CLAIMED, State.COMMITTING)


def _reply(outcome: Outcome) -> tuple[int | None, str | None, str | None]:
    reply = outcome.reply
    return (None, None, outcome.text or None) if reply is None else (reply.code, reply.enhanced, reply.line)


def _said(ended: Sequence[Ended]) -> dict[str, str]:
    """What both statements about ended attempts read: one text, as making it costs as much as either of them."""
    return batch.packed(map(_row, ended))


def _row(one: Ended) -> tuple[object, ...]:
    job, outcome = one.job, one.outcome
    state = _moved(_before(one)[0], one)
    ended = (outcome.stage.value, outcome.verdict.value, outcome.scope.value)
    fault = outcome.fault.value if outcome.fault else None
    return (job.delivery_id, job.claim, state.value, *_reply(outcome), job.attempt, *ended, fault, one.route)


def _key(job: Job) -> tuple[int, str]:
    """What tells a step from others of its batch: a delivery may be in it twice, by a claim that was taken away too."""
    return job.delivery_id, job.claim


def _of_claim(job: Job) -> tuple[Any, ...]:
    return DeliveryRow.id == job.delivery_id, DeliveryRow.claim_token == job.claim


_ROWS = cast("Table", DeliveryRow.__table__)
_ATTEMPTS = cast("Table", AttemptRow.__table__)
_NOW = bindparam("now", type_=Instant)


def _committing(dialect: str) -> ReturningUpdate[Any]:
    identity, claim, sha256 = batch.columns(dialect, Integer, Text, Text)
    return (
        update(_ROWS)
        .where(_ROWS.c.id == identity, _ROWS.c.claim_token == claim)
        .where(stands(State.CLAIMED), _ROWS.c.lease_until > _NOW, is_free(_NOW))
        .values(
            state=move(State.CLAIMED, Event.COMMIT),
            sha256=sha256,
            lease_until=bindparam("lease", type_=Instant),
            changed_at=_NOW,
        )
        .returning(_ROWS.c.id, _ROWS.c.claim_token)
    )


def _ending(dialect: str) -> ReturningUpdate[Any]:
    identity, claim, state, *said = batch.columns(dialect, *_ROW)[:6]
    return (
        update(_ROWS)
        .where(_ROWS.c.id == identity, _ROWS.c.claim_token == claim, stands(State.COMMITTING))
        .values(state=state, changed_at=_NOW, lease_until=None, **dict(zip(_SAID, said, strict=True)))
        .returning(_ROWS.c.id, _ROWS.c.claim_token)
    )


def _attempting(dialect: str) -> Insert:
    identity, claim, _state, *said = batch.columns(dialect, *_ROW)
    names = ["delivery_id", "claim_token", *_SAID, "number", "stage", "verdict", "scope", "fault", "route", "ended_at"]
    return insert(_ATTEMPTS).from_select(names, select(identity, claim, *said, _NOW), include_defaults=False)


_ROW = (Integer, Text, Text, Integer, Text, Text, Integer, Text, Text, Text, Text, Text)
_SAID = ("code", "enhanced", "reply")
_COMMITTING = Prepared(_committing)
_ENDING = Prepared(_ending)
_ATTEMPTING = Prepared(_attempting)
