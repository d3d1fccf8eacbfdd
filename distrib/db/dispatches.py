"""Queries about dispatches: freezing an audience, and what the ledger says of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, case, func, insert, select

from distrib.core.delivery.audience import Earlier, Recipient
from distrib.core.delivery.dispatch import Delivery, Dispatch, LeftOutRecord
from distrib.core.delivery.ledger import HAS_IT_OR_MAY, PENDING, Event, State, Tally, move
from distrib.core.delivery.status import AT_ONCE, MAY_GO, Standing, Status, Turn, turn
from distrib.core.people import address_key, domain_of
from distrib.db import wakeup
from distrib.db.bulk import insert_rows
from distrib.db.schema import (
    DeliveryRow,
    DispatchRow,
    EditionRow,
    JournalistRow,
    LeftOutRow,
    OutletRow,
    ReleaseRow,
    ReleaseVersionRow,
    SenderRow,
    found,
)


def insert_dispatch(
    connection: Connection,
    *,
    release_id: int,
    version_id: int,
    version_hash: str,
    sender_id: int,
    query: str,
    audience_size: int,
    actor: str,
    now: datetime,
    standing: Standing = AT_ONCE,
    follows: int | None = None,
) -> int:
    """The decision itself; returns its id."""
    values = {
        "release_id": release_id,
        "version_id": version_id,
        "version_hash": version_hash,
        "sender_id": sender_id,
        "query": query,
        "audience_size": audience_size,
        "created_by": actor,
        "created_at": now,
        "status": standing.status,
        "is_urgent": standing.is_urgent,
        "comes_first": standing.comes_first,
        "not_before": standing.not_before,
        "start_by": standing.start_by,
        "follows": follows,
    }
    return int(connection.execute(insert(DispatchRow).values(values).returning(DispatchRow.id)).scalar_one())


def insert_audience(
    connection: Connection,
    dispatch_id: int,
    recipients: Iterable[Recipient],
    new_name: Callable[[], tuple[str, str]],
    *,
    editions: Mapping[str, int],
    now: datetime,
    standing: Standing = AT_ONCE,
    lifts_at: datetime | None = None,
) -> None:
    """One queued ledger row per recipient (D1).

    `new_name` gives each its token and the Message-ID made of it.
    `lifts_at` is when the embargo lifts for them; None for copies under embargo, and where there is none.
    Held domains are none of its business: `steering.assign_turns` comes after.
    """
    shared = {
        "dispatch_id": dispatch_id,
        "state": move(State.PLANNED, Event.QUEUE),
        "attempts": 0,
        "due_at": standing.not_before or now,
        "may_go_since": standing.not_before or now,
        "changed_at": now,
        "turn": turn(standing),
        "lifts_at": lifts_at,
    }
    rows = (
        (
            one.journalist_id,
            editions[one.language],
            one.email,
            (key := address_key(one.email)),
            domain_of(key),
            one.name,
            one.is_fallback,
            " ".join(one.answers) or None,
            one.zone,
            *new_name(),
        )
        for one in recipients
    )
    names = ("journalist_id", "edition_id", "email", "address_key", "domain", "name", "is_fallback", "answers")
    insert_rows(connection, DeliveryRow, shared, (*names, "reader_zone", "token", "message_id"), rows)
    wakeup.announce(connection)


def insert_left_out(
    connection: Connection, dispatch_id: int, left_out: Sequence[tuple[int | None, LeftOutRecord]]
) -> None:
    """Who was not made a recipient, and why; each with the journalist's id."""
    names = ("journalist_id", "name", "email", "reason", "explanation")
    rows = ((journalist_id, one.name, one.email, one.reason, one.explanation) for journalist_id, one in left_out)
    insert_rows(connection, LeftOutRow, {"dispatch_id": dispatch_id}, names, rows)


def who_has_it(connection: Connection, release_id: int) -> Earlier:
    """Everyone who has this release, will get it, or may have it.

    What came back to a stopped dispatch is none of these: it waits for a worker to cancel it.
    """
    is_cancelled = and_(DeliveryRow.turn == Turn.STOPPED, DeliveryRow.state.in_((State.QUEUED, State.DEFERRED)))
    rows = connection.execute(
        select(DeliveryRow.address_key, DeliveryRow.journalist_id, DeliveryRow.state)
        .join(DispatchRow, DispatchRow.id == DeliveryRow.dispatch_id)
        .where(DispatchRow.release_id == release_id, DeliveryRow.state.in_(HAS_IT_OR_MAY), ~is_cancelled)
    ).all()
    by_person = {row.journalist_id: row.state for row in rows if row.journalist_id is not None}
    return Earlier({row.address_key: row.state for row in rows}, by_person)


