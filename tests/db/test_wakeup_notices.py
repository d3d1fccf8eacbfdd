"""Idle workers on PostgreSQL are woken by whoever makes work; without a notice they still look."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from an_office import AnOffice, an_office
from database_fixtures import make_empty
from sqlalchemy import text

from distrib.db import ledger
from distrib.db.steering import assign_turns, standing
from distrib.db.wakeup import CHANNEL, Ear
from distrib.services.delivery.delivering import GiveBack

LONG = 30.0


@pytest.fixture
def office(migrated_postgresql: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AnOffice]:
    """Three journalists on PostgreSQL."""
    make_empty(migrated_postgresql)
    with an_office(tmp_path, url=migrated_postgresql) as opened:
        yield opened


@pytest.fixture
def ear(office: AnOffice) -> Iterator[Ear]:
    """One that listens already."""
    ear = Ear(office.database)
    assert ear.wait(LONG)
    yield ear
    ear.close()


def woken_by(ear: Ear, deed: Callable[[], object]) -> bool:
    """Whether a waiting worker is woken by a deed long before it would look by itself."""
    waiting = threading.Thread(target=ear.wait, args=(LONG,))
    waiting.start()
    deed()
    waiting.join(LONG / 3)
    return not waiting.is_alive()


def test_a_new_dispatch_wakes_whoever_waits(office: AnOffice, ear: Ear) -> None:
    """As soon as it is committed."""
    assert woken_by(ear, office.dispatch)


def test_what_is_given_back_wakes_whoever_waits(office: AnOffice, ear: Ear) -> None:
    """Another worker may do it at once."""
    office.dispatch()
    jobs = office.claim()
    assert ear.wait(LONG)  # the dispatch itself
    assert woken_by(ear, lambda: office.apply(GiveBack(jobs)))


def test_what_a_person_lets_go_on_wakes_whoever_waits(office: AnOffice, ear: Ear) -> None:
    """Paused, held and released rows have their turn then."""
    dispatch = office.dispatch()
    assert ear.wait(LONG)

    def resume() -> None:
        with office.database.writing() as transaction:
            current = standing(transaction, dispatch.id)
            assert current is not None
            assign_turns(transaction, dispatch.id, current, office.clock())

    assert woken_by(ear, resume)


def test_what_was_announced_while_nobody_listened_is_heard_afterwards(office: AnOffice, ear: Ear) -> None:
    """Between two waits nothing is missed."""
    office.dispatch()
    assert woken_by(ear, lambda: None)


def test_a_deed_that_is_undone_wakes_nobody(office: AnOffice, migrated_postgresql: str) -> None:
    """The notice belongs to the transaction: the one that was carried out is the only one heard."""
    with psycopg.connect(migrated_postgresql, autocommit=True) as listener:
        listener.execute(f"LISTEN {CHANNEL}")
        office.dispatch()
        jobs = office.claim()
        with office.database.reading() as transaction:  # which is always undone
            assert ledger.give_back(transaction, jobs, due_at=office.clock(), now=office.clock()) == len(jobs)
        listener.execute("SELECT 1")
        assert len(list(listener.notifies(timeout=0, stop_after=1))) == 1
        assert list(listener.notifies(timeout=0)) == []


def test_whoever_cannot_listen_is_told_to_poll(office: AnOffice, ear: Ear) -> None:
    """The connection is cut: no error, and the next wait listens again."""
    with office.database.writing() as transaction:
        transaction.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"),
        )
    assert not ear.wait(LONG)
    assert ear.wait(LONG)
    assert woken_by(ear, office.dispatch)
