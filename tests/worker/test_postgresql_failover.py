"""The PostgreSQL server is lost in mid-send and a standby takes its place: nobody is mailed twice.

A standby that has every commit that was answered (`synchronous_standby_names`) goes on where the other was. One that
was behind is recognised, and nothing open in it is sent by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from a_worker import PATIENT, AWorker
from an_office import AnOffice, ClockedDatabase, an_office
from kill_harness import wait_for
from postgresql_server import OwnServer, Standby
from scripted_smtp import Received, ScriptedServer
from sqlalchemy import Connection

from distrib.core.delivery.ledger import State
from distrib.core.delivery.status import Status
from distrib.db import journal
from distrib.db.server_journal import ServerJournal
from distrib.services.delivery import dispatches, restored
from distrib.services.delivery.delivering import Answer, CommitToSend, Record, Step
from distrib.services.delivery.hands import resume

PEOPLE = 12


@pytest.fixture(scope="module")
def own_server() -> Iterator[OwnServer]:
    """A PostgreSQL that may be broken."""
    with OwnServer() as server:
        yield server


@pytest.fixture
def primary(own_server: OwnServer) -> Iterator[OwnServer]:
    """A server that will be lost, and is found again for the next test."""
    yield own_server
    own_server.start()


@pytest.fixture
def standby(primary: OwnServer) -> Iterator[Standby]:
    """What follows it."""
    with Standby(primary) as server:
        yield server


@pytest.fixture
def office(primary: OwnServer, standby: Standby, tmp_path: Path) -> Iterator[AnOffice]:
    """A dozen recipients, queued, known to both, at an address that finds whichever takes writes."""
    url = primary.new_database()
    with an_office(tmp_path, people=PEOPLE, url=standby.beside(url)) as opened:
        opened.dispatch()
        wait_for(standby.has_everything(), "the standby has the dispatch")
        yield opened


def received(server: ScriptedServer) -> Counter[str]:
    """Recipient → how often the server saw a final dot."""
    return Counter(message.recipient for message in server.received)


class Failover:
    """The primary is gone and the standby promoted, once, when the first step of a kind comes by."""

    def __init__(
        self, office: AnOffice, primary: OwnServer, standby: Standby, kind: type[Step], after: int = 0
    ) -> None:
        self.office, self.primary, self.standby, self.kind, self.after = office, primary, standby, kind, after
        self.is_done = False

    def __call__(self, steps: Sequence[Step]) -> list[Answer]:
        found = sum(isinstance(step, self.kind) for step in steps)
        self.after -= found
        if found and self.after < 0 and not self.is_done:
            self.is_done = True
            self.fail_over()
        return restored.apply(self.office.context, steps)

    def fail_over(self) -> None:
        self.primary.crash()
        self.standby.promote()


def synchronous(primary: OwnServer) -> None:
    """From now on a commit is answered once the standby has it on disk."""
    primary.say("ALTER SYSTEM SET synchronous_standby_names = 'standby'")
    primary.say("SELECT pg_reload_conf()")


@pytest.mark.parametrize("kind", [CommitToSend, Record], ids=["before the dot", "after the reply"])
def test_a_synchronous_standby_is_promoted_in_mid_send(
    kind: type[Step], office: AnOffice, primary: OwnServer, standby: Standby
) -> None:
    """It knows of every dot that was allowed: the outcomes are written there, and everybody is reached once."""
    synchronous(primary)
    failover = Failover(office, primary, standby, kind, after=4)
    with ScriptedServer() as server:
        AWorker(office, server, connections=3, apply=failover).run()
        AWorker(office, server).run()
        assert received(server) == Counter(row.email for row in office.deliveries())
    assert failover.is_done
    assert office.states() == [State.ACCEPTED] * PEOPLE
    assert restored.freeze_older_copy(office.context) is None


def test_a_synchronous_standby_is_promoted_at_any_moment(
    office: AnOffice, primary: OwnServer, standby: Standby
) -> None:
    """The server of the database dies while other connections wait for their commits."""
    synchronous(primary)

    def fail_over(_: Received) -> None:
        if len(server.received) == PEOPLE // 2:
            primary.crash()
            standby.promote()

    with ScriptedServer() as server:
        server.on_dot = fail_over
        AWorker(office, server, connections=4, timeouts=PATIENT).run()
        AWorker(office, server).run()
        assert received(server) == Counter(row.email for row in office.deliveries())
    assert office.states() == [State.ACCEPTED] * PEOPLE
    assert restored.freeze_older_copy(office.context) is None


def test_a_standby_that_had_everything_is_no_older_copy(office: AnOffice, primary: OwnServer, standby: Standby) -> None:
    """Without a promise that it has, but it had: the send goes on by itself."""
    with ScriptedServer() as server:
        AWorker(office, server, on_heard=lambda engine: engine.stop()).run()
        assert len(server.received) >= 1
        wait_for(standby.has_everything(), "the standby has what was sent")
        primary.crash()
        standby.promote()
        AWorker(office, server).run()
        AWorker(office, server).run()
        assert received(server) == Counter(row.email for row in office.deliveries())
    assert restored.freeze_older_copy(office.context) is None


class Behind(Failover):
    """The standby stopped following before anything was sent."""

    def fail_over(self) -> None:
        self.primary.crash()
        self.standby.start()
        self.standby.promote()


@pytest.mark.parametrize("is_counted", [True, False], ids=["some sends known", "no send known"])
def test_a_standby_that_was_behind_stops_the_running_worker(
    is_counted: bool, office: AnOffice, primary: OwnServer, standby: Standby
) -> None:
    """The worker's next D3 finds out: no further dot, everything open is paused, and a person is told."""
    with ScriptedServer() as server:
        if is_counted:
            AWorker(office, server, on_heard=lambda engine: engine.stop()).run()
            wait_for(standby.has_everything(), "the standby has what was sent")
        before = len(server.received)
        standby.crash()
        behind = Behind(office, primary, standby, CommitToSend, after=4)
        worker = AWorker(office, server, connections=2, apply=behind)
        worker.run()
        sent = len(server.received)
        assert before < sent < PEOPLE
        for _ in range(2):
            AWorker(office, server, connections=2, complaints=worker.complaints).run()
        assert len(server.received) == sent, "somebody was mailed though nobody knows whether they had it"
        assert max(received(server).values()) == 1
        assert "older copy" in " ".join(worker.complaints)
        (dispatch,) = dispatches.newest(office.context)
        assert dispatch.standing.status is Status.PAUSED
        assert restored.freeze_older_copy(office.context) is None, "a person is told once"

        resume(office.context, dispatch.id)
        AWorker(office, server).run()
        assert set(received(server)) == {row.email for row in office.deliveries()}


