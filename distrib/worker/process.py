"""A worker as a process: signs on, takes back what the dead left, obeys signals, runs the engine, signs off."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from distrib.core.delivery.dispatch import Job
from distrib.core.delivery.outcome import Outcome
from distrib.core.delivery.routes import Route
from distrib.errors import DatabaseUnusable
from distrib.services.context import Context
from distrib.services.delivery import delivering, progress, restored, workers
from distrib.services.delivery.composing import Composer
from distrib.services.delivery.routes import RouteMemory
from distrib.services.delivery.workers import TakenBack
from distrib.worker.engine import Engine, Machinery, Report
from distrib.worker.idling import Mode
from distrib.worker.lane import Connection
from distrib.worker.metrics import leaving_numbers
from distrib.worker.routes import Routes
from distrib.worker.sparing import sparing_collections
from distrib.worker.witness import Witness, witnessing
from distrib.worker.writer import LedgerWriter


def _silent(*_: object) -> None:
    """Nobody is listening."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Who is told what happens while a worker runs; called from the worker's event loop."""

    heard: Callable[[Job, Outcome], None] = _silent
    complain: Callable[[str], None] = _silent
    took_back: Callable[[TakenBack], None] = _silent
    rests: Callable[[float, Outcome], None] = _silent
    """A rest of so many seconds begins because the mail server does not serve."""


@dataclass(frozen=True, slots=True)
class Worker:
    """A worker that can be run."""

    context: Context
    connect: Callable[[Route], Connection]
    """Makes an unopened connection to a mail server."""
    listener: Listener = field(default_factory=Listener)
    metrics_file: Path | None = None
    """Where the worker leaves its numbers for Prometheus."""

    def run(self, mode: Mode, connections: int) -> Report:
        """Run to the end of the mode, or until SIGTERM or SIGINT; a second signal ends at once.

        Raises:
            DatabaseUnusable: the database was gone before anything was claimed.
        """
        taken = workers.take_back_from_the_dead(self.context)
        self.listener.took_back(taken)
        with (
            workers.at_work(self.context) as worker,
            delivering.listening(self.context) as wait_for_work,
            witnessing(self.context.settings, worker) as witness,
            asyncio.Runner(loop_factory=_loop_factory()) as runner,
            sparing_collections(),
        ):
            witness.took_back(taken)
            witness.begins(mode, connections)
            return runner.run(self._run(worker, mode, connections, wait_for_work, witness))

    async def _run(
        self,
        worker: str,
        mode: Mode,
        connections: int,
        wait_for_work: Callable[[float], bool] | None,
        witness: Witness,
    ) -> Report:
        context, listener = self.context, self.listener

        def heard(job: Job, outcome: Outcome) -> None:
            witness.heard(job, outcome)
            listener.heard(job, outcome)

        machinery = Machinery(
            worker=worker,
            routes=Routes(context.settings.routes, RouteMemory(context), context.now),
            connect=witness.watched(self.connect),
            composer=Composer(context),
            writer=LedgerWriter(
                witness.overseen(lambda steps: restored.apply(context, steps)),
                complain=listener.complain,
                lanes=connections,
            ),
            pending=lambda: delivering.pending(context),
            heard=heard,
            complain=listener.complain,
            rests=partial(self._rests, worker, mode, witness),
            wait_for_work=wait_for_work,
        )
        engine = Engine(machinery, mode=mode, connections=connections)
        _obey_signals(engine)
        async with leaving_numbers(self.metrics_file, context, witness.counters, listener.complain):
            report = await engine.run()
        witness.ends(report)
        if report.bug is not None:
            raise report.bug
        return report

    def _rests(self, worker: str, mode: Mode, witness: Witness, seconds: float, outcome: Outcome) -> None:
        """Others see why nothing moves. Off the event loop, and of no weight where the database is gone too."""
        witness.rests(seconds, outcome)

        def note() -> None:
            with suppress(DatabaseUnusable):
                progress.note_rest(self.context, worker, seconds, outcome.text)

        if mode is not Mode.ONCE:
            self.listener.rests(seconds, outcome)
            asyncio.get_running_loop().run_in_executor(None, note)


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop's where there is one; None is Python's own."""
    try:
        import uvloop
    except ImportError:
        return None
    factory: Callable[[], asyncio.AbstractEventLoop] = uvloop.new_event_loop
    return factory


def _obey_signals(engine: Engine) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, _stop, loop, number, engine)
        except (NotImplementedError, RuntimeError, ValueError):
            return  # Windows, or not the main thread: the default handlers stay


def _stop(loop: asyncio.AbstractEventLoop, number: signal.Signals, engine: Engine) -> None:
    loop.remove_signal_handler(number)
    engine.stop()
