"""Workers as processes: stopped, killed, two at a time; whatever happens, nobody is mailed twice and none is missed."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections import Counter
from pathlib import Path

import pytest
from an_office import AnOffice, add_journalists, an_office
from command_line import CommandLine
from scripted_smtp import Act, Received, ScriptedServer

from distrib.core.delivery.ledger import State
from distrib.services.delivery import workers


def queued(folder: Path, people: int) -> AnOffice:
    """An office with a dispatch queued by the clock of the machine, as other processes see it."""
    with an_office(folder, people=0) as office:
        with office.database.writing() as transaction:
            add_journalists(transaction, people)
        office.clock.forward(days=-1)
        office.dispatch()
    return office


def received(server: ScriptedServer) -> Counter[str]:
    return Counter(message.recipient for message in server.received)


def test_two_workers_reach_two_hundred_once(tmp_path: Path) -> None:
    """On one SQLite file, at the same time."""
    office = queued(tmp_path, 200)
    with ScriptedServer() as server:
        line = CommandLine(tmp_path, server.url)
        processes = [line.start("worker", "--once", "--connections", "2") for _ in range(2)]
        assert [process.wait(90) for process in processes] == [0, 0]
    assert Counter(office.states()) == {State.ACCEPTED: 200}
    assert received(server) == Counter(row.email for row in office.deliveries())
    assert {row.attempts for row in office.deliveries()} == {1}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_that_is_told_to_stop_finishes_what_is_in_flight(tmp_path: Path, number: signal.Signals) -> None:
    """The signal comes between a dot and its reply; the reply is waited for, and the rest goes back."""
    office = queued(tmp_path, 60)
    at_the_dot, goes_on = threading.Event(), threading.Event()

    def wait_at_the_fifth(_: Received) -> None:
        if len(server.received) == 5:
            at_the_dot.set()
            goes_on.wait(20)

    with ScriptedServer() as server:
        server.on_dot = wait_at_the_fifth
        process = CommandLine(tmp_path, server.url).start("worker", "--connections", "1")
        assert at_the_dot.wait(30)
        process.send_signal(number)
        goes_on.set()
        assert process.wait(30) == 0
    states = Counter(office.states())
    assert set(states) == {State.ACCEPTED, State.QUEUED}
    assert 5 <= states[State.ACCEPTED] < 60
    assert received(server) == Counter(row.email for row in office.deliveries() if row.state is State.ACCEPTED)
    assert {row.attempts for row in office.deliveries() if row.state is State.QUEUED} == {0}
    assert workers.living(office.context) == 0


def test_what_a_killed_worker_held_is_taken_back_by_the_next_at_once(tmp_path: Path) -> None:
    """No lease is waited for: the lock of the dead is free. What was past its dot is in doubt and named."""
    office = queued(tmp_path, 40)

    def kill(_: Received) -> None:
        if len(server.received) == 5:
            os.kill(process.pid, signal.SIGKILL)

    with ScriptedServer() as server:
        server.on_dot = kill
        line = CommandLine(tmp_path, server.url)
        process = line.start("worker", "--connections", "1")
        assert process.wait(30) == -signal.SIGKILL
        held = Counter(office.states())
        assert held[State.CLAIMED] > 0
        assert held[State.COMMITTING] == 1
        ended = subprocess.run(
            [*process.args, "--once"],  # type: ignore[misc]
            env=line.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert ended.returncode == 3
    back = held[State.CLAIMED]
    words = f"of its deliveries {back} {'goes' if back == 1 else 'go'} back to the queue, 1 is in doubt."
    assert words in ended.stderr
    assert Counter(office.states()) == {State.ACCEPTED: 39, State.IN_DOUBT: 1}
    assert received(server) == Counter(row.email for row in office.deliveries())
    assert list((tmp_path / "workers").glob("*.lock")) == []


def test_a_worker_that_cannot_reach_the_server_ends_with_status_1(tmp_path: Path) -> None:
    """And everything is as it was."""
    office = queued(tmp_path, 3)
    with ScriptedServer({"greeting": Act.CLOSE}) as server:
        CommandLine(tmp_path, server.url).run("worker", "--once", status=1)
    assert office.states() == [State.QUEUED] * 3
    assert workers.living(office.context) == 0
