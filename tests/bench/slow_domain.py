"""What a domain that answers 421 and hangs up costs the others: the same send with and without it, in one run.

    python tests/bench/slow_domain.py [recipients] [rounds]

One recipient in ten is at the busy domain, spread over the whole audience. What is measured is the rate at which
the others are reached.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from command_line import RELEASE
from deliver import show, timed
from sink import sink

from distrib import app, config
from distrib.services import people, releases
from distrib.services.releases import approving

BUSY, CONNECTIONS, ONE_IN = "busy.example", 4, 10


def rate(port: int, count: int, *, with_busy: bool) -> float:
    """Messages a second to those who can be reached."""
    with tempfile.TemporaryDirectory() as folder:
        office = app.build(config.load({"DISTRIB_HOME": folder, "DISTRIB_SMTP": f"smtp://127.0.0.1:{port}"}))
        domains = ["news.example"] * ONE_IN + [BUSY] * with_busy
        names = [f"{number}@{domain}" for number in range(count // ONE_IN) for domain in domains]
        rows = "".join(f"Reporter,reporter{place}-{name},en\n" for place, name in enumerate(names))
        people.import_journalists(office.context, f"name,email,languages\n{rows}".encode(), "bench.csv")
        reference = releases.add(office.context, RELEASE.encode(), "release.txt").reference
        approving.approve(office.context, reference)
        return count / timed(office, reference, accepted=count // ONE_IN * ONE_IN, connections=CONNECTIONS)


def main() -> None:
    """Alternating rounds, medians and spread."""
    words = [int(word) for word in sys.argv[1:]]
    count, rounds = words[0] if words else 2_000, words[1] if len(words) > 1 else 5
    with sink(BUSY) as port:
        pairs = [(rate(port, count, with_busy=False), rate(port, count, with_busy=True)) for _ in range(rounds)]
    without, beside = [one for one, _ in pairs], [one for _, one in pairs]
    show("everybody can be reached", without, without)
    show("beside a domain that answers 421", beside, without)
    print(f"it costs the others {100 - 100 * statistics.median(beside) / statistics.median(without):.1f} %")


if __name__ == "__main__":
    main()
