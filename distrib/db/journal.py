"""A journal beside a SQLite file that tells an older copy of the database from the one that was in use.

Every transaction that allows final dots counts one on in the database (`PRAGMA user_version`, which is part of the
transaction), and the count is appended here and synced before any of those dots is written. A database that has
counted less than its journal is an older copy: what it believes open may have been sent since. One that has counted
more was only cut off between the two, before any dot. The file itself is on disk before the first count is, so that a
count without a journal always means that the database was brought here from elsewhere.

It never decides what follows from that.
"""

from __future__ import annotations

import errno
import os
from functools import cache
from pathlib import Path

from sqlalchemy import Connection

from distrib.core.system_words import why
from distrib.db.engine import Database
from distrib.db.prepared import carried_out
from distrib.errors import DatabaseUnusable, OlderCopy

DIGITS = 10
"""Of an entry, which stands between two line feeds. One that is cut short was never synced, and counts for nothing."""

READ = 64 * (DIGITS + 2)
"""Octets read from the end. Workers that write at the same time may swap a few entries."""


@cache
def path_of(database: Database) -> Path | None:
    """Where the journal of a database lies; None where the database is no file."""
    file = database.sqlite_file
    return None if file is None or str(file) == ":memory:" else file.with_name(file.name + ".sends")


def count_on(database: Database, connection: Connection) -> int | None:
    """One more transaction that allows dots; returns its number. Call it inside that transaction.

    Nobody else counts meanwhile, and what was counted before is committed, so the journal cannot be ahead.

    Raises:
        OlderCopy: an older copy was put back while workers run; none of the dots may be written.
        DatabaseUnusable: there is no journal yet and it cannot be made; none of the dots may be written.
    """
    path = path_of(database)
    if path is None:
        return None
    counted = _counted(connection)
    if _is_behind(counted, path):
        raise gone_back()
    number = counted + 1
    if number == 1:
        _append(path, b"")
        _sync_name(path)
    _count(connection, number)
    return number


def gone_back() -> OlderCopy:
    """What a step that allows dots is told."""
    return OlderCopy(
        "The database has gone back to an earlier state: it does not know of messages that were sent. Nothing was sent "
        "by this step."
    )


def write(database: Database, number: int) -> None:
    """Append the number of a committed transaction and sync it.

    Raises:
        DatabaseUnusable: it could not be written; none of the dots may be.
    """
    path = path_of(database)
    if path is not None:
        _append(path, entry(number))


def entry(number: int) -> bytes:
    """As it is appended: whatever was torn before it is no part of it."""
    return b"\n%010d\n" % number


def write_whole(file: int, data: bytes) -> None:
    """Write all of it at once: a disk that is nearly full takes the first octets and reports no error.

    Raises:
        OSError: it was not written, or not all of it.
    """
    if os.write(file, data) < len(data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _append(path: Path, data: bytes) -> None:
    try:
        file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            write_whole(file, data)
            os.fsync(file)
        finally:
            os.close(file)
    except OSError as fault:
        raise DatabaseUnusable(
            "The journal of sends beside the database cannot be written ({reason}). The messages in hand were "
            "not sent and stay queued. Free some space, or check the permissions of {path}.",
            reason=why(fault),
            path=path,
        ) from fault


def _sync_name(path: Path) -> None:
    """A file that was synced may still be lost with its name; only POSIX lets the folder be synced too."""
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _counted(connection: Connection) -> int:
    with carried_out(connection, "PRAGMA user_version") as cursor:
        (number,) = cursor.fetchone()
    return int(number)


def _count(connection: Connection, number: int) -> None:
    with carried_out(connection, f"PRAGMA user_version = {number:d}"):
        pass


def last(path: Path) -> int | None:
    """The highest number that was synced; None where there is no journal.

    Raises:
        DatabaseUnusable: it cannot be read.
    """
    entries = _entries(path)
    return None if entries is None else _highest(entries)


def _highest(entries: list[bytes]) -> int:
    return max((int(entry) for entry in entries if len(entry) == DIGITS and entry.isdigit()), default=0)


def _entries(path: Path) -> list[bytes] | None:
    """The last of them that are whole, and what may stand between them."""
    try:
        file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            os.lseek(file, max(0, os.fstat(file).st_size - READ), os.SEEK_SET)
            return os.read(file, READ).split(b"\n")[:-1]
        finally:
            os.close(file)
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise DatabaseUnusable(
            "The journal of sends beside the database cannot be read ({reason}), so nobody can tell what was "
            "sent. Nothing was done. Check the permissions of {path}.",
            reason=why(fault),
            path=path,
        ) from fault


def is_older_copy(database: Database, connection: Connection) -> bool:
    """Whether the database has counted less than its journal, or has a count and no journal at all."""
    path = path_of(database)
    return path is not None and _is_behind(_counted(connection), path)


def _is_behind(counted: int, path: Path) -> bool:
    """Cheap where it is not: every transaction that allows dots asks."""
    entries = _entries(path)
    if entries is None:
        return counted > 0
    # Digits of one width are in the order of their numbers. Whatever else stands there is looked at closely.
    return max(entries, default=b"") > b"%010d" % counted and counted < _highest(entries)


def catch_up(database: Database, connection: Connection) -> None:
    """Once a person knows: the copy counts from where the journal stands."""
    path = path_of(database)
    if path is None:
        return
    number = max(last(path) or 0, _counted(connection)) + 1
    _count(connection, number)
    write(database, number)
