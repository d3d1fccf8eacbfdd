"""The ledger's durable steps, one by one, on SQLite files and on PostgreSQL: what each changes and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from an_office import (
    ACCEPTED,
    CUT_OFF,
    DEFERRED,
    DEFERRED_AT_DOT,
    LOST,
    MESSAGE,
    NOW,
    REFUSED,
    REFUSED_AT_DOT,
    SHA,
    AnOffice,
)
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from distrib.core.delivery.audience import Recipient
from distrib.core.delivery.dispatch import Delivery, Job
from distrib.core.delivery.ledger import Event, State
from distrib.core.delivery.outcome import Outcome
from distrib.core.delivery.retry import GIVE_UP_AFTER, SCHEDULE
from distrib.db import dispatches as rows
from distrib.db import ledger
from distrib.db.schema import AttemptRow, DeliveryRow, WorkerRow
from distrib.services import people
from distrib.services.delivery import delivering, hands
from distrib.services.delivery.delivering import CommitToSend, GiveBack, Record


def test_the_audience_is_frozen_with_a_token_and_a_message_id_each(office: AnOffice) -> None:
    """D1: before the first connection everybody has a queued row, known by its own token."""
    dispatch = office.dispatch()
    deliveries = office.deliveries()
    assert dispatch.tally.audience == len(deliveries) == 3
    assert {one.state for one in deliveries} == {State.QUEUED}
    assert len({one.message_id for one in deliveries}) == 3
    assert all(one.message_id.startswith("<token") for one in deliveries)


@pytest.mark.parametrize("twice", ["address", "token"])
def test_nobody_stands_twice_in_a_dispatch(office: AnOffice, twice: str) -> None:
    """One address has one row, and a token names one delivery in the whole database."""
    dispatch = office.dispatch()
    with office.database.reading() as transaction:
        known = transaction.execute(select(DeliveryRow.address_key, DeliveryRow.token, DeliveryRow.edition_id)).first()
    assert known is not None
    token = "new-token" if twice == "address" else known.token
    email = known.address_key.upper() if twice == "address" else "somebody@else.example"
    recipient, named = Recipient(office.journalists[0], "X", email, "en"), (token, "<x@y.example>")
    editions = {"en": known.edition_id}
    with pytest.raises(IntegrityError), office.database.writing() as transaction:
        rows.insert_audience(transaction, dispatch.id, [recipient], lambda: named, editions=editions, now=NOW)
    assert len(office.deliveries()) == 3


def test_a_claim_carries_all_that_is_needed_and_nobody_else_gets_it(office: AnOffice) -> None:
    """D2: a token, a lease and an attempt; what is claimed is not due for anybody else."""
    dispatch = office.dispatch()
    jobs = office.claim(2)
    assert [job.email for job in jobs] == ["reporter0@news.example", "reporter1@news.example"]
    assert {job.attempt for job in jobs} == {1}
    assert {job.dispatch_id for job in jobs} == {dispatch.id}
    assert all(job.queued_at == NOW for job in jobs)
    (rest,) = office.claim(2, worker="other")
    assert rest.email == "reporter2@news.example"
    assert rest.claim != jobs[0].claim
    assert office.claim(2) == ()


def test_what_is_not_due_yet_is_not_claimed(office: AnOffice) -> None:
    """A delivery given back with a wait is left alone until then."""
    office.dispatch()
    assert office.apply(GiveBack(office.claim(1), wait=timedelta(minutes=5))) == 1
    assert [job.email for job in office.claim()] == ["reporter1@news.example", "reporter2@news.example"]
    office.clock.forward(minutes=5)
    assert [job.email for job in office.claim()] == ["reporter0@news.example"]


def test_before_the_dot_the_row_is_committing(office: AnOffice) -> None:
    """D3: the state, the hash of the very message, and a lease that outlasts the server's ten minutes."""
    office.dispatch()
    (job,) = office.claim(1)
    assert office.commit(job)
    assert office.deliveries()[0].state is State.COMMITTING
    assert office.deliveries()[0].sha256 == SHA
    office.clock.forward(minutes=14)
    office.claim()
    assert office.deliveries()[0].state is State.COMMITTING


def _wrong_token(office: AnOffice, job: Job) -> Job:
    return replace(job, claim="somebody-elses")


def _expired(office: AnOffice, job: Job) -> Job:
    office.clock.forward(minutes=10)
    return job


def _opted_out(office: AnOffice, job: Job) -> Job:
    people.opt_out(office.context, job.email)
    return job


