"""One connection's way through its deliveries: compose, MAIL, RCPT, DATA, D3, the final dot, D4.

Before D3 of one message is answered the next is composed, and its MAIL, RCPT and DATA travel with the dot of the
first; its own dot waits for its own D3. A lane decides nothing about a delivery: the ledger says whether the dot
may be sent, `core.delivery.outcome` what a reply means.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import monotonic
from typing import Protocol

from distrib.core.delivery.dispatch import Job
from distrib.core.delivery.outcome import Fault, Outcome, Scope, judge
from distrib.core.delivery.routes import Route
from distrib.core.smtp.commands import Envelope, IllegalOrder
from distrib.core.smtp.stages import Stage
from distrib.core.smtp.transparency import Transparent
from distrib.errors import DatabaseUnusable, NotAllowed
from distrib.services.delivery.composing import Mail
from distrib.services.delivery.delivering import CommitToSend, GiveBack, Record
from distrib.worker.routes import Routes, Way
from distrib.worker.writer import LedgerWriter

ALLOWED_FOR = 300.0
"""Seconds within which a dot that is allowed must be written.

After fifteen minutes (`db.recording.COMMIT_LEASE`) others put the delivery in doubt, and a person may have it sent
again: a process that was stopped in between must not write it then.
"""


class Connection(Protocol):
    """What a lane asks of a connection; `mail.smtp` has the real one, tests a scripted one."""

    @property
    def is_usable(self) -> bool:
        """Whether a message can be begun, or has been."""
        ...

    async def open(self) -> Outcome | None:
        """Connect and greet; None when ready, else why not."""
        ...

    async def begin(self, envelope: Envelope, message: Transparent) -> Outcome | None:
        """Everything up to the final dot, exclusive; None when ready for it, else how it ended."""
        ...

    async def finish(self, envelope: Envelope | None = None, message: bytes = b"") -> Outcome:
        """Write the final dot, and the beginning of the next message where one is named; read the dot's reply."""
        ...

    async def abandon(self) -> None:
        """Close without the dot."""
        ...

    async def quit(self) -> None:
        """Take leave."""
        ...


@dataclass(frozen=True, slots=True)
class Ports:
    """What a lane works with; one set is shared by all lanes."""

    routes: Routes
    connect: Callable[[Route], Connection]
    compose: Callable[[Job], Awaitable[Mail]]
    writer: LedgerWriter
    next_job: Callable[[], Awaitable[Job | None]]
    """A claimed delivery, or None when there is none now."""
    job_at_hand: Callable[[], Job | None]
    """A delivery that is claimed already; never waits."""
    wait_for_more: Callable[[bool], Awaitable[bool]]
    """Waits a while, told whether there is a way to send by; False when there will be no more."""
    site_failed: Callable[[Route, Outcome], Awaitable[None]]
    """Told when a mail server as a whole does not serve us."""
    domain_is_busy: Callable[[Route, Job, Outcome], Awaitable[None]]
    """Told when a recipient's domain was turned away before the dot; it sees to the job."""
    dot_not_allowed: Callable[[DatabaseUnusable], None]
    """Told when the ledger could not answer whether a dot may be sent."""
    claim_taken_away: Callable[[], None]
    """Told when a claim was no longer ours: somebody stopped, paused or held, and more may be gone."""
    finished: Callable[[Job, Outcome], None]
    jitter: Callable[[], float]


@dataclass(frozen=True, slots=True)
class _Task:
    job: Job
    mail: Mail


