"""Places of a route: how many connections to a mail server all workers of a database may have open together.

A place is a lock that the operating system or the database's server keeps for as long as its holder lives, and frees
at that moment, however it ends: no lease runs out under a worker that is only paused, and nothing is left behind by a
dead one. It decides no limit.
"""

from __future__ import annotations

import hashlib
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from filelock import FileLock, Timeout
from sqlalchemy.exc import SQLAlchemyError

from distrib.core.system_words import why
from distrib.db.engine import Database
from distrib.errors import DatabaseUnusable

if TYPE_CHECKING:
    import psycopg


class Place(Protocol):
    """Held from `take` until `give_back`."""

    @property
    def is_lost(self) -> bool:
        """Whether somebody else may have it by now."""
        ...

    def give_back(self) -> None:
        """Somebody else may have it. It may block."""
        ...


class Places(Protocol):
    """Where places are kept. What is asked of it may block."""

    def take(self, route: str, most: int) -> Place | None:
        """One of so many; None when all are held.

        Raises:
            DatabaseUnusable: nobody can say.
        """
        ...

    def look(self) -> None:
        """Find out whether those that are held have been lost."""
        ...

    def close(self) -> None:
        """Nothing is held any more."""
        ...


def places_of(database: Database) -> Places:
    """Of all workers of a database: those of this machine for a SQLite file, which no other machine may use."""
    file = database.sqlite_file
    return FilePlaces(file.with_name(file.name + ".places")) if file is not None else ServerPlaces(database)


@dataclass(frozen=True, slots=True)
class _FilePlace:
    lock: FileLock
    is_lost: bool = False

    def give_back(self) -> None:
        self.lock.release()


@dataclass(frozen=True, slots=True)
class FilePlaces:
    """A locked file each, in a folder beside the database."""

    folder: Path

    def take(self, route: str, most: int) -> Place | None:
        """As `Places.take`."""
        name = hashlib.sha256(route.encode()).hexdigest()[:16]
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
            for number in range(most):
                # Any thread may give it back; no thread waits for a lock that it holds by another object.
                lock = FileLock(self.folder / f"{name}-{number}", thread_local=False, blocking=False)
                with suppress(Timeout):
                    lock.acquire()
                    return _FilePlace(lock)
        except OSError as fault:
            raise DatabaseUnusable(
                "The folder {folder} cannot be written ({reason}), so nobody can tell how many connections the "
                "mail server has. Nothing was sent. Check the permissions of the folder.",
                folder=self.folder,
                reason=why(fault),
            ) from fault
        return None

    def look(self) -> None:
        """A lock of the operating system is never lost."""

    def close(self) -> None:
        """Each lock was given back."""


@dataclass(frozen=True, slots=True)
class _ServerPlace:
    kept_by: ServerPlaces
    session: psycopg.Connection
    key: tuple[int, int]

    @property
    def is_lost(self) -> bool:
        return self.session.closed

    def give_back(self) -> None:
        self.kept_by.give_back(self)


class ServerPlaces:
    """An advisory lock of PostgreSQL each, all of a process in one session; whoever loses the session loses them."""

    def __init__(self, database: Database) -> None:
        """Nothing is opened before it is needed."""
        self._database = database
        self._session: psycopg.Connection | None = None
        self._held: set[tuple[int, int]] = set()
        self._lock = threading.Lock()

    def take(self, route: str, most: int) -> Place | None:
        """As `Places.take`."""
        import psycopg

        name = int.from_bytes(hashlib.sha256(route.encode()).digest()[:4], signed=True)
        with self._lock:
            try:
                session = self._open()
                for number in range(most):
                    key = (name, number)
                    if key not in self._held and _is_true(session, "SELECT pg_try_advisory_lock(%s, %s)", key):
                        self._held.add(key)
                        return _ServerPlace(self, session, key)
            except (psycopg.Error, SQLAlchemyError) as fault:
                self._drop()
                raise DatabaseUnusable(
                    "The database server does not answer, so nobody can tell how many connections the mail server has. "
                    "Nothing was sent by this step. Check that it runs."
                ) from fault
        return None

    def give_back(self, place: _ServerPlace) -> None:
        """As `Place.give_back`; what was lost with its session is somebody else's."""
        import psycopg

        with self._lock:
            if place.session is not self._session:
                return
            self._held.discard(place.key)
            try:
                _is_true(place.session, "SELECT pg_advisory_unlock(%s, %s)", place.key)
            except psycopg.Error:
                self._drop()

    def look(self) -> None:
        """As `Places.look`."""
        import psycopg

        with self._lock:
            if self._session is not None and self._held:
                try:
                    self._session.execute("SELECT 1")
                except psycopg.Error:
                    self._drop()

    def close(self) -> None:
        """As `Places.close`."""
        with self._lock:
            self._drop()

    def _open(self) -> psycopg.Connection:
        if self._session is None or self._session.closed:
            self._held.clear()
            self._session = self._database.connection_to_listen_on()
        return self._session

    def _drop(self) -> None:
        session, self._session = self._session, None
        self._held.clear()
        if session is not None:
            with suppress(Exception):  # it is gone already
                session.close()


def _is_true(session: psycopg.Connection, question: str, key: tuple[int, int]) -> bool:
    row = session.execute(question.encode(), key).fetchone()
    return bool(row and row[0])