def _cancelled(office: AnOffice, job: Job) -> Job:
    with office.database.writing() as transaction:
        mine = DeliveryRow.dispatch_id == job.dispatch_id
        assert ledger.cancel_open(transaction, mine, event=Event.CANCEL, now=office.clock()) == 3
    return job


def _given_back(office: AnOffice, job: Job) -> Job:
    assert office.apply(GiveBack((job,))) == 1
    return job


def _claimed_anew(office: AnOffice, job: Job) -> Job:
    office.clock.forward(minutes=10)
    assert len(office.claim(3, worker="other")) == 3
    return job


def _committed_before(office: AnOffice, job: Job) -> Job:
    assert office.commit(job)
    return job


def _taken_from_the_dead(office: AnOffice, job: Job) -> Job:
    with office.database.writing() as transaction:
        assert ledger.take_back_from(transaction, "w", office.clock()) == (1, 0)
    return job


@pytest.mark.parametrize(
    ("meanwhile", "state"),
    [
        (_wrong_token, State.CLAIMED),
        (_expired, State.CLAIMED),
        (_opted_out, State.SUPPRESSED),
        (_cancelled, State.CANCELLED),
        (_given_back, State.QUEUED),
        (_claimed_anew, State.CLAIMED),
        (_committed_before, State.COMMITTING),
        (_taken_from_the_dead, State.QUEUED),
    ],
)
def test_a_dot_that_must_not_be_sent(office: AnOffice, meanwhile: Callable[[AnOffice, Job], Job], state: State) -> None:
    """D3 says no and changes nothing when the claim is not wholly one's own any more."""
    office.dispatch()
    (job,) = office.claim(1)
    job = meanwhile(office, job)
    before = office.deliveries()[0]
    assert not office.commit(job)
    assert office.deliveries()[0] == before
    assert before.state is state


def test_an_old_claim_is_told_no_beside_a_new_one_in_one_batch(office: AnOffice) -> None:
    """Two lanes of a worker may hold the same delivery, one of them by a claim that was taken away: one may send."""
    dispatch = office.dispatch()
    old = office.claim()[0]
    hands.pause(office.context, dispatch.id)
    hands.resume(office.context, dispatch.id)
    (new,) = (job for job in office.claim() if job.delivery_id == old.delivery_id)
    assert delivering.apply(office.context, [CommitToSend(old, MESSAGE), CommitToSend(new, MESSAGE)]) == [False, True]
    ended = [Record(old, REFUSED, 0.0), Record(new, ACCEPTED, 0.0)]
    assert delivering.apply(office.context, ended) == [False, True]
    assert [row.state for row in office.deliveries() if row.id == old.delivery_id] == [State.ACCEPTED]
    assert _attempts(office) == [(1, ACCEPTED.stage, ACCEPTED.verdict)]


_FROM_CLAIMED = [(DEFERRED, State.DEFERRED), (REFUSED, State.REFUSED), (CUT_OFF, State.DEFERRED)]
_FROM_COMMITTING = [
    (ACCEPTED, State.ACCEPTED),
    (DEFERRED_AT_DOT, State.DEFERRED),
    (REFUSED_AT_DOT, State.REFUSED),
    (LOST, State.IN_DOUBT),
    (CUT_OFF, State.DEFERRED),
]


@pytest.mark.parametrize(
    ("outcome", "state", "is_committed"),
    [(*one, False) for one in _FROM_CLAIMED] + [(*one, True) for one in _FROM_COMMITTING],
)
def test_an_outcome_is_recorded_once(office: AnOffice, outcome: Outcome, state: State, is_committed: bool) -> None:
    """D4: state, reply and attempt in one step; said again it changes nothing."""
    office.dispatch()
    (job,) = office.claim(1)
    if is_committed:
        assert office.commit(job)
    assert office.record(job, outcome)
    row = office.deliveries()[0]
    assert row.state is state
    assert (row.code, row.enhanced) == ((outcome.reply.code, outcome.reply.enhanced) if outcome.reply else (None, None))
    assert row.reply == (outcome.reply.line if outcome.reply else outcome.text)
    assert _attempts(office) == [(1, outcome.stage, outcome.verdict)]
    office.record(job, outcome)
    assert office.deliveries()[0] == row
    assert len(_attempts(office)) == 1


@pytest.mark.parametrize("outcome", [ACCEPTED, DEFERRED_AT_DOT, REFUSED_AT_DOT, LOST])
def test_nothing_after_the_dot_counts_without_the_step_before_it(office: AnOffice, outcome: Outcome) -> None:
    """A reply to a dot that the ledger never allowed is no outcome of this claim."""
    office.dispatch()
    (job,) = office.claim(1)
    assert not office.record(job, outcome)
    assert office.states()[0] is State.CLAIMED
    assert _attempts(office) == []


