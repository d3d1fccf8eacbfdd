"""Two mail servers: when the preferred one dies everything goes by the other, and it is used again when it is well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from a_worker import PATIENT, AWorker
from an_office import NOW, AnOffice, add_journalists, an_office
from scripted_smtp import Act, ScriptedServer, Steps, Then
from sqlalchemy import text

from distrib.core.delivery.ledger import State
from distrib.core.delivery.pacing import MINUTE, Limits
from distrib.core.delivery.routes import RESTS, Route
from distrib.services.delivery import delivering
from distrib.services.delivery.delivering import Answer, Claim
from distrib.services.delivery.routes import RouteMemory
from distrib.worker.engine import Engine

PEOPLE = 40


@pytest.fixture
def office(tmp_path: Path) -> AnOffice:
    """Forty recipients, queued."""
    with an_office(tmp_path, people=PEOPLE) as opened:
        opened.dispatch()
    return opened


def routes_used(office: AnOffice) -> Counter[str]:
    """By the ledger's attempts."""
    with office.database.reading() as transaction:
        rows = transaction.execute(text("SELECT route, count(*) FROM attempts GROUP BY route"))
        return Counter({str(row[0]): int(row[1]) for row in rows})


def reached(*servers: ScriptedServer) -> Counter[str]:
    """Recipient → final dots that any server saw."""
    return Counter(message.recipient for server in servers for message in server.received)


DEATHS: list[tuple[str, dict[str, Steps]]] = [
    ("421 at the greeting", {"greeting": "421 4.3.2 going down"}),
    ("hangs up", {"greeting": Act.RESET}),
    ("login refused", {"EHLO": "250-first.example\r\n250 AUTH PLAIN", "AUTH": "535 5.7.8 no"}),
    ("sender refused", {"MAIL": "553 5.7.1 not your sender"}),
    ("busy at MAIL", {"MAIL": "421 4.7.0 too many"}),
]


class WithLogin(ScriptedServer):
    """Wants one, where it offers it."""

    @property
    def url(self) -> str:
        return super().url.replace("smtp://", "smtp://press:secret@" if "AUTH" in self.script else "smtp://")


@pytest.mark.parametrize("connections", [1, 3])
@pytest.mark.parametrize("script", [one[1] for one in DEATHS], ids=[one[0] for one in DEATHS])
def test_a_route_that_does_not_serve_is_replaced_at_once(
    office: AnOffice, script: dict[str, Steps], connections: int
) -> None:
    """Everybody is reached by the other, once, at the first try; a person is told once."""
    with WithLogin(script) as dead, ScriptedServer() as spare:
        worker = AWorker(office, dead, timeouts=PATIENT, fallback=spare, connections=connections)
        report = worker.run()
    assert report.site_failure is None
    assert reached(dead, spare) == Counter(row.email for row in office.deliveries())
    assert Counter((row.state, row.attempts) for row in office.deliveries()) == {(State.ACCEPTED, 1): PEOPLE}
    assert routes_used(office) == {"second": PEOPLE}
    assert dead.connections <= connections
    (complaint,) = worker.complaints
    assert complaint.startswith("Route first does not serve us: ")
    assert RouteMemory(office.context).healths()["first"].rests_until == NOW + RESTS[0]


def test_nobody_listens_on_the_first(office: AnOffice) -> None:
    """The same when there is no server at all."""
    with ScriptedServer() as gone:
        pass
    with ScriptedServer() as spare:
        AWorker(office, gone, timeouts=PATIENT, fallback=spare, connections=2).run()
    assert reached(spare) == Counter(row.email for row in office.deliveries())


@pytest.mark.parametrize("connections", [1, 3])
def test_a_route_that_dies_in_the_middle_and_heals_is_used_again(office: AnOffice, connections: int) -> None:
    """Nobody twice, nobody missed, the attempts say which way each went."""
    well, down = "220 first.example ESMTP", "421 4.3.2 going down"
    script: dict[str, Steps] = {
        "greeting": [*[well] * connections, down, down, well],
        "dot": ["250 kept"] * (3 * connections) + [Then("250 kept", Act.CLOSE)] * connections + ["250 kept"],
    }

    with ScriptedServer(script) as first, ScriptedServer() as spare:

        def later(_: Engine) -> None:
            """The first is not well again before the spare one was needed."""
            office.clock.forward(seconds=3 if spare.received else 0)

        AWorker(office, first, timeouts=PATIENT, fallback=spare, connections=connections, on_heard=later).run()
        used = routes_used(office)
        assert reached(first, spare) == Counter(row.email for row in office.deliveries())
    assert set(office.states()) == {State.ACCEPTED}
    assert used == +Counter({"first": len(first.received), "second": len(spare.received)})
    if connections == 1:  # with several, how much each of them takes is chance
        assert used["second"] >= 1
        assert used["first"] > 4
        assert RouteMemory(office.context).healths() == {}


