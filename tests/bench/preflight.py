"""How long it takes to make every recipient's message before the first leaves.

    python tests/bench/preflight.py [recipients]

Prints microseconds a recipient for preflight, beside a bare splice of the same messages, and the ratio. A third of the
names are accented or Arabic, which are read again by a parser.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from an_office import LANGUAGES, NOW, AnOffice, an_office, edition

from distrib.core.delivery.audience import Audience, Recipient
from distrib.core.message import Personal, splice
from distrib.mail.render import prepare
from distrib.services import office as offices
from distrib.services import releases
from distrib.services.releases import preflight

ROUNDS = 5
NAMES = ("Amal Haddad", "Jo Example", "Zoë Müller")


def people(count: int) -> Iterator[Recipient]:
    """Recipients of both editions."""
    for number in range(count):
        yield Recipient(number, NAMES[number % 3], f"reader{number}@news.example", LANGUAGES[number % 2])


def best(run: Callable[[], None]) -> float:
    """Seconds, the best of some rounds."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def measure(office: AnOffice, count: int) -> None:
    """Both, for the same recipients."""
    audience = Audience(tuple(people(count)), ())
    release, sender = releases.get(office.context, office.reference), offices.sender(office.context)

    def looked_over() -> None:
        with office.database.reading() as transaction:
            preflight.examine(office.context, transaction, release, sender, audience)

    def spliced() -> None:
        skeletons = {one: prepare(edition(one), sender, reference="2026-001") for one in LANGUAGES}
        for one in audience.recipients:
            splice(skeletons[one.language], Personal(one.name, one.email, "<t@office.example>", "t" * 20, NOW))

    full, bare = best(looked_over), best(spliced)
    print(f"preflight      {full * 1e6 / count:8.1f} µs a recipient, {full:.2f} s for {count}")
    print(f"bare splice    {bare * 1e6 / count:8.1f} µs a recipient")
    print(f"ratio          {full / bare:8.2f} : 1")


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder, an_office(Path(folder)) as office:
        measure(office, count)


if __name__ == "__main__":
    main()