def sent_to(connection: Connection, journalist_id: int) -> frozenset[str]:
    """References of the releases that a journalist has, will get, or may have."""
    found = connection.scalars(
        select(ReleaseRow.reference)
        .join(DispatchRow, DispatchRow.release_id == ReleaseRow.id)
        .join(DeliveryRow, DeliveryRow.dispatch_id == DispatchRow.id)
        .where(DeliveryRow.journalist_id == journalist_id, DeliveryRow.state.in_(HAS_IT_OR_MAY))
    )
    return frozenset(found)


def newest(connection: Connection, limit: int) -> tuple[Dispatch, ...]:
    """Dispatches with their counts, the newest first."""
    return _dispatches(connection, _dispatch_columns().order_by(DispatchRow.id.desc()).limit(limit))


def last_sends(connection: Connection, releases: Sequence[int]) -> dict[int, datetime]:
    """Id of a release → when its newest dispatch was queued."""
    last = func.max(DispatchRow.created_at)
    statement = select(DispatchRow.release_id, last).where(DispatchRow.release_id.in_(releases))
    return {row[0]: row[1] for row in connection.execute(statement.group_by(DispatchRow.release_id))}


def of_release(connection: Connection, reference: str) -> tuple[Dispatch, ...]:
    """Every dispatch of a release, the oldest first."""
    return _dispatches(
        connection, _dispatch_columns().where(ReleaseRow.reference == reference).order_by(DispatchRow.id)
    )


def standing_so(connection: Connection, statuses: Sequence[Status]) -> tuple[Dispatch, ...]:
    """Dispatches of these statuses, the oldest first."""
    wanted = DispatchRow.status.in_(statuses)
    return _dispatches(connection, _dispatch_columns().where(wanted).order_by(DispatchRow.id))


def by_id(connection: Connection, dispatch_id: int) -> Dispatch | None:
    """One dispatch."""
    found = _dispatches(connection, _dispatch_columns().where(DispatchRow.id == dispatch_id))
    return found[0] if found else None