def test_without_any_route_the_run_ends_and_spends_nobodys_tries(office: AnOffice) -> None:
    """And says why; each was asked once."""
    before = office.deliveries()
    with ScriptedServer({"greeting": "421 4.3.2 busy"}) as one, ScriptedServer({"greeting": Act.CLOSE}) as other:
        report = AWorker(office, one, timeouts=PATIENT, fallback=other).run()
    assert report.site_failure is not None
    assert office.deliveries() == before
    assert (one.connections, other.connections) == (1, 1)


def test_what_one_worker_found_out_the_next_one_knows(office: AnOffice) -> None:
    """Also after a restart: a route that rests is not asked before its rest is over, and then it is."""
    with ScriptedServer({"greeting": ["421 4.3.2 busy", "220 well again"]}) as first, ScriptedServer() as spare:
        AWorker(office, first, timeouts=PATIENT, fallback=spare).run()
        with office.database.writing() as transaction:
            add_journalists(transaction, 4, first=PEOPLE)
        office.dispatch()
        AWorker(office, first, timeouts=PATIENT, fallback=spare).run()
        assert (first.connections, len(spare.received)) == (1, PEOPLE + 4)
        office.clock.forward(seconds=RESTS[0].total_seconds())
        with office.database.writing() as transaction:
            add_journalists(transaction, 4, first=PEOPLE + 4)
        office.dispatch()
        AWorker(office, first, timeouts=PATIENT, fallback=spare).run()
        assert (first.connections, len(first.received)) == (2, 4)
    assert RouteMemory(office.context).healths() == {}


def test_a_route_takes_no_more_connections_than_it_may(office: AnOffice) -> None:
    """Lanes that have no place there wait."""
    most = open_now = 0

    class Counting(ScriptedServer):
        async def _accept(self, *arguments: object) -> None:
            nonlocal most, open_now
            open_now += 1
            most = max(most, open_now)
            await super()._accept(*arguments)  # type: ignore[arg-type]
            open_now -= 1

    with ScriptedServer({"greeting": "421 4.3.2 busy"}) as first, Counting() as spare:
        AWorker(office, first, timeouts=PATIENT, fallback=spare, connections=4, fallback_connections=2).run()
    assert set(office.states()) == {State.ACCEPTED}
    assert most <= 2


def test_a_routes_messages_a_minute_hold_over_all_workers(office: AnOffice) -> None:
    """What each claims counts, whoever claims."""
    route, moments = Route("main", "", limits=Limits(20)), []
    while State.QUEUED in office.states():
        for worker in ("w1", "w2"):
            (jobs,) = delivering.apply(office.context, [Claim(worker, 16, route)])
            assert isinstance(jobs, tuple)
            moments += [office.clock()] * len(jobs)
        office.clock.forward(seconds=1)
    assert len(moments) == PEOPLE
    assert max(sum(start <= one < start + MINUTE for one in moments) for start in moments) <= 20
    assert moments[-1] - NOW < timedelta(minutes=2.5)


def test_what_was_claimed_for_a_dead_route_is_claimed_anew_for_the_other(office: AnOffice) -> None:
    """In the order of turns, and within the other's own limit."""
    claimed: list[tuple[str, int]] = []

    def apply(steps: Sequence[delivering.Step]) -> list[Answer]:
        claimed.extend((step.route.name, step.limit) for step in steps if isinstance(step, Claim) and step.route)
        return delivering.apply(office.context, steps)

    with ScriptedServer({"greeting": "421 4.3.2 busy"}) as first, ScriptedServer() as spare:
        AWorker(office, first, timeouts=PATIENT, fallback=spare, apply=apply).run()
    assert claimed[0][0] == "first"
    assert {name for name, _ in claimed[1:]} == {"second"}
    assert set(office.states()) == {State.ACCEPTED}
