"""A dispatch that begins later: not before its time, by itself within its grace, and after that by a person's word."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from an_office import NOW, AnOffice

from distrib.config import OfficeSettings
from distrib.core.delivery.dispatch import Dispatch
from distrib.core.delivery.ledger import State
from distrib.core.delivery.status import Standing, Status
from distrib.errors import UsageError
from distrib.services import scheduling, sending
from distrib.services.delivery import delivering, dispatches, hands
from distrib.services.office import doctor_work

AT = NOW + timedelta(hours=2)
GRACE = timedelta(minutes=30)


@pytest.fixture
def planned(office: AnOffice) -> Dispatch:
    """To begin in two hours, or within half an hour after."""
    standing = scheduling.standing(office.context, at=AT.isoformat(), grace=GRACE)
    plan = sending.plan(office.context, office.reference, "all")
    return sending.freeze(office.context, plan, standing)


def now(office: AnOffice) -> Standing:
    """How it stands."""
    return dispatches.get(office.context, 1).standing


def stored(office: AnOffice) -> Status:
    """As a worker left it."""
    with office.database.reading() as transaction:
        from distrib.db import steering

        standing = steering.standing(transaction, 1)
    assert standing is not None
    return standing.status


def test_it_is_frozen_now_and_begins_at_its_time(office: AnOffice, planned: Dispatch) -> None:
    """Not a moment before; its messages bear that date."""
    assert planned.standing == Standing(Status.SCHEDULED, False, AT, AT + GRACE)
    assert (planned.tally.pending, planned.next_due) == (3, AT)
    assert delivering.pending(office.context) == (3, AT)
    office.clock.at = AT - timedelta(seconds=1)
    assert office.claim() == ()
    assert stored(office) is Status.SCHEDULED
    office.clock.at = AT
    jobs = office.claim()
    assert [job.queued_at for job in jobs] == [AT] * 3
    assert now(office) == Standing(Status.RUNNING, False, AT)


@pytest.mark.parametrize("limit", [1, 3])
def test_once_begun_it_is_not_too_late(office: AnOffice, planned: Dispatch, limit: int) -> None:
    """The rest goes whenever it goes."""
    office.clock.at = AT + GRACE
    assert len(office.claim(limit)) == limit
    office.clock.forward(hours=9)
    assert now(office).status is Status.RUNNING
    assert len(office.claim()) == 3


def test_a_worker_that_comes_too_late_holds_it(office: AnOffice, planned: Dispatch) -> None:
    """It sends nothing; whoever looks is told, before and after a worker came."""
    office.clock.at = AT + GRACE + timedelta(seconds=1)
    assert (now(office).status, stored(office)) == (Status.HELD, Status.SCHEDULED)
    assert [one.id for one in hands.in_need(office.context)] == [1]
    told = [finding.text for finding in doctor_work.examine(office.context)][1:]
    assert len(told) == 1
    assert told[0].startswith("Dispatch 1 is held: no worker began it by 2026-11-24 11:30 UTC. 3 deliveries wait.")
    assert office.claim() == ()
    assert (now(office).status, stored(office)) == (Status.HELD, Status.HELD)
    assert [finding.text for finding in doctor_work.examine(office.context)][1:] == told
    assert office.states() == [State.QUEUED] * 3
    assert delivering.pending(office.context) == (0, None)
    office.clock.forward(days=1)
    assert office.claim() == ()


@pytest.mark.parametrize("has_worker_come", [False, True])
def test_what_is_held_begins_by_a_persons_word_and_bears_its_date(
    office: AnOffice, planned: Dispatch, has_worker_come: bool
) -> None:
    """Not that of the time it missed."""
    office.clock.at = AT + timedelta(hours=5)
    if has_worker_come:
        office.claim()
    hands.resume(office.context, planned.id)
    assert [job.queued_at for job in office.claim()] == [AT + timedelta(hours=5)] * 3
    assert hands.in_need(office.context) == ()


def test_what_is_held_can_be_stopped(office: AnOffice, planned: Dispatch) -> None:
    """And then it is over."""
    office.clock.at = AT + timedelta(hours=5)
    hands.stop(office.context, planned.id)
    assert office.states() == [State.CANCELLED] * 3
    assert hands.in_need(office.context) == ()


def test_a_pause_before_the_time_keeps_the_time(office: AnOffice, planned: Dispatch) -> None:
    """Resumed before, it begins at its time; paused over its time it is neither begun nor held."""
    hands.pause(office.context, planned.id)
    assert hands.resume(office.context, planned.id).standing == planned.standing
    hands.pause(office.context, planned.id)
    office.clock.at = AT + timedelta(hours=5)
    assert office.claim() == ()
    assert now(office).status is Status.PAUSED
    hands.resume(office.context, planned.id)
    assert [job.queued_at for job in office.claim()] == [AT + timedelta(hours=5)] * 3


def test_a_try_within_its_grace_is_not_given_up_for_its_age(office: AnOffice, planned: Dispatch) -> None:
    """The two days of retries begin when the dispatch does."""
    office.clock.at = AT
    (job, *_) = office.claim()
    assert job.queued_at == AT


def test_the_offices_clock_is_meant_where_no_offset_stands(office: AnOffice) -> None:
    """And shown so."""
    settings = replace(office.context.settings, office=OfficeSettings(zone="Europe/Zurich"))
    context = replace(office.context, settings=settings)
    standing = scheduling.standing(context, at="2026-11-25T10:00", is_urgent=True)
    assert standing.not_before is not None
    assert standing.not_before.isoformat() == "2026-11-25T09:00:00+00:00"
    assert standing.start_by == standing.not_before + timedelta(minutes=15)
    assert standing.is_urgent
    assert scheduling.standing(context, at="2026-11-25T10:00", grace=GRACE).start_by == standing.not_before + GRACE
    assert scheduling.on_the_wall(context, standing.not_before) == "2026-11-25 10:00 (Europe/Zurich)"


@pytest.mark.parametrize(("at", "sentence"), [(NOW, "is past"), (NOW + timedelta(days=400), "a year away")])
def test_a_time_that_was_not_meant(office: AnOffice, at: object, sentence: str) -> None:
    """Refused, with what to do."""
    with pytest.raises(UsageError, match=sentence):
        scheduling.standing(office.context, at=str(at))
