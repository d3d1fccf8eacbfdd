"""The ledger as a worker uses it: batches of durable steps in one transaction each, in order of arrival."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from distrib.core.dispatch import Job
from distrib.core.ledger import Event
from distrib.core.outcome import Outcome, Verdict
from distrib.core.people import address_key
from distrib.core.retry import next_attempt
from distrib.db import dispatches, ledger, office, sends, suppressions, wakeup
from distrib.db.engine import Transaction
from distrib.services.context import Context


@dataclass(frozen=True, slots=True)
class Claim:
    """D2: take up to `limit` due deliveries. Answer: a tuple of `Job`."""

    worker: str
    limit: int


@dataclass(frozen=True, slots=True)
class CommitToSend:
    """D3: the final dot is about to be written. Answer: whether it may be."""

    job: Job
    sha256: str


@dataclass(frozen=True, slots=True)
class Record:
    """D4: how an attempt ended. Answer: whether the row was still this claim's."""

    job: Job
    outcome: Outcome
    jitter: float
    """In [0, 1): spreads retries."""


@dataclass(frozen=True, slots=True)
class GiveBack:
    """Claims that were not used: no final dot was written for them. Answer: how many went back to the queue."""

    jobs: tuple[Job, ...]
    wait: timedelta = timedelta(0)


Step = Claim | CommitToSend | Record | GiveBack
Answer = tuple[Job, ...] | bool | int


def apply(context: Context, steps: Sequence[Step]) -> list[Answer]:
    """Carry out the steps in one transaction; it is on disk when this returns, or nothing is.

    Steps of one kind are done together, outcomes first. No two steps of a batch concern the same delivery: each
    waits for the answer to the one before.

    Raises:
        OlderCopy: the database does not know of everything that was sent; nothing was changed.
        DatabaseUnusable: nothing was changed.
    """
    counted = None
    answers: dict[int, Answer] = {}
    by_kind: dict[type[Step], list[int]] = defaultdict(list)
    for number, step in enumerate(steps):
        by_kind[type(step)].append(number)
    with context.database.writing() as connection:
        now = context.database.now(connection)
        for kind in (Record, GiveBack, CommitToSend, Claim):
            numbers = by_kind[kind]
            batch = [steps[number] for number in numbers]
            if batch:
                answers |= zip(numbers, _apply(context, connection, kind, batch, now), strict=True)
        if by_kind[CommitToSend]:
            counted = sends.count_on(context.database, connection)
    if counted is not None:
        sends.write(context.database, counted)
    return [answers[number] for number in range(len(steps))]


def pending(context: Context) -> tuple[int, datetime | None]:
    """How many deliveries are still to be done, and when the first of them is due."""
    with context.database.reading() as connection:
        return dispatches.count_pending(connection)


@contextmanager
def listening(context: Context) -> Iterator[Callable[[float], bool] | None]:
    """Yields what waits for announced work, at most so many seconds; None on SQLite, where nobody announces any."""
    if context.database.is_sqlite:
        yield None
        return
    ear = wakeup.Ear(context.database)
    try:
        yield ear.wait
    finally:
        ear.close()


def _apply(
    context: Context, connection: Transaction, kind: type[Step], batch: Sequence[Any], now: datetime
) -> Sequence[Answer]:
    if kind is Record:
        return _record(connection, batch, now)
    if kind is CommitToSend:
        return ledger.commit_to_send(connection, [(step.job, step.sha256) for step in batch], now)
    if kind is GiveBack:
        return [_give_back(connection, step, now) for step in batch]
    return [_claim(context, connection, step, now) for step in batch]


def _give_back(connection: Transaction, step: GiveBack, now: datetime) -> int:
    return ledger.give_back(connection, step.jobs, due_at=now + step.wait if step.wait else None, now=now)


def _claim(context: Context, connection: Transaction, step: Claim, now: datetime) -> tuple[Job, ...]:
    """Claims, without those who opted out while their message was past its D3 and which then came back.

    Whoever opts out later loses the claim by that, so D3 fails.
    """
    token = f"{step.worker}.{context.new_token()}"
    while jobs := ledger.claim(connection, worker=step.worker, token=token, limit=step.limit, now=now):
        stopped = _suppressed(connection, jobs)
        for key in stopped:
            ledger.suppress_address(connection, key, now)
        kept = tuple(job for job in jobs if address_key(job.email) not in stopped)
        if kept:
            return kept
    return ()


def _suppressed(connection: Transaction, jobs: Sequence[Job]) -> frozenset[str]:
    founded = office.organisation(connection)
    return (
        suppressions.suppressed_among(connection, founded[1], [job.email for job in jobs]) if founded else frozenset()
    )


_EVENT = {
    Verdict.ACCEPTED: Event.ACCEPT,
    Verdict.DEFERRED: Event.DEFER,
    Verdict.REFUSED: Event.REFUSE,
    Verdict.IN_DOUBT: Event.LOSE,
}
_EVIDENCE = {Verdict.ACCEPTED: Event.SETTLE_SENT, Verdict.REFUSED: Event.SETTLE_NOT_SENT}


def _record(connection: Transaction, batch: Sequence[Record], now: datetime) -> list[bool]:
    ended = [_ended(step, now) for step in batch]
    answers = ledger.record_outcomes(connection, ended, now)
    return [is_mine or _settle(connection, one, now) for one, is_mine in zip(ended, answers, strict=True)]


def _ended(step: Record, now: datetime) -> ledger.Ended:
    job, outcome = step.job, step.outcome
    event = _EVENT[outcome.verdict]
    if outcome.verdict is not Verdict.DEFERRED:
        return ledger.Ended(job, outcome, (event,), None)
    due_at = next_attempt(job.attempt, now, job.queued_at, jitter=step.jitter)
    return ledger.Ended(job, outcome, (event,) if due_at else (event, Event.EXPIRE), due_at)


def _settle(connection: Transaction, one: ledger.Ended, now: datetime) -> bool:
    """A reply that came after another process had put the delivery in doubt is evidence."""
    evidence = _EVIDENCE.get(one.outcome.verdict) if one.outcome.is_after_dot else None
    return evidence is not None and ledger.settle_by_late_reply(connection, one.job, evidence, now)
