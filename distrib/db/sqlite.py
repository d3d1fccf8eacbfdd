"""SQLite as distrib uses it: which library, how a file is made, and what each of its connections is set to.

One process never uses two SQLite libraries: closing a file in one would end the locks of the other
(https://sqlite.org/howtocorrupt.html, 2.2). So whoever opens a database file asks `library` for it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import ConnectionPoolEntry, NullPool, QueuePool

from distrib.db.prepared import carried_out

BUSY_SECONDS = 30
"""How long a SQLite write waits for another process before it gives up."""

CACHE_KIB = 12_288
"""Pages kept by a connection: the indexes of a large audience; with SQLite's 2 MB each step would read them again."""

STATEMENTS = 500
"""Statements that a connection keeps ready. pysqlite3 puts a new one in the place of the newest, so that those of the
hot path would be made again each time once as many others had come before them: each costs several times its run."""

_ALONE = "alone"
_DISK_FAULTS = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL})

SAFE_WAL = (3, 51, 3)
"""The first SQLite whose WAL reset cannot corrupt a database with two connections (https://sqlite.org/wal.html)."""


@cache
def library() -> ModuleType:
    """Python's own SQLite, or pysqlite3's newer one where a write-ahead log would not be safe with Python's own."""
    if sqlite3.sqlite_version_info >= SAFE_WAL:
        return sqlite3
    try:
        return import_module("pysqlite3.dbapi2")
    except ImportError:
        return sqlite3


def open_engine(url: URL) -> Engine:
    """An engine for a SQLite file. A write begins with BEGIN IMMEDIATE, so that none finds out half way it was late."""
    engine = create_engine(
        url,
        module=library(),
        hide_parameters=True,
        pool_use_lifo=True,  # the connection used last has the pages that are needed next
        poolclass=NullPool if url.database in (None, "", ":memory:") else QueuePool,
        connect_args={
            "timeout": BUSY_SECONDS,
            "check_same_thread": False,
            "isolation_level": None,
            "cached_statements": STATEMENTS,
        },
    )
    event.listen(engine, "do_connect", _opened)
    event.listen(engine, "connect", _remember_alone)
    event.listen(engine, "checkin", _close_alone)
    event.listen(engine, "begin", _begin)
    return engine


def rewrite(connection: sqlite3.Connection) -> bool:
    """Write a file anew without what was deleted from it; False when others use it just now."""
    try:
        connection.execute("VACUUM")
        (is_busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except library().OperationalError:
        return False
    return not is_busy


def is_alone(info: Mapping[str, object]) -> bool:
    """Whether a connection of this pool, by its `info`, keeps everybody else out and shall soon be closed."""
    return bool(info.get(_ALONE))


def _opened(_dialect: object, _record: object, arguments: list[str], options: dict[str, Any]) -> sqlite3.Connection:
    """A connection that is set up; on a full disk one that needs no file beside the database, so that it can be read.

    A write-ahead log has an index of 32 KB in a file that all processes share, which is made anew when nobody has the
    database open. Whoever has it alone keeps that index in memory (https://sqlite.org/wal.html#noshm).
    """
    _make_private(arguments[0])
    try:
        return _set_up(library().connect(*arguments, **options))
    except library().OperationalError as fault:
        if getattr(fault, "sqlite_errorcode", 0) & 0xFF not in _DISK_FAULTS:
            raise
        return _set_up(library().connect(*arguments, **options), is_alone=True)


def _make_private(path: str) -> None:
    """A new file holds other people's addresses from its first row on: only its owner reads it, wherever it lies."""
    with suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _set_up(connection: sqlite3.Connection, *, is_alone: bool = False) -> sqlite3.Connection:
    """Durable commits: D3 of the ledger must survive a power cut, so never less than FULL.

    TRUNCATE with FULL syncs the journal's end; DELETE would need EXTRA for the same
    (https://sqlite.org/pragma.html#pragma_synchronous).
    """
    mode = "WAL" if library().sqlite_version_info >= SAFE_WAL else "TRUNCATE"
    try:
        if is_alone:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute(f"PRAGMA journal_mode = {mode}")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    except BaseException:
        connection.close()
        raise
    return connection


def _remember_alone(connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
    (mode,) = connection.execute("PRAGMA locking_mode").fetchone()
    record.info[_ALONE] = mode == "exclusive"


def _close_alone(connection: sqlite3.Connection | None, record: ConnectionPoolEntry) -> None:
    """Whoever waits for the database gets it, and the next connection tries to share it again."""
    if connection is not None and is_alone(record.info):
        record.invalidate()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    with carried_out(connection, "BEGIN IMMEDIATE" if writes else "BEGIN"):
        pass
