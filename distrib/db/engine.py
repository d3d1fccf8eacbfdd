"""The connection to the database: one place where it is opened, begun, committed, and where its failures become words.

Reading and writing are told apart: a view is consistent, and on SQLite a write is alone from its beginning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import QueuePool

from distrib.core.phrase import Said, phrase, phrased
from distrib.db import refusals, sqlite
from distrib.db.changes import ChangeCounter
from distrib.errors import DatabaseUnusable, NotAllowed, OutcomeUnknown

if TYPE_CHECKING:
    import sqlite3

    import psycopg

    from distrib.db.server_journal import ServerJournal

CACHE_KIB = 64_000
"""What SQLite may hold in memory: a list of a hundred thousand people goes in without writing pages out half way."""

IDLE_SECONDS = 60
"""How long a process may pause in the middle of a write to PostgreSQL; then the write is undone and its locks freed."""

WHOLE_LIMIT_SINCE = 170000
"""The first PostgreSQL that limits a transaction as a whole."""

_AT_ONCE = phrase("Somebody else was changing the same at this moment. Nothing was changed by this step. Try it again.")

Transaction = Connection
"""An open transaction, as services hand it from query to query without looking inside."""


class Database:
    """An open database. Connections are made on first use."""

    def __init__(self, url: str, server_journal: ServerJournal | None = None) -> None:
        """Take an SQLAlchemy URL, and the journal of sends to keep where it names a server.

        Raises:
            DatabaseUnusable: the URL cannot be understood, or its driver is not installed.
        """
        self.server_journal = server_journal
        try:
            self.url = _with_driver(make_url(url))
            self.is_sqlite = self.url.get_backend_name() == "sqlite"
            self._engine = sqlite.open_engine(self.url) if self.is_sqlite else _server_engine(self.url)
        except ImportError as fault:
            raise DatabaseUnusable(
                "The database address names a server, and what speaks to it is not installed. Nothing was read or "
                "changed. Install distrib with the extra `postgres`, such as: pipx install --force '.[postgres]'"
            ) from fault
        except (ArgumentError, ValueError) as fault:
            raise DatabaseUnusable(
                "The database address cannot be used. Nothing was read or changed. Write it as "
                "sqlite:////path/to/file or postgresql://user@host/name ([database] url or DISTRIB_DATABASE)."
            ) from fault
        self._changes = ChangeCounter(self._engine)

    @property
    def sqlite_file(self) -> Path | None:
        """The file of a SQLite database."""
        return Path(self.url.database) if self.is_sqlite and self.url.database else None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent view; whatever is written inside is rolled back.

        On SQLite nobody can write while it lasts, so take what is needed and leave.
        """
        view = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with (
            self._in_words(),
            self._engine.connect().execution_options(**view) as connection,
            connection.begin() as transaction,
        ):
            if not self.is_sqlite:  # it locks nothing, so whoever reads may take their time
                connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
            yield connection
            transaction.rollback()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: committed and on disk when the block ends, nothing changed when it raises.

        Raises:
            OutcomeUnknown: a server was gone before it said whether it committed.
            DatabaseUnusable: nothing was changed.
        """
        with (
            self._in_words(),
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin() as transaction,
        ):
            yield connection
            if transaction.is_active:  # and was not taken back
                with self._answered():
                    transaction.commit()

    @contextmanager
    def writing_unnoticed(self) -> Iterator[Connection]:
        """The same for what concerns nobody but whoever does it: the change stamp of this process stays as it is.

        On SQLite only; on a server it becomes another one, as for any write.
        """
        with self._in_words(), self._changes.writing() if self.is_sqlite else self.writing() as connection:
            yield connection

    def now(self, connection: Connection) -> datetime:
        """The database's clock, which every worker shares; leases are measured by it."""
        if self.is_sqlite:
            return datetime.now(UTC)
        moment: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
        return moment.astimezone(UTC)

    def change_stamp(self) -> str:
        """A text that is another one once somebody has changed something, here or in another process."""
        with self._in_words():
            return self._changes.stamp()

    def login(self) -> str | None:
        """Who the database's server knows us as, which no program can choose; None for a file, which knows nobody."""
        if self.is_sqlite:
            return None
        with self.reading() as connection:
            return str(connection.execute(text("SELECT session_user")).scalar_one())

    def hold_no_locks_for_long(self) -> None:
        """For a process that works beside others: whatever it writes is undone when it takes longer than IDLE_SECONDS.

        A process that is paused while it sends several statements at once is not idle in the eyes of PostgreSQL, so
        the limit that every connection has does not end its transaction; before PostgreSQL 17 nothing does.
        """
        if not self.is_sqlite:
            event.listen(self._engine, "connect", _limit_transactions)
            self._engine.dispose()

    def reclaim(self) -> bool:
        """Overwrite the space that deleted rows took, which may take a while; False when others use it just now.

        SQLite rewrites the whole file; PostgreSQL cleans up its tables.
        """
        if not self.is_sqlite:
            with closing(self.connection_to_listen_on()) as server:
                server.execute("VACUUM")
            return True
        with closing(self._engine.raw_connection()) as pooled:
            return sqlite.rewrite(cast("sqlite3.Connection", pooled.driver_connection))

    def connection_to_listen_on(self) -> psycopg.Connection:
        """A connection to PostgreSQL that the caller owns and closes; each of its statements is on its own."""
        pooled = self._engine.raw_connection()
        pooled.detach()
        connection = cast("psycopg.Connection", pooled.dbapi_connection)
        connection.autocommit = True
        return connection

    def close(self) -> None:
        """Give back every connection."""
        self._changes.close()
        self._engine.dispose()

    @contextmanager
    def _answered(self) -> Iterator[None]:
        """A file says whether it has committed; a server may be gone before it does."""
        try:
            yield
        except DBAPIError as fault:
            if self.is_sqlite or not fault.connection_invalidated:
                raise
            raise OutcomeUnknown(
                "The connection to the database server was lost while it was saving this step. It may have been saved "
                "or not. Look before you do it again. ({where})",
                where=self.url.database,
            ) from fault

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except PoolTimeout as fault:
            raise DatabaseUnusable(
                "Every connection to the database is in use and none became free. Nothing was changed by this step. "
                "Try again; when it stays so, use fewer connections."
            ) from fault
        except DBAPIError as fault:
            refused = refusals.sentence(fault, self.url.username)
            if refused is not None:
                raise NotAllowed(refused) from fault
            sentence = _sentence(fault, self.url)
            if sentence is None:
                raise
            raise DatabaseUnusable(sentence) from fault


