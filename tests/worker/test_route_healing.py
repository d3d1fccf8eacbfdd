"""A route that failed is well again by what began after its failure, and by nothing that began before."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from a_worker import PATIENT, AWorker
from an_office import AnOffice, an_office, said
from scripted_smtp import ScriptedServer

from distrib.core.delivery.ledger import State
from distrib.core.delivery.routes import RESTS, WELL, Health, Route
from distrib.core.smtp.stages import Stage
from distrib.services.delivery.routes import RouteMemory
from distrib.worker.engine import Engine
from distrib.worker.routes import Routes, Way

PEOPLE = 40
LANES = 3
BUSY = said(Stage.MAIL, 421, "4.3.2 busy")
FIRST, SPARE = Route("first", "", 1), Route("spare", "", 2)


@pytest.fixture
def office(tmp_path: Path) -> AnOffice:
    """Forty recipients, queued."""
    with an_office(tmp_path, people=PEOPLE) as opened:
        opened.dispatch()
    return opened


def routes_of(office: AnOffice) -> Routes:
    """As each worker has its own."""
    return Routes([FIRST, SPARE], RouteMemory(office.context), office.context.now)


async def chosen(routes: Routes, lane: int = 0) -> Way:
    way = await routes.choose(lane)
    assert way is not None
    return way


def in_turn(story: Callable[[], Awaitable[None]]) -> None:
    """Run what lanes do, one after the other."""

    async def told() -> None:
        await story()

    asyncio.run(told())


def test_a_connection_from_before_the_failure_heals_nothing(office: AnOffice) -> None:
    """The first that is begun after the rest does, for every lane."""

    async def story() -> None:
        routes = routes_of(office)
        old, fresh = await chosen(routes), await chosen(routes, 1)
        assert old.route == fresh.route == FIRST
        await routes.left(fresh)
        assert await routes.failed(FIRST, BUSY)
        assert not routes.is_doubted(old)
        assert (await chosen(routes, 1)).route == SPARE
        office.clock.forward(seconds=RESTS[0].total_seconds())
        asking, other = await chosen(routes, 2), await chosen(routes, 1)
        assert (asking.route, other.route) == (FIRST, SPARE)
        assert not routes.is_to_leave(other)
        assert routes.is_doubted(asking)
        await routes.served(asking)
        assert routes.is_to_leave(other)
        assert RouteMemory(office.context).healths() == {}

    in_turn(story)


def test_only_the_lane_that_asks_ends_the_asking(office: AnOffice) -> None:
    """A lane that leaves the route after an older connection does not send a second one there."""

    async def story() -> None:
        routes = routes_of(office)
        old = await chosen(routes)
        await routes.failed(FIRST, BUSY)
        office.clock.forward(seconds=RESTS[0].total_seconds())
        asking = await chosen(routes, 1)
        await routes.left(old)
        assert (await chosen(routes)).route == SPARE
        assert not routes.is_to_leave(asking)
        await routes.left(asking)
        assert (await chosen(routes)).route == FIRST

    in_turn(story)


def test_what_one_worker_was_served_heals_no_later_failure_of_another(office: AnOffice) -> None:
    """Each heals the failure that it knew of when it connected."""

    async def story() -> None:
        one, another = routes_of(office), routes_of(office)
        await one.failed(FIRST, BUSY)
        await another.learn()
        office.clock.forward(seconds=RESTS[0].total_seconds())
        asking = await chosen(one)
        await another.failed(FIRST, BUSY)
        assert one.is_doubted(asking)
        await one.served(asking)
        await one.learn()
        assert (await chosen(one)).route == SPARE
        assert RouteMemory(office.context).healths()["first"].failures == 2

    in_turn(story)


def test_two_workers_that_fail_within_a_rest_know_of_the_same_failure(office: AnOffice) -> None:
    """Either may find out that it is over."""

    async def story() -> None:
        one, another = routes_of(office), routes_of(office)
        await one.failed(FIRST, BUSY)
        office.clock.forward(seconds=1)
        await another.failed(FIRST, BUSY)
        office.clock.forward(seconds=RESTS[0].total_seconds())
        asking = await chosen(another)
        assert asking.health != WELL
        await another.served(asking)
        assert RouteMemory(office.context).healths() == {}

    in_turn(story)


class Refusing(ScriptedServer):
    """Serves so many connections, then refuses one; no message is answered until `go_on` was called."""

    async def _do(self, talk: object, name: str) -> str:
        if name == "dot":
            await self._may_answer.wait()
        return await super()._do(talk, name)  # type: ignore[arg-type]

    async def _main(self, started: object) -> None:
        self._may_answer = asyncio.Event()
        await super()._main(started)  # type: ignore[arg-type]

    def go_on(self) -> None:
        """From any thread."""
        self._loop.call_soon_threadsafe(self._may_answer.set)


def greetings(*, last: Callable[[], None] = lambda: None) -> Callable[[str], str]:
    """Two connections are served, the third is not, the next are; `last` is called at the fourth."""
    met: list[str] = []

    def greet(_recipient: str) -> str:
        met.append("421 4.3.2 busy" if len(met) == LANES - 1 else "220 first.example ESMTP")
        if len(met) == LANES + 1:
            last()
        return met[-1]

    return greet


def everybody_once(office: AnOffice, *servers: ScriptedServer) -> None:
    assert set(office.states()) == {State.ACCEPTED}
    reached = Counter(message.recipient for server in servers for message in server.received)
    assert reached == Counter(row.email for row in office.deliveries())


def test_lanes_that_are_still_served_do_not_call_the_others_back(office: AnOffice) -> None:
    """Two go on by the first; what it takes from them after it refused the third leaves its failure standing."""
    with Refusing({"greeting": greetings()}) as first, ScriptedServer() as spare:
        spare.on_dot = lambda _: first.go_on()
        AWorker(office, first, timeouts=PATIENT, fallback=spare, connections=LANES).run()
    everybody_once(office, first, spare)
    assert first.connections == LANES
    assert len(first.received) >= LANES - 1
    assert spare.received
    assert RouteMemory(office.context).healths()["first"].failures == 1


def test_the_lane_that_asks_after_the_rest_calls_the_others_back(office: AnOffice) -> None:
    """The third lane is the only one that comes to an end before it asks."""
    first = Refusing()
    first.script = {"greeting": greetings(last=first.go_on)}
    with first, ScriptedServer() as spare:

        def rest_is_over(_: Engine) -> None:
            if len(spare.received) == 1:
                office.clock.forward(seconds=RESTS[0].total_seconds())

        AWorker(office, first, timeouts=PATIENT, fallback=spare, connections=LANES, on_heard=rest_is_over).run()
    everybody_once(office, first, spare)
    assert first.connections == LANES + 1
    assert RouteMemory(office.context).healths() == {}


class SlowReader(RouteMemory):
    """Brings what it read only when it is let go."""

    def __init__(self, office: AnOffice) -> None:
        super().__init__(office.context)
        self.has_read, self.may_go = threading.Event(), threading.Event()

    def healths(self) -> dict[str, Health]:
        found = super().healths()
        self.has_read.set()
        assert self.may_go.wait(30)
        return found


def test_what_was_read_before_a_failure_does_not_hide_it(office: AnOffice) -> None:
    """Or the next lane that meets it would tell a person once more."""

    async def story() -> None:
        memory = SlowReader(office)
        routes = Routes([FIRST, SPARE], memory, office.context.now)
        learning = asyncio.create_task(routes.learn())
        assert await asyncio.to_thread(memory.has_read.wait, 30)
        assert await routes.failed(FIRST, BUSY)
        memory.may_go.set()
        await learning
        assert routes.is_resting(FIRST)
        await routes.learn()
        assert routes.is_resting(FIRST), "and it is read again"

    in_turn(story)
