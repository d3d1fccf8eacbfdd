"""The worker is killed at every step; nobody is missed, nobody is mailed twice, and doubt is named.

The same harness finds the duplicates and the losses of two engines that are known to make them.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from command_line import CommandLine
from kill_controls import Control, checkpoint_at_fetch, mark_after_sending
from kill_distrib import Distrib
from kill_harness import Battle, Running


class Started:
    """A process of the command."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self.pid: int | None = process.pid

    def wait(self, timeout: float) -> int | None:
        with suppress(subprocess.TimeoutExpired):
            return self._process.wait(timeout)
        return None


@dataclass
class ByCommand(Distrib):
    """The office, its workers started as a person would start them."""

    def start(self, smtp: str) -> Running:
        office = CommandLine(self.home, smtp)
        return Started(office.start("worker", "--connections", str(self.connections)))


@pytest.mark.timeout(300)
def test_kills_of_the_command_lose_nobody_and_mail_nobody_twice(tmp_path: Path) -> None:
    """`distrib worker` itself: before MAIL, before the dot, between dot and reply, after it."""
    battle(ByCommand(tmp_path), kills=8, people=500)


@pytest.mark.timeout(300)
def test_kills_lose_nobody_and_mail_nobody_twice(tmp_path: Path) -> None:
    """More of them, of workers that start faster; two of them share the file."""
    battle(Distrib(tmp_path), kills=12, people=600, workers=2)


@pytest.mark.chaos
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("workers", [1, 2])
def test_five_hundred_kills_lose_nobody_and_mail_nobody_twice(workers: int, tmp_path: Path) -> None:
    """The same for longer."""
    battle(Distrib(tmp_path), kills=500, people=20_000, workers=workers)


def battle(engine: Distrib, *, kills: int, people: int, workers: int = 1) -> None:
    """On a SQLite file."""
    engine.queue(people)
    try:
        Battle(engine, workers, pace=0.1).fight(kills).check(people)
    finally:
        engine.close()


CONTROLS: Mapping[str, Callable[[Path, str], None]] = {
    "twice": mark_after_sending,
    "lost": checkpoint_at_fetch,
}


@pytest.mark.parametrize("fault", list(CONTROLS))
def test_the_harness_finds_the_fault_of_an_engine_that_has_it(fault: str, tmp_path: Path) -> None:
    """An engine that marks after sending mails people twice, one that checkpoints at fetch loses them."""
    control = Control(tmp_path / "control.sqlite", CONTROLS[fault])
    control.queue(people=150)
    findings = Battle(control).fight(kills=6)
    assert {name for name in CONTROLS if getattr(findings, name)} == {fault}
    with pytest.raises(AssertionError, match=f"{fault}: "):
        findings.check(150)
