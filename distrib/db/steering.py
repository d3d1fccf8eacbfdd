"""Queries that steer dispatches as a whole: how each stands, which domains are held, and whose turn each row is.

What a person decides is written into the rows' turn, once, so that claims stay a walk along one index.
It decides no status: that is `core.delivery.status`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, bindparam, case, delete, false, insert, or_, select, text, update

from distrib.core.delivery.ledger import PENDING
from distrib.core.delivery.status import Deed, Standing, Status, after, is_too_late, turn
from distrib.db import office, wakeup
from distrib.db.prepared import Prepared
from distrib.db.schema import DeliveryRow, DispatchRow, DomainHoldRow
from distrib.db.types import Instant

_STANDING = (
    DispatchRow.status,
    DispatchRow.is_urgent,
    DispatchRow.not_before,
    DispatchRow.start_by,
    DispatchRow.comes_first,
)


def lock_ledger(connection: Connection) -> None:
    """Keep every other writer from the ledger until this transaction ends. To be called before anything else in it
    but the locks on people and releases that it needs.

    On PostgreSQL workers lock rows in the order in which replies come; a deed that touches thousands of rows would
    meet them in deadlock. On SQLite a write transaction is alone anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT lock_deliveries()"))


def standing(connection: Connection, dispatch_id: int) -> Standing | None:
    """How a dispatch stands."""
    row = connection.execute(select(*_STANDING).where(DispatchRow.id == dispatch_id)).first()
    return Standing(*row) if row else None


def set_standing(connection: Connection, dispatch_id: int, new: Standing, now: datetime) -> None:
    """Write how it stands, and what that means for each of its pending deliveries."""
    values = {"status": new.status, "not_before": new.not_before, "start_by": new.start_by}
    connection.execute(update(DispatchRow).where(DispatchRow.id == dispatch_id).values(values))
    assign_turns(connection, dispatch_id, new, now)


def assign_turns(connection: Connection, dispatch_id: int, current: Standing, now: datetime) -> int:
    """Say whose turn the pending deliveries of a dispatch are; returns how many changed.

    What a person kept back has waited for nobody else: it is given up as if it had been queued now. So is what
    begins by a person's word after its time, whose turn was never another.
    """
    is_held = _is_to_one_of([domain for domain, _, _ in held_domains(connection)])
    theirs = case((is_held, turn(current, is_domain_held=True)), else_=turn(current))
    is_early = DeliveryRow.may_go_since < current.not_before if current.not_before else false()
    step = update(DeliveryRow).where(
        DeliveryRow.dispatch_id == dispatch_id,
        DeliveryRow.state.in_(PENDING),
        or_(DeliveryRow.turn != theirs, is_early),
    )
    changed = connection.execute(step.values(turn=theirs, may_go_since=_later(now, current.not_before))).rowcount
    wakeup.announce(connection)
    return changed


def begin_what_is_due(connection: Connection, now: datetime) -> None:
    """Scheduled dispatches whose time has come begin, or are held where that is too late.

    A worker calls it after it has written to the ledger in the same transaction: `lock_ledger` relies on that order.
    """
    if not _DUE.rows(connection, {"now": now}):
        return
    for row in connection.execute(_SCHEDULED.with_for_update(), {"now": now}).all():
        identity, current = row[0], Standing(*row[1:])
        late = is_too_late(current, now)
        new = after(current, Deed.MISS if late else Deed.START, now)
        if late:
            set_standing(connection, identity, new, now)
        else:
            begun = update(DispatchRow).where(DispatchRow.id == identity)
            connection.execute(begun.values(status=new.status, start_by=new.start_by))
        action = "dispatch held: no worker began it in time" if late else "dispatch begun"
        subject = f"dispatch {identity}"
        office.record(connection, actor="worker", action=action, subject=subject, now=now)


_SCHEDULED = (
    select(DispatchRow.id, *_STANDING)
    .where(DispatchRow.status == Status.SCHEDULED, DispatchRow.not_before <= bindparam("now", type_=Instant))
    .order_by(DispatchRow.id)
)
_DUE = Prepared(lambda _: _SCHEDULED)


def held_domains(connection: Connection) -> tuple[tuple[str, datetime, str], ...]:
    """Domain, since when, and by whom, by domain."""
    columns = (DomainHoldRow.domain, DomainHoldRow.since, DomainHoldRow.held_by)
    rows = connection.execute(select(*columns).order_by(DomainHoldRow.domain))
    return tuple((row[0], row[1], row[2]) for row in rows)


def hold_domain(connection: Connection, domain: str, *, actor: str, now: datetime) -> None:
    """Nothing is sent to it from now on; the rows learn it by `assign_turns`."""
    connection.execute(insert(DomainHoldRow).values(domain=domain, since=now, held_by=actor))


def release_domain(connection: Connection, domain: str) -> bool:
    """False when it was not held."""
    return connection.execute(delete(DomainHoldRow).where(DomainHoldRow.domain == domain)).rowcount == 1


def is_of(dispatch_id: int) -> ColumnElement[bool]:
    """The condition that a delivery belongs to a dispatch."""
    return DeliveryRow.dispatch_id == dispatch_id


def is_to(domain: str) -> ColumnElement[bool]:
    """The condition that an open delivery goes to a domain; hosts below it are domains of their own."""
    return DeliveryRow.domain == domain


def pending_dispatches(connection: Connection) -> tuple[int, ...]:
    """Ids of the dispatches that have anything to do."""
    pending = select(DeliveryRow.id).where(DeliveryRow.dispatch_id == DispatchRow.id, DeliveryRow.state.in_(PENDING))
    return tuple(connection.scalars(select(DispatchRow.id).where(pending.exists()).order_by(DispatchRow.id)))


def _is_to_one_of(domains: Sequence[str]) -> ColumnElement[bool]:
    return DeliveryRow.domain.in_(domains)


def _later(now: datetime, not_before: datetime | None) -> datetime:
    return max(now, not_before) if not_before else now
