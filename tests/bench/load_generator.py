"""A worker with its ledger against Postfix's C load generator, which sends one constant message and records nothing.

    python tests/bench/load_generator.py [recipients] [rounds]

Needs `smtp-source` and `smtp-sink` (Debian's package postfix) on the PATH; says so where they are missing.
Both send messages of about 30 KB over 16 connections, into smtp-sink and into the sink of this folder.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from command_line import RELEASE
from deliver import ours, show
from sink import sink

CONNECTIONS, SIZE = 16, 30_720
PARAGRAPH = "Relief teams reached the northern valleys after nine days of waiting for a safe road. " * 12
TEXT = RELEASE.replace("\n\nSince", "\n\n" + "\n\n".join([PARAGRAPH] * 12) + "\n\nSince", 1)
"""Its mail has about SIZE octets, in two parts."""


@contextmanager
def c_sink() -> Iterator[int]:
    """Postfix's smtp-sink on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [_tool("smtp-sink"), "-u", "nobody", f"inet:127.0.0.1:{port}", "1000"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def theirs(port: int, count: int) -> float:
    """Seconds for smtp-source."""
    addresses = ["-f", "press@office.example", "-t", "reporter@news.example"]
    load = ["-d", "-s", str(CONNECTIONS), "-l", str(SIZE), "-m", str(count)]
    start = time.perf_counter()
    subprocess.run([_tool("smtp-source"), *load, *addresses, f"inet:127.0.0.1:{port}"], check=True)
    return time.perf_counter() - start


def main() -> None:
    """Two sinks, alternating rounds, medians and spread."""
    words = [int(word) for word in sys.argv[1:]]
    count, rounds = words[0] if words else 20_000, words[1] if len(words) > 1 else 5
    if not (shutil.which("smtp-source") and shutil.which("smtp-sink")):
        print("not measured: smtp-source and smtp-sink are not on the PATH (Debian: apt-get install postfix)")
        return
    for name, serving in (("smtp-sink", c_sink), ("own sink", sink)):
        base, rates = [], []
        with serving() as port:
            for _ in range(rounds):
                base.append(count / theirs(port, count))
                rates.append(count / ours(port, count, CONNECTIONS, TEXT))
        show(f"smtp-source into {name}", base, base)
        show(f"distrib worker, ledger, into {name}", rates, base)


def _tool(name: str) -> str:
    return str(shutil.which(name))


def _wait_for(port: int) -> None:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            continue
        return
    raise SystemExit("smtp-sink did not start")


if __name__ == "__main__":
    main()