@pytest.mark.parametrize("is_counted", [True, False], ids=["it had sent before", "it had sent nothing"])
def test_a_worker_that_was_idle_learns_what_another_had_sent(
    is_counted: bool, office: AnOffice, primary: OwnServer, standby: Standby, tmp_path: Path
) -> None:
    """Both run all the time, on one machine. Its own count tells it nothing, and everybody has the message already."""
    with another_process(office, tmp_path) as idle, ScriptedServer() as server:
        if is_counted:
            AWorker(idle, server, on_heard=lambda engine: engine.stop()).run()
            wait_for(standby.has_everything(), "the standby has what was sent")
        standby.crash()
        AWorker(office, server, connections=2).run()
        assert len(server.received) == PEOPLE
        Behind(office, primary, standby, Record).fail_over()
        worker = AWorker(idle, server)
        for _ in range(2):
            worker.run()
        assert len(server.received) == PEOPLE
        assert "older copy" in " ".join(worker.complaints)
        (dispatch,) = dispatches.newest(idle.context)
        assert dispatch.standing.status is Status.PAUSED


@contextmanager
def another_process(office: AnOffice, folder: Path) -> Iterator[AnOffice]:
    """The same office as another worker of this machine has it open, which counts its sends in a row of its own."""
    database = ClockedDatabase(office.url, AnotherJournal(folder))
    database.clock = office.clock
    try:
        yield replace(office, context=replace(office.context, database=database))
    finally:
        database.close()


class AnotherJournal(ServerJournal):
    """That of a process with another number."""

    def _begin(self, connection: Connection) -> Path:
        path = super()._begin(connection)
        self._begun = path.with_name(path.name.partition("-")[0] + "-99")
        self._noted = journal.last(self._begun) or 0
        return self._begun


def test_a_standby_that_was_behind_is_found_by_the_next_that_opens_it(
    office: AnOffice, primary: OwnServer, standby: Standby
) -> None:
    """Nobody was at work when it happened."""
    standby.crash()
    with ScriptedServer() as server:
        AWorker(office, server).run()
        assert len(server.received) == PEOPLE
        Behind(office, primary, standby, Record).fail_over()
        office.database.close()
        found = restored.freeze_older_copy(office.context)
        assert found is not None
        assert len(found.paused) == 1
        AWorker(office, server).run()
        assert len(server.received) == PEOPLE
