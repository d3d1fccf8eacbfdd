"""Whether anything in the database has changed: a stamp that costs next to nothing to read. It reads no rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from distrib.db.sqlite import is_alone

_STAMPS = {
    "sqlite": "PRAGMA data_version",
    # Another transaction that writes shows in it when it begins, and again when it is committed.
    "postgresql": "SELECT pg_current_snapshot()::text",
}


class ChangeCounter:
    """Keeps a connection of its own, because SQLite tells a connection only what others have changed
    (https://sqlite.org/pragma.html#pragma_data_version).
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._opened = 0
        self._last = ""
        self._lock = Lock()

    def stamp(self) -> str:
        """Compare it with the one before. After the database was away it is another one in any case.

        While something is written through here it is the last one, so that whoever looks waits for no writer.
        """
        if not self._lock.acquire(blocking=not self._last):
            return self._last
        try:
            with self._transaction(writes=False) as connection:
                value = connection.exec_driver_sql(_STAMPS[connection.dialect.name]).scalar_one()
                self._last = f"{self._opened}:{value}"
            return self._last
        finally:
            self._lock.release()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction of the connection that the stamp is read by, in which it therefore does not show on SQLite."""
        with self._lock, self._transaction(writes=True) as connection:
            yield connection

    @contextmanager
    def _transaction(self, *, writes: bool) -> Iterator[Connection]:
        try:
            connection = self._connected().execution_options(writes=writes)
            try:
                with connection.begin():
                    yield connection
            finally:
                if not connection.closed and is_alone(connection.info):
                    self._let_go()
        except DBAPIError:
            self._let_go()
            raise

    def close(self) -> None:
        """Give the connection back."""
        with self._lock:
            self._let_go()

    def _connected(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
            self._connection.detach()
            self._opened += 1
        return self._connection

    def _let_go(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(DBAPIError):  # it is gone already
                connection.close()
