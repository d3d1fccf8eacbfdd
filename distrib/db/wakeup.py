"""Waking idle workers: on PostgreSQL whoever queues work says so, and whoever waits for some hears it.

A notice is a reason to look earlier and nothing more: no delivery depends on its arrival.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from distrib.db.engine import Database

if TYPE_CHECKING:
    import psycopg

CHANNEL = "distrib_work"


def announce(connection: Connection) -> None:
    """Wake the waiting workers once this transaction is committed."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"NOTIFY {CHANNEL}"))


class Ear:
    """Listens for announcements over a connection of its own. For one thread at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: psycopg.Connection | None = None
        self._lock = threading.Lock()

    def wait(self, seconds: float) -> bool:
        """Block until work is announced, or so long. False: nothing can be heard now, so the caller must poll.

        The first call returns as soon as it listens: what was queued before has to be looked for.
        """
        import psycopg

        with self._lock:
            try:
                if self._connection is None:
                    self._connection = self._database.connection_to_listen_on()
                    self._connection.execute(f"LISTEN {CHANNEL}")
                else:
                    for _ in self._connection.notifies(timeout=seconds, stop_after=1):
                        pass
            except (psycopg.Error, SQLAlchemyError):
                self._drop()
                return False
        return True

    def close(self) -> None:
        """Stop listening; waits for whoever is listening at the moment."""
        with self._lock:
            self._drop()

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(Exception):  # it is gone already
                connection.close()
