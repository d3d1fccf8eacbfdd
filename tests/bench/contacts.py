"""How long it takes to find who speaks for a place, a topic and a language, by the number of people on the roster.

    python tests/bench/contacts.py [most people]

Prints milliseconds for a question from SQLite to the screen, which reads only those who speak for the place; beside it
the resolver over the whole roster, the explanations, and what reading and ranking everybody takes where no place is
asked for. A screen that answers within 100 ms is taken to answer at once (Nielsen, Usability Engineering, 1993).
Every second person has duty hours and every tenth is on leave, covered by the next.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from an_office import new_sqlite

from distrib.core.contacts import resolve
from distrib.core.people import DutyHours, Leave, NewSpokesperson, Phone
from distrib.core.places import widen
from distrib.core.places.table import MEMBERS, PARENTS
from distrib.db import availability
from distrib.db import spokespeople as rows
from distrib.db.engine import Database

AT = datetime(2026, 11, 28, 21, 0, tzinfo=UTC)
ROUNDS = 7
SHOWN = 20
"""Answers with their explanation on one screen."""
TOPICS = ("migration", "health", "detention", "climate", "resettlement", "missing migrants", "drought", "data")
ZONES = ("Africa/Tunis", "Europe/Zurich", "America/Mexico_City", "Asia/Amman", "Africa/Nairobi")
PLACES = (*" ".join(MEMBERS.values()).split(), *PARENTS, "001")


def furnish(database: Database, count: int) -> None:
    """People with everything a person can have."""
    chance = Random(count)
    people = [
        NewSpokesperson(
            name=f"Person {number:05}",
            title="Spokesperson",
            office=f"Office {number % 150}",
            phones=(Phone(f"+2167055{number:05}"), Phone(f"+2169855{number:05}", "mobile", number % 3 > 0)),
            emails=(f"person{number}@office.example",),
            languages=tuple(chance.sample(("ar", "en", "fr", "es", "sw", "pt"), 2)),
            topics=tuple(chance.sample(TOPICS, chance.randrange(4))),
            places=tuple(chance.sample(PLACES, 2)),
        )
        for number in range(count)
    ]
    with database.writing() as transaction:
        ids = rows.insert_spokespeople(transaction, people, AT)
        for place, identity in enumerate(ids):
            zone, start = chance.choice(ZONES), chance.randrange(1440)
            if place % 2:
                hours = [DutyHours(zone, day, start, (start + 540) % 1440 or 1440) for day in range(5)]
                availability.set_duty(transaction, identity, hours)
            if place % 10 == 0:
                leave = Leave(date(2026, 11, 20), date(2026, 12, 4), zone, ids[(place + 1) % len(ids)])
                availability.add_leave(transaction, identity, leave)


def milliseconds(run: Callable[[], object]) -> str:
    """Median, and the slowest, of some rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        run()
        times.append((time.perf_counter() - start) * 1e3)
    return f"{statistics.median(times):8.1f} ({max(times):.1f})"


def find(database: Database) -> None:
    """What a screen does when a place, a topic and a language are asked for."""
    with database.reading() as transaction:
        people = rows.speaking_for(transaction, widen("LY"))
    for answer in resolve(people, at=AT, place="LY", topic="migration", language="ar")[:SHOWN]:
        assert answer.explanation


def measure(count: int) -> None:
    """One line of the table."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(new_sqlite(Path(folder)))
        furnish(database, count)
        with database.reading() as transaction:
            people = rows.everybody(transaction)
            read = milliseconds(lambda: rows.everybody(transaction))
            asked = milliseconds(lambda: find(database))
        database.close()
    answers = resolve(people, at=AT, place="LY", topic="migration", language="ar")
    one = milliseconds(lambda: resolve(people, at=AT, place="LY", topic="migration", language="ar"))
    anything = milliseconds(lambda: resolve(people, at=AT))
    shown = milliseconds(lambda: [answer.explanation for answer in answers[:SHOWN]])
    print(f"{count:>7}  {asked:>18}  {one:>18}  {shown:>18}  {read:>18}  {anything:>18}  {len(answers):>7}")


def main() -> None:
    """Measure and print."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    print("milliseconds, median (slowest)")
    heads = ("asked", "resolver over all", f"{SHOWN} explained", "read everybody", "rank everybody")
    print(f"{'people':>7}  {'  '.join(f'{head:>18}' for head in heads)}  answers")
    count = 10
    while count <= most:
        measure(count)
        count *= 10


if __name__ == "__main__":
    main()
