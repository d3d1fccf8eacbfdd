"""Sees what happens in a worker and hands it to the log and the counters. It changes nothing."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from distrib.config import Settings
from distrib.core.delivery.dispatch import Job
from distrib.core.delivery.outcome import Outcome
from distrib.core.delivery.routes import Route
from distrib.core.smtp.commands import Envelope
from distrib.core.smtp.transparency import Transparent
from distrib.errors import DatabaseUnusable
from distrib.services.delivery import workers
from distrib.services.delivery.delivering import Answer, CommitToSend, Step
from distrib.services.delivery.workers import TakenBack
from distrib.worker.engine import Report
from distrib.worker.events import EventLog, logger_to
from distrib.worker.idling import Mode
from distrib.worker.lane import Connection
from distrib.worker.log_file import LogFile
from distrib.worker.metrics import Counters

Apply = Callable[[Sequence[Step]], list[Answer]]


@dataclass(frozen=True, slots=True)
class Witness:
    """One worker's log and counters."""

    log: EventLog
    counters: Counters

    def begins(self, mode: Mode, connections: int) -> None:
        """The worker has signed on."""
        facts = {"mode": mode.value, "connections": connections, "pid": os.getpid(), "host": workers.host()}
        self.log.write("worker started", logging.INFO, **facts)

    def ends(self, report: Report) -> None:
        """The worker has nothing in flight any more."""
        failed = report.site_failure.text if report.site_failure else report.database_failure
        bug = type(report.bug).__name__ if report.bug else None
        facts = {verdict.value: count for verdict, count in self.counters.attempts.items()}
        seconds = round(time.time() - self.counters.started, 1)
        self.log.write("worker ended", seconds=seconds, **facts, failed=failed and self.log.shown(failed), bug=bug)

    def heard(self, job: Job, outcome: Outcome) -> None:
        """An attempt ended."""
        self.counters.ended(outcome)
        self.log.attempt(job, outcome)

    def took_back(self, taken: TakenBack) -> None:
        """What dead workers had held."""
        if taken.returned or taken.in_doubt:
            self.log.write("taken back", returned=taken.returned, in_doubt=taken.in_doubt)

    def rests(self, seconds: float, outcome: Outcome) -> None:
        """The mail server serves nobody here."""
        self.counters.site_failures += 1
        self.log.write("site failure", logging.ERROR, rest_seconds=round(seconds), **self.log.said(outcome))

    def watched(self, connect: Callable[[Route], Connection]) -> Callable[[Route], Connection]:
        """Connections whose opening and end are seen."""
        return lambda route: _Watched(connect(route), self)

    def overseen(self, apply: Apply) -> Apply:
        """The ledger's road, whose refusals and failures are seen."""

        def overseen(steps: Sequence[Step]) -> list[Answer]:
            try:
                answers = apply(steps)
            except DatabaseUnusable as fault:
                self._database_failed(steps, fault)
                raise
            if False in answers:  # rare, and found at the speed of C
                self._refused(steps, answers)
            return answers

        return overseen

    def _refused(self, steps: Sequence[Step], answers: Sequence[Answer]) -> None:
        for step, answer in zip(steps, answers, strict=True):
            if answer is False and isinstance(step, CommitToSend):
                self.counters.claims_taken_away += 1
                job = step.job
                self.log.write("claim taken away", dispatch=job.dispatch_id, delivery=job.delivery_id)

    def _database_failed(self, steps: Sequence[Step], fault: DatabaseUnusable) -> None:
        self.counters.database_failures += 1
        self.log.write("database failure", logging.ERROR, text=str(fault))
        dots = sum(isinstance(step, CommitToSend) for step in steps)
        if dots:
            self.log.write("dot not allowed", logging.ERROR, messages=dots)


@contextmanager
def witnessing(settings: Settings, worker: str) -> Iterator[Witness]:
    """A witness that writes to the office's log, for as long as a worker runs."""
    handler = LogFile(settings.home / "log" / "worker.log")
    log = EventLog(logger_to(handler, settings.log), settings.log, worker)
    try:
        yield Witness(log, Counters(time.time()))
    finally:
        handler.close()


class _Watched:
    """A connection that tells when it is open and when it ends."""

    def __init__(self, connection: Connection, witness: Witness) -> None:
        self._connection = connection
        self._witness = witness
        self._is_open = False
        self._messages = 0

    @property
    def is_usable(self) -> bool:
        return self._connection.is_usable

    async def open(self) -> Outcome | None:
        failed = await self._connection.open()
        log, counters = self._witness.log, self._witness.counters
        if failed is None:
            self._is_open = True
            counters.connections_opened += 1
            log.write("connection opened")
        else:
            counters.connections_failed += 1
            log.write("connection failed", logging.WARNING, **log.said(failed))
        return failed

    async def begin(self, envelope: Envelope, message: Transparent) -> Outcome | None:
        return await self._connection.begin(envelope, message)

    async def finish(self, envelope: Envelope | None = None, message: bytes = b"") -> Outcome:
        self._messages += 1
        return await self._connection.finish(envelope, message)

    async def abandon(self) -> None:
        await self._connection.abandon()
        self._closed()

    async def quit(self) -> None:
        await self._connection.quit()
        self._closed()

    def _closed(self) -> None:
        if self._is_open:
            self._is_open = False
            self._witness.log.write("connection closed", messages=self._messages)
