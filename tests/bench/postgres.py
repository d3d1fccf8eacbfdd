"""Two workers on one PostgreSQL against one on SQLite, each a process with sixteen connections.

    python tests/bench/postgres.py [recipients] [rounds]

The server is a real one from PyPI's binaries, durable, reached over its socket. The clock starts when every worker
stands ready, and stops when the last has ended.
"""

from __future__ import annotations

import multiprocessing
import sys
import tempfile
import time
from multiprocessing.synchronize import Barrier
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from comparison import chosen, show, show_ratio
from deliver import furnish
from load_generator import TEXT
from postgresql_server import OwnServer
from sink import sink

from distrib import app, config
from distrib.services import sending
from distrib.services.delivery import dispatches
from distrib.worker.idling import Mode
from distrib.worker.process import Listener

CONNECTIONS = 16
_PROCESSES = multiprocessing.get_context("spawn")


def work(environment: dict[str, str], ready: Barrier) -> None:
    """A worker's process."""
    office = app.build(config.load(environment))
    worker = office.worker(Listener())
    ready.wait()
    worker.run(Mode.ONCE, CONNECTIONS)
    office.close()


def seconds(port: int, count: int, *, workers: int, url: str | None = None) -> float:
    """To deliver a queued dispatch, ledger included."""
    with tempfile.TemporaryDirectory() as folder:
        office, reference = furnish(Path(folder), port, count, TEXT, url)
        dispatch = sending.freeze(office.context, sending.plan(office.context, reference, "all"))
        environment = {"DISTRIB_HOME": folder, "DISTRIB_SMTP": f"smtp://127.0.0.1:{port}"}
        if url is not None:
            environment["DISTRIB_DATABASE"] = url
        ready = _PROCESSES.Barrier(workers + 1)
        processes = [_PROCESSES.Process(target=work, args=(environment, ready)) for _ in range(workers)]
        for process in processes:
            process.start()
        ready.wait(60)
        start = time.perf_counter()
        for process in processes:
            process.join()
        took = time.perf_counter() - start
        assert dispatches.get(office.context, dispatch.id).tally.accepted == count
        office.close()
    return took


def main() -> None:
    """Measure and print."""
    count, rounds = chosen(10_000, 5)
    on_file, on_server = [], []
    with OwnServer(is_durable=True) as server, sink() as port:
        for _ in range(rounds):
            on_file.append(count / seconds(port, count, workers=1))
            on_server.append(count / seconds(port, count, workers=2, url=server.new_database()))
    show("one worker on SQLite", on_file)
    show("two workers on PostgreSQL", on_server)
    show_ratio(on_server, on_file, 0.5)


if __name__ == "__main__":
    main()