def _with_driver(url: URL) -> URL:
    backend = url.get_backend_name()
    if backend not in ("sqlite", "postgresql", "postgres") or (backend == "sqlite" and not url.database):
        raise ArgumentError("neither a file nor a PostgreSQL server")
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgresql", "postgres") else url


def _server_engine(url: URL) -> Engine:
    """A process that stops in the middle of a write must not keep its locks for ever."""
    options = {} if "options" in url.query else {"options": f"-c idle_in_transaction_session_timeout={IDLE_SECONDS}s"}
    return create_engine(url, poolclass=QueuePool, hide_parameters=True, connect_args=options)


def _limit_transactions(connection: psycopg.Connection, _record: object) -> None:
    if connection.info.server_version >= WHOLE_LIMIT_SINCE:
        connection.execute(f"SET transaction_timeout = '{IDLE_SECONDS}s'")
        connection.commit()


def _sentence(fault: DBAPIError, url: URL) -> Said | None:
    """What a failure of the database means for a person; None where it is a bug of ours."""
    said = str(fault.orig).lower()
    where = url.database or str(url.host)
    for sign, meaning in {**_MEANINGS, **_not_let_in(url)}.items():
        if sign in said:
            return phrased("{meaning} ({where})", meaning=phrased(meaning), where=where)
    is_cut_off = fault.connection_invalidated or isinstance(fault, OperationalError | InterfaceError)
    if url.get_backend_name() != "sqlite" and is_cut_off:
        return phrased(
            "The database server does not answer, or does not let this program in. Nothing was changed by this step. "
            "Check that it runs, and its address. ({where})",
            where=where,
        )
    return None


def _not_let_in(url: URL) -> dict[str, str]:
    """What a server of PostgreSQL says to whom it does not let in, in English."""
    login = phrase(
        "The database server does not take this login or its password. Nothing was changed by this step. "
        "Check both, in the address of the database and in the file ~/.pgpass."
    )
    return {
        "password authentication failed": login,
        "no password supplied": login,
        "no pg_hba.conf entry": login,
        f'role "{url.username}" does not exist'.lower(): login,
        f'database "{url.database}" does not exist'.lower(): phrase(
            "The database server has no database of this name. Nothing was changed by this step. "
            "Correct the address, or have whoever keeps the server make one: createdb"
        ),
    }


_MEANINGS: Mapping[str, str] = {
    "database is locked": phrase(
        "Another program has held the database for more than half a minute. "
        "Nothing was changed by this step. Close other programs that use it and try again."
    ),
    "disk is full": phrase(
        "The disk is full. This step was not saved and nothing was sent because of it. Free some space and try again."
    ),
    "readonly database": phrase(
        "The database may not be written to. Nothing was changed. Check the permissions of the file and of its folder."
    ),
    "unable to open database": phrase(
        "The database file cannot be opened. Nothing was changed. "
        "Check that its folder exists and that you may write to it."
    ),
    "file is not a database": phrase(
        "The file is not a distrib database. Nothing was changed. Name another file, or restore a backup."
    ),
    "disk i/o error": phrase(
        "The disk does not take what is written to the database. This step was not saved and nothing "
        "was sent because of it. Check the disk, its free space and your quota."
    ),
    "deadlock detected": _AT_ONCE,
    # Somebody whom a send was about to be queued for was merged, or their import undone, since they were read.
    'violates foreign key constraint "fk_deliveries_journalist_id"': _AT_ONCE,
    'violates foreign key constraint "fk_left_out_journalist_id"': _AT_ONCE,
    "malformed": phrase("The database file is damaged. Nothing was sent. Restore the newest backup."),
}
