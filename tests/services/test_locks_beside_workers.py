"""Whoever stops somebody's mail meets no worker in deadlock, on PostgreSQL, where rows are locked one by one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import psycopg
import pytest
from an_office import ACCEPTED, AnOffice, add_release
from psycopg import Connection
from return_samples import TOKEN, failed

from distrib.core.delivery.ledger import State
from distrib.db import suppressions
from distrib.db.office import organisation
from distrib.ingest.returns.mailboxes import Returned
from distrib.services import people, sending
from distrib.services.delivery import returns
from distrib.services.people import editing, merging, privacy
from distrib.services.people.suppressing import suppress

FIRST, SECOND = "reporter0@news.example", "reporter1@news.example"
Deed = Callable[[AnOffice], object]

pytestmark = pytest.mark.parametrize("url", ["postgresql"], indirect=True)


def suppress_some(office: AnOffice) -> None:
    """As a list does."""
    with office.database.writing() as transaction:
        suppress(office.context, transaction, [FIRST, SECOND], "on a list")


def take_in(office: AnOffice) -> object:
    """A bounce of the first delivery."""
    return list(returns.take_in(office.context, [Returned("x", failed(TOKEN))]))


def merge(office: AnOffice) -> object:
    """Two who want no mail any more."""
    return merging.merge(office.context, FIRST, SECOND)


def opt_out(office: AnOffice) -> object:
    """One who is written to twice."""
    return people.opt_out(office.context, FIRST)


def erase(office: AnOffice) -> object:
    """The same."""
    return privacy.erase(office.context, FIRST)


def edit(office: AnOffice) -> object:
    """A new address of somebody who wants no mail."""
    return editing.edit(office.context, FIRST, {"others": "new@news.example"})


@contextmanager
def somebody_else(office: AnOffice) -> Iterator[Connection]:
    """Another connection in a transaction of its own, which is undone."""
    with psycopg.connect(_plain(office.url)) as connection:
        yield connection
        connection.rollback()


@contextmanager
def begun(deed: Deed, office: AnOffice, other: Connection) -> Iterator[Future[object]]:
    """The deed in a thread, once it waits for a lock that the other has; the other lets go at the end."""
    with ThreadPoolExecutor(1) as pool, psycopg.connect(_plain(office.url), autocommit=True) as watching:
        run = pool.submit(deed, office)
        try:
            _wait_for(watching, run)
            yield run
        finally:
            other.rollback()


def _wait_for(watching: Connection, run: Future[object]) -> None:
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    until = time.monotonic() + 20
    while not run.done() and time.monotonic() < until:
        found = watching.execute(waiting.encode()).fetchone()
        if found and found[0]:
            return
    raise AssertionError(f"it never waited for a lock: {run.exception(0) if run.done() else 'it hangs'}")


def ledger_locks(connection: Connection) -> list[str]:
    """Which locks others hold on the ledger that keep anybody from writing."""
    held = """
        SELECT mode FROM pg_locks WHERE relation = 'deliveries'::regclass AND granted AND pid <> pg_backend_pid()
        AND mode <> 'AccessShareLock'
    """
    return [mode for (mode,) in connection.execute(held)]


@pytest.mark.parametrize("deed", [suppress_some, opt_out, merge, erase])
def test_a_worker_may_lock_in_any_order(office: AnOffice, deed: Deed) -> None:
    """It has one row of the person, or of the list, and takes another while the deed waits for it."""
    office.dispatch()
    with office.database.writing() as transaction:
        another = add_release(transaction)
    sending.freeze(office.context, sending.plan(office.context, another, "all"))
    with somebody_else(office) as worker:
        ids = [row[0] for row in worker.execute("SELECT id FROM deliveries ORDER BY id")]
        worker.execute("UPDATE deliveries SET due_at = due_at WHERE id = ANY(%s)", [ids[3:]])
        with begun(deed, office, worker) as run:
            worker.execute("UPDATE deliveries SET due_at = due_at WHERE id = ANY(%s)", [ids[:3]])
            worker.rollback()
            run.result(60)


@pytest.mark.parametrize("deed", [opt_out, merge, erase, edit, take_in])
def test_people_are_locked_before_the_ledger(office: AnOffice, deed: Deed) -> None:
    """An import holds people for as long as it takes, and takes the ledger last; nobody does it the other way round."""
    office.dispatch()
    if deed is take_in:
        for job in office.claim():
            assert office.commit(job)
            assert office.record(job, ACCEPTED)
    if deed in (merge, edit):
        people.opt_out(office.context, FIRST)
    with somebody_else(office) as importing:
        importing.execute("UPDATE journalists SET revision = revision + 1")
        with begun(deed, office, importing) as run:
            assert ledger_locks(importing) == []
            importing.rollback()
            run.result(60)


def test_two_may_stop_the_same_mail_at_once(office: AnOffice) -> None:
    """The one waits for the other, and both succeed."""
    office.dispatch()
    people.opt_out(office.context, SECOND)
    with somebody_else(office) as other:
        key = suppressions.address_hash(_key(office), FIRST)
        other.execute("INSERT INTO suppressions (address_hash, reason, at) VALUES (%s, 'x', now())", [key])
        with begun(opt_out, office, other) as run:
            other.commit()
            run.result(60)
    assert office.states().count(State.SUPPRESSED) == 2


def _key(office: AnOffice) -> bytes:
    with office.database.reading() as transaction:
        founded = organisation(transaction)
    assert founded is not None
    return founded[1]


def _plain(url: str) -> str:
    """As the driver itself reads it."""
    return url.replace("postgresql+psycopg:", "postgresql:")
