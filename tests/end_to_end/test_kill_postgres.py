"""Several workers on one PostgreSQL are killed and paused at every step; nobody is missed, nobody is mailed twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from kill_distrib import Distrib
from kill_harness import Battle


@pytest.mark.timeout(240)
@pytest.mark.parametrize("workers", [2, 4])
def test_workers_that_are_killed_and_paused(workers: int, new_postgresql: Callable[[], str], tmp_path: Path) -> None:
    """One of them is stopped until its leases have run out and the others have taken over, and then goes on."""
    battle(tmp_path, new_postgresql(), workers=workers, kills=6, pauses=1, people=600)


@pytest.mark.chaos
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("workers", [2, 4])
def test_workers_that_are_killed_and_paused_for_long(
    workers: int, new_postgresql: Callable[[], str], tmp_path: Path
) -> None:
    """The same with five hundred kills over twenty thousand recipients."""
    battle(tmp_path, new_postgresql(), workers=workers, kills=500, pauses=20, people=20_000)


def battle(folder: Path, url: str, *, workers: int, kills: int, pauses: int, people: int) -> None:
    """On a database of its own."""
    engine = Distrib(folder, url)
    engine.queue(people)
    try:
        Battle(engine, workers, pace=0.1 * workers).fight(kills, pauses).check(people)
    finally:
        engine.close()
