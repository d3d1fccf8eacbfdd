"""A worker with nothing to do: it asks seldom, starts at once when told, and ends when nothing is left."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from a_worker import AWorker
from an_office import AnOffice, an_office
from scripted_smtp import ScriptedServer

from distrib.core.delivery.ledger import State
from distrib.services.delivery import delivering
from distrib.services.delivery.delivering import Answer, Claim, Step
from distrib.worker.engine import BATCH
from distrib.worker.idling import Mode


@dataclass
class Notices:
    """Stands in for the database's notices; counts claims, and does a deed at the first wait."""

    office: AnOffice
    hears: bool = True
    claims: list[int] = field(default_factory=list)
    waits: int = 0

    def apply(self, steps: Sequence[Step]) -> list[Answer]:
        self.claims += [self.waits for step in steps if isinstance(step, Claim)]
        return delivering.apply(self.office.context, steps)

    def wait(self, _seconds: float) -> bool:
        self.waits += 1
        if self.waits == 3:
            self.office.dispatch()
        return self.hears


def test_a_worker_that_rests_with_a_hand_full_of_mail_still_hears_a_stop(tmp_path: Path) -> None:
    """The mail server does not serve: nothing is held meanwhile, and lanes that wait keep nothing else from it."""
    with an_office(tmp_path, people=20) as office, ScriptedServer({"greeting": "421 4.3.2 busy"}) as server:
        office.dispatch()
        worker = AWorker(office, server, connections=2, mode=Mode.FOREVER)
        held: list[State] = []

        def stop() -> None:
            held.extend(office.states())
            worker.stop()

        worker.on_rest = lambda: asyncio.get_running_loop().call_later(0.2, stop)
        worker.run()
        assert server.connections <= 2, "it did not hear before the rest was over"
    assert held == [State.QUEUED] * 20


@pytest.mark.parametrize("connections", [1, 16])
def test_idle_lanes_ask_once_for_all(connections: int, tmp_path: Path) -> None:
    """At the start each may look; from then on there is one claim for each wait, however many lanes rest."""
    with an_office(tmp_path) as office, ScriptedServer() as server:
        notices = Notices(office)
        worker = AWorker(office, server, connections=connections, mode=Mode.FOREVER, apply=notices.apply)
        worker.wait_for_work = notices.wait
        worker.on_heard = lambda engine: engine.stop() if len(worker.heard) == 3 else None
        worker.run()
        assert office.states() == [State.ACCEPTED] * 3
    assert notices.claims.count(0) + notices.claims.count(1) <= connections + 1
    assert notices.claims.count(2) == 1


def test_where_nothing_can_be_heard_it_polls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database's connection for notices is gone: work is found all the same."""
    monkeypatch.setattr("distrib.worker.idling.POLL", timedelta(milliseconds=5))
    with an_office(tmp_path) as office, ScriptedServer() as server:
        notices = Notices(office, hears=False)
        worker = AWorker(office, server, mode=Mode.FOREVER, apply=notices.apply)
        worker.wait_for_work = notices.wait
        worker.on_heard = lambda engine: engine.stop() if len(worker.heard) == 3 else None
        worker.run()
        assert office.states() == [State.ACCEPTED] * 3


@pytest.mark.parametrize("connections", [1, 2])
def test_a_stop_while_a_claim_is_under_way_gives_back_what_it_brings(connections: int, tmp_path: Path) -> None:
    """What was begun is sent; of what comes too late nobody hears, and nothing is held.

    A claim is made ahead: one job less than there are lanes may be in the hand still, and goes back as well.
    """
    before = connections * BATCH
    with an_office(tmp_path, people=before + 4) as office, ScriptedServer() as server:
        office.dispatch()
        worker = AWorker(office, server, connections=connections, mode=Mode.FOREVER)
        brought: list[int] = []

        def apply(steps: Sequence[Step]) -> list[Answer]:
            """In the writer's thread: the ledger has given the second claim, and the worker does not know yet."""
            answers = delivering.apply(office.context, steps)
            brought.extend(len(jobs) for jobs in answers if isinstance(jobs, tuple))
            if brought == [before, 4]:
                worker.stop_from_a_thread()
            return answers

        worker.apply = apply
        worker.run()
        assert brought == [before, 4]
        sent = len(server.received)
        assert before - connections < sent <= before
        left = before + 4 - sent
        assert office.states() == [State.ACCEPTED] * sent + [State.QUEUED] * left
        assert [row.attempts for row in office.deliveries()] == [1] * sent + [0] * left
