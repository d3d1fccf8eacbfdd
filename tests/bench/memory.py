"""How a worker's memory grows with its work: the most it ever held, for a few recipients and for very many.

    python tests/bench/memory.py [few] [many]

Each worker is a process of its own (`distrib worker --once`) that delivers to the sink; the figure is its peak resident
size as the system counts it (`ru_maxrss` of the child).
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from subprocess import PIPE

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from an_office import an_office
from sink import sink

CONNECTIONS = 16
LAUNCHER = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""A small process between, because Linux counts what a process held before its exec as the new program's."""


def peak(port: int, people: int) -> float:
    """MB that a worker held at most while it delivered to so many."""
    with tempfile.TemporaryDirectory() as folder:
        with an_office(Path(folder), people=people, smtp=f"smtp://127.0.0.1:{port}") as office:
            office.clock.forward(days=-30)  # the worker goes by the machine's clock, and is to find everything due
            office.dispatch()
        environment = os.environ | {"DISTRIB_HOME": folder, "DISTRIB_SMTP": f"smtp://127.0.0.1:{port}"}
        environment.pop("DISTRIB_DATABASE", None)
        command = [sys.executable, "-m", "distrib", "worker", "--once", "--connections", str(CONNECTIONS)]
        ended = subprocess.run([sys.executable, "-c", LAUNCHER, *command], env=environment, check=True, stdout=PIPE)
        assert accepted(Path(folder)) == people
    return int(ended.stdout) / (1024 * 1024 if sys.platform == "darwin" else 1024)


def accepted(home: Path) -> int:
    """How many of the only dispatch got it, by the ledger."""
    with closing(sqlite3.connect(home / "distrib.sqlite")) as connection:
        found = connection.execute("SELECT count(*) FROM deliveries WHERE state = 'accepted'").fetchone()
    return int(found[0])


def main() -> None:
    """Two lines and what lies between them."""
    words = [int(word) for word in sys.argv[1:]]
    few, many = words[0] if words else 1_000, words[1] if len(words) > 1 else 100_000
    with sink() as port:
        held = {people: peak(port, people) for people in (few, many)}
    for people, size in held.items():
        print(f"{people:9,} recipients: {size:6.1f} MB at most")
    print(f"grows by {held[many] - held[few]:.1f} MB")


if __name__ == "__main__":
    main()
