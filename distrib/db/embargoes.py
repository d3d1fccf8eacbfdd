"""What an embargo means for the rows of the ledger: keeping copies back, letting them go, and what lifts when.

Whether and when one lifts is decided elsewhere; here it is written into the rows, which claims and D3 look at alone.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, case, func, select, update

from distrib.core.delivery.ledger import PENDING
from distrib.core.release import ReleaseState
from distrib.core.release.embargo import Embargo
from distrib.db import ledger, wakeup
from distrib.db.chunks import chunks
from distrib.db.schema import DeliveryRow, DispatchRow, EditionRow, ReleaseRow, ReleaseVersionRow

_OVER = (ReleaseState.CORRECTED, ReleaseState.KILLED, ReleaseState.DISCARDED)


def keep_back(connection: Connection, journalist_id: int, now: datetime) -> int:
    """Copies under embargo that are not out yet wait for the lift like everybody else's; returns how many.

    Claims on them are taken away, so that D3 refuses their dots. A notice is no copy: it tells of what is held already.
    """
    theirs = (
        DeliveryRow.journalist_id == journalist_id,
        DeliveryRow.state.in_(PENDING),
        ReleaseRow.lifted_at.is_(None),
    )
    statement = _copies(now).where(*theirs).order_by(DeliveryRow.id).with_for_update(of=DeliveryRow)
    rows = connection.execute(statement).all()
    for identity, _, until, _ in rows:
        ledger.take_claims(connection, DeliveryRow.id == identity, now=now)
        _wait_for(connection, identity, until)
    return len(rows)


def keep_back_again(connection: Connection, ids: Collection[int], agreed: Collection[int], now: datetime) -> None:
    """Copies under embargo that were in doubt and are sent again go as they would if they were frozen now.

    Once the embargo was lifted early they do not name it; without the person's agreement they wait for the lift.
    """
    for some in chunks(sorted(ids)):
        copies = connection.execute(_copies(now).where(DeliveryRow.id.in_(some))).all()
        for identity, journalist_id, until, lifted_at in copies:
            if lifted_at is not None:
                connection.execute(update(DeliveryRow).where(DeliveryRow.id == identity).values(lifts_at=lifted_at))
            elif journalist_id not in agreed:
                _wait_for(connection, identity, until)


def _copies(now: datetime) -> Select[*tuple[Any, ...]]:
    """Copies under an embargo that was to lift later than now, with whose they are and when it lifts or was lifted."""
    return (
        select(DeliveryRow.id, DeliveryRow.journalist_id, ReleaseVersionRow.embargo_until, ReleaseRow.lifted_at)
        .join(DispatchRow, DispatchRow.id == DeliveryRow.dispatch_id)
        .join(ReleaseVersionRow, ReleaseVersionRow.id == DispatchRow.version_id)
        .join(ReleaseRow, ReleaseRow.id == DispatchRow.release_id)
        .where(DeliveryRow.lifts_at.is_(None), ReleaseVersionRow.embargo_until > now, ReleaseRow.about.is_(None))
    )


def _wait_for(connection: Connection, identity: int, until: datetime) -> None:
    step = update(DeliveryRow).where(DeliveryRow.id == identity, DeliveryRow.state.in_(PENDING))
    connection.execute(step.values(lifts_at=until, due_at=until, may_go_since=until))


def lift(connection: Connection, release_id: int, until: datetime, now: datetime) -> int:
    """The embargo of a release is over now: whatever is still to go is free, and goes without its line.

    What waited for the lift alone is due; what a person scheduled for later keeps its time. Returns how many are free.
    """
    its_dispatches = select(DispatchRow.id).where(DispatchRow.release_id == release_id)
    still_to_go = and_(DeliveryRow.dispatch_id.in_(its_dispatches), DeliveryRow.state.in_(PENDING))
    ledger.take_claims(connection, still_to_go, now=now)
    waited = DeliveryRow.due_at == until
    step = update(DeliveryRow).where(still_to_go)
    values = {
        "lifts_at": now,
        "due_at": case((waited, now), else_=DeliveryRow.due_at),
        "may_go_since": case((waited, now), else_=DeliveryRow.may_go_since),
    }
    connection.execute(update(ReleaseRow).where(ReleaseRow.id == release_id).values(lifted_at=now))
    freed = connection.execute(step.values(values)).rowcount  # after it: no row is free before its release is
    wakeup.announce(connection)
    return freed


def has_copies(connection: Connection, release_id: int) -> bool:
    """Whether copies under embargo of a release were ever queued."""
    return connection.scalar(_of(release_id).where(DeliveryRow.lifts_at.is_(None)).limit(1)) is not None


def still_to_go(connection: Connection, release_id: int) -> int:
    """How many of a release's recipients do not have it yet and will get it."""
    open_still = _of(release_id).where(DeliveryRow.state.in_(PENDING)).subquery()
    return int(connection.scalar(select(func.count()).select_from(open_still)) or 0)


def _of(release_id: int) -> Select[int]:
    joined = select(DeliveryRow.id).join(DispatchRow, DispatchRow.id == DeliveryRow.dispatch_id)
    return joined.where(DispatchRow.release_id == release_id)


def waiting_for(connection: Connection, release_id: int, until: datetime) -> tuple[int, ...]:
    """Ids of the dispatches of a release that were to begin when its embargo lifts."""
    begins_then = (DispatchRow.release_id == release_id, DispatchRow.not_before == until)
    return tuple(connection.scalars(select(DispatchRow.id).where(*begins_then).order_by(DispatchRow.id)))


def of_edition(connection: Connection, edition_id: int) -> Embargo | None:
    """The embargo of the version an edition belongs to."""
    row = connection.execute(
        select(ReleaseVersionRow.embargo_until, ReleaseVersionRow.embargo_zone)
        .join(EditionRow, EditionRow.version_id == ReleaseVersionRow.id)
        .where(EditionRow.id == edition_id)
    ).one()
    return Embargo(row[0], row[1]) if row[0] is not None and row[1] is not None else None


def lifting_between(connection: Connection, first: datetime, last: datetime) -> Sequence[str]:
    """References of all releases whose embargo lifts in between, the soonest first; corrected and killed ones do not
    count.
    """
    newest = (
        select(func.max(ReleaseVersionRow.number))
        .where(ReleaseVersionRow.release_id == ReleaseRow.id)
        .correlate(ReleaseRow)
        .scalar_subquery()
    )
    statement = (
        select(ReleaseRow.reference)
        .join(ReleaseVersionRow, ReleaseVersionRow.release_id == ReleaseRow.id)
        .where(
            ReleaseVersionRow.number == newest,
            ReleaseVersionRow.embargo_until > first,
            ReleaseVersionRow.embargo_until <= last,
            ReleaseRow.lifted_at.is_(None),
            ReleaseRow.state.not_in(_OVER),
        )
        .order_by(ReleaseVersionRow.embargo_until, ReleaseRow.id)
    )
    return connection.scalars(statement).all()
