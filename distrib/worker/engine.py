"""One worker's run: claims batches of due deliveries, hands them to its lanes, and decides when to rest or end.

A stop lets what is in flight finish and gives the rest back to the queue.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from distrib.core.delivery.dispatch import Job
from distrib.core.delivery.outcome import Outcome, Scope, Verdict
from distrib.core.delivery.routes import Route
from distrib.errors import DatabaseUnusable
from distrib.services.delivery.composing import Composer, Mail
from distrib.services.delivery.delivering import Claim, GiveBack
from distrib.worker.hand import Hand
from distrib.worker.idling import Idling, Mode
from distrib.worker.lane import Connection, Lane, Ports
from distrib.worker.rest import Rest
from distrib.worker.routes import Routes
from distrib.worker.supply import Supply
from distrib.worker.writer import LedgerWriter

BATCH = 8
"""Deliveries claimed per connection at a time: few enough to be sent long before their lease ends."""


@dataclass(slots=True)
class Report:
    """What a run did."""

    ended: int = 0
    """Attempts that ended, whatever way."""
    site_failure: Outcome | None = None
    """Why the mail server would not serve us, when that ended the run."""
    database_failure: str | None = None
    bug: BaseException | None = None


@dataclass(frozen=True, slots=True)
class Machinery:
    """What a run works with."""

    worker: str
    routes: Routes
    connect: Callable[[Route], Connection]
    composer: Composer
    writer: LedgerWriter
    pending: Callable[[], tuple[int, datetime | None]]
    """How many deliveries are left, and when the first is due. It may block."""
    heard: Callable[[Job, Outcome], None]
    """Told of each attempt's end."""
    complain: Callable[[str], None]
    rests: Callable[[float, Outcome], None]
    """Told when a rest begins because the mail server does not serve: how many seconds, and how it failed."""
    wait_for_work: Callable[[float], bool] | None = None
    """Blocks until work is announced, or so many seconds; False when nothing can be heard. None: polling only."""


class Engine:
    """Runs lanes over a shared hand of claimed jobs."""

    def __init__(self, machinery: Machinery, *, mode: Mode, connections: int) -> None:
        self._machinery = machinery
        self._is_for_once = mode is Mode.ONCE
        self._connections = connections
        self._hand = Hand(machinery.writer)
        size = connections * BATCH
        self._supply = Supply(self._hand, self._claim, self._is_halted, size=size, lanes=connections)
        self._rest = Rest(lambda: asyncio.get_running_loop().time())
        self._idling = Idling(
            *(mode, self._hand, self._supply, self._rest),
            pending=machinery.pending,
            listen=machinery.wait_for_work,
        )
        self._report = Report()

    def stop(self) -> None:
        """Finish what is in flight, give back the rest, end."""
        self._idling.stop()

    async def run(self) -> Report:
        """Work until the mode's end or a stop."""
        writing = asyncio.create_task(self._machinery.writer.run())
        try:
            await self._machinery.routes.begin()
            await asyncio.gather(*(self._lane(number) for number in range(self._connections)))
            await self._end_supply()
            self._hand.give_back()
        finally:
            self._machinery.writer.close()
            await writing
            await asyncio.to_thread(self._machinery.routes.end)
        return self._report

    async def _lane(self, number: int) -> None:
        """A lane that breaks must not cut off the others between a dot and its reply."""
        ports = Ports(
            routes=self._machinery.routes,
            connect=self._machinery.connect,
            compose=self._compose,
            writer=self._machinery.writer,
            next_job=self._supply.next_job,
            job_at_hand=self._supply.job_at_hand,
            wait_for_more=self._idling.wait_for_more,
            site_failed=self._site_failed,
            domain_is_busy=self._domain_is_busy,
            dot_not_allowed=self._dot_not_allowed,
            claim_taken_away=self._hand.give_back,
            finished=self._finished,
            jitter=random.random,
        )
        try:
            await Lane(ports, number).run()
        except Exception as bug:  # reported once everything in flight has ended
            self._report.bug = self._report.bug or bug
            self.stop()

    async def _end_supply(self) -> None:
        try:
            await self._supply.end()
        except Exception as bug:  # what is in the hand goes back all the same
            self._report.bug = self._report.bug or bug

    async def _compose(self, job: Job) -> Mail:
        composer = self._machinery.composer
        return composer.compose(job) if composer.is_ready_for(job) else await asyncio.to_thread(composer.compose, job)

    def _is_halted(self) -> bool:
        return self._idling.is_stopping or bool(self._rest.seconds_left)

    async def _claim(self, limit: int) -> tuple[Job, ...]:
        await self._machinery.routes.learn()
        step = Claim(self._machinery.worker, limit, self._machinery.routes.current)
        try:
            answer = await self._machinery.writer.post(step)
        except DatabaseUnusable as fault:
            self._database_failed(fault)
            return ()
        assert isinstance(answer, tuple)  # noqa: S101 - a claim is answered with jobs
        return answer

    def _finished(self, job: Job, outcome: Outcome) -> None:
        self._report.ended += 1
        if outcome.verdict is Verdict.ACCEPTED:
            self._rest.served()
        elif outcome.scope is Scope.DOMAIN:
            self._hand.give_back_domain(job.domain)
        self._machinery.heard(job, outcome)

    async def _domain_is_busy(self, route: Route, job: Job, outcome: Outcome) -> None:
        """The domain's, until one domain after the other is turned away."""
        if self._rest.is_server_busy(job.domain):
            self._machinery.writer.post(GiveBack((job,)))
            await self._site_failed(route, outcome)
            return
        self._machinery.writer.post(GiveBack((job,), because=outcome))
        self._hand.give_back_domain(job.domain)

    async def _site_failed(self, route: Route, outcome: Outcome) -> None:
        """Another route goes on with what is claimed anew, within its own limit; without one the worker rests."""
        is_news = not self._machinery.routes.is_resting(route)
        self._hand.give_back()
        if await self._machinery.routes.failed(route, outcome):
            if is_news:
                self._machinery.complain(f"Route {route.name} does not serve us: {outcome.text}. Another one goes on.")
            return
        was_resting = bool(self._rest.seconds_left)
        self._rest.after_site_failure()
        if not was_resting:
            self._machinery.complain(f"The mail server does not serve us: {outcome.text}.")
            self._machinery.rests(self._rest.seconds_left, outcome)
        self._end_once(site_failure=outcome)

    def _dot_not_allowed(self, fault: DatabaseUnusable) -> None:
        if self._rest.is_ledger_unusable():
            self._database_failed(fault)

    def _database_failed(self, fault: DatabaseUnusable) -> None:
        self._rest.after_database_failure()
        self._end_once(database_failure=str(fault))

    def _end_once(self, *, site_failure: Outcome | None = None, database_failure: str | None = None) -> None:
        if self._is_for_once:
            self._report.site_failure = self._report.site_failure or site_failure
            self._report.database_failure = self._report.database_failure or database_failure
            self.stop()
