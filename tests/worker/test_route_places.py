"""A route takes so many connections from all workers together; lanes without a place wait, and nobody is missed."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from a_worker import PATIENT, AWorker
from an_office import AnOffice, an_office
from scripted_smtp import Late, ScriptedServer

from distrib.core.delivery.ledger import State
from distrib.db.places import places_of
from distrib.worker.idling import Mode

PEOPLE, PLACES, LANES = 60, 3, 3


class Counting(ScriptedServer):
    """Knows how many connections it had at the same time."""

    most = open_now = 0

    async def _talk(self, talk: object) -> None:
        self.open_now += 1
        self.most = max(self.most, self.open_now)
        try:
            await super()._talk(talk)  # type: ignore[arg-type]
        finally:
            self.open_now -= 1


def a_worker(office: AnOffice, server: ScriptedServer, name: str) -> AWorker:
    return AWorker(office, server, mode=Mode.DRAIN, connections=LANES, timeouts=PATIENT, name=name, places=PLACES)


@pytest.mark.timeout(120)
def test_two_workers_keep_to_the_places_of_a_route(tmp_path: Path, url: str) -> None:
    """On both kinds of database; six lanes would like to send, and three may."""
    with (
        an_office(tmp_path, people=PEOPLE, url=url) as office,
        Counting({"dot": Late("250 kept", 0.02)}) as server,
        ThreadPoolExecutor() as workers,
    ):
        office.dispatch()
        list(workers.map(lambda name: a_worker(office, server, name).run(), ["one", "two"]))
        assert set(office.states()) == {State.ACCEPTED}
        assert Counter(one.recipient for one in server.received) == Counter(row.email for row in office.deliveries())
    assert 1 < server.most <= PLACES


def test_without_a_place_nothing_is_claimed_and_a_short_run_ends(tmp_path: Path, url: str) -> None:
    """Whoever holds them sends what is queued."""
    with an_office(tmp_path, people=3, url=url) as office, ScriptedServer() as server:
        office.dispatch()
        others = places_of(office.database)
        held = [others.take("first", PLACES) for _ in range(PLACES)]
        worker = AWorker(office, server, connections=LANES, places=PLACES)
        worker.run()
        assert (server.connections, office.states()) == (0, [State.QUEUED] * 3)
        for place in held:
            assert place is not None
            place.give_back()
        worker.run()
        assert office.states() == [State.ACCEPTED] * 3
        others.close()


@pytest.mark.timeout(60)
def test_lanes_without_a_place_leave_the_others_their_turn(tmp_path: Path) -> None:
    """Also where the route takes fewer of each worker than it has lanes, and the hand is full."""
    with (
        an_office(tmp_path, people=PEOPLE) as office,
        ScriptedServer({"greeting": "421 4.3.2 busy"}) as first,
        Counting({"dot": Late("250 kept", 0.06)}) as spare,  # longer than until they look again
    ):
        office.dispatch()
        worker = AWorker(office, first, mode=Mode.DRAIN, timeouts=PATIENT, fallback=spare, connections=4)
        worker.fallback_connections = 2
        worker.run()
        assert set(office.states()) == {State.ACCEPTED}
    assert spare.most <= 2


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_place_that_was_lost_is_taken_anew_before_the_next_message(tmp_path: Path, url: str) -> None:
    """The database's server ended the session that holds it; the connection may be one too many."""
    with an_office(tmp_path, people=40, url=url) as office, Counting() as server:
        office.dispatch()
        worker = a_worker(office, server, "one")
        worker.places = 1

        def lose(_: object) -> None:
            if len(worker.heard) == 1:
                with office.database.writing() as transaction:
                    transaction.exec_driver_sql(
                        "SELECT pg_terminate_backend(pid, 10000) FROM pg_locks WHERE locktype = 'advisory' AND "
                        "database = (SELECT oid FROM pg_database WHERE datname = current_database())"
                    )

        worker.on_heard = lose
        worker.run()
        assert set(office.states()) == {State.ACCEPTED}
    assert server.connections >= 2
    assert server.most == 1
