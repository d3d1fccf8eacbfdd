"""Statements that go to the driver as they are: what the driver says against them is said as elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, text

from distrib.db.engine import Database
from distrib.db.prepared import Prepared, carried_out
from distrib.errors import DatabaseUnusable, OutcomeUnknown

STATEMENT = Prepared(lambda _dialect: text("SELECT :one UNION SELECT :other"))
WRONG = Prepared(lambda _dialect: text("SELECT nothing FROM nowhere"))


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """Of each kind."""
    opened = Database(url)
    yield opened
    opened.close()


def test_a_statement_is_bound_by_name(database: Database) -> None:
    """Its rows are as the driver makes them."""
    with database.reading() as connection:
        assert sorted(STATEMENT.rows(connection, {"one": "a", "other": "b"})) == [("a",), ("b",)]


def test_what_the_driver_refuses_is_an_error_like_any_other(database: Database) -> None:
    """A mistake of ours keeps its name, and no value is shown with it."""
    with pytest.raises(Exception, match="nowhere") as raised, database.reading() as connection:
        WRONG.rows(connection, {})
    assert type(raised.value).__module__ == "sqlalchemy.exc"


def test_a_lock_that_is_never_freed_becomes_a_sentence(tmp_path: Path) -> None:
    """Also where the transaction is begun."""
    first, second = (Database(f"sqlite:///{tmp_path / 'x.sqlite'}") for _ in range(2))
    with first.writing() as holder:
        holder.execute(text("CREATE TABLE x (y)"))
        with second.reading() as connection, carried_out(connection, "PRAGMA busy_timeout = 0"):
            pass
        with pytest.raises(DatabaseUnusable, match="held the database"), second.writing():
            pass
    first.close()
    second.close()


def test_a_connection_that_was_cut_is_used_no_more(migrated_postgresql: str) -> None:
    """The next one is a fresh one."""
    database = Database(migrated_postgresql)
    with pytest.raises(DatabaseUnusable, match="Nothing was changed") as raised:
        _cut_in_the_middle(database, database)
    assert not isinstance(raised.value, OutcomeUnknown)
    with database.reading() as connection:
        assert len(STATEMENT.rows(connection, {"one": "a", "other": "b"})) == 2
    database.close()


def test_a_server_that_is_gone_before_it_says_whether_it_saved_leaves_that_open(migrated_postgresql: str) -> None:
    """Nobody is told that nothing was changed, nor that it was."""
    database, killer = Database(migrated_postgresql), Database(migrated_postgresql)

    def cut(connection: Connection) -> None:
        pid = connection.connection.driver_connection.info.backend_pid  # type: ignore[union-attr]
        with killer.writing() as own:
            own.execute(text("SELECT pg_terminate_backend(:pid, 10000)"), {"pid": pid})

    event.listen(database._engine, "commit", cut)
    with pytest.raises(OutcomeUnknown, match="may have been saved or not"), database.writing() as connection:
        connection.execute(text("SELECT 1"))
    event.remove(database._engine, "commit", cut)
    with database.writing() as connection:
        assert len(STATEMENT.rows(connection, {"one": "a", "other": "b"})) == 2
    database.close()
    killer.close()


def test_what_waits_in_the_pool_is_gone_as_well(migrated_postgresql: str) -> None:
    """A server that was away has hung up on everybody: the next step meets none of the old connections."""
    database, other = Database(migrated_postgresql), Database(migrated_postgresql)
    pids = []
    with database.writing() as one, database.writing() as two:  # both wait in the pool afterwards
        for connection in (one, two):
            with carried_out(connection, "SELECT pg_backend_pid()") as cursor:
                pids += cursor.fetchone()
    with pytest.raises(DatabaseUnusable):
        _cut_in_the_middle(database, other, pids)
    for _ in pids:
        with database.reading() as connection:
            assert len(STATEMENT.rows(connection, {"one": "a", "other": "b"})) == 2
    database.close()
    other.close()


def _cut_in_the_middle(database: Database, killer: Database, others: Sequence[int] = ()) -> None:
    """A statement on a connection that the server has ended, and others with it."""
    with database.writing() as connection:
        with carried_out(connection, "SELECT pg_backend_pid()") as cursor:
            pids = [*others, *cursor.fetchone()]
        with killer.writing() as own:
            own.execute(text("SELECT pg_terminate_backend(pid) FROM unnest(:pids) AS pid"), {"pids": pids})
        STATEMENT.rows(connection, {"one": "a", "other": "b"})
