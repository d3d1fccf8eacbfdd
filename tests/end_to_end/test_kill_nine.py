"""The worker is killed at random moments; nobody is missed, nobody is mailed twice, and doubt is named."""

from __future__ import annotations

import os
import random
import signal
import threading
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from command_line import CommandLine
from scripted_smtp import DEFAULTS, ScriptedServer, Step

CONNECTIONS = 4


@dataclass
class Killer:
    """Kills a process when the server reaches the nth of its steps, before the server answers."""

    left: int = 0
    pid: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def aim(self, pid: int, after: int) -> None:
        with self.lock:
            self.pid, self.left = pid, after

    def step(self, name: str) -> Step:
        with self.lock:
            if self.pid:
                self.left -= 1
                if self.left <= 0:
                    os.kill(self.pid, signal.SIGKILL)
                    self.pid = 0
        answer = DEFAULTS[name]
        assert isinstance(answer, str)
        return answer


@pytest.mark.timeout(300)
def test_twenty_kills_lose_nobody_and_mail_nobody_twice(tmp_path: Path) -> None:
    """The kill comes between any two steps: before MAIL, before the dot, between dot and reply, after it."""
    kill_again_and_again(tmp_path, kills=20, people=1_000)


@pytest.mark.chaos
@pytest.mark.timeout(1800)
def test_two_hundred_kills_lose_nobody_and_mail_nobody_twice(tmp_path: Path) -> None:
    """The same for longer."""
    kill_again_and_again(tmp_path, kills=200, people=10_000)


def kill_again_and_again(folder: Path, *, kills: int, people: int) -> None:
    """Queue a dispatch, kill its workers, let the last one live, and compare the ledger with the server."""
    seed = random.SystemRandom().randrange(10**6)
    chance, killer = random.Random(seed), Killer()
    names = ("greeting", "EHLO", "MAIL", "RCPT", "DATA", "dot")
    script = {name: (lambda _, name=name: killer.step(name)) for name in names}
    with ScriptedServer(script) as server:
        office = CommandLine(folder / "home", server.url)
        reference = office.furnish(people)
        office.run("send", reference, "--to", "all", "--yes", "--queue")
        for _ in range(kills):
            worker = office.start("worker", "--connections", str(CONNECTIONS))
            killer.aim(worker.pid, after=chance.randrange(1, 150))
            assert worker.wait(60) == -signal.SIGKILL
        assert len(server.received) < people, "the kills came too late to test anything"
        office.run("worker", "--once", status=3 if _doubts(office, reference) else 0)
        log = office.json("log", reference, "--json")
        received = Counter(message.recipient for message in server.received)

    states = {row["email"]: row["state"] for row in log}
    assert len(log) == people
    assert set(states.values()) <= {"accepted", "in_doubt"}, f"seed {seed}"
    assert max(received.values()) == 1, f"somebody was mailed twice, seed {seed}"
    assert {email for email, state in states.items() if state == "accepted"} <= set(received), f"seed {seed}"
    assert set(states) - set(received) <= {email for email, state in states.items() if state == "in_doubt"}
    assert Counter(states.values())["in_doubt"] <= kills * CONNECTIONS


def _doubts(office: CommandLine, reference: str) -> bool:
    """Whether the run to come will name anybody: what a killed worker held past its durable step."""
    return any(row["state"] == "committing" for row in office.json("log", reference, "--json"))
