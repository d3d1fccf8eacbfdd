"""One recipient in a ledger of ten million rows: the query alone, and the whole command as a person runs it.

    python tests/bench/big_log.py [rows] [rounds]

The rows are written straight into the real schema with its indexes: 100,000 recipients, as many dispatches as it takes.
Nothing else is invented about the file. It needs about 0.6 GB a million rows in the folder for temporary files.
"""

from __future__ import annotations

import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from an_office import AnOffice, an_office

from distrib.services.people import lookup

AUDIENCE = 100_000

DISPATCHES = """
INSERT INTO dispatches
  (id, release_id, version_id, version_hash, sender_id, query, audience_size, created_by, created_at)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :dispatches)
SELECT i + 1, release_id, version_id, version_hash, sender_id, query, :audience, created_by, created_at
FROM n, dispatches WHERE id = 1
"""
DELIVERIES = """
INSERT INTO deliveries (dispatch_id, journalist_id, edition_id, email, address_key, name, is_fallback, message_id,
  token, state, attempts, due_at, claim_token, worker_id, sha256, code, enhanced, reply, changed_at)
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < :rows - 1)
SELECT i / :audience + 2, 1, edition_id, printf('reporter%d@news.example', i % :audience),
  printf('reporter%d@news.example', i % :audience), printf('Reporter %d', i % :audience), 0,
  printf('<t%019d@office.example>', i), printf('t%019d', i), 'accepted', 1, due_at, 'abcdefghjkmn.abcdefghjkmnpqrstuvw',
  'abcdefghjkmn', printf('%064x', i), 250, '2.0.0', '2.0.0 ok: queued', changed_at
FROM n, (SELECT * FROM deliveries WHERE dispatch_id = 1 LIMIT 1)
"""


def build(path: Path, rows: int) -> float:
    """Seconds to write the rows."""
    start = time.perf_counter()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -500000"):
            connection.execute(f"PRAGMA {pragma}")
        audience = min(AUDIENCE, rows)
        values = {"rows": rows, "audience": audience, "dispatches": -(-rows // audience)}
        connection.execute("BEGIN")
        connection.execute(DISPATCHES, values)
        connection.execute(DELIVERIES, values)
        connection.execute("COMMIT")
    return time.perf_counter() - start


def query(office: AnOffice, email: str) -> None:
    """As the command asks it."""
    assert lookup.of_address(office.context, email)


def command(home: Path, email: str) -> None:
    """A process of its own, as a person runs it."""
    environment = os.environ | {"DISTRIB_HOME": str(home)}
    environment.pop("DISTRIB_DATABASE", None)
    line = [sys.executable, "-m", "distrib", "log", "--email", email, "--json"]
    assert subprocess.run(line, env=environment, check=True, capture_output=True).stdout


def imports(_email: str) -> None:
    """What every command that opens the office costs before it begins."""
    subprocess.run([sys.executable, "-c", "import distrib.app, distrib.services.people.lookup"], check=True)


def timed(ask: Callable[[str], None], rounds: int, most: int) -> list[float]:
    """Milliseconds for recipients at random."""
    took = []
    for _ in range(rounds):
        email = f"reporter{random.randrange(most)}@news.example"
        start = time.perf_counter()
        ask(email)
        took.append((time.perf_counter() - start) * 1000)
    return took


def main() -> None:
    """A line each: the median and the spread."""
    words = [int(word) for word in sys.argv[1:]]
    rows, rounds = words[0] if words else 10_000_000, words[1] if len(words) > 1 else 25
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        with an_office(home, people=1) as office:
            office.dispatch()
            took = build(home / "distrib.sqlite", rows)
            size = (home / "distrib.sqlite").stat().st_size / 1e9
            print(f"{rows:,} rows, {size:.1f} GB, written in {took:.0f} s")
            people = min(AUDIENCE, rows)
            show("the query", timed(lambda email: query(office, email), rounds, people))
            show("distrib log --email", timed(lambda email: command(home, email), rounds, people))
            show("Python and its imports", timed(imports, rounds, people))


def show(name: str, took: list[float]) -> None:
    """One line."""
    print(f"{name:24} {statistics.median(took):7.1f} ms  ({min(took):.1f}-{max(took):.1f})")


if __name__ == "__main__":
    main()