def test_a_deferred_delivery_comes_back_on_schedule_and_is_given_up_after_two_days(office: AnOffice) -> None:
    """Each try waits as long as `core.delivery.retry` says; the last one ends it as expired."""
    office.dispatch()
    office.apply(GiveBack(office.claim(), wait=timedelta(days=9)))
    with office.database.writing() as transaction:
        transaction.execute(update(DeliveryRow).where(DeliveryRow.id == 1).values(due_at=NOW))
    tries = 0
    while office.clock() <= NOW + GIVE_UP_AFTER:
        (job,) = office.claim()
        tries += 1
        assert job.attempt == tries
        assert office.record(job, DEFERRED)
        row = office.deliveries()[0]
        if row.state is State.EXPIRED:
            break
        assert row.due_at == office.clock() + SCHEDULE[min(tries, len(SCHEDULE)) - 1]
        office.clock.at = row.due_at - timedelta(seconds=1)
        assert office.claim() == ()
        office.clock.at = row.due_at
    assert office.deliveries()[0].state is State.EXPIRED
    assert GIVE_UP_AFTER - SCHEDULE[-1] < office.clock() - NOW <= GIVE_UP_AFTER
    office.clock.forward(days=5)
    assert office.claim() == ()
    assert len(_attempts(office)) == tries


@pytest.mark.parametrize(
    ("reply", "state"),
    [
        (ACCEPTED, State.SETTLED_SENT),
        (REFUSED_AT_DOT, State.SETTLED_NOT_SENT),
        (DEFERRED_AT_DOT, State.IN_DOUBT),
        (LOST, State.IN_DOUBT),
        (CUT_OFF, State.IN_DOUBT),
    ],
)
def test_a_reply_that_comes_after_the_doubt_is_evidence(office: AnOffice, reply: Outcome, state: State) -> None:
    """A worker that was only slow settles what another put in doubt; without a clear word the doubt stays."""
    office.dispatch()
    (job,) = office.claim(1)
    assert office.commit(job)
    office.clock.forward(minutes=15)
    office.claim(worker="other")
    assert office.states()[0] is State.IN_DOUBT
    is_settled = state is not State.IN_DOUBT
    assert office.record(job, reply) is is_settled
    assert office.states()[0] is state
    assert _attempts(office) == ([(1, "dot", reply.verdict.value)] if is_settled else [])


def test_who_has_said_that_the_reply_was_lost_says_nothing_else_later(office: AnOffice) -> None:
    """One attempt ends in one way."""
    office.dispatch()
    (job,) = office.claim(1)
    office.commit(job)
    assert office.record(job, LOST)
    assert not office.record(job, ACCEPTED)
    assert office.states()[0] is State.IN_DOUBT
    assert len(_attempts(office)) == 1


def test_evidence_from_somebody_else_settles_nothing(office: AnOffice) -> None:
    """Only the holder of the claim knows what was answered."""
    office.dispatch()
    (job,) = office.claim(1)
    office.commit(job)
    office.record(job, LOST)
    assert not office.record(replace(job, claim="another"), ACCEPTED)
    assert office.states()[0] is State.IN_DOUBT


@pytest.mark.parametrize("is_committed", [False, True])
def test_a_claim_given_back_counts_as_no_attempt(office: AnOffice, is_committed: bool) -> None:
    """Its holder knows that no dot was written, before D3 and after it alike."""
    office.dispatch()
    (job,) = office.claim(1)
    if is_committed:
        assert office.commit(job)
    assert office.apply(GiveBack((job,))) == 1
    row = office.deliveries()[0]
    assert (row.state, row.attempts, row.sha256) == (State.QUEUED, 0, None)
    assert office.apply(GiveBack((job,))) == 0
    again = next(one for one in office.claim() if one.delivery_id == job.delivery_id)
    assert again.attempt == 1


@pytest.mark.parametrize("outcome", [ACCEPTED, LOST, REFUSED_AT_DOT, DEFERRED_AT_DOT])
def test_what_has_ended_cannot_be_given_back(office: AnOffice, outcome: Outcome) -> None:
    """A slip of the program must not put a mailed recipient back in line."""
    office.dispatch()
    (job,) = office.claim(1)
    office.commit(job)
    office.record(job, outcome)
    before = office.deliveries()[0]
    assert office.apply(GiveBack((job,))) == 0
    assert office.deliveries()[0] == before


