"""A worker in this process, on a real database and a real connection to a scripted server, for tests to disturb."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from an_office import AnOffice
from scripted_smtp import ScriptedServer

from distrib.core.delivery.dispatch import Job
from distrib.core.delivery.outcome import Outcome
from distrib.core.delivery.routes import Route
from distrib.core.smtp.target import Timeouts, parse_smtp_url
from distrib.mail.smtp import SmtpConnection, tls_context
from distrib.mail.token_command import TokenCommand
from distrib.services.delivery import delivering, restored
from distrib.services.delivery.composing import Composer
from distrib.services.delivery.delivering import Answer, Step
from distrib.services.delivery.routes import RouteMemory
from distrib.worker.engine import Engine, Machinery, Report
from distrib.worker.idling import Mode
from distrib.worker.routes import Routes
from distrib.worker.writer import LedgerWriter

FAST = Timeouts(connect=2, greeting=0.5, command=0.5, mail=0.5, rcpt=0.5, data=0.5, block=0.5, dot=0.5, quit=0.5)
PATIENT = Timeouts(connect=30, greeting=30, command=30, mail=30, rcpt=30, data=30, block=30, dot=30, quit=1)
"""For servers that always answer: a busy machine must not put anybody in doubt."""
Apply = Callable[[Sequence[Step]], list[Answer]]


@dataclass
class AWorker:
    """Runs the engine once; `apply` may be replaced to stand between the worker and its ledger."""

    office: AnOffice
    server: ScriptedServer
    mode: Mode = Mode.ONCE
    connections: int = 1
    apply: Apply | None = None
    heard: list[tuple[str, Outcome]] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    rests: list[tuple[float, Outcome]] = field(default_factory=list)
    on_heard: Callable[[Engine], None] | None = None
    on_rest: Callable[[], object] = lambda: None
    wait_for_work: Callable[[float], bool] | None = None
    login: Mapping[str, Any] = field(default_factory=dict)
    fallback: ScriptedServer | None = None
    """Where mail goes when `server` does not take it."""
    fallback_connections: int | None = None
    timeouts: Timeouts = FAST
    name: str = "w"
    places: int | None = None
    """Connections that each server takes from all workers."""

    def run(self) -> Report:
        """To the end of the mode."""
        return asyncio.run(asyncio.wait_for(self._run(), 60))

    async def _run(self) -> Report:
        context = self.office.context
        servers = [self.server, *([self.fallback] if self.fallback else [])]
        routes = [
            Route(
                name, server.url, place, (place and self.fallback_connections) or self.connections, places=self.places
            )
            for place, (name, server) in enumerate(zip(("first", "second"), servers, strict=False))
        ]
        targets = {
            route.name: replace(parse_smtp_url(route.url), timeouts=self.timeouts, **self.login) for route in routes
        }
        known = {
            name: (target, tls_context(target), TokenCommand(target.token_command)) for name, target in targets.items()
        }

        def apply(steps: Sequence[Step]) -> list[Answer]:
            return restored.apply(context, steps)

        machinery = Machinery(
            worker=self.name,
            routes=Routes(routes, RouteMemory(context), context.now),
            connect=lambda route: SmtpConnection(*known[route.name]),
            composer=Composer(context),
            writer=LedgerWriter(self.apply or apply, complain=self.complaints.append, retry_seconds=0),
            pending=lambda: delivering.pending(context),
            heard=self._heard,
            complain=self.complaints.append,
            rests=self._rests,
            wait_for_work=self.wait_for_work,
        )
        self._loop = asyncio.get_running_loop()
        self._engine = Engine(machinery, mode=self.mode, connections=self.connections)
        report = await self._engine.run()
        if report.bug is not None:
            raise report.bug
        return report

    def stop(self) -> None:
        """Finish what is in flight, from within the run."""
        self._engine.stop()

    def stop_from_a_thread(self) -> None:
        """As `stop`; when this returns, the loop of the run has been told."""

        async def stop() -> None:
            self.stop()

        asyncio.run_coroutine_threadsafe(stop(), self._loop).result(30)

    def _rests(self, seconds: float, outcome: Outcome) -> None:
        self.rests.append((seconds, outcome))
        self.on_rest()

    def _heard(self, job: Job, outcome: Outcome) -> None:
        self.heard.append((job.email, outcome))
        if self.on_heard:
            self.on_heard(self._engine)