class Lane:
    """A connection and the deliveries that go through it, one past its D3 at a time."""

    def __init__(self, ports: Ports, number: int = 0) -> None:
        """`number` counts the lanes of a worker from 0: a route may take fewer of them than there are."""
        self._ports = ports
        self._number = number
        self._way: Way | None = None
        self._is_moving = False
        self._connection: Connection | None = None
        self._following: _Task | None = None
        self._sent_here = 0

    async def run(self) -> None:
        """Deliver until there is nothing more to come."""
        try:
            while True:
                task = self._following
                self._following = None
                if task is None and await self._has_way() and (job := await self._ports.next_job()) is not None:
                    task = await self._composed(job)
                    if task is None:
                        continue
                if task is not None:
                    await self._deliver(task)
                    continue
                has_way = self._way is not None
                await self._leave()
                if not await self._ports.wait_for_more(has_way):
                    return
        finally:
            if self._following is not None:
                self._ports.writer.post(GiveBack((self._following.job,)))
            await self._leave()

    async def _composed(self, job: Job) -> _Task | None:
        """The job with its message; None when there is none, which is settled then."""
        try:
            return _Task(job, await self._ports.compose(job))
        except DatabaseUnusable:
            self._ports.writer.post(GiveBack((job,)))
        except NotAllowed:
            # One address that cannot be written must not keep the others from their mail.
            await self._settle(job, judge(Stage.MAIL, Fault.UNSENDABLE))
        return None

    async def _deliver(self, task: _Task) -> None:
        try:
            outcome = await self._open() or await self._send(task) if await self._has_way() else None
            await self._settle(task.job, outcome)
        except IllegalOrder:
            await self._settle(task.job, judge(Stage.MAIL, Fault.UNSENDABLE))
            await self._leave()

    async def _has_way(self) -> bool:
        """Whether there is a way to send by: that of the open connection, or another one where it cannot go on."""
        routes, connection = self._ports.routes, self._connection
        if self._way is not None:
            if connection is None and routes.is_still_best(self._way):
                return True
            if connection is not None and connection.is_usable and not self._is_moving:
                return True
        await self._leave()
        self._way, self._is_moving = await routes.choose(self._number), False
        return self._way is not None

    async def _open(self) -> Outcome | None:
        if self._connection is not None:
            return None
        self._connection = self._ports.connect(self._chosen.route)
        return await self._connection.open()

    @property
    def _chosen(self) -> Way:
        assert self._way is not None  # noqa: S101 - nothing is begun without one
        return self._way

    async def _send(self, task: _Task) -> Outcome | None:
        """The outcome, or None when the ledger did not allow the dot and none was written."""
        connection, mail = self._connection, task.mail
        assert connection is not None  # noqa: S101 - opened just before
        outcome = await connection.begin(mail.envelope, mail.message)
        if outcome is not None:
            return outcome
        asked_at = monotonic()
        step = self._ports.writer.post(CommitToSend(task.job, mail.message))
        self._is_moving = self._ports.routes.is_to_leave(self._chosen)
        job = None if self._is_moving else self._ports.job_at_hand()
        self._following = await self._composed(job) if job is not None else None
        try:
            is_allowed = await step
        except DatabaseUnusable as fault:
            self._ports.dot_not_allowed(fault)
            is_allowed = False
        else:
            if not is_allowed:
                self._ports.claim_taken_away()
        if not is_allowed or monotonic() - asked_at > ALLOWED_FOR:
            await connection.abandon()
            return None
        if self._following is None:
            return await connection.finish()
        return await connection.finish(self._following.mail.envelope, self._following.mail.message)

    async def _settle(self, job: Job, outcome: Outcome | None) -> None:
        if outcome is None:
            self._ports.writer.post(GiveBack((job,)))
        elif outcome.scope is Scope.SITE and not outcome.is_after_dot:
            await self._site_failed(job, outcome)
        elif outcome.scope is Scope.DOMAIN and not outcome.is_after_dot:
            await self._ports.domain_is_busy(self._chosen.route, job, outcome)
        else:
            self._sent_here += 1
            self._ports.writer.post(Record(job, outcome, self._ports.jitter(), self._chosen.route.name))
            self._ports.finished(job, outcome)
            if outcome.reply is not None and self._ports.routes.is_doubted(self._chosen):
                await self._ports.routes.served(self._chosen)

    async def _site_failed(self, job: Job, outcome: Outcome) -> None:
        """A server that tires of a connection is greeted anew; one that refuses a fresh connection is left alone."""
        self._ports.writer.post(GiveBack((job,)))
        was_fresh, route = self._sent_here == 0, self._chosen.route
        await self._leave()
        if was_fresh:
            await self._ports.site_failed(route, outcome)

    async def _leave(self) -> None:
        """Take leave of the server first: until then the connection counts."""
        connection, self._connection = self._connection, None
        way, self._way = self._way, None
        self._sent_here = 0
        try:
            if connection is not None:
                await connection.quit()
        finally:
            if way is not None:
                await self._ports.routes.left(way)
