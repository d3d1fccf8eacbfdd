"""Random legal steps against a real database: the counts always add up, and nobody is mailed twice."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from an_office import (
    ACCEPTED,
    CUT_OFF,
    DEFERRED,
    DEFERRED_AT_DOT,
    LOST,
    MESSAGE,
    REFUSED,
    REFUSED_AT_DOT,
    an_office,
    said,
)
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from return_samples import delayed, delivered, failed

from distrib.core.delivery.dispatch import Dispatch, Job
from distrib.core.delivery.ledger import PENDING, State
from distrib.core.delivery.outcome import Outcome
from distrib.core.delivery.status import Status
from distrib.core.smtp.stages import Stage
from distrib.db import ledger
from distrib.errors import NotAllowed, NotFound
from distrib.ingest.returns.mailboxes import Returned
from distrib.services import people
from distrib.services.context import Context
from distrib.services.delivery import delivering, dispatches, hands, returns, settling
from distrib.services.delivery.delivering import CommitToSend, GiveBack, Record
from distrib.services.delivery.settling import Word

PEOPLE = 4
WORKERS = st.sampled_from(["w1", "w2"])
AFTER_DOT = st.sampled_from([ACCEPTED, DEFERRED_AT_DOT, REFUSED_AT_DOT, LOST])
BUSY = said(Stage.RCPT, 421)
BEFORE_DOT = st.sampled_from([DEFERRED, REFUSED, CUT_OFF])
MAY_HAVE_IT = (ACCEPTED, LOST)
NEVER_AGAIN = frozenset({State.ACCEPTED, State.BOUNCED, State.IN_DOUBT, State.SETTLED_SENT, State.SETTLED_NOT_SENT})


class Ledger(RuleBasedStateMachine):
    """Two workers that claim, send, crash, stop, come back late, while people opt out and time passes, and a hand that
    pauses, resumes, stops, holds the domain and has what is in doubt sent again; reports of anybody come at any time.
    """

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        self.office = self.stack.enter_context(an_office(folder, people=PEOPLE))
        self.dispatch = self.office.dispatch()
        self.claimed: list[Job] = []
        self.sent: list[tuple[Job, Outcome]] = []
        self.reached: dict[str, int] = {}
        self.opted_out: set[str] = set()
        self.before: dict[str, State] = {}
        self.again: set[str] = set()
        self.is_held = False
        self.steps = 0

    def teardown(self) -> None:
        self.stack.close()

    @rule(worker=WORKERS, limit=st.integers(1, PEOPLE))
    def claim(self, worker: str, limit: int) -> None:
        jobs = self.office.claim(limit, worker)
        assert not {job.email for job in jobs} & self.opted_out
        assert self.may_go or not jobs
        self.claimed += jobs

    @precondition(lambda self: self.claimed)
    @rule(data=st.data(), answer=AFTER_DOT)
    def dot(self, data: st.DataObject, answer: Outcome) -> None:
        job = self._take(data)
        if self.office.commit(job):
            assert job.email not in self.opted_out
            assert self.may_go
            self.reached[job.email] = self.reached.get(job.email, 0) + (answer in MAY_HAVE_IT)
            self.sent.append((job, answer))

    @precondition(lambda self: len(self.claimed) > 1)
    @rule(answer=AFTER_DOT)
    def dots_in_one_batch(self, answer: Outcome) -> None:
        """Of all lanes of a worker, whose claims may be older than that of another one."""
        jobs, self.claimed = self.claimed, []
        allowed = delivering.apply(self.office.context, [CommitToSend(job, MESSAGE) for job in jobs])
        sent = [job for job, is_allowed in zip(jobs, allowed, strict=True) if is_allowed]
        for job in sent:
            self.reached[job.email] = self.reached.get(job.email, 0) + (answer in MAY_HAVE_IT)
        assert len({job.email for job in sent}) == len(sent)
        delivering.apply(self.office.context, [Record(job, answer, 0.0) for job in sent])

    @precondition(lambda self: self.claimed)
    @rule(data=st.data(), answer=BEFORE_DOT, is_committed=st.booleans())
    def end_without_dot(self, data: st.DataObject, answer: Outcome, is_committed: bool) -> None:
        job = self._take(data)
        if is_committed:
            self.office.commit(job)
        self.office.record(job, answer)

    @precondition(lambda self: self.claimed)
    @rule(data=st.data(), is_committed=st.booleans(), is_busy=st.booleans())
    def give_back(self, data: st.DataObject, is_committed: bool, is_busy: bool) -> None:
        job = self._take(data)
        if is_committed:
            self.office.commit(job)
        self.office.apply(GiveBack((job,), because=BUSY if is_busy else None))

    @precondition(lambda self: self.sent)
    @rule(data=st.data(), is_repeated=st.booleans())
    def hear(self, data: st.DataObject, is_repeated: bool) -> None:
        place = data.draw(st.integers(0, len(self.sent) - 1))
        self.office.record(*self.sent[place])
        if not is_repeated:
            del self.sent[place]

    @rule(worker=WORKERS)
    def die(self, worker: str) -> None:
        with self.office.database.writing() as transaction:
            ledger.take_back_from(transaction, worker, self.office.clock())

    @rule(who=st.integers(0, PEOPLE - 1))
    def opt_out(self, who: int) -> None:
        email = f"reporter{who}@news.example"
        people.opt_out(self.office.context, email)
        self.opted_out.add(email)

    @rule(deed=st.sampled_from([hands.pause, hands.resume, hands.resume]))
    def lay_a_hand_on_it(self, deed: Callable[[Context, int], Dispatch]) -> None:
        with suppress(NotAllowed):
            deed(self.office.context, self.dispatch.id)

    @precondition(lambda self: self.steps > 15)
    @rule()
    def stop(self) -> None:
        with suppress(NotAllowed):
            hands.stop(self.office.context, self.dispatch.id)

    @rule()
    def hold_or_release(self) -> None:
        (hands.release if self.is_held else hands.hold)(self.office.context, "news.example")
        self.is_held = not self.is_held

    @rule(word=st.sampled_from([Word.AGAIN, Word.AGAIN, Word.SENT, Word.NOT_SENT]), who=st.integers(0, PEOPLE - 1))
    def settle(self, word: Word, who: int) -> None:
        email = f"reporter{who}@news.example"
        with suppress(NotAllowed, NotFound):
            settling.settle(self.office.context, self.dispatch.id, word, email=email)
            if word is Word.AGAIN:
                assert email not in self.again
                self.again.add(email)
                self.before.pop(email)

    @rule(report=st.sampled_from([delivered, failed, delayed]), who=st.integers(0, PEOPLE - 1))
    def come_back(self, report: Callable[[str, int], bytes], who: int) -> None:
        message = Returned("mbox", report(f"token{who + 1:07}", self.steps))
        returns.weigh(self.office.context)
        list(returns.take_in(self.office.context, [message]))

    @rule(minutes=st.sampled_from([1, 6, 16, 60, 60 * 24]))
    def wait(self, minutes: int) -> None:
        self.office.clock.forward(minutes=minutes)

    @invariant()
    def the_parts_add_up(self) -> None:
        tally = dispatches.get(self.office.context, self.dispatch.id).tally
        assert tally.audience == PEOPLE
        stopped = tally.count(State.SUPPRESSED, State.CANCELLED, State.COMPLAINED)
        assert tally.accepted + tally.refused + tally.in_doubt + tally.pending + stopped == PEOPLE

    @invariant()
    def steps_are_counted(self) -> None:
        self.steps += 1

    @invariant()
    def nobody_is_mailed_twice(self) -> None:
        assert all(times <= 1 + (email in self.again) for email, times in self.reached.items())

    @invariant()
    def who_may_have_it_is_not_pending_again(self) -> None:
        now = {one.email: one.state for one in self.office.deliveries()}
        for email, state in self.before.items():
            if state in NEVER_AGAIN:
                assert now[email] not in PENDING
        self.before = now

    @property
    def may_go(self) -> bool:
        """Neither is the dispatch kept back nor the domain."""
        stands = dispatches.get(self.office.context, self.dispatch.id).standing
        return stands.status is Status.RUNNING and not self.is_held

    def _take(self, data: st.DataObject) -> Job:
        return self.claimed.pop(data.draw(st.integers(0, len(self.claimed) - 1)))


Ledger.TestCase.settings = settings(
    max_examples=15, stateful_step_count=35, deadline=None, suppress_health_check=list(HealthCheck)
)
TestLedger = pytest.mark.timeout(120)(Ledger.TestCase)
