"""What needs a person now. Each kind of matter has a function here that finds it; the words are `core.desk`'s."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from distrib.core import desk
from distrib.core.contacts.duty_regions import duty_by_region
from distrib.core.delivery.progress import WINDOW, progress
from distrib.core.delivery.status import Status
from distrib.core.desk import Matter
from distrib.core.people import Spokesperson
from distrib.core.release import ReleaseState
from distrib.db import desk as rows
from distrib.db import dispatches, releases, spokespeople, steering
from distrib.db import progress as paces
from distrib.services.context import Context
from distrib.services.delivery import hands
from distrib.services.delivery.dispatches import seen_now
from distrib.services.delivery.progress import crew
from distrib.services.releases import embargoes

MOST_APPROVALS = 50
MOST_RELEASES = 30
MOST_DISPATCHES = 200
YESTERDAY = timedelta(days=1)


def matters(context: Context) -> tuple[Matter, ...]:
    """Everything, the most urgent first.

    Raises:
        DatabaseUnusable: it cannot be read.
    """
    now = context.now()
    return desk.in_order(matter for source in SOURCES for matter in source(context, now))


def recent(context: Context) -> tuple[tuple[int, str], ...]:
    """Id and status of the newest dispatches, cheaply: another answer means that a list of them is out of date."""
    with context.database.reading() as transaction:
        return rows.recent(transaction, MOST_DISPATCHES)


def _in_doubt(context: Context, _now: datetime) -> Iterator[Matter]:
    with context.database.reading() as transaction:
        found = rows.doubts(transaction)
    yield from (desk.in_doubt(one.dispatch_id, one.release, one.number, one.at) for one in found)


def _dispatches(context: Context, now: datetime) -> Iterator[Matter]:
    with context.database.reading() as transaction:
        waiting = dispatches.standing_so(transaction, (Status.SCHEDULED, Status.HELD, Status.PAUSED))
        known = {one.id: one for one in waiting}
        for identity in steering.pending_dispatches(transaction):
            if identity not in known and (one := dispatches.by_id(transaction, identity)):
                known[identity] = one
        pace = {identity: paces.pace(transaction, identity, now - WINDOW) for identity in known}
    working = crew(context)
    for identity, one in sorted(known.items()):
        seen = seen_now(context, one)
        if not seen.has_ended and (matter := desk.of_dispatch(seen, progress(seen, pace[identity], working, now), now)):
            yield matter


def _held_domains(context: Context, _now: datetime) -> Iterator[Matter]:
    yield from (desk.held_domain(one.domain, one.since, one.by) for one in hands.held_domains(context))


def _approvals(context: Context, _now: datetime) -> Iterator[Matter]:
    with context.database.reading() as transaction:
        found = releases.newest(transaction, MOST_APPROVALS, states=(ReleaseState.DRAFT, ReleaseState.IN_REVIEW))
    yield from filter(None, map(desk.approval, found))


def _stale(context: Context, _now: datetime) -> Iterator[Matter]:
    """Of what was worked on lately: nobody translates an old release anew."""
    with context.database.reading() as transaction:
        found = releases.newest(transaction, MOST_RELEASES)
    yield from filter(None, map(desk.stale, found))


def _embargoes(context: Context, now: datetime) -> Iterator[Matter]:
    found = embargoes.lifting_soon(context, desk.SOON)
    yield from filter(None, (desk.embargo(one, now) for one in found))


def _bounces(context: Context, now: datetime) -> Iterator[Matter]:
    with context.database.reading() as transaction:
        found = rows.bounces(transaction, now - YESTERDAY)
    yield from (desk.came_back(one.dispatch_id, one.release, one.number, one.at) for one in found)


def _on_duty(context: Context, now: datetime) -> Iterator[Matter]:
    with context.database.reading() as transaction:
        people = spokespeople.everybody(transaction)
    yield from desk.on_duty((region, tuple(map(_named, some))) for region, some in duty_by_region(people, now))


def _named(person: Spokesperson) -> str:
    """With a number that may be given out."""
    number = next((one.number for one in person.phones if one.is_public), None)
    return f"{person.name}, {number}" if number else person.name


SOURCES: tuple[Callable[[Context, datetime], Iterator[Matter]], ...] = (
    _in_doubt,
    _dispatches,
    _embargoes,
    _held_domains,
    _approvals,
    _stale,
    _bounces,
    _on_duty,
)
