"""The numbers of one worker for Prometheus, and the file it leaves them in, beside those of the ledger.

Counters begin at nothing when the process does and never go back in it, which is what Prometheus expects of them.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from distrib.core.delivery.outcome import Outcome, Verdict
from distrib.core.exposition import Kind, Metric, exposition
from distrib.errors import DatabaseUnusable
from distrib.services.context import Context
from distrib.services.delivery.metrics import of_ledger

EVERY = 15.0
"""Seconds between two writings; Prometheus asks about as often."""


@dataclass(slots=True)
class Counters:
    """What a worker counts while it runs."""

    started: float
    """Seconds since 1970."""
    attempts: dict[Verdict, int] = field(default_factory=lambda: dict.fromkeys(Verdict, 0))
    connections_opened: int = 0
    connections_failed: int = 0
    site_failures: int = 0
    database_failures: int = 0
    claims_taken_away: int = 0

    def ended(self, outcome: Outcome) -> None:
        """An attempt ended. Called for every message."""
        self.attempts[outcome.verdict] += 1

    def metrics(self) -> tuple[Metric, ...]:
        """As Prometheus names them."""
        attempts = tuple(({"verdict": verdict.value}, count) for verdict, count in self.attempts.items())
        return (
            Metric("distrib_worker_start_time_seconds", Kind.GAUGE, _HELP["start"], (({}, self.started),)),
            Metric("distrib_worker_attempts_total", Kind.COUNTER, _HELP["attempts"], attempts),
            *(
                Metric(f"distrib_worker_{name}_total", Kind.COUNTER, _HELP[name], (({}, getattr(self, name)),))
                for name in (
                    "connections_opened",
                    "connections_failed",
                    "site_failures",
                    "database_failures",
                    "claims_taken_away",
                )
            ),
        )


_HELP = {
    "start": "When this worker started, in seconds since 1970.",
    "attempts": "Attempts that ended, by what became of the delivery.",
    "connections_opened": "Connections to the mail server that were ready for mail.",
    "connections_failed": "Connections to the mail server that were not.",
    "site_failures": "Times that the worker began a rest, or ended, because the mail server does not serve.",
    "database_failures": "Transactions that the database did not take.",
    "claims_taken_away": "Messages kept back before their final dot: paused, stopped, held or opted out.",
}


@asynccontextmanager
async def leaving_numbers(
    path: Path | None, context: Context, counters: Counters, complain: Callable[[str], None]
) -> AsyncIterator[None]:
    """Write the file again and again, off the event loop, and once more at the end. No file: nothing is done."""
    if path is None:
        yield
        return
    ending = asyncio.Event()
    writing = asyncio.create_task(_keep_writing(path, context, counters, complain, ending))
    try:
        yield
    finally:
        ending.set()
        await writing


async def _keep_writing(
    path: Path, context: Context, counters: Counters, complain: Callable[[str], None], ending: asyncio.Event
) -> None:
    lock = FileLock(path.with_name(f".{path.name}.lock"), thread_local=False, blocking=False)
    has_failed = False
    while True:
        is_last = ending.is_set()
        try:
            await asyncio.to_thread(lambda: _leave(path, lock, counters.metrics() + of_ledger(context)))
        except DatabaseUnusable:
            pass  # said by whoever needs it; the numbers stay as old as the file says
        except OSError as fault:
            if not has_failed:  # once is enough
                complain(_trouble(path, fault))
            has_failed = True
        if is_last:
            lock.release(force=True)
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(EVERY):
                await ending.wait()


def _leave(path: Path, lock: FileLock, metrics: tuple[Metric, ...]) -> None:
    """Write where no other worker does: counters of two, by turns, would go back and forth."""
    path.parent.stat()  # a lock would make a folder that is not there
    lock.acquire()
    write(path, metrics)


def _trouble(path: Path, fault: OSError) -> str:
    if isinstance(fault, Timeout):
        return (
            f"Another worker leaves its numbers for Prometheus in {path}, and this one will when that has ended. Mail "
            "goes on."
        )
    return f"The numbers for Prometheus cannot be written to {path} ({fault.strerror}). Mail goes on."


def write(path: Path, metrics: tuple[Metric, ...]) -> None:
    """Put the file in its place whole, so that nobody reads half of it (node_exporter's textfile collector).

    Raises:
        OSError: it cannot be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(exposition(metrics), "utf-8")
        beside.chmod(0o644)  # numbers only, and read by another user's node_exporter
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
