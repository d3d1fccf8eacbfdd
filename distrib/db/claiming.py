"""Claims: which due deliveries a worker takes (D2), and what is put in order before it does.

Each statement names the state it expects (through `core.delivery.ledger.move`). A claim walks along the indexes of the
states and never over what waits; what another worker is writing it leaves alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Integer, Select, Table, Update, bindparam, select, update
from sqlalchemy.sql.dml import UpdateBase

from distrib.core.delivery.dispatch import Job
from distrib.core.delivery.ledger import Event, State, move
from distrib.core.delivery.pacing import NO_RULES, Rules
from distrib.core.delivery.retry import PATIENCE, Patience
from distrib.core.delivery.routes import Route
from distrib.core.delivery.status import MAY_GO, Turn
from distrib.db import batch, jobs, pacing, set_back, steering
from distrib.db.ledger import UNCLAIMED
from distrib.db.prepared import Prepared
from distrib.db.schema import DeliveryRow, found, is_free, stands
from distrib.db.types import Instant, as_instant, instant

CLAIM_LEASE = timedelta(minutes=10)
"""How long a claimed delivery may wait for its turn before another worker may take it."""

MOST_MOVED = 1_000
"""Rows of a kind that a claim puts back into the queue: many more than it takes, few enough to be quick."""


def claim(
    connection: Connection,
    *,
    worker: str,
    token: str,
    limit: int,
    now: datetime,
    rules: Rules = NO_RULES,
    patience: Patience = PATIENCE,
    route: Route | None = None,
) -> tuple[Job, ...]:
    """Claim up to `limit` due deliveries for a worker under a fresh token (D2), the urgent ones first.

    What its domain cannot take now is put off, or given up where it has waited too long for that.
    """
    moments = {"now": now, **set_back.too_far(now, patience)}
    for move_on in _BEFORE_A_CLAIM:
        move_on.carry_out(connection, moments)
    steering.begin_what_is_due(connection, now)
    gate = pacing.Gate(connection, rules, now)
    limit = gate.through(route, limit)
    taken = {"now": now, "claim": token, "held_by": worker, "lease": now + CLAIM_LEASE}
    claimed: list[tuple[Any, ...]] = []
    looked_at = 0
    while 2 * len(claimed) < limit and looked_at < MOST_MOVED:  # half a hand is worth going on with
        wanted = limit - len(claimed)
        looking = {"now": now, "limit": wanted, "unseen": now - patience.longest_absence}
        due = _DUE.rows(connection, looking)
        if not due and not looked_at and _make_due_what_began_ahead(connection, now):
            due = _DUE.rows(connection, looking)
        since = _begin_anew(connection, due, patience, now)
        ids, slots = gate.sift([(identity, domain or "") for identity, domain, *_ in due])
        if ids:
            claimed += _CLAIM.rows(connection, batch.packed((identity,) for identity in ids) | taken)
        if slots:
            since = {identity: as_instant(may_go_since) or now for identity, _, may_go_since, *_ in due} | since
            _put_off(connection, slots, [one for one in slots if patience.is_over(since[one], now)], now)
        looked_at += len(due)
        if len(ids) == len(due) or len(due) < wanted:
            break
    gate.close(len(claimed))
    return jobs.of_rows(connection, sorted(claimed), claim=token, is_paced=gate.is_paced) if claimed else ()


def _make_due_what_began_ahead(connection: Connection, now: datetime) -> bool:
    """What was queued by a clock that has been set back since is not kept waiting for it; whether there was any."""
    ahead = set_back.begun_ahead(connection, now)
    if ahead:
        waiting = (stands(State.QUEUED), DeliveryRow.dispatch_id.in_(ahead), DeliveryRow.due_at > now, is_free(now))
        free = select(DeliveryRow.id).where(*waiting).limit(MOST_MOVED).with_for_update(skip_locked=True)
        ids = list(connection.scalars(free))
        connection.execute(update(DeliveryRow).where(DeliveryRow.id.in_(ids)).values(due_at=now))
    return bool(ahead)


def _begin_anew(
    connection: Connection, due: Sequence[tuple[Any, ...]], patience: Patience, now: datetime
) -> dict[int, datetime]:
    """What nobody looked at for long has not worn out the patience with its server; since when it counts for those."""
    begun = {
        identity: (since, patience.counts_from(since, instant(due_at), now))
        for identity, _, may_go_since, due_at, is_unseen in due
        if is_unseen and (since := as_instant(may_go_since)) is not None
    }
    anew = {identity: then for identity, (since, then) in begun.items() if then != since}
    if anew:
        connection.execute(_COUNT_ANEW, [{"b_id": identity, "b_since": then} for identity, then in anew.items()])
    return anew


def _put_off(connection: Connection, slots: Mapping[int, datetime], old: Collection[int], now: datetime) -> None:
    """Each waits for its moment, which is no change of its state; the old ones expire. What may go is never expired:
    a clock that is wrong must not cost anybody their mail.
    """
    if old:
        expired = update(DeliveryRow).where(stands(State.QUEUED), DeliveryRow.id.in_(old))
        connection.execute(expired.values(state=move(State.QUEUED, Event.EXPIRE), changed_at=now))
    late = [{"b_id": identity, "b_due_at": slot} for identity, slot in slots.items() if identity not in old]
    if late:
        connection.execute(_POSTPONE, late)


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
    step = update(DeliveryRow).where(stands(state), DeliveryRow.id.in_(bindparam("ids", expanding=True)))
    return _Move(Prepared(lambda _dialect: free), step.values(state=move(state, event), changed_at=_NOW, **values))


def _due(_dialect: str) -> Select[*tuple[Any, ...]]:
    return (
        select(
            *(DeliveryRow.id, DeliveryRow.domain, DeliveryRow.may_go_since, DeliveryRow.due_at),
            DeliveryRow.due_at < bindparam("unseen", type_=Instant),
        )
        .where(found(State.QUEUED, *MAY_GO), DeliveryRow.due_at <= _NOW, is_free(_NOW))
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
        .returning(*jobs.COLUMNS)
    )


_NOW = bindparam("now", type_=Instant)
_OUT_OF_LEASE = (DeliveryRow.lease_until <= _NOW, DeliveryRow.lease_until > set_back.LEASE_TOO_FAR)
_BEFORE_A_CLAIM = (
    *(_moving(state, Event.CANCEL, DeliveryRow.turn == Turn.STOPPED) for state in (State.QUEUED, State.DEFERRED)),
    _moving(State.DEFERRED, Event.RETRY, DeliveryRow.due_at <= _NOW),
    _moving(State.DEFERRED, Event.RETRY, DeliveryRow.due_at > set_back.RETRY_TOO_FAR, due_at=_NOW),
    *(_moving(State.CLAIMED, Event.GIVE_BACK, expired, **UNCLAIMED) for expired in _OUT_OF_LEASE),
    *(_moving(State.COMMITTING, Event.LOSE, expired, lease_until=None) for expired in _OUT_OF_LEASE),
)
"""What came back to a stopped dispatch, retries whose time has come, and what was held past its lease. Moments too far
ahead are ranges of their own, so that each is a walk along an index."""

_ROWS = cast("Table", DeliveryRow.__table__)
_OF_ONE = update(_ROWS).where(_ROWS.c.id == bindparam("b_id"))
_POSTPONE = _OF_ONE.values(due_at=bindparam("b_due_at"))
_COUNT_ANEW = _OF_ONE.values(may_go_since=bindparam("b_since"))
_DUE = Prepared(_due)
_CLAIM = Prepared(_claiming)
