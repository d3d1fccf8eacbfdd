"""What the ledger costs: a worker with a durable row per recipient against smtplib with none, in one run.

    python tests/bench/deliver.py [recipients] [rounds]

Both send the same messages to the same sink. smtplib gets them composed already and keeps no record at all.
"""

from __future__ import annotations

import smtplib
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from command_line import RELEASE
from sink import sink

from distrib import app, config
from distrib.app import Office
from distrib.services import people, releases, sending
from distrib.services.delivery import dispatches
from distrib.services.releases import approving
from distrib.worker.idling import Mode
from distrib.worker.process import Listener

CONNECTIONS = (1, 4)


def furnish(home: Path, port: int, count: int, text: str = RELEASE, database: str | None = None) -> tuple[Office, str]:
    """An office with `count` journalists and an approved release."""
    settings = {"DISTRIB_HOME": str(home), "DISTRIB_SMTP": f"smtp://127.0.0.1:{port}"}
    office = app.build(config.load(settings | ({"DISTRIB_DATABASE": database} if database else {})))
    rows = "".join(f"Reporter {number},reporter{number}@news.example,en\n" for number in range(count))
    people.import_journalists(office.context, f"name,email,languages\n{rows}".encode(), "bench.csv")
    reference = releases.add(office.context, text.encode(), "release.txt").reference
    approving.approve(office.context, reference)
    return office, reference


def ours(port: int, count: int, connections: int, text: str = RELEASE) -> float:
    """Seconds to deliver a queued dispatch, ledger included."""
    with tempfile.TemporaryDirectory() as folder:
        office, reference = furnish(Path(folder), port, count, text)
        return timed(office, reference, accepted=count, connections=connections)


def timed(office: Office, reference: str, *, accepted: int, connections: int) -> float:
    """Seconds to deliver a release to everybody, of whom so many take it; the office is closed then."""
    dispatch = sending.freeze(office.context, sending.plan(office.context, reference, "all"))
    start = time.perf_counter()
    office.worker(Listener()).run(Mode.ONCE, connections)
    took = time.perf_counter() - start
    assert dispatches.get(office.context, dispatch.id).tally.accepted == accepted
    office.close()
    return took


def theirs(port: int, count: int) -> float:
    """Seconds for smtplib over one connection."""
    message = b"From: press@office.example\r\nTo: reporter@news.example\r\nSubject: x\r\n\r\n" + b"text " * 2_000
    start = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", port) as client:
        for number in range(count):
            client.sendmail("press@office.example", [f"reporter{number}@news.example"], message)
    return time.perf_counter() - start


def main() -> None:
    """Print messages a second and the ratio, with the spread over the rounds."""
    words = [int(word) for word in sys.argv[1:]]
    count, rounds = words[0] if words else 1_000, words[1] if len(words) > 1 else 3
    with sink() as port:
        base = [count / theirs(port, count) for _ in range(rounds)]
        show("smtplib, no record", base, base)
        for connections in CONNECTIONS:
            rates = [count / ours(port, count, connections) for _ in range(rounds)]
            show(f"distrib worker, ledger, {connections} connections", rates, base)


def show(name: str, rates: list[float], base: list[float]) -> None:
    """One line: the median, the spread, and the ratio of the medians."""
    ratio = statistics.median(rates) / statistics.median(base)
    print(f"{name:42} {statistics.median(rates):7.0f}/s  ({min(rates):.0f}-{max(rates):.0f})  ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
