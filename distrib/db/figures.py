"""Queries that count one dispatch: by domain, by route and over time; and who did not get it. It decides nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, case, func, select

from distrib.core.delivery.figures import DomainFigures, OverTime, RouteFigures, step_for
from distrib.core.delivery.ledger import PENDING, State
from distrib.core.delivery.reasons import NOT_DELIVERED, NotDelivered
from distrib.db.schema import AttemptRow, DeliveryRow

PLACES = 60
"""Stretches of a picture over time."""

_ENDED = [state for state in State if state not in PENDING]
_GOT = (State.ACCEPTED, State.SETTLED_SENT, State.COMPLAINED)


def by_domain(connection: Connection, dispatch_id: int, most: int) -> tuple[DomainFigures, ...]:
    """The domains with most recipients first."""
    people = func.count()
    counts: list[Any] = [
        func.count(case((DeliveryRow.state.in_(states), 1)))
        for states in (_GOT, sorted(NOT_DELIVERED), [State.IN_DOUBT], sorted(PENDING))
    ]
    domain: Any = func.coalesce(DeliveryRow.domain, "")
    statement = select(domain, people, *counts).where(DeliveryRow.dispatch_id == dispatch_id).group_by(domain)
    rows = connection.execute(statement.order_by(people.desc(), domain).limit(most))
    return tuple(DomainFigures(*row) for row in rows)


def by_route(connection: Connection, dispatch_id: int) -> tuple[RouteFigures, ...]:
    """The routes that were used, by name."""
    accepted = func.count(case((AttemptRow.verdict == "accepted", 1)))
    last: Any = func.max(AttemptRow.ended_at, type_=AttemptRow.ended_at.type)
    route = func.coalesce(AttemptRow.route, "")
    statement = (
        select(route, func.count(), accepted, last)
        .join(DeliveryRow, DeliveryRow.id == AttemptRow.delivery_id)
        .where(DeliveryRow.dispatch_id == dispatch_id)
        .group_by(route)
        .order_by(route)
    )
    return tuple(RouteFigures(*row) for row in connection.execute(statement))


def over_time(connection: Connection, dispatch_id: int) -> OverTime | None:
    """When recipients ended, in at most PLACES stretches."""
    wanted = (DeliveryRow.dispatch_id == dispatch_id, DeliveryRow.state.in_(_ENDED))
    moments = connection.scalars(select(DeliveryRow.changed_at).where(*wanted)).all()
    if not moments:
        return None
    first, last = min(moments), max(moments)
    step = step_for(last - first + timedelta(seconds=1), PLACES)
    counts = [0] * ((last - first) // step + 1)
    for at in moments:
        counts[(at - first) // step] += 1
    return OverTime(first, step, tuple(counts))


def not_delivered(connection: Connection, dispatch_id: int) -> tuple[NotDelivered, ...]:
    """Who did not get it and will not, in the order of freezing."""
    row = DeliveryRow
    columns: tuple[Any, ...] = (row.id, row.journalist_id, row.email, row.state, row.code, row.enhanced, row.reply)
    wanted = (row.dispatch_id == dispatch_id, row.state.in_(sorted(NOT_DELIVERED)))
    return tuple(NotDelivered(*one) for one in connection.execute(select(*columns).where(*wanted).order_by(row.id)))
