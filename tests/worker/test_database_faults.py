"""The database fails under a worker that is sending: locked, full, crashed, out of connections, with a wrong clock."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from a_worker import AWorker
from an_office import NOW, AnOffice, ClockedDatabase, an_office
from postgresql_server import OwnServer
from scripted_smtp import ScriptedServer
from sqlalchemy import text

from distrib.core.delivery.ledger import PENDING, State
from distrib.db import claiming
from distrib.db.sqlite import library
from distrib.errors import DatabaseUnusable
from distrib.services.delivery import delivering
from distrib.services.delivery.delivering import Answer, CommitToSend, Record, Step
from distrib.worker.idling import Mode

PEOPLE = 12


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AnOffice]:
    """A dozen recipients, queued, on a SQLite file for which nobody waits long."""
    monkeypatch.setattr("distrib.db.sqlite.BUSY_SECONDS", 0.01)
    with an_office(tmp_path, people=PEOPLE) as opened:
        opened.dispatch()
        yield opened


def received(server: ScriptedServer) -> Counter[str]:
    """Recipient → how often the server saw a final dot."""
    return Counter(message.recipient for message in server.received)


def is_about(steps: Sequence[Step], kind: type[Step]) -> bool:
    return any(isinstance(step, kind) for step in steps)


@contextmanager
def locked(office: AnOffice) -> Iterator[None]:
    """Another program holds the file, for longer than anybody waits."""
    with closing(library().connect(office.database.sqlite_file or "", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def full(_: AnOffice) -> Iterator[None]:
    """No file can grow: the system refuses every write beyond the first byte, as a quota does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("trouble", [locked, full])
@pytest.mark.parametrize(("kind", "dots"), [(CommitToSend, 0), (Record, 1)], ids=["before the dot", "after the reply"])
def test_a_file_that_takes_nothing(
    trouble: Callable[[AnOffice], Iterator[None]],
    kind: type[Step],
    dots: int,
    office: AnOffice,
) -> None:
    """Before the dot there is none; after the reply the outcome waits until it can be written, and nothing is sent."""
    failures: list[str] = []

    def apply(steps: Sequence[Step]) -> list[Answer]:
        if len(failures) == 3 or not is_about(steps, kind):
            return delivering.apply(office.context, steps)
        assert len(server.received) == dots
        with trouble(office):  # type: ignore[attr-defined]
            try:
                return delivering.apply(office.context, steps)
            except DatabaseUnusable as fault:
                failures.append(str(fault))
                raise

    with ScriptedServer({"EHLO": "250 plain.example"}) as server:
        AWorker(office, server, apply=apply).run()
        AWorker(office, server).run()
        assert received(server) == Counter(row.email for row in office.deliveries())
    assert len(failures) == 3
    assert all("Nothing was changed" in one or "not saved" in one for one in failures)
    assert office.states() == [State.ACCEPTED] * PEOPLE


MOVES = [timedelta(days=days) for days in (10, -10, 400, -400)]


@pytest.mark.parametrize("move", MOVES, ids=[f"{move.days:+} days" for move in MOVES])
@pytest.mark.parametrize("kind", [CommitToSend, Record], ids=["before the dot", "after the reply"])
def test_a_clock_that_jumps_in_mid_send(move: timedelta, kind: type[Step], office: AnOffice) -> None:
    """Nobody twice and nobody lost: forward the claims have run out and are made anew, backward they still hold."""
    jumped: list[Step] = []

    def apply(steps: Sequence[Step]) -> list[Answer]:
        if not jumped and is_about(steps, kind):
            jumped.extend(steps)
            office.clock.at += move
        return delivering.apply(office.context, steps)

    with ScriptedServer() as server:
        AWorker(office, server, connections=3, apply=apply).run()
        waiting = [row for row in office.deliveries() if row.state in PENDING]
        assert all(row.due_at == NOW for row in waiting), "whoever waits is named, with when they are due"
        office.clock.at = max(office.clock.at, NOW)  # the clock is put right
        AWorker(office, server).run()
        assert jumped
        assert received(server) == Counter(row.email for row in office.deliveries())
    assert set(office.states()) == {State.ACCEPTED}


@pytest.mark.parametrize("move", MOVES, ids=[f"{move.days:+} days" for move in MOVES])
def test_a_clock_that_jumps_between_two_tries(move: timedelta, office: AnOffice) -> None:
    """Whoever was greylisted is tried again, or given up by name; never dropped, never sent twice."""
    with ScriptedServer({"RCPT": ["450 4.2.0 greylisted"] * PEOPLE + ["250 ok"]}) as server:
        AWorker(office, server).run()
        assert office.states() == [State.DEFERRED] * PEOPLE
        office.clock.at += move
        AWorker(office, server).run()
        office.clock.at = max(office.clock.at, NOW + timedelta(hours=1))
        AWorker(office, server).run()
        assert received(server) == Counter(row.email for row in office.deliveries())
    assert office.states() == [State.ACCEPTED] * PEOPLE


