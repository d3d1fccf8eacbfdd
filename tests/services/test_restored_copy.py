"""An older copy of the database is told from the one in use, and nothing open in it is sent by itself."""

from __future__ import annotations

import os
import resource
import shutil
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from a_worker import AWorker
from an_office import AnOffice, an_office
from scripted_smtp import Received, ScriptedServer

from distrib.core.delivery.ledger import State
from distrib.core.delivery.status import Status
from distrib.db import journal, migrate
from distrib.db.sqlite import library
from distrib.errors import DatabaseUnusable
from distrib.services.delivery import dispatches, restored
from distrib.services.delivery.delivering import Answer, Step
from distrib.services.delivery.hands import resume
from distrib.services.delivery.restored import freeze_older_copy


def test_a_copy_made_before_the_send_sends_nothing_until_a_person_decides(tmp_path: Path) -> None:
    """The copy believes that everybody still waits; all of them have the message."""
    with ScriptedServer() as server, an_office(tmp_path, people=5) as office:
        dispatch = office.dispatch()
        file = office.context.database.sqlite_file
        assert file is not None
        migrate.backup(office.context.database, tmp_path / "copy")
        AWorker(office, server).run()
        assert len(server.received) == 5

        office.context.database.close()
        shutil.copy(tmp_path / "copy", file)
        found = freeze_older_copy(office.context)
        assert found is not None
        assert found.paused == (dispatch.id,)
        AWorker(office, server).run()
        assert len(server.received) == 5
        assert dispatches.get(office.context, dispatch.id).standing.status is Status.PAUSED

        assert freeze_older_copy(office.context) is None
        resume(office.context, dispatch.id)
        AWorker(office, server).run()
        assert len(server.received) == 10


@pytest.mark.parametrize("connections", [1, 3])
def test_a_copy_that_is_put_back_under_a_running_worker_stops_it(tmp_path: Path, connections: int) -> None:
    """As SQLite's `.restore` does it, page by page: those who have it wait for a person, and get nothing twice."""
    with ScriptedServer() as server, an_office(tmp_path, people=12) as office:
        dispatch = office.dispatch()
        migrate.backup(office.context.database, tmp_path / "copy")
        is_put_back: list[bool] = []

        def apply(steps: Sequence[Step]) -> list[Answer]:
            if len(server.received) >= 4 and not is_put_back:
                is_put_back.append(True)
                put_back(office, tmp_path / "copy")
            return restored.apply(office.context, steps)

        worker = AWorker(office, server, connections=connections, apply=apply)
        worker.run()
        assert is_put_back
        assert any("older copy" in told for told in worker.complaints)
        assert max(Counter(message.recipient for message in server.received).values()) == 1
        assert dispatches.get(office.context, dispatch.id).standing.status is Status.PAUSED
        sent = len(server.received)
        AWorker(office, server).run()
        assert len(server.received) == sent


def put_back(office: AnOffice, copy: Path) -> None:
    """Into the file that is in use."""
    with closing(library().connect(copy)) as old, closing(library().connect(office.database.sqlite_file or "")) as new:
        old.backup(new)


def test_a_backup_opened_on_another_machine_has_no_journal_and_is_an_older_copy_too(tmp_path: Path) -> None:
    """Nothing tells what was sent after it was made."""
    with ScriptedServer() as server, an_office(tmp_path, people=2) as office:
        office.dispatch()
        AWorker(office, server).run()
        journal_of(office).unlink()
        found = freeze_older_copy(office.context)
        assert found is not None
        assert found.paused == ()
        assert freeze_older_copy(office.context) is None


def test_the_database_in_use_is_never_taken_for_a_copy(tmp_path: Path) -> None:
    """New, after sends, and after an entry that a power cut tore."""
    with ScriptedServer() as server, an_office(tmp_path, people=3) as office:
        assert freeze_older_copy(office.context) is None
        office.dispatch()
        AWorker(office, server).run()
        assert freeze_older_copy(office.context) is None
        with journal_of(office).open("ab") as file:
            file.write(b"00000")
        assert freeze_older_copy(office.context) is None


def test_a_journal_that_cannot_be_written_forbids_the_dots(tmp_path: Path) -> None:
    """The messages in hand go back to the queue, and the worker ends with the reason."""
    with ScriptedServer() as server, an_office(tmp_path, people=3) as office:
        dispatch = office.dispatch()
        journal_of(office).mkdir()
        report = AWorker(office, server).run()
        assert report.database_failure is not None
        assert "journal of sends" in report.database_failure
        assert server.received == []
        tally = dispatches.get(office.context, dispatch.id).tally
        assert tally.count(State.QUEUED) == 3


def test_at_every_dot_the_entry_that_allowed_it_is_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written is not enough: a power cut would forget it, while the database has its own commit on disk."""
    sync, synced = os.fsync, dict[int, int]()

    def noting(file: int) -> None:
        sync(file)
        found = os.fstat(file)
        synced[found.st_ino] = found.st_size

    monkeypatch.setattr(os, "fsync", noting)
    are_synced: list[bool] = []
    with ScriptedServer() as server, an_office(tmp_path, people=3) as office:
        office.dispatch()

        def look(_: Received) -> None:
            found = journal_of(office).stat()
            are_synced.append(synced.get(found.st_ino) == found.st_size > 0)

        server.on_dot = look
        AWorker(office, server).run()
    assert are_synced == [True] * 3


def test_a_disk_that_takes_half_an_entry_forbids_the_dots(tmp_path: Path) -> None:
    """And what is left of it spoils no entry that is written once there is space."""
    with an_office(tmp_path) as office:
        database, path = office.context.database, journal_of(office)
        journal.write(database, 1)
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 7, before[1]))
        try:
            with pytest.raises(DatabaseUnusable, match="journal of sends"):
                journal.write(database, 2)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert journal.last(path) == 1
        journal.write(database, 3)
        assert journal.last(path) == 3


def journal_of(office: AnOffice) -> Path:
    """Where it lies."""
    path = journal.path_of(office.context.database)
    assert path is not None
    return path


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", 0),
        (b"0000000007\n", 7),
        (b"0000000007\n0000000006\n", 7),
        (b"0000000007\n00000", 7),
        (b"000000000000000008\n0000000007\n", 7),
        (b"junk\n0000000003\n", 3),
        (b"".join(b"%010d\n" % number for number in range(1000)), 999),
    ],
)
def test_the_last_entry_that_was_synced_counts(tmp_path: Path, content: bytes, expected: int) -> None:
    """Whatever a power cut left behind it."""
    path = tmp_path / "x.sends"
    path.write_bytes(content)
    assert journal.last(path) == expected
