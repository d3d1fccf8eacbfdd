"""The clock was ahead, by days or by more than a year, and is set back: nobody waits until it has come so far again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from an_office import ACCEPTED, DEFERRED, NOW, AnOffice

from distrib.core.delivery.ledger import State
from distrib.core.delivery.retry import JITTER, PATIENCE, Patience
from distrib.core.delivery.status import Standing, Status
from distrib.db import claiming, recording, set_back
from distrib.services import sending
from distrib.services.delivery.delivering import GiveBack

AHEAD = [timedelta(days=10), timedelta(days=400)]
ahead = pytest.mark.parametrize("ahead", AHEAD, ids=[f"{one.days} days" for one in AHEAD])


@ahead
def test_who_was_queued_meanwhile_is_sent_to_at_once(ahead: timedelta, office: AnOffice) -> None:
    """Everybody, once."""
    office.clock.at = NOW + ahead
    office.dispatch()
    office.clock.at = NOW
    jobs = office.claim()
    assert len(jobs) == 3
    assert not office.claim()
    assert all(office.commit(job) and office.record(job, ACCEPTED) for job in jobs)
    assert office.states() == [State.ACCEPTED] * 3


@ahead
def test_who_was_deferred_meanwhile_is_tried_again(ahead: timedelta, office: AnOffice) -> None:
    """At once, because nobody knows how long they have waited."""
    office.clock.at = NOW + ahead
    office.dispatch()
    assert all(office.record(job, DEFERRED) for job in office.claim())
    assert office.states() == [State.DEFERRED] * 3
    office.clock.at = NOW
    jobs = office.claim()
    assert [job.attempt for job in jobs] == [2] * 3


def test_who_was_queued_before_and_deferred_meanwhile_is_tried_again(office: AnOffice) -> None:
    """By less than the time in which anybody is tried at all."""
    office.dispatch()
    office.clock.at = NOW + timedelta(hours=40)
    assert all(office.record(job, DEFERRED) for job in office.claim())
    office.clock.at = NOW
    assert [job.attempt for job in office.claim()] == [2] * 3


@ahead
def test_what_was_claimed_meanwhile_is_not_held_until_then(ahead: timedelta, office: AnOffice) -> None:
    """By a worker of another machine, which nobody can ask whether it lives."""
    office.dispatch()
    office.clock.at = NOW + ahead
    first, second, _ = office.claim(worker="elsewhere")
    assert office.commit(first)
    office.clock.at = NOW
    assert len(office.claim()) == 2
    assert office.states() == [State.IN_DOUBT, State.CLAIMED, State.CLAIMED]
    assert not office.commit(second), "the claim is somebody else's now"
    assert office.record(first, ACCEPTED), "its late reply is evidence"
    assert office.states()[0] is State.SETTLED_SENT


@ahead
def test_what_was_given_back_meanwhile_keeps_its_place(ahead: timedelta, office: AnOffice) -> None:
    """It is due as before."""
    office.dispatch()
    office.clock.at = NOW + ahead
    office.apply(GiveBack(office.claim()))
    office.clock.at = NOW
    assert {row.due_at for row in office.deliveries()} == {NOW}
    assert len(office.claim()) == 3


@ahead
def test_what_is_scheduled_waits_for_its_time(ahead: timedelta, office: AnOffice) -> None:
    """Far ahead on purpose."""
    later = NOW + ahead
    standing = Standing(Status.SCHEDULED, not_before=later, start_by=later + timedelta(hours=1))
    sending.freeze(office.context, sending.plan(office.context, office.reference, "all"), standing)
    assert not office.claim()
    office.clock.at = later
    assert len(office.claim()) == 3


def test_a_clock_that_is_put_right_by_little_takes_nothing_away(office: AnOffice) -> None:
    """A living worker's message is not put in doubt by the daily correction of a clock."""
    office.dispatch()
    first, *_ = office.claim(1)
    assert office.commit(first)
    office.clock.at = NOW - timedelta(hours=1)
    office.claim()
    assert office.states()[0] is State.COMMITTING
    assert office.record(first, ACCEPTED)


def test_no_lease_and_no_retry_is_as_far_ahead_as_what_counts_as_a_mistake() -> None:
    """Else a retry would be made too early, and a living worker fenced."""
    assert max(claiming.CLAIM_LEASE, recording.COMMIT_LEASE) < set_back.FARTHEST
    for patience in (PATIENCE, Patience((timedelta(hours=20),), timedelta(days=3))):
        longest = max(patience.schedule) * (1 + JITTER)
        assert NOW + longest < set_back.too_far(NOW, patience)["retry_too_far"]