@pytest.mark.parametrize("days", [3, 10, 400])
def test_greylisting_is_waited_out_however_late_the_first_worker_comes(days: int, office: AnOffice) -> None:
    """No worker ran over the weekend, or the clock was moved: the patience with a server begins with the first try."""
    office.clock.forward(days=days)
    with ScriptedServer({"RCPT": ["450 4.2.0 greylisted"] * PEOPLE + ["250 ok"]}) as server:
        AWorker(office, server).run()
        assert office.states() == [State.DEFERRED] * PEOPLE
        office.clock.forward(minutes=5)
        AWorker(office, server).run()
    assert office.states() == [State.ACCEPTED] * PEOPLE


def test_whoever_is_put_off_again_and_again_is_given_up_after_two_days(office: AnOffice) -> None:
    """Though workers look late at what is due."""
    begun = office.clock.forward(days=3)
    with ScriptedServer({"RCPT": "450 4.2.0 greylisted"}) as server:
        while set(office.states()) != {State.EXPIRED}:
            AWorker(office, server, connections=3).run()
            assert office.clock.forward(minutes=65) < begun + timedelta(days=3)
        assert server.received == []


@pytest.fixture(scope="module")
def own_server() -> Iterator[OwnServer]:
    """A PostgreSQL that may be broken."""
    with OwnServer() as server:
        yield server


@pytest.fixture
def on_postgresql(own_server: OwnServer, tmp_path: Path) -> Iterator[AnOffice]:
    """A dozen recipients, queued, on it."""
    with an_office(tmp_path, people=PEOPLE, url=own_server.new_database()) as opened:
        opened.dispatch()
        yield opened


@pytest.mark.parametrize("kind", [CommitToSend, Record], ids=["before the dot", "after the reply"])
def test_postgresql_crashes_and_restarts_in_mid_send(
    kind: type[Step], on_postgresql: AnOffice, own_server: OwnServer
) -> None:
    """Every outcome is written when it is back; everybody is reached once."""
    office, crashed = on_postgresql, list[Step]()

    def apply(steps: Sequence[Step]) -> list[Answer]:
        if not crashed and is_about(steps, kind):
            crashed.extend(steps)
            own_server.crash_and_restart()
        return delivering.apply(office.context, steps)

    with ScriptedServer() as server:
        AWorker(office, server, connections=3, apply=apply).run()
        AWorker(office, server).run()
        assert received(server) == Counter(row.email for row in office.deliveries())
    assert crashed
    assert office.states() == [State.ACCEPTED] * PEOPLE


def test_postgresql_crashes_within_the_transaction_of_a_claim(on_postgresql: AnOffice, own_server: OwnServer) -> None:
    """What was not committed did not happen."""

    def claim() -> None:
        with on_postgresql.database.writing() as transaction:
            assert claiming.claim(transaction, worker="w", token="t", limit=3, now=NOW)
            own_server.crash_and_restart()

    with pytest.raises(DatabaseUnusable):
        claim()
    assert on_postgresql.states() == [State.QUEUED] * PEOPLE


@pytest.mark.parametrize("kind", [CommitToSend, Record], ids=["before the dot", "after the reply"])
def test_no_connection_to_the_database_is_left(kind: type[Step], on_postgresql: AnOffice) -> None:
    """The pool is used up by somebody else: no dot, nothing lost, and a sentence instead of a bug."""
    office = on_postgresql
    office.database._engine.pool._timeout = 0.01  # type: ignore[attr-defined]
    refused: list[str] = []

    def apply(steps: Sequence[Step]) -> list[Answer]:
        if refused or not is_about(steps, kind):
            return delivering.apply(office.context, steps)
        pool = office.database._engine.pool
        taken = [pool.connect() for _ in range(15)]
        try:
            return delivering.apply(office.context, steps)
        except DatabaseUnusable as fault:
            refused.append(str(fault))
            raise
        finally:
            for one in taken:
                one.close()

    with ScriptedServer() as server:
        AWorker(office, server, apply=apply).run()
        AWorker(office, server).run()
        assert received(server) == Counter(row.email for row in office.deliveries())
    assert refused
    assert "in use" in refused[0]
    assert office.states() == [State.ACCEPTED] * PEOPLE


