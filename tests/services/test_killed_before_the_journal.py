"""A worker that dies between the commit of D3 and the journal of sends is no older copy, however early that is."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest
from a_worker import AWorker
from an_office import MESSAGE, AnOffice, an_office
from kill_harness import PATIENCE, Forked
from scripted_smtp import ScriptedServer

from distrib.core.delivery.ledger import State
from distrib.db import journal, migrate, sends
from distrib.errors import DatabaseUnusable
from distrib.services.delivery import delivering
from distrib.services.delivery.delivering import Claim, CommitToSend
from distrib.services.delivery.restored import freeze_older_copy

PEOPLE = 5


def die_before_the_journal(folder: Path, url: str) -> None:
    """Claim one delivery and commit its D3 in a process that is killed where the count would go into the journal."""
    sends.write = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
    with an_office(folder, people=0, url=url) as office:
        (jobs,) = delivering.apply(office.context, [Claim("dead", 1)])
        assert isinstance(jobs, tuple)
        delivering.apply(office.context, [CommitToSend(jobs[0], MESSAGE)])


def killed(office: AnOffice) -> None:
    """By itself, at that point and no other."""
    before = office.states().count(State.COMMITTING)
    worker = Forked(die_before_the_journal, office.context.settings.home, office.url)
    assert worker.wait(PATIENCE) == -signal.SIGKILL
    assert office.states().count(State.COMMITTING) == before + 1


@pytest.mark.timeout(120)
@pytest.mark.parametrize("sent_before", [0, 2])
def test_a_kill_between_d3_and_the_journal_pauses_nothing(sent_before: int, url: str, tmp_path: Path) -> None:
    """The very first D3 of a database, and a later one; on both kinds of database."""
    with ScriptedServer() as server, an_office(tmp_path, people=PEOPLE, url=url) as office:
        office.dispatch()
        for job in office.claim(sent_before) if sent_before else ():
            assert office.commit(job)
        killed(office)
        assert freeze_older_copy(office.context) is None
        AWorker(office, server).run()
        assert len(server.received) == PEOPLE - sent_before - 1


def test_what_was_copied_before_the_sends_is_still_an_older_copy(tmp_path: Path) -> None:
    """Also where the file went on after the kill."""
    with ScriptedServer() as server, an_office(tmp_path, people=PEOPLE) as office:
        dispatch = office.dispatch()
        migrate.backup(office.database, tmp_path / "copy")
        killed(office)
        AWorker(office, server).run()
        file = office.database.sqlite_file
        assert file is not None
        office.database.close()
        shutil.copy(tmp_path / "copy", file)
        found = freeze_older_copy(office.context)
        assert found is not None
        assert found.paused == (dispatch.id,)


def test_a_copy_that_counted_and_comes_without_a_journal_is_an_older_copy_after_a_kill_too(tmp_path: Path) -> None:
    """Nothing tells what was sent after it was made."""
    with an_office(tmp_path, people=PEOPLE) as office:
        office.dispatch()
        killed(office)
        path = journal.path_of(office.database)
        assert path is not None
        path.unlink()
        assert freeze_older_copy(office.context) is not None


def test_a_journal_that_cannot_be_made_undoes_the_first_d3(tmp_path: Path) -> None:
    """The count stays at nothing, so the database is not taken for a copy later."""
    with an_office(tmp_path, people=1) as office:
        office.dispatch()
        (job,) = office.claim()
        path = journal.path_of(office.database)
        assert path is not None
        path.mkdir()
        with pytest.raises(DatabaseUnusable, match="journal of sends"):
            office.commit(job)
        path.rmdir()
        assert office.states() == [State.CLAIMED]
        assert freeze_older_copy(office.context) is None
        assert office.commit(job)
