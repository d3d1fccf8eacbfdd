"""A worker as a process: signs on, takes back what the dead left, obeys signals, runs the engine, signs off."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field

from distrib.core.dispatch import Job
from distrib.core.outcome import Outcome
from distrib.services import delivering, restored, workers
from distrib.services.composing import Composer
from distrib.services.context import Context
from distrib.services.workers import TakenBack
from distrib.worker.engine import Engine, Machinery, Mode, Report
from distrib.worker.lane import Connection
from distrib.worker.writer import LedgerWriter


def _silent(*_: object) -> None:
    """Nobody is listening."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Who is told what happens while a worker runs; called from the worker's event loop."""

    heard: Callable[[Job, Outcome], None] = _silent
    complain: Callable[[str], None] = _silent
    took_back: Callable[[TakenBack], None] = _silent


@dataclass(frozen=True, slots=True)
class Worker:
    """A worker that can be run."""

    context: Context
    connect: Callable[[], Connection]
    """Makes an unopened connection to the mail server."""
    listener: Listener = field(default_factory=Listener)

    def run(self, mode: Mode, connections: int) -> Report:
        """Run to the end of the mode, or until SIGTERM or SIGINT; a second signal ends at once.

        Raises:
            DatabaseUnusable: the database was gone before anything was claimed.
        """
        self.listener.took_back(workers.take_back_from_the_dead(self.context))
        with workers.at_work(self.context) as worker, delivering.listening(self.context) as wait_for_work:
            return asyncio.run(self._run(worker, mode, connections, wait_for_work))

    async def _run(
        self, worker: str, mode: Mode, connections: int, wait_for_work: Callable[[float], bool] | None
    ) -> Report:
        context = self.context
        machinery = Machinery(
            worker=worker,
            connect=self.connect,
            composer=Composer(context),
            writer=LedgerWriter(lambda steps: restored.apply(context, steps), complain=self.listener.complain),
            pending=lambda: delivering.pending(context),
            heard=self.listener.heard,
            complain=self.listener.complain,
            wait_for_work=wait_for_work,
        )
        engine = Engine(machinery, mode=mode, connections=connections)
        _obey_signals(engine)
        report = await engine.run()
        if report.bug is not None:
            raise report.bug
        return report


def start_detached(environment: dict[str, str]) -> None:
    """Start a worker of its own that outlives the caller's terminal and ends when nothing is left to do."""
    subprocess.Popen(
        [sys.executable, "-m", "distrib", "worker", "--drain"],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        close_fds=True,
    )


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