def test_a_writer_that_is_paused_holds_up_nobody(on_postgresql: AnOffice) -> None:
    """It holds rows whose lease has run out; the next claim takes all others and does not wait for those."""
    office = on_postgresql
    office.claim(PEOPLE)
    office.clock.forward(minutes=11)
    impatient = ClockedDatabase(f"{office.url}&options=-c%20lock_timeout%3D2s")
    impatient.clock = office.clock
    with office.database.writing() as paused:
        paused.execute(text("SELECT id FROM deliveries WHERE id <= 3 FOR UPDATE"))
        with impatient.writing() as transaction:
            jobs = claiming.claim(transaction, worker="other", token="t", limit=PEOPLE, now=office.clock())
    impatient.close()
    assert len(jobs) == PEOPLE - 3


def test_a_writer_that_is_paused_too_long_is_undone(on_postgresql: AnOffice) -> None:
    """Its locks are freed, and when it goes on it learns that nothing of its step holds."""
    database = ClockedDatabase(f"{on_postgresql.url}&options=-c%20idle_in_transaction_session_timeout%3D50ms")

    def pause() -> None:
        with database.writing() as paused:
            paused.execute(text("UPDATE deliveries SET attempts = 99"))
            with on_postgresql.database.writing() as waiting:
                waiting.execute(text("SELECT id FROM deliveries FOR UPDATE"))

    with pytest.raises(DatabaseUnusable):
        pause()
    database.close()
    assert {row.attempts for row in on_postgresql.deliveries()} == {0}


PAUSED_BETWEEN_STATEMENTS = """
import os, signal, sys
from distrib.db import engine

engine.IDLE_SECONDS = 1
database = engine.Database(sys.argv[1])
database.hold_no_locks_for_long()
with database.writing() as transaction:
    connection = transaction.connection.driver_connection
    with connection.pipeline() as pipeline:
        connection.execute("UPDATE deliveries SET attempts = 99")
        connection.pgconn.send_flush_request()  # several statements are on their way, and no answer is asked for yet
        connection.pgconn.flush()
        print("sent", flush=True)
        os.kill(os.getpid(), signal.SIGSTOP)
"""


def test_a_worker_that_is_paused_between_statements_sent_at_once_is_undone(on_postgresql: AnOffice) -> None:
    """To the server it is not idle then; its locks are freed all the same."""
    arguments = [sys.executable, "-c", PAUSED_BETWEEN_STATEMENTS, on_postgresql.url]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as paused:
        try:
            assert paused.stdout is not None
            assert paused.stdout.readline() == "sent\n"
            with on_postgresql.database.writing() as waiting:
                waiting.execute(text("SET LOCAL lock_timeout = '30s'"))
                waiting.execute(text("SELECT id FROM deliveries FOR UPDATE"))
        finally:
            paused.kill()
    assert {row.attempts for row in on_postgresql.deliveries()} == {0}


def test_whoever_only_reads_may_take_their_time(on_postgresql: AnOffice) -> None:
    """A log that is looked through page by page is not cut off."""
    with on_postgresql.database.reading() as transaction:
        said = transaction.execute(text("SHOW idle_in_transaction_session_timeout")).scalar_one()
    with on_postgresql.database.writing() as transaction:
        written = transaction.execute(text("SHOW idle_in_transaction_session_timeout")).scalar_one()
    assert (said, written) == ("0", "1min")


def test_two_thousand_domains_at_once(tmp_path: Path) -> None:
    """Each has its own answer, and none touches another's."""
    replies = ("250 ok", "450 4.2.0 greylisted", "550 5.1.1 no such user", "452 4.2.2 full", "250 ok")
    states = (State.ACCEPTED, State.DEFERRED, State.REFUSED, State.DEFERRED, State.ACCEPTED)
    domains = 2_000
    with an_office(tmp_path, people=domains) as office:
        with closing(library().connect(office.database.sqlite_file or "")) as rows:
            rows.execute("UPDATE journalist_addresses SET email = 'r@n' || id || '.example'")
            rows.execute("UPDATE journalist_addresses SET address_key = 'r@n' || id || '.example'")
            rows.commit()
        office.dispatch()

        def kind(email: str) -> int:
            return int(email.partition("@n")[2].partition(".")[0]) % len(replies)

        with ScriptedServer({"RCPT": lambda recipient: replies[kind(recipient)]}) as server:
            AWorker(office, server, connections=16, mode=Mode.ONCE).run()
        deliveries = office.deliveries()
    assert len({row.email.partition("@")[2] for row in deliveries}) == domains
    assert all(row.state is states[kind(row.email)] for row in deliveries)
    assert received(server) == Counter(row.email for row in deliveries if row.state is State.ACCEPTED)
