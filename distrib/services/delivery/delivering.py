"""The ledger as a worker uses it: batches of durable steps in one transaction each, in order of arrival."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from distrib.core.delivery.dispatch import Job
from distrib.core.delivery.ledger import Event
from distrib.core.delivery.outcome import Outcome, Verdict
from distrib.core.delivery.retry import Patience, next_attempt
from distrib.core.delivery.routes import Route
from distrib.core.people import address_key
from distrib.db import claiming, dispatches, ledger, office, recording, sends, suppressions, wakeup
from distrib.db.engine import Transaction
from distrib.services.context import Context
from distrib.services.delivery import pacing


@dataclass(frozen=True, slots=True)
class Claim:
    """D2: take up to `limit` due deliveries. Answer: a tuple of `Job`."""

    worker: str
    limit: int
    route: Route | None = None
    """By which they are to go: its limit counts."""


@dataclass(frozen=True, slots=True)
class CommitToSend:
    """D3: the final dot is about to be written. Answer: whether it may be."""

    job: Job
    message: bytes
    """As it goes over the wire; its SHA-256 is recorded."""


@dataclass(frozen=True, slots=True)
class Record:
    """D4: how an attempt ended. Answer: whether the row was still this claim's."""

    job: Job
    outcome: Outcome
    jitter: float
    """In [0, 1): spreads retries."""
    route: str | None = None
    """By which it went."""


@dataclass(frozen=True, slots=True)
class GiveBack:
    """Claims that were not used: no final dot was written for them. Answer: how many went back to the queue."""

    jobs: tuple[Job, ...]
    wait: timedelta = timedelta(0)
    because: Outcome | None = None
    """What the domain of the first of them said, where that is why: it spends nobody's tries."""


Step = Claim | CommitToSend | Record | GiveBack
Answer = tuple[Job, ...] | bool | int


def apply(context: Context, steps: Sequence[Step]) -> list[Answer]:
    """Carry out the steps in one transaction; it is on disk when this returns, or nothing is.

    Steps of one kind are done together, outcomes first. No two steps of a batch concern the same claim of a delivery:
    each waits for the answer to the one before.

    Raises:
        OlderCopy: the database does not know of everything that was sent; nothing was changed.
        DatabaseUnusable: nothing was changed.
    """
    # Before the transaction: hashing takes its time, and nobody waits for the ledger meanwhile.
    hashed = [(step.job, hashlib.sha256(step.message).hexdigest()) for step in _of(CommitToSend, steps)]
    with context.database.writing() as connection:
        now = context.database.now(connection)
        answers: dict[type[Step], Sequence[Answer]] = {
            Record: _record(context, connection, _of(Record, steps), now),
            GiveBack: [_give_back(connection, step, now) for step in _of(GiveBack, steps)],
            CommitToSend: recording.commit_to_send(connection, hashed, now) if hashed else (),
        }
        pacing.feed_back(context, connection, _heard(steps), now)
        answers[Claim] = [_claim(context, connection, step, now) for step in _of(Claim, steps)]
        counted = sends.count_on(context.database, connection) if hashed else None
    if counted is not None:
        sends.write(context.database, counted)
    in_order = {kind: iter(found) for kind, found in answers.items()}
    return [next(in_order[type(step)]) for step in steps]


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


_Kind = TypeVar("_Kind", Claim, CommitToSend, Record, GiveBack)


def _of(kind: type[_Kind], steps: Sequence[Step]) -> list[_Kind]:
    return [step for step in steps if isinstance(step, kind)]


def _heard(steps: Sequence[Step]) -> Iterator[tuple[Job, Outcome]]:
    """What the steps tell of the domains, in their order."""
    for step in steps:
        if isinstance(step, Record):
            yield step.job, step.outcome
        elif isinstance(step, GiveBack) and step.because is not None:
            yield step.jobs[0], step.because


def _give_back(connection: Transaction, step: GiveBack, now: datetime) -> int:
    return ledger.give_back(connection, step.jobs, due_at=now + step.wait if step.wait else None, now=now)


def _claim(context: Context, connection: Transaction, step: Claim, now: datetime) -> tuple[Job, ...]:
    """Claims, without those who opted out while their message was past its D3 and which then came back.

    Whoever opts out later loses the claim by that, so D3 fails.
    """
    token = f"{step.worker}.{context.new_token()}"
    rules, patience = context.settings.pacing, context.settings.retry
    claim = partial(claiming.claim, connection, worker=step.worker, token=token, limit=step.limit, route=step.route)
    while jobs := claim(now=now, rules=rules, patience=patience):
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


def _record(context: Context, connection: Transaction, batch: Sequence[Record], now: datetime) -> list[bool]:
    ended = [_ended(step, now, context.settings.retry) for step in batch]
    answers = recording.record_outcomes(connection, ended, now)
    return [is_mine or _settle(connection, one, now) for one, is_mine in zip(ended, answers, strict=True)]


def _ended(step: Record, now: datetime, patience: Patience) -> recording.Ended:
    job, outcome = step.job, step.outcome
    event = _EVENT[outcome.verdict]
    if outcome.verdict is not Verdict.DEFERRED:
        return recording.Ended(job, outcome, (event,), None, step.route)
    since = job.may_go_since or job.queued_at
    due_at = next_attempt(job.attempt, now, since, jitter=step.jitter, patience=patience)
    return recording.Ended(job, outcome, (event,) if due_at else (event, Event.EXPIRE), due_at, step.route)


def _settle(connection: Transaction, one: recording.Ended, now: datetime) -> bool:
    """A reply that came after another process had put the delivery in doubt is evidence."""
    evidence = _EVIDENCE.get(one.outcome.verdict) if one.outcome.is_after_dot else None
    return evidence is not None and recording.settle_by_late_reply(connection, one, evidence, now)
