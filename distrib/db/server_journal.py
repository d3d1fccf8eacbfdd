"""A journal of sends for a database on a server, kept by every machine that sends for it.

Every transaction that allows final dots counts one on in a row of the database, and once it is committed the count is
appended to a file in this machine's home and synced, before any of those dots is written. A database that has counted
less than such a file says has gone back: a backup was restored, or a standby took over without the last transactions.
A worker that runs meanwhile is told by its next D3, which then fails.

The count is data and no position in the server's log, so it tells the same of a dump, of a copied data directory and
of a promoted standby; a standby that has everything has counted everything, and is the database in use. A dump that
was restored on another server, and of which no file here knows, may be older: nothing tells what was sent since.

It never decides what follows from that.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections import defaultdict
from pathlib import Path

from sqlalchemy import BigInteger, Column, Connection, MetaData, Table, Text, inspect, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import ProgrammingError

from distrib.core.system_words import why
from distrib.db import journal, office
from distrib.errors import DatabaseUnusable

FOLDER = "sends"

ROWS = 64
"""Rows and files a machine spreads its processes over, so that those that write at once seldom wait for each other.
The files of a machine begin with the same random word, so that no two machines share a row."""

_TABLE_LOCK = 0x73656E64
"""PostgreSQL advisory lock under which the table is made."""

_UNDEFINED_TABLE = "42P01"

_LOOKED_AT = "sends looked at"
"""What a connection is marked with once it is known that its database is the one in use."""

SENDS = Table(
    "sends_counted",
    MetaData(),
    Column("journal", Text, primary_key=True),
    Column("counted", BigInteger, nullable=False),
    Column("server", Text, nullable=False),
)
"""Made on first use and no part of the schema, as the count of a SQLite file, which stands in the file's head.
Where logins have roles the owner makes it with them: a worker may not make tables."""

_sync = getattr(os, "fdatasync", os.fsync)


class ServerJournal:
    """What this process counts, and what all processes of this machine have counted."""

    def __init__(self, home: Path) -> None:
        """Nothing is read or made before it is needed."""
        self._folder = home / FOLDER
        self._begun: Path | None = None
        self._path: Path | None = None
        """Once a transaction that counted there is committed: until then the table may be gone again."""
        self._file: int | None = None
        self._noted = 0
        self._server = ""

    def count_on(self, connection: Connection) -> int:
        """One more transaction that allows dots; returns its number. Call it inside that transaction, at its end.

        Raises:
            OlderCopy: the database has gone back since a process of this machine counted last.
        """
        self._look_at_a_new(connection)
        path = self._path or self._begin(connection)
        row = {"journal": path.name, "counted": 1, "server": self._server}
        try:
            number: int = connection.execute(_COUNT_ON, row).scalar_one()
        except ProgrammingError as fault:
            if getattr(fault.orig, "sqlstate", None) == _UNDEFINED_TABLE:  # it is older than the table
                raise journal.gone_back() from fault
            raise
        if number <= self._noted:
            raise journal.gone_back()
        return number

    def write(self, number: int) -> None:
        """Append the number of a committed transaction and sync it.

        Raises:
            DatabaseUnusable: it could not be written; none of the dots may be.
        """
        assert self._begun is not None  # noqa: S101 - it was counted before
        self._path = self._begun
        try:
            if self._file is None:
                self._file = _opened(self._path)
            journal.write_whole(self._file, journal.entry(number))
            _sync(self._file)
        except OSError as fault:
            raise DatabaseUnusable(
                "The journal of sends in this machine's folder cannot be written ({reason}). The messages in "
                "hand were not sent and stay queued. Free some space, or check the permissions of {path}.",
                reason=why(fault),
                path=self._path,
            ) from fault
        self._noted = max(self._noted, number)

    def is_older_copy(self, connection: Connection) -> bool:
        """Whether the database has counted less than a file here, or was counted elsewhere and no file here knows it.

        Call it at the beginning of a transaction.
        """
        files = self._files()  # before the database is looked at: others count meanwhile
        counted = _counted(connection)
        noted = files.get(_office(connection), {})
        if noted:
            return any(number > counted.get(name, (0, ""))[0] for name, number in noted.items())
        return bool(counted) and _server(connection) not in {server for _, server in counted.values()}

    def catch_up(self, connection: Connection) -> None:
        """Once a person knows: the copy counts from where the files stand."""
        path = self._begin(connection)
        for name, number in ({path.name: 0} | self._files().get(path.parent.name, {})).items():
            connection.execute(_CATCH_UP, {"journal": name, "counted": number, "server": self._server})

    def _look_at_a_new(self, connection: Connection) -> None:
        """Whatever takes the database back ends its connections. A process that counted nothing then, or little, learns
        by the first transaction on another connection what the others of this machine had counted.
        """
        if connection.info.get(_LOOKED_AT) is not self:
            if self.is_older_copy(connection):
                raise journal.gone_back()
            connection.info[_LOOKED_AT] = self

    def _begin(self, connection: Connection) -> Path:
        """Choose this process's row and file."""
        if not _has_table(connection):
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _TABLE_LOCK})
            SENDS.create(connection, checkfirst=True)
        name = _office(connection)
        known = sorted(self._files().get(name, {}))
        machine = known[0].partition("-")[0] if known else secrets.token_hex(6)
        path = self._folder / name / f"{machine}-{os.getpid() % ROWS:02}"
        self._noted = max(self._noted, journal.last(path) or 0)
        self._server = _server(connection)
        self._begun = path
        return path

    def _files(self) -> dict[str, dict[str, int]]:
        """Office → file → the highest number that was synced."""
        noted: dict[str, dict[str, int]] = defaultdict(dict)
        for file in sorted(self._folder.glob("*/*-*")):
            noted[file.parent.name][file.name] = journal.last(file) or 0
        return noted


def _office(connection: Connection) -> str:
    """The office's name among the files: a database of another office is no older copy of this one's."""
    found = office.organisation(connection)
    return hashlib.sha256(b"journal of sends" + (found[1] if found else b"")).hexdigest()[:16]


def _opened(path: Path) -> int:
    """The file, to append to; its name is on disk too."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    if os.name == "posix":
        for folder in (path.parent, path.parent.parent, path.parent.parent.parent):
            directory = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(directory)
            finally:
                os.close(directory)
    return file


def _has_table(connection: Connection) -> bool:
    return inspect(connection).has_table(SENDS.name)


def _counted(connection: Connection) -> dict[str, tuple[int, str]]:
    """Row → what it has counted, and on which server."""
    if not _has_table(connection):
        return {}
    return {row.journal: (row.counted, row.server) for row in connection.execute(select(SENDS))}


def _server(connection: Connection) -> str:
    """Which database of which cluster this is; a standby says the same as what it stands by for."""
    return str(connection.scalar(text(_WHICH_SERVER)))


_WHICH_SERVER = """
    SELECT system_identifier || '/' || oid FROM pg_control_system(), pg_database WHERE datname = current_database()
"""

_ROW = insert(SENDS)
_COUNT_ON = _ROW.on_conflict_do_update(
    index_elements=[SENDS.c.journal], set_={"counted": SENDS.c.counted + 1, "server": _ROW.excluded.server}
).returning(SENDS.c.counted)

_CATCH_UP = _ROW.on_conflict_do_update(
    index_elements=[SENDS.c.journal],
    set_={"counted": text("greatest(sends_counted.counted, excluded.counted)"), "server": _ROW.excluded.server},
)