def deliveries(
    connection: Connection,
    *,
    reference: str | None = None,
    dispatch_id: int | None = None,
    states: Sequence[State] = (),
    address: str | None = None,
    message_id: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> Iterator[Delivery]:
    """Ledger rows of a release, of one dispatch, of an address key or of a message, in the order of freezing."""
    statement = _delivery_columns().order_by(DeliveryRow.id)
    if reference is not None:
        statement = statement.where(ReleaseRow.reference == reference)
    if dispatch_id is not None:
        statement = statement.where(DeliveryRow.dispatch_id == dispatch_id)
    if address is not None:
        statement = statement.where(DeliveryRow.address_key == address)
    if message_id is not None:  # its local part is the token, which has an index
        token = message_id.strip("<>").partition("@")[0]
        statement = statement.where(DeliveryRow.token == token, DeliveryRow.message_id == message_id)
    if states:
        statement = statement.where(DeliveryRow.state.in_(states))
    for row in connection.execute(statement.limit(limit).offset(offset)):
        yield Delivery(*row)


def deliveries_by_id(connection: Connection, ids: Sequence[int]) -> tuple[Delivery, ...]:
    """Ledger rows by their ids, the newest first."""
    statement = _delivery_columns().where(DeliveryRow.id.in_(ids)).order_by(DeliveryRow.id.desc())
    return tuple(Delivery(*row) for row in connection.execute(statement))


def left_out(connection: Connection, dispatch_id: int) -> tuple[LeftOutRecord, ...]:
    """Who was not made a recipient of a dispatch, and why."""
    columns = (LeftOutRow.name, LeftOutRow.email, LeftOutRow.reason, LeftOutRow.explanation)
    rows = connection.execute(select(*columns).where(LeftOutRow.dispatch_id == dispatch_id).order_by(LeftOutRow.id))
    return tuple(LeftOutRecord(*row) for row in rows)


def count_pending(connection: Connection) -> tuple[int, datetime | None]:
    """How many deliveries are still to be done over all dispatches, and when the first is due.

    What waits for a person is not counted: no worker has anything to do with it.
    """
    columns = (func.count(), func.min(DeliveryRow.due_at))
    stored = sorted(PENDING - {State.PLANNED})  # a frozen row is queued from its first moment on
    each: list[Any] = [connection.execute(select(*columns).where(found(state, *MAY_GO))).one() for state in stored]
    return sum(left for left, _ in each), min((due for _, due in each if due is not None), default=None)


_MAY_GO = DeliveryRow.turn <= Turn.ROUTINE
_DELIVERY: tuple[Any, ...] = (
    DeliveryRow.id,
    DeliveryRow.dispatch_id,
    DeliveryRow.email,
    DeliveryRow.name,
    DeliveryRow.state,
    DeliveryRow.attempts,
    DeliveryRow.code,
    DeliveryRow.enhanced,
    DeliveryRow.reply,
    DeliveryRow.message_id,
    EditionRow.language,
    ReleaseVersionRow.number,
    DeliveryRow.sha256,
    DeliveryRow.changed_at,
    DeliveryRow.due_at,
    ReleaseRow.reference,
    OutletRow.name,
    DeliveryRow.is_repeat,
)


def _delivery_columns() -> Select[*tuple[Any, ...]]:
    return (
        select(*_DELIVERY)
        .join(DispatchRow, DispatchRow.id == DeliveryRow.dispatch_id)
        .join(EditionRow, EditionRow.id == DeliveryRow.edition_id)
        .join(ReleaseVersionRow, ReleaseVersionRow.id == EditionRow.version_id)
        .join(ReleaseRow, ReleaseRow.id == DispatchRow.release_id)
        .outerjoin(JournalistRow, JournalistRow.id == DeliveryRow.journalist_id)
        .outerjoin(OutletRow, OutletRow.id == JournalistRow.outlet_id)
    )


def _dispatch_columns() -> Select[*tuple[Any, ...]]:
    return (
        select(
            DispatchRow.id,
            ReleaseRow.reference,
            ReleaseVersionRow.number,
            DispatchRow.query,
            DispatchRow.audience_size,
            SenderRow.address,
            DispatchRow.created_by,
            DispatchRow.created_at,
            DispatchRow.status,
            DispatchRow.is_urgent,
            DispatchRow.not_before,
            DispatchRow.start_by,
            DispatchRow.comes_first,
            DispatchRow.follows,
        )
        .join(ReleaseRow, ReleaseRow.id == DispatchRow.release_id)
        .join(ReleaseVersionRow, ReleaseVersionRow.id == DispatchRow.version_id)
        .join(SenderRow, SenderRow.id == DispatchRow.sender_id)
    )


def _dispatches(connection: Connection, statement: Select[*tuple[Any, ...]]) -> tuple[Dispatch, ...]:
    rows = connection.execute(statement).all()
    counts: dict[int, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    is_pending = DeliveryRow.state.in_(PENDING)
    tallies = connection.execute(
        select(
            DeliveryRow.dispatch_id,
            DeliveryRow.state,
            func.count().label("recipients"),
            func.max(DeliveryRow.changed_at).label("changed"),
            func.min(case((and_(is_pending, _MAY_GO), DeliveryRow.due_at))).label("due"),
            func.count(case((and_(is_pending, DeliveryRow.turn == Turn.WAITS), 1))).label("waiting"),
        )
        .where(DeliveryRow.dispatch_id.in_([row.id for row in rows]))
        .group_by(DeliveryRow.dispatch_id, DeliveryRow.state)
    )
    for tally in tallies:
        counts[tally.dispatch_id].append(tally)
    return tuple(_dispatch(row, counts[row.id]) for row in rows)


def _dispatch(row: Row[*tuple[Any, ...]], counts: Sequence[Row[*tuple[Any, ...]]]) -> Dispatch:
    return Dispatch(
        id=row.id,
        release_reference=row.reference,
        version=row.number,
        query=row.query,
        sender_address=row.address,
        created_by=row.created_by,
        created_at=row.created_at,
        tally=Tally(row.audience_size, {count.state: count.recipients for count in counts}),
        last_change=max((count.changed for count in counts), default=None),
        next_due=min((count.due for count in counts if count.due is not None), default=None),
        standing=Standing(row.status, row.is_urgent, row.not_before, row.start_by, row.comes_first),
        follows=row.follows,
        waiting=sum(count.waiting for count in counts),
    )
