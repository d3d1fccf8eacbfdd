"""The one road to the ledger: order, shared commits, and what happens while the database does not answer."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest
from an_office import ACCEPTED, NOW

from distrib.core.delivery.dispatch import Job
from distrib.errors import DatabaseUnusable
from distrib.services.delivery.delivering import Answer, Claim, CommitToSend, GiveBack, Record, Step
from distrib.worker import writer as writing
from distrib.worker.writer import MOST_STEPS, LedgerWriter

JOB = Job(1, 1, 1, 1, "a@news.example", "A", "<t@office.example>", "t", 1, "claim", NOW)


def commit(number: int) -> CommitToSend:
    return CommitToSend(replace(JOB, delivery_id=number), b"")


def record(number: int) -> Record:
    return Record(replace(JOB, delivery_id=number), ACCEPTED, 0.0)


@dataclass
class Ledger:
    """Keeps each transaction's steps, and answers each step with its place; fails as often as it is told to."""

    failures: int = 0
    bug: Exception | None = None
    transactions: list[list[Step]] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def apply(self, steps: Sequence[Step]) -> list[Answer]:
        if self.bug:
            raise self.bug
        if self.failures:
            self.failures -= 1
            raise DatabaseUnusable("the disk is full")
        self.transactions.append(list(steps))
        return list(range(len(steps)))

    def writer(self) -> LedgerWriter:
        return LedgerWriter(self.apply, complain=self.complaints.append, retry_seconds=0)

    @property
    def written(self) -> list[Step]:
        return [step for transaction in self.transactions for step in transaction]


def run(ledger: Ledger, steps: Sequence[Step]) -> list[Answer | BaseException]:
    """Post all steps at once, then work until everything is written; the answers, or what came instead."""

    async def work() -> list[Answer | BaseException]:
        writer = ledger.writer()
        answers = [writer.post(step) for step in steps]
        writer.close()
        await writer.run()
        return await asyncio.gather(*answers, return_exceptions=True)

    return asyncio.run(asyncio.wait_for(work(), 20))


def test_steps_behind_a_batch_that_could_not_be_written_keep_their_place() -> None:
    """Outcomes first in line, then what waited for the next batch; only who asked in the failed one is told."""
    steps = [step for number in range(MOST_STEPS // 2) for step in (record(number), commit(number))]
    later = [commit(MOST_STEPS + number) for number in range(3)]
    ledger = Ledger(failures=1)
    answers = run(ledger, [*steps, *later])
    assert [isinstance(answer, DatabaseUnusable) for answer in answers[1:MOST_STEPS:2]] == [True] * len(steps[1::2])
    assert ledger.written == [*steps[::2], *later]


def test_steps_that_wait_together_share_one_commit() -> None:
    """A hundred connections cost one disk flush; a transaction has a bound."""
    ledger, steps = Ledger(), [commit(number) for number in range(MOST_STEPS + 10)]
    answers = run(ledger, steps)
    assert [len(transaction) for transaction in ledger.transactions] == [MOST_STEPS, 10]
    assert ledger.written == steps
    assert answers == [*range(MOST_STEPS), *range(10)]


def test_steps_keep_their_order() -> None:
    """An outcome is on disk before, or with, the next message's step before its dot."""
    steps: list[Step] = [commit(1), record(1), commit(2), GiveBack((JOB,)), Claim("w", 1), record(2)]
    ledger = Ledger()
    run(ledger, steps)
    assert ledger.written == steps


def test_steps_posted_one_after_the_other_are_answered_at_once() -> None:
    """A single connection waits for nobody."""

    async def work() -> None:
        ledger = Ledger()
        writer = ledger.writer()
        running = asyncio.create_task(writer.run())
        for number in range(5):
            assert await writer.post(commit(number)) == 0
        writer.close()
        await running
        assert len(ledger.transactions) == 5

    asyncio.run(asyncio.wait_for(work(), 20))


@pytest.mark.parametrize("moment", [1e-6, 1e-5])
def test_a_batch_that_waits_for_others_ends_whenever_its_moment_is_over(
    monkeypatch: pytest.MonkeyPatch, moment: float
) -> None:
    """Also where that is just before the wait begins: a wait for less than nothing would never end."""
    monkeypatch.setattr(writing, "GATHER_SECONDS", moment)

    async def work() -> None:
        writer = LedgerWriter(lambda steps: [True] * len(steps), complain=print, lanes=2)
        threading.Thread(target=writer._work, args=(asyncio.get_running_loop(),), daemon=True).start()
        for number in range(3_000):
            assert await writer.post(commit(number))
        writer.close()

    asyncio.run(asyncio.wait_for(work(), 20))


@pytest.mark.parametrize("step", [commit(1), Claim("w", 8)])
def test_without_the_database_no_dot_is_allowed_and_nothing_is_claimed(step: Step) -> None:
    """The one who waits learns it at once; nothing of it is tried again."""
    ledger = Ledger(failures=1)
    (answer,) = run(ledger, [step])
    assert isinstance(answer, DatabaseUnusable)
    assert ledger.written == []
    assert ledger.complaints == ["the disk is full"]


@pytest.mark.parametrize("step", [record(1), GiveBack((JOB,))])
def test_what_happened_is_written_as_soon_as_the_database_answers(step: Step) -> None:
    """However long that takes, and before the process may end."""
    ledger = Ledger(failures=7)
    assert run(ledger, [step]) == [0]
    assert ledger.written == [step]
    assert len(ledger.complaints) == 7


def test_outcomes_keep_their_place_before_what_came_after_them() -> None:
    """Through a failure in their midst the kept ones stay first and in order."""
    ledger = Ledger(failures=1)
    steps: list[Step] = [record(number) for number in range(3)]
    answers = run(ledger, [commit(10), steps[0], commit(11), steps[1], Claim("w", 1), steps[2]])
    assert ledger.written == steps
    assert [isinstance(answer, DatabaseUnusable) for answer in answers] == [True, False, True, False, True, False]


def test_nothing_new_is_answered_before_the_outcomes_are_on_disk() -> None:
    """While outcomes wait, whoever asks for another dot is refused, not answered out of turn."""

    async def work() -> None:
        ledger = Ledger(failures=1)
        writer = ledger.writer()
        kept = writer.post(record(1))
        running = asyncio.create_task(writer.run())
        while ledger.failures:  # noqa: ASYNC110 - it falls in another thread
            await asyncio.sleep(0)
        later = writer.post(commit(2))
        writer.close()
        await running
        assert kept.done()
        assert later.done()
        assert ledger.written == [record(1), commit(2)]

    asyncio.run(asyncio.wait_for(work(), 20))


def test_a_bug_ends_it_and_nobody_waits_in_vain() -> None:
    """What is posted afterwards is not answered either; every open delivery is found by the sign-off."""

    async def work() -> None:
        ledger = Ledger(bug=ZeroDivisionError("a bug"))
        writer = ledger.writer()
        running = asyncio.create_task(writer.run())
        before = [writer.post(commit(1)), writer.post(Claim("w", 1))]
        kept = writer.post(record(1))
        for answer in before:
            with pytest.raises(ZeroDivisionError):
                await answer
        with pytest.raises(ZeroDivisionError):
            await running
        with pytest.raises(ZeroDivisionError):
            await writer.post(commit(2))
        assert kept.cancelled()
        assert writer.post(record(2)).cancelled()

    asyncio.run(asyncio.wait_for(work(), 20))
