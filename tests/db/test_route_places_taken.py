"""Places of a route: never more than there are, over all workers, free again as soon as their holder is no more."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from kill_harness import PATIENCE, Forked
from sqlalchemy import text

from distrib.db.engine import Database
from distrib.db.places import Place, Places, places_of
from distrib.errors import DatabaseUnusable


@contextmanager
def places(url: str) -> Iterator[Places]:
    """As each worker has its own."""
    database = Database(url)
    kept = places_of(database)
    try:
        yield kept
    finally:
        kept.close()
        database.close()


def test_all_workers_together_hold_no_more_than_there_are(url: str) -> None:
    """Each route has its own; whoever comes too late gets what is given back."""
    with places(url) as one, places(url) as another:
        held = [one.take("main", 3), another.take("main", 3), one.take("main", 3)]
        assert all(held)
        assert one.take("main", 3) is None
        assert another.take("main", 3) is None
        spare = another.take("spare", 1)
        assert spare is not None
        assert held[0] is not None
        held[0].give_back()
        fourth = another.take("main", 3)
        assert one.take("main", 3) is None
        for place in (held[1], held[2], spare, fourth):
            assert place is not None
            assert not place.is_lost
            place.give_back()


def test_a_limit_that_is_lowered_counts_those_that_are_held(url: str) -> None:
    """At the next connection, as far as they have the same numbers."""
    with places(url) as one, places(url) as another:
        first = one.take("main", 4)
        assert first is not None
        assert another.take("main", 1) is None
        first.give_back()
        assert another.take("main", 1) is not None


def take_two_and_die(url: str) -> None:
    """A worker that is killed with its connections open."""
    with ExitStack() as stack:
        kept = stack.enter_context(places(url))
        assert kept.take("main", 2)
        assert kept.take("main", 2)
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.timeout(120)
def test_the_places_of_the_dead_are_free(url: str) -> None:
    """At once, and whatever they died of."""
    worker = Forked(take_two_and_die, url)
    assert worker.wait(PATIENCE) == -signal.SIGKILL
    with places(url) as kept:
        taken: list[Place] = []
        while len(taken) < 2:  # the server notices within moments that its client is gone
            taken += [place for place in [kept.take("main", 2)] if place]
        assert kept.take("main", 2) is None
        for place in taken:
            place.give_back()


def test_who_loses_the_session_with_the_server_knows_that_its_places_are_lost(migrated_postgresql: str) -> None:
    """And takes new ones."""
    with places(migrated_postgresql) as one, places(migrated_postgresql) as another:
        place = one.take("main", 1)
        assert place is not None
        database = Database(migrated_postgresql)
        with database.writing() as transaction:
            transaction.execute(
                text(
                    "SELECT pg_terminate_backend(pid, 10000) FROM pg_locks WHERE locktype = 'advisory' AND database = "
                    "(SELECT oid FROM pg_database WHERE datname = current_database())"
                )
            )
        database.close()
        one.look()
        assert place.is_lost
        theirs = another.take("main", 1)
        assert theirs is not None
        place.give_back()
        assert one.take("main", 1) is None
        theirs.give_back()
        assert one.take("main", 1) is not None


def test_a_folder_that_cannot_be_written_gives_no_place(tmp_path: Path) -> None:
    """Nobody can tell then how many there are."""
    (tmp_path / "x.sqlite.places").write_text("in the way")
    with places(f"sqlite:///{tmp_path / 'x.sqlite'}") as kept, pytest.raises(DatabaseUnusable, match="cannot be"):
        kept.take("main", 1)