def test_what_a_dead_worker_held_is_sorted_by_the_dot(office: AnOffice) -> None:
    """Claimed goes back to the queue, committing is in doubt, what had ended stays; the living keep theirs."""
    office.dispatch()
    ended, committing = office.claim(2)
    (held,) = office.claim(1, worker="alive")
    office.commit(ended)
    office.record(ended, ACCEPTED)
    office.commit(committing)
    with office.database.writing() as transaction:
        ledger.register_worker(transaction, worker="w", host="h", pid=1, lock_file="/x", now=NOW)
    with office.database.writing() as transaction:
        assert ledger.take_back_from(transaction, "w", NOW) == (0, 1)
        assert list(transaction.scalars(select(WorkerRow.id))) == []
    assert office.states() == [State.ACCEPTED, State.IN_DOUBT, State.CLAIMED]
    with office.database.writing() as transaction:
        assert ledger.take_back_from(transaction, "alive", NOW) == (1, 0)
    assert office.states()[2] is State.QUEUED
    assert not office.commit(held)


def test_leases_run_out(office: AnOffice) -> None:
    """A worker on another host that says nothing for ten minutes is passed over; past its dot, it is a doubt."""
    office.dispatch()
    claimed, committing = office.claim(2)
    office.clock.forward(minutes=5)
    office.commit(committing)
    office.clock.forward(minutes=5)
    taken = office.claim(worker="other")
    assert {job.email for job in taken} == {claimed.email, "reporter2@news.example"}
    assert {job.attempt for job in taken} == {1}
    office.clock.forward(minutes=9, seconds=59)
    office.claim(worker="other")
    assert office.states()[1] is State.COMMITTING
    office.clock.forward(seconds=1)
    office.claim(worker="other")
    assert office.states()[1] is State.IN_DOUBT


@pytest.mark.parametrize("back", ["deferred at the dot", "given back"])
def test_an_opt_out_between_the_dot_and_its_reply_holds_for_the_next_try(office: AnOffice, back: str) -> None:
    """The message on its way cannot be called back, but it is not followed by another."""
    office.dispatch()
    (job,) = office.claim(1)
    assert office.commit(job)
    people.opt_out(office.context, job.email)
    office.apply(Record(job, DEFERRED_AT_DOT, 0.0) if back.startswith("deferred") else GiveBack((job,)))
    office.clock.forward(hours=1)
    assert job.email not in {one.email for one in office.claim()}
    assert office.states()[0] is State.SUPPRESSED


def test_claims_go_on_past_those_who_opted_out(office: AnOffice) -> None:
    """An empty answer means that nothing is due, so it is not given while somebody waits behind."""
    office.dispatch()
    jobs = office.claim(2)
    for job in jobs:
        assert office.commit(job)
        people.opt_out(office.context, job.email)
    office.apply(GiveBack(jobs, wait=timedelta(seconds=-1)))
    assert [one.email for one in office.claim(2)] == ["reporter2@news.example"]


def test_a_stopped_dispatch_leaves_what_was_sent(office: AnOffice) -> None:
    """Claimed, queued and deferred stop; committing and all that ended stay."""
    office.dispatch()
    first, second = office.claim(2)
    office.commit(first)
    office.record(second, DEFERRED)
    with office.database.writing() as transaction:
        mine = DeliveryRow.dispatch_id == first.dispatch_id
        assert ledger.cancel_open(transaction, mine, event=Event.CANCEL, now=NOW) == 2
    assert office.states() == [State.COMMITTING, State.CANCELLED, State.CANCELLED]


def test_counts_of_what_is_pending(office: AnOffice) -> None:
    """How many are left and when the first is due; nothing once all have ended."""
    office.dispatch()
    with office.database.reading() as transaction:
        assert rows.count_pending(transaction) == (3, NOW)
    for job in office.claim():
        office.commit(job)
        office.record(job, ACCEPTED)
    with office.database.reading() as transaction:
        assert rows.count_pending(transaction) == (0, None)


def test_replies_are_kept_as_text(office: AnOffice) -> None:
    """Whatever alphabet a server writes in."""
    office.dispatch()
    (job,) = office.claim(1)
    reply = REFUSED.reply
    assert reply is not None
    office.record(job, replace(REFUSED, reply=replace(reply, lines=("5.1.1 không tồn tại 🙅 'quoted' %s {{x}}",))))
    row: Delivery = office.deliveries()[0]
    assert row.reply == "5.1.1 không tồn tại 🙅 'quoted' %s {{x}}"


def _attempts(office: AnOffice) -> list[tuple[int, str, str]]:
    with office.database.reading() as transaction:
        columns = (AttemptRow.number, AttemptRow.stage, AttemptRow.verdict)
        return [(one[0], one[1], one[2]) for one in transaction.execute(select(*columns).order_by(AttemptRow.id))]
