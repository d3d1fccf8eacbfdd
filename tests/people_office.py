"""A real office on a SQLite file, for tests of the services about people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from an_office import new_sqlite

from distrib.config import load
from distrib.db.engine import Database
from distrib.services.context import Context

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@contextmanager
def people_office(folder: Path) -> Iterator[Context]:
    """An empty office with a clock that stands still."""
    database = Database(new_sqlite(folder))
    numbers = count()
    yield Context(load({"DISTRIB_HOME": str(folder)}), database, lambda: NOW, "ana", lambda: f"token{next(numbers)}")
    database.close()
