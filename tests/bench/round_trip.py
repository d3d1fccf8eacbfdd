"""A mail server that is 20 ms away: the worker against smtplib and nodemailer, eight connections each.

    python tests/bench/round_trip.py [recipients] [rounds]

A relay holds every octet back for 10 ms each way. Its ceiling is shown first: what a bare generator gets through it
over many connections. Round trips a message are counted by the relay, those of the greeting included. smtplib is given
its messages composed already.
"""

from __future__ import annotations

import smtplib
import statistics
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from against_smtplib import EDITION, PAGE, TEXT
from comparison import Run, chosen, show, show_ratio
from deliver import ours
from load_generator import TEXT as RELEASE
from mail_samples import AMAL, SENDER, long_way
from nodemailer import nodemailer
from relay import relay
from sink import blast, sink

CONNECTIONS = 8
MANY = 128
MOST_ROUND_TRIPS = 1.2
MESSAGE = long_way(SENDER, AMAL, EDITION.headline, "en", TEXT, PAGE)


def smtplib_threads(port: int, count: int) -> float:
    """Seconds for smtplib, a thread for each connection."""

    def send() -> None:
        with smtplib.SMTP("127.0.0.1", port) as client:
            for number in range(count // CONNECTIONS):
                client.sendmail(SENDER.address, [f"reporter{number}@news.example"], MESSAGE)

    threads = [threading.Thread(target=send) for _ in range(CONNECTIONS)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    count, rounds = chosen(2_000, 5)
    runs: dict[str, tuple[Run, int]] = {
        "distrib worker, ledger": (lambda port, number: ours(port, number, CONNECTIONS, RELEASE), count),
        "smtplib, eight threads, no record": (smtplib_threads, count // (4 * CONNECTIONS) * CONNECTIONS),
    }
    node = nodemailer(CONNECTIONS)
    if node is not None:
        runs["nodemailer, pooled, no record"] = node, count // 2
    rates: dict[str, list[float]] = {name: [] for name in runs}
    trips: dict[str, list[float]] = {name: [] for name in runs}
    with sink() as port:
        show(f"the relay itself, {MANY} connections", [_through(port, _ceiling, count * 4)[0] for _ in range(rounds)])
        for _ in range(rounds):
            for name, (run, number) in runs.items():
                rate, round_trips = _through(port, run, number)
                rates[name].append(rate)
                trips[name].append(round_trips)
    for name, found in rates.items():
        show(f"{name}, {statistics.median(trips[name]):.2f} round trips a message", found)
    mine, *others = rates
    for name, must_reach in zip(others, (3.5, 1.8), strict=False):
        print(f"against {name}")
        show_ratio(rates[mine], rates[name], must_reach)
    needed = statistics.median(trips[mine])
    verdict = "reached" if needed <= MOST_ROUND_TRIPS else "MISSED"
    print(f"round trips a message: {needed:.2f}, at most {MOST_ROUND_TRIPS}: {verdict}")


def _through(port: int, run: Run, count: int) -> tuple[float, float]:
    """Messages a second through a relay of its own, and round trips a message."""
    with relay(port) as relayed:
        rate = count / run(relayed.port, count)
    return rate, relayed.round_trips / count


def _ceiling(port: int, count: int) -> float:
    return blast(port, count, MANY)


if __name__ == "__main__":
    main()
