"""Which workers live. A worker holds a file lock for as long as its process does, however that ends;
whoever can take the lock knows that the worker is dead and may take back what it held, at once.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from distrib.db import ledger
from distrib.services.context import Context


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What dead workers of this host had held."""

    returned: int
    """Claimed and not sent: back in the queue."""
    in_doubt: int
    """Past the final dot's durable step: nobody knows."""


@contextmanager
def at_work(context: Context) -> Iterator[str]:
    """Be a worker: yields its id, and signs off at the end. What is still claimed then goes back to the queue."""
    context.database.hold_no_locks_for_long()
    worker = context.new_token()[:12]
    lock = FileLock(_folder(context) / f"{worker}.lock")
    with lock:
        path = Path(lock.lock_file)
        with context.database.writing() as connection:
            ledger.register_worker(
                connection, worker=worker, host=host(), pid=os.getpid(), lock_file=str(path), now=context.now()
            )
        try:
            yield worker
        finally:
            with context.database.writing() as connection:
                ledger.take_back_from(connection, worker, context.database.now(connection))
    path.unlink(missing_ok=True)


def take_back_from_the_dead(context: Context) -> TakenBack:
    """Return to the queue, or list as in doubt, what workers that died on this host had claimed."""
    with context.database.reading() as connection:
        known = ledger.workers_on(connection, host())
    returned = in_doubt = 0
    for worker, lock_file in known:
        if is_alive(Path(lock_file)):
            continue
        with context.database.writing() as connection:
            back, doubtful = ledger.take_back_from(connection, worker, context.database.now(connection))
        returned, in_doubt = returned + back, in_doubt + doubtful
        Path(lock_file).unlink(missing_ok=True)
    return TakenBack(returned, in_doubt)


def living(context: Context) -> int:
    """How many workers are at work on this host."""
    with context.database.reading() as connection:
        known = ledger.workers_on(connection, host())
    return sum(is_alive(Path(lock_file)) for _, lock_file in known)


def is_alive(lock_file: Path) -> bool:
    """Whether some process holds the lock. A file that is gone is held by nobody."""
    if not lock_file.exists():
        return False
    try:
        with FileLock(lock_file, blocking=False):
            return False
    except Timeout:
        return True


def _folder(context: Context) -> Path:
    folder = context.settings.home / "workers"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def host() -> str:
    """This machine's name, as the others know it."""
    return socket.gethostname()
