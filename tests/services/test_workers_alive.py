"""Who is at work: a lock that ends with the process, however that ends, tells the living from the dead."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from an_office import AnOffice, an_office
from filelock import FileLock
from sqlalchemy import text

from distrib.core.delivery.ledger import State
from distrib.db import ledger
from distrib.services.delivery import workers
from distrib.services.delivery.workers import TakenBack

HOLD = """
import sys
from filelock import FileLock
with FileLock(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[AnOffice]:
    """Three recipients, queued."""
    with an_office(tmp_path) as opened:
        opened.dispatch()
        yield opened


def test_a_worker_signs_on_and_off(office: AnOffice, tmp_path: Path) -> None:
    """While it works it is alive; afterwards nothing of it is left, and what it still held is queued."""
    with workers.at_work(office.context) as worker:
        assert workers.living(office.context) == 1
        office.claim(2, worker)
        assert workers.take_back_from_the_dead(office.context) == TakenBack(0, 0)
        assert office.states().count(State.CLAIMED) == 2
    assert workers.living(office.context) == 0
    assert office.states() == [State.QUEUED] * 3
    assert list((tmp_path / "workers").glob("*.lock")) == []
    assert (tmp_path / "workers").stat().st_mode & 0o777 == 0o700


def test_a_worker_that_fails_signs_off_too(office: AnOffice) -> None:
    """What was past its dot is in doubt then."""
    with pytest.raises(ZeroDivisionError), workers.at_work(office.context) as worker:  # noqa: PT012 - as a whole
        first, _ = office.claim(2, worker)
        office.commit(first)
        raise ZeroDivisionError
    assert office.states() == [State.IN_DOUBT, State.QUEUED, State.QUEUED]


def _register(office: AnOffice, worker: str, lock_file: Path, host: str | None = None) -> None:
    import socket

    with office.database.writing() as transaction:
        ledger.register_worker(
            transaction,
            worker=worker,
            host=host or socket.gethostname(),
            pid=os.getpid(),
            lock_file=str(lock_file),
            now=office.clock(),
        )


@pytest.mark.parametrize("is_file_there", [True, False])
def test_the_dead_are_known_by_their_free_lock(office: AnOffice, tmp_path: Path, is_file_there: bool) -> None:
    """Also when the file itself was deleted. What they held is sorted and said."""
    lock = tmp_path / "dead.lock"
    if is_file_there:
        lock.touch()
    _register(office, "dead", lock)
    first, _ = office.claim(2, "dead")
    office.commit(first)
    assert workers.living(office.context) == 0
    assert workers.take_back_from_the_dead(office.context) == TakenBack(1, 1)
    assert workers.take_back_from_the_dead(office.context) == TakenBack(0, 0)
    assert office.states() == [State.IN_DOUBT, State.QUEUED, State.QUEUED]
    assert not lock.exists()


def test_another_process_that_holds_its_lock_is_alive_until_it_is_killed(office: AnOffice, tmp_path: Path) -> None:
    """The number of its process would prove nothing: numbers are used again."""
    lock = tmp_path / "other.lock"
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdin is not None
    assert process.stdout.readline() == "held\n"
    _register(office, "other", lock)
    office.claim(3, "other")
    assert workers.is_alive(lock)
    assert workers.take_back_from_the_dead(office.context) == TakenBack(0, 0)
    process.kill()
    process.wait(10)
    process.stdin.close()
    process.stdout.close()
    assert not workers.is_alive(lock)
    assert workers.take_back_from_the_dead(office.context) == TakenBack(3, 0)


def test_workers_of_another_host_are_left_to_their_leases(office: AnOffice, tmp_path: Path) -> None:
    """Their locks cannot be seen from here."""
    _register(office, "far", tmp_path / "far.lock", host="elsewhere.example")
    office.claim(3, "far")
    assert workers.take_back_from_the_dead(office.context) == TakenBack(0, 0)
    assert workers.living(office.context) == 0
    assert office.states() == [State.CLAIMED] * 3


def test_a_lock_is_not_kept_by_asking(tmp_path: Path) -> None:
    """Whoever looks lets go at once."""
    lock = tmp_path / "x.lock"
    lock.touch()
    assert not workers.is_alive(lock)
    with FileLock(lock, blocking=False):
        assert workers.is_alive(lock)


def test_nothing_but_the_dead_is_deleted(office: AnOffice, tmp_path: Path) -> None:
    """The table holds the living only."""
    _register(office, "dead", tmp_path / "dead.lock")
    with workers.at_work(office.context) as worker:
        workers.take_back_from_the_dead(office.context)
        with office.database.reading() as transaction:
            assert transaction.execute(text("SELECT id FROM workers")).scalars().all() == [worker]
