"""Limits hold over all workers and restarts; what waits is looked at again, and the urgent goes first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from an_office import ACCEPTED, DEFERRED, NOW, AnOffice, add_journalists, an_office, said
from sqlalchemy import Connection, event

from distrib.core.delivery.dispatch import Job
from distrib.core.delivery.ledger import State
from distrib.core.delivery.pacing import AT_REST, BACK_OFF, MINUTE, Limits, Pace, Rules
from distrib.core.delivery.retry import Patience
from distrib.core.delivery.status import Standing, Status
from distrib.core.smtp.stages import Stage
from distrib.db import pacing, prepared
from distrib.services import sending
from distrib.services.delivery import dispatches, hands
from distrib.services.delivery.delivering import Claim, GiveBack, Record, apply

DOMAIN = "news.example"
BUSY = said(Stage.RCPT, 421, "4.7.0 busy")
SECOND = timedelta(seconds=1)


def limited(office: AnOffice, limits: Limits, *, patience: Patience | None = None) -> AnOffice:
    """The same office, with a limit for news.example in its settings."""
    settings = replace(
        office.context.settings, pacing=Rules(domains={DOMAIN: limits}), retry=patience or office.context.settings.retry
    )
    return replace(office, context=replace(office.context, settings=settings))


@pytest.fixture
def crowd(url: str, tmp_path: Path) -> Iterator[AnOffice]:
    """Forty at one domain and five at another, queued."""
    with an_office(tmp_path, people=40, url=url) as office:
        with office.database.writing() as transaction:
            add_journalists(transaction, 5, domain="small.example")
        office.dispatch()
        yield office


def domains(jobs: tuple[Job, ...]) -> Counter[str]:
    return Counter(job.domain for job in jobs)


def test_so_many_at_the_same_time_and_the_others_of_the_world_beside_them(crowd: AnOffice) -> None:
    """What is on its way by any worker counts; when one ends another may go."""
    office = limited(crowd, Limits(connections=3))
    first = office.claim(20, "w1")
    assert domains(first) == {DOMAIN: 3, "small.example": 5}
    office.clock.forward(seconds=2)
    assert office.claim(20, "w2") == ()
    theirs = [job for job in first if job.domain == DOMAIN]
    office.commit(theirs[0])
    office.clock.forward(seconds=1)
    assert office.claim(20, "w2") == ()
    office.record(theirs[0], ACCEPTED)
    office.apply(GiveBack((theirs[1],)))
    office.clock.forward(seconds=1)
    assert domains(office.claim(20, "w2")) == {DOMAIN: 2}


def test_a_minute_sees_no_more_than_allowed_by_two_workers_and_after_a_restart(crowd: AnOffice) -> None:
    """Workers take turns, then all of them are new; every message is claimed once and none too early."""
    office, sent = limited(crowd, Limits(messages_per_minute=12)), []
    for second in range(300):
        jobs = office.claim(5, f"w{second % 2}" if second < 150 else f"new{second % 2}")
        sent += [(office.clock(), job) for job in jobs if job.domain == DOMAIN]
        for job in jobs:
            office.commit(job)
            office.record(job, ACCEPTED)
        office.clock.forward(seconds=1)
    assert Counter(job.delivery_id for _, job in sent) == Counter(range(1, 41))
    moments = [moment for moment, _ in sent]
    assert max(sum(start <= moment < start + MINUTE for moment in moments) for start in moments) <= 12
    assert moments[-1] - NOW <= 5 * MINUTE
    assert set(office.states()) == {State.ACCEPTED}


def test_claims_at_the_same_moment_share_one_limit(crowd: AnOffice) -> None:
    """However many workers ask at once."""
    office = limited(crowd, Limits(messages_per_minute=60))
    with ThreadPoolExecutor(4) as pool:
        claims = list(pool.map(lambda number: office.claim(20, f"w{number}"), range(4)))
    jobs = [job for one in claims for job in one]
    assert domains(tuple(jobs)) == {DOMAIN: Limits(60).burst, "small.example": 5}
    assert len({job.delivery_id for job in jobs}) == len(jobs)


def test_a_claim_is_filled_with_others_however_many_wait(crowd: AnOffice) -> None:
    """What stands first and may not go is put off within the same claim, and not looked at by the next."""
    office = limited(crowd, Limits(connections=1))
    assert domains(office.claim(4)) == {DOMAIN: 1, "small.example": 3}
    assert domains(office.claim(4)) == {"small.example": 2}
    waiting = [row.due_at for row in office.deliveries() if row.state is State.QUEUED]
    assert len(waiting) == 39
    assert all(NOW < moment <= NOW + 39 * SECOND for moment in waiting)


def test_the_urgent_goes_first_also_where_there_is_a_line(url: str, tmp_path: Path) -> None:
    """Each place in the line goes to it, until nothing urgent is left; then the others go on."""
    with an_office(tmp_path, people=12, url=url) as opened:
        office = limited(opened, Limits(messages_per_minute=6))
        routine = office.dispatch()
        assert {job.dispatch_id for job in office.claim()} == {routine.id}
        with office.database.writing() as transaction:
            add_journalists(transaction, 5, first=12)
        plan = sending.plan(office.context, office.reference, "all")
        urgent = sending.freeze(office.context, plan, Standing(is_urgent=True))
        claimed: list[int] = []
        while len(claimed) < 11:
            office.clock.forward(seconds=1)
            claimed += [job.dispatch_id for job in office.claim()]
    assert claimed == [urgent.id] * 5 + [routine.id] * 6


def test_what_a_domain_said_holds_for_every_worker_and_is_forgotten_when_it_is_well(crowd: AnOffice) -> None:
    """It is closed, one asks, it is free again."""
    jobs = crowd.claim(3)
    crowd.apply(GiveBack((jobs[0],), because=BUSY))
    crowd.apply(GiveBack((jobs[1],), because=BUSY))
    assert domains(crowd.claim(100, "other")) == {"small.example": 5}
    assert {row.attempts for row in crowd.deliveries() if row.state is State.QUEUED} == {0}
    crowd.apply(GiveBack((jobs[2],)))
    until = crowd.clock.forward(seconds=BACK_OFF[0].total_seconds())
    assert paces(crowd)[DOMAIN].closed_until == until
    numbers = []
    while paces(crowd):
        claimed = crowd.claim(100, "third")
        numbers.append(len(claimed))
        assert all(job.is_paced for job in claimed)
        for job in claimed:
            crowd.commit(job)
            crowd.record(job, ACCEPTED)
        crowd.clock.forward(seconds=30)
    assert numbers == [1, 2, 4, 8, 16]
    assert not any(job.is_paced for job in crowd.claim(100))


def paces(office: AnOffice) -> dict[str, Pace]:
    with office.database.reading() as transaction:
        return pacing.known(transaction, office.clock())


def look_all_the_time(office: AnOffice, hours: int) -> tuple[Job, ...]:
    """Workers run, and none of them gets on: each claim runs out. What the last one claimed."""
    jobs: tuple[Job, ...] = ()
    for _ in range(hours * 6):
        office.clock.forward(minutes=10)
        jobs = office.claim(50)
    return jobs


def test_what_its_domain_did_not_take_in_time_is_given_up(crowd: AnOffice) -> None:
    """By name, whether it was tried or not; what may go is tried, however late it is."""
    office = limited(crowd, Limits(connections=1), patience=Patience(give_up_after=timedelta(hours=6)))
    claimed = look_all_the_time(office, hours=7)
    assert domains(claimed) == {DOMAIN: 1, "small.example": 5}
    assert Counter(office.states()) == {State.CLAIMED: 6, State.EXPIRED: 39}


@pytest.mark.parametrize("deed", ["pause", "hold"])
def test_what_a_person_keeps_back_does_not_grow_old(crowd: AnOffice, deed: str) -> None:
    """It is given up by when it could go, not by when it was queued; also what waits for a retry then."""
    office = limited(crowd, Limits(connections=1), patience=Patience(give_up_after=timedelta(hours=6)))
    (dispatch,) = dispatches.newest(office.context, 1)
    for days in (3, 0):
        if deed == "hold":
            (hands.hold if days else hands.release)(office.context, DOMAIN)
        else:
            (hands.pause if days else hands.resume)(office.context, dispatch.id)
        office.clock.forward(days=days)
    jobs = office.claim(100)
    assert State.EXPIRED not in office.states()
    (job,) = (job for job in jobs if job.domain == DOMAIN)
    office.record(job, DEFERRED)
    assert office.states()[job.delivery_id - 1] is State.DEFERRED
    look_all_the_time(office, hours=7)
    assert office.states().count(State.EXPIRED) == 39


@pytest.mark.parametrize("limits", [Limits(connections=1), Limits(messages_per_minute=30)], ids=["at once", "a minute"])
@pytest.mark.parametrize("days", [3, 10, 400])
def test_time_in_which_nobody_looked_is_no_waiting_for_the_domain(crowd: AnOffice, limits: Limits, days: int) -> None:
    """No worker ran over the weekend, or the clock was moved: whoever stands in a line gets on as before."""
    office = limited(crowd, limits)
    for turn in range(100):
        office.clock.forward(days=days if turn in (0, 5) else 0, seconds=2)
        for job in office.claim(50):
            assert office.commit(job)
            assert office.record(job, ACCEPTED)
    assert set(office.states()) == {State.ACCEPTED}


def test_what_was_held_and_begins_by_a_persons_word_has_all_its_time(url: str, tmp_path: Path) -> None:
    """No worker had noted that it was too late."""
    with an_office(tmp_path, people=4, url=url) as opened:
        office = limited(opened, Limits(connections=1))
        at = NOW + timedelta(hours=1)
        standing = Standing(Status.SCHEDULED, not_before=at, start_by=at)
        plan = sending.plan(office.context, office.reference, "all")
        dispatch = sending.freeze(office.context, plan, standing)
        office.clock.forward(days=4)
        hands.resume(office.context, dispatch.id)
        assert len(office.claim()) == 1
        assert Counter(office.states()) == {State.CLAIMED: 1, State.QUEUED: 3}


def test_retries_follow_the_offices_own_schedule(crowd: AnOffice) -> None:
    """And end when the office says."""
    patience = Patience((timedelta(minutes=1), timedelta(minutes=10)), timedelta(minutes=30))
    office, waits = limited(crowd, Limits(), patience=patience), []
    while jobs := [job for job in office.claim(100) if job.delivery_id == 1]:
        office.record(jobs[0], DEFERRED)
        row = office.deliveries()[0]
        waits.append(row.due_at - office.clock())
        office.clock.at = max(row.due_at, office.clock() + SECOND)
    assert waits[:3] == [timedelta(minutes=1), timedelta(minutes=10), timedelta(minutes=10)]
    assert office.states()[0] is State.EXPIRED
    assert office.clock() - NOW <= timedelta(minutes=30)


@pytest.mark.parametrize("days", [10, 400])
def test_a_clock_that_jumps_leaves_nobody_behind(crowd: AnOffice, days: int) -> None:
    """A domain that is closed opens; what may go goes, and is not taken for old."""
    for job in crowd.claim(10)[:2]:
        crowd.apply(GiveBack((job,), because=BUSY))
    crowd.clock.forward(days=days)
    assert len(crowd.claim(50)) == 45
    assert State.EXPIRED not in crowd.states()


def test_where_nothing_is_limited_a_claim_costs_one_statement_more_and_an_accepted_message_none(
    crowd: AnOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted, because nobody notices it grow."""
    statements: list[str] = []
    carried_out = prepared.carried_out

    def hear(connection: Connection, sql: str, arguments: Sequence[object] = ()) -> AbstractContextManager[object]:
        statements.append(sql)
        return carried_out(connection, sql, arguments)

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    engine = crowd.database._engine
    event.listen(engine, "before_cursor_execute", note)
    monkeypatch.setattr(prepared, "carried_out", hear)
    jobs = crowd.claim(20)
    about_paces = [statement for statement in statements if "paces" in statement]
    assert len(about_paces) == 1
    statements.clear()
    for job in jobs:
        crowd.commit(job)
    statements.clear()
    apply(crowd.context, [Record(job, ACCEPTED, 0.0) for job in jobs])
    event.remove(engine, "before_cursor_execute", note)
    assert not any("paces" in statement for statement in statements)


def test_what_was_on_its_way_when_trouble_began_counts_neither_way(crowd: AnOffice) -> None:
    """Nobody knows how much of it was accepted; from the next claim on each reply counts."""
    for job in crowd.claim(20):
        crowd.record(job, DEFERRED)
    assert paces(crowd)[DOMAIN] == replace(AT_REST, reply="450 4.2.0 greylisted")
    for job in crowd.claim(8):
        crowd.record(job, DEFERRED)
    assert domains(crowd.claim(50)) == {"small.example": 5}


def test_a_claim_in_a_batch_knows_what_the_batch_says(crowd: AnOffice) -> None:
    """What is given back because its domain is busy is not taken up again by the very same transaction."""
    jobs = crowd.claim(2)
    steps = [GiveBack((job,), because=BUSY) for job in jobs]
    *_, claimed = apply(crowd.context, [*steps, Claim("w", 50)])
    assert isinstance(claimed, tuple)
    assert domains(claimed) == {"small.example": 5}
