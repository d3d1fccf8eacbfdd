"""An older copy of a PostgreSQL database is told from the one in use by what each machine noted of its own sends."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from a_worker import AWorker
from an_office import AnOffice, ClockedDatabase, an_office
from postgresql_server import OwnServer
from scripted_smtp import ScriptedServer
from sqlalchemy import text

from distrib.config import load
from distrib.core.delivery.ledger import State
from distrib.core.delivery.status import Status
from distrib.db import sends, server_journal
from distrib.db.server_journal import ServerJournal
from distrib.services.context import Context
from distrib.services.delivery import dispatches
from distrib.services.delivery.hands import resume
from distrib.services.delivery.restored import freeze_older_copy, is_older_copy

PEOPLE = 5


@pytest.fixture(scope="module")
def own_server() -> Iterator[OwnServer]:
    """A PostgreSQL whose data may be exchanged."""
    with OwnServer() as server:
        yield server


@pytest.fixture
def office(own_server: OwnServer, tmp_path: Path) -> Iterator[AnOffice]:
    """A few recipients, queued."""
    with an_office(tmp_path / "here", people=PEOPLE, url=own_server.new_database()) as opened:
        opened.dispatch()
        yield opened


Machine = Callable[[AnOffice, str, Path], AnOffice]


@pytest.fixture
def machine() -> Iterator[Machine]:
    """The office as a machine with a home sees it at an address; each call is a process of its own."""
    with ExitStack() as stack:

        def start(office: AnOffice, url: str, home: Path) -> AnOffice:
            home.mkdir(exist_ok=True)
            database = ClockedDatabase(url, ServerJournal(home))
            stack.callback(database.close)
            database.clock = office.clock
            settings = load({"DISTRIB_HOME": str(home), "DISTRIB_SMTP": "smtp://localhost:2"})
            context = Context(settings, database, office.clock, "ana", office.context.new_token)
            return AnOffice(context, office.clock, office.reference, url)

        yield start


def home_of(office: AnOffice) -> Path:
    """Where its machine keeps its files."""
    return office.context.settings.home


def test_a_base_backup_that_was_put_back_sends_nothing_until_a_person_decides(
    machine: Machine, own_server: OwnServer, office: AnOffice
) -> None:
    """It believes that most of them still wait; all of them have the message."""
    with ScriptedServer() as server:
        AWorker(office, server, on_heard=lambda engine: engine.stop()).run()
        before = len(server.received)
        backup = own_server.base_backup()
        AWorker(office, server).run()
        assert 0 < before < len(server.received) == PEOPLE
        own_server.put_back(backup)
        shutil.rmtree(backup)

        office = machine(office, office.url, home_of(office))
        found = freeze_older_copy(office.context)
        assert found is not None
        (dispatch,) = dispatches.newest(office.context)
        assert found.paused == (dispatch.id,)
        assert dispatch.standing.status is Status.PAUSED
        AWorker(office, server).run()
        assert len(server.received) == PEOPLE

        assert freeze_older_copy(machine(office, office.url, home_of(office)).context) is None
        resume(office.context, dispatch.id)
        AWorker(office, server).run()
        assert len(server.received) == PEOPLE + PEOPLE - before
        assert freeze_older_copy(machine(office, office.url, home_of(office)).context) is None


def test_rows_that_are_put_back_under_a_running_worker_stop_it(office: AnOffice) -> None:
    """As `pg_restore --data-only` does it: no connection ends, and the next D3 finds that less is counted."""
    tables = ("deliveries", "sends_counted")
    with ScriptedServer() as server:
        AWorker(office, server, on_heard=lambda engine: engine.stop()).run()
        with office.database.writing() as transaction:
            for table in tables:
                transaction.execute(text(f"CREATE TABLE old_{table} AS TABLE {table}"))
        AWorker(office, server).run()
        assert len(server.received) == PEOPLE
        with office.database.writing() as transaction:
            transaction.execute(text("DELETE FROM attempts"))
            for table in tables:
                transaction.execute(text(f"DELETE FROM {table}"))
                transaction.execute(text(f"INSERT INTO {table} SELECT * FROM old_{table}"))
        worker = AWorker(office, server)
        for _ in range(2):
            worker.run()
        assert len(server.received) == PEOPLE
        assert "older copy" in " ".join(worker.complaints)
    (dispatch,) = dispatches.newest(office.context)
    assert dispatch.standing.status is Status.PAUSED


def test_a_dump_made_before_the_send_is_an_older_copy(
    machine: Machine, own_server: OwnServer, office: AnOffice
) -> None:
    """Restored beside the other one; the journal is of the office, whatever its database is called."""
    dumped = own_server.dump(office.url)
    with ScriptedServer() as server:
        AWorker(office, server).run()
    copy = machine(office, own_server.restore(dumped), home_of(office))
    found = freeze_older_copy(copy.context)
    assert found is not None
    assert len(found.paused) == 1
    assert not is_older_copy(office.context)


def test_a_dump_made_after_the_send_is_the_database_in_use(
    machine: Machine, own_server: OwnServer, office: AnOffice
) -> None:
    """An office that moves to another database is not held up where it keeps its folder."""
    with ScriptedServer() as server:
        AWorker(office, server).run()
        dumped = own_server.dump(office.url)
        moved = machine(office, own_server.restore(dumped), home_of(office))
        assert freeze_older_copy(moved.context) is None
        AWorker(moved, server).run()
        assert len(server.received) == PEOPLE


def test_a_dump_of_which_this_machine_knows_nothing_is_taken_for_an_older_copy(
    machine: Machine, own_server: OwnServer, office: AnOffice, tmp_path: Path
) -> None:
    """Nothing tells what was sent after it was made; a person is asked once, and other machines are not held up."""
    with ScriptedServer() as server:
        AWorker(office, server).run()
    dumped = own_server.dump(office.url)
    url = own_server.restore(dumped)
    assert freeze_older_copy(machine(office, url, tmp_path / "new").context) is not None
    assert freeze_older_copy(machine(office, url, tmp_path / "new").context) is None
    assert freeze_older_copy(machine(office, url, tmp_path / "third").context) is None


def test_a_first_count_that_was_undone_is_no_sign_of_a_copy(office: AnOffice) -> None:
    """Its table is gone with it; the next transaction that allows dots makes it again."""
    database = office.database

    def undone() -> None:
        with database.writing() as transaction:
            sends.count_on(database, transaction)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        undone()
    with database.writing() as transaction:
        number = sends.count_on(database, transaction)
    assert number == 1
    sends.write(database, number)
    with database.writing() as transaction:
        assert sends.count_on(database, transaction) == number + 1


def test_machines_that_share_a_database_never_take_it_for_a_copy(
    machine: Machine, office: AnOffice, tmp_path: Path
) -> None:
    """Each knows its own sends only, and a machine that is new knows none."""
    url, homes = office.url, [tmp_path / "one", tmp_path / "two"]
    with ScriptedServer() as server:
        for home in homes:
            one = machine(office, url, home)
            assert freeze_older_copy(one.context) is None
            AWorker(one, server, on_heard=lambda engine: engine.stop()).run()
        assert not any(is_older_copy(machine(office, url, home).context) for home in [*homes, tmp_path / "new"])
    with office.database.reading() as transaction:
        assert len(set(transaction.scalars(text("SELECT journal FROM sends_counted")))) == len(homes)


def test_another_office_is_no_older_copy_of_this_one(
    machine: Machine, office: AnOffice, own_server: OwnServer, tmp_path: Path
) -> None:
    """A machine that is pointed at a trial database, and back."""
    home = home_of(office)
    with ScriptedServer() as server:
        AWorker(office, server).run()
        with an_office(tmp_path / "other", people=2, url=own_server.new_database()) as other:
            other.dispatch()
            trial = machine(other, other.url, home)
            assert freeze_older_copy(trial.context) is None
            AWorker(trial, server).run()
            assert trial.states() == [State.ACCEPTED] * 2
            assert not is_older_copy(trial.context)
    assert not is_older_copy(office.context)


def test_whoever_looks_while_others_send_sees_no_copy(machine: Machine, office: AnOffice) -> None:
    """Another process counts on before the look at the files, and between it and the look at the database."""
    jobs = iter(office.claim(PEOPLE))
    assert office.commit(next(jobs))
    looking = machine(office, office.url, home_of(office))

    class Looks(ServerJournal):
        def _files(self) -> dict[str, dict[str, int]]:
            assert office.commit(next(jobs))
            found = super()._files()
            assert office.commit(next(jobs))
            return found

    looking.database.server_journal = Looks(home_of(office))
    assert not is_older_copy(looking.context)
    assert len(list(jobs)) == PEOPLE - 3


def test_a_journal_that_cannot_be_written_forbids_the_dots(office: AnOffice) -> None:
    """The messages in hand go back to the queue, and the worker ends with the reason."""
    (home_of(office) / "sends").write_text("in the way")
    with ScriptedServer() as server:
        report = AWorker(office, server).run()
        assert report.database_failure is not None
        assert "journal of sends" in report.database_failure
        assert server.received == []
    assert office.states() == [State.QUEUED] * PEOPLE


def test_nothing_is_sent_before_its_count_is_on_disk(office: AnOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """At every dot the files here know as much as the database, and are synced."""
    sync, synced = server_journal._sync, list[int]()

    def noting(file: int) -> None:
        sync(file)
        synced.append(_noted(office))

    monkeypatch.setattr(server_journal, "_sync", noting)
    behind: list[bool] = []
    with ScriptedServer() as server:
        server.on_dot = lambda _: behind.append(max(synced, default=0) < _counted(office))
        AWorker(office, server).run()
    assert behind == [False] * PEOPLE


def _noted(office: AnOffice) -> int:
    files = (home_of(office) / "sends").glob("*/*")
    return sum(int(file.read_text().split()[-1]) for file in files)


def _counted(office: AnOffice) -> int:
    with office.database.reading() as transaction:
        return int(transaction.execute(text("SELECT sum(counted) FROM sends_counted")).scalar_one())
