"""The stamp of the database: another one after each change, the same while nothing changes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Event

import pytest
from an_office import NOW, AnOffice
from sqlalchemy import text

from distrib.db.engine import Database
from distrib.db.office import record
from distrib.errors import DatabaseUnusable


def change(an_office: AnOffice) -> None:
    with an_office.database.writing() as transaction:
        record(transaction, actor="ana", action="x", subject="y", now=NOW)


def is_steady(office: AnOffice) -> bool:
    """PostgreSQL's own housekeeping may fall between two stamps, but not between all of them."""
    stamps = [office.database.change_stamp() for _ in range(20)]
    return len(set(stamps)) < 5


def test_a_change_gives_another_stamp_and_reading_does_not(office: AnOffice) -> None:
    """On both databases; a change by this very process counts as well."""
    database = office.database
    first = database.change_stamp()
    with database.reading() as transaction:
        transaction.execute(text("SELECT count(*) FROM releases"))
    assert is_steady(office)
    change(office)
    second = database.change_stamp()
    assert second != first
    assert is_steady(office)


def test_what_concerns_nobody_else_gives_another_stamp_to_others_only(office: AnOffice) -> None:
    """On a server it does so for all. It is written like everything else, and nobody who reads has to wait for it."""
    database = office.database
    with closing(Database(database.url.render_as_string(hide_password=False))) as other:
        first, of_others = database.change_stamp(), other.change_stamp()
        with database.writing_unnoticed() as transaction:
            record(transaction, actor="ana", action="typed", subject="y", now=NOW)
        assert other.change_stamp() != of_others
        assert not database.is_sqlite or database.change_stamp() == first
        with other.reading() as transaction:
            assert transaction.execute(text("SELECT count(*) FROM audit_events WHERE action = 'typed'")).scalar() == 1
        with other.writing():
            database.change_stamp()


def test_what_somebody_else_changed_before_is_seen_all_the_same(office: AnOffice) -> None:
    """Nobody looked between theirs and what was written unnoticed."""
    database = office.database
    first = database.change_stamp()
    with closing(Database(database.url.render_as_string(hide_password=False))) as other, other.writing() as transaction:
        record(transaction, actor="ben", action="x", subject="y", now=NOW)
    with database.writing_unnoticed() as transaction:
        record(transaction, actor="ana", action="typed", subject="y", now=NOW)
    assert database.change_stamp() != first


@pytest.mark.parametrize("url", [None], indirect=True)
def test_whoever_looks_waits_for_no_writer(office: AnOffice) -> None:
    """One that itself waits for another process holds up nobody; what was written is seen once it is."""
    database = office.database
    first = database.change_stamp()
    begun, let = Event(), Event()

    def write() -> None:
        with database.writing_unnoticed():
            begun.set()
            let.wait(10)

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        assert begun.wait(10)
        looked = ThreadPoolExecutor(1)
        try:
            assert looked.submit(database.change_stamp).result(5) == first
        finally:
            let.set()
            looked.shutdown()
        writing.result(10)
    change(office)
    assert database.change_stamp() != first


def test_what_was_not_written_to_the_end_is_not_there(office: AnOffice) -> None:
    """Nor is anything else hindered by it."""

    def break_off() -> None:
        with office.database.writing_unnoticed() as transaction:
            record(transaction, actor="ana", action="typed", subject="y", now=NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    change(office)
    with office.database.reading() as transaction:
        assert transaction.execute(text("SELECT count(*) FROM audit_events WHERE action = 'typed'")).scalar() == 0


def test_a_database_that_was_away_counts_as_changed(office: AnOffice) -> None:
    """The connection is made anew, and what happened meanwhile is not known."""
    database = office.database
    first = database.change_stamp()
    database._changes.close()
    assert database.change_stamp() != first


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_server_that_ended_the_connection_is_said_and_found_again(office: AnOffice) -> None:
    """One look fails, the next one connects."""
    database = office.database
    database.change_stamp()
    with database.writing() as transaction:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        transaction.execute(text(f"{others} AND datname = current_database()"))
    with pytest.raises(DatabaseUnusable, match="does not answer"):
        database.change_stamp()
    assert database.change_stamp()
