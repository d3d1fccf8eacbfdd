"""A domain that turns its recipients away costs the others nothing, and is left alone for a while."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from a_worker import PATIENT, AWorker
from an_office import NOW, AnOffice, add_journalists, an_office
from scripted_smtp import EHLO, Act, ScriptedServer, Step, Steps, Then

from distrib.core.delivery.ledger import State
from distrib.core.delivery.outcome import Scope
from distrib.core.delivery.pacing import BACK_OFF
from distrib.services.delivery import dispatches, pacing
from distrib.worker.engine import Engine
from distrib.worker.idling import Mode

GOOD, BAD = 60, 12
BUSY = Then("421 4.7.0 too much mail for busy.example", Act.CLOSE)
EHLOS = {"pipelining": EHLO, "one by one": "250-plain.example\r\n250 8BITMIME"}


@pytest.fixture
def office(tmp_path: Path) -> AnOffice:
    """The busy domain's recipients stand in the middle of the others, one after the other."""
    with an_office(tmp_path, people=GOOD // 2) as opened:
        with opened.database.writing() as transaction:
            add_journalists(transaction, BAD, domain="busy.example")
            add_journalists(transaction, GOOD - GOOD // 2, first=GOOD // 2)
        opened.dispatch()
    return opened


@pytest.mark.parametrize("connections", [1, 4])
@pytest.mark.parametrize("ehlo", list(EHLOS))
@pytest.mark.parametrize(("verb", "otherwise"), [("RCPT", "250 ok"), ("DATA", "354 go"), ("dot", "250 kept")])
def test_a_domain_that_answers_421_and_hangs_up_costs_the_others_a_few_connections(
    office: AnOffice, verb: str, otherwise: str, ehlo: str, connections: int
) -> None:
    """Everybody else is reached once; the domain is tried a few times and then waits, with its words for a person."""
    script: dict[str, Steps] = {
        "EHLO": EHLOS[ehlo],
        verb: lambda recipient: BUSY if recipient.endswith("@busy.example") else otherwise,
    }
    with ScriptedServer(script) as server:
        report = AWorker(office, server, timeouts=PATIENT, connections=connections).run()
        office.clock.forward(seconds=30)
        AWorker(office, server, timeouts=PATIENT, connections=connections).run()
    rows = office.deliveries()
    theirs = [row for row in rows if row.email.endswith("@busy.example")]
    assert report.site_failure is None
    assert Counter(row.state for row in rows if row not in theirs) == {State.ACCEPTED: GOOD}
    reached = Counter(one.recipient for one in server.received if not one.recipient.endswith("@busy.example"))
    assert set(reached.values()) == {1}
    tries = sum(command.startswith("RCPT") and "@busy.example" in command for command in server.commands)
    assert 2 <= tries <= 2 + 2 * connections
    assert server.connections <= connections + tries
    assert {row.state for row in theirs} <= {State.QUEUED, State.DEFERRED}
    assert sum(row.attempts for row in theirs) == (tries if verb == "dot" else 0)
    assert min(row.due_at for row in theirs) >= NOW + BACK_OFF[0]
    (slow,) = pacing.slow_domains(office.context)
    assert (slow.domain, slow.closed_until) == ("busy.example", NOW + BACK_OFF[0])
    assert slow.reply == "421 4.7.0 too much mail for busy.example"


def test_a_domain_that_is_well_again_gets_everything(office: AnOffice) -> None:
    """One asks first, then more and more at a time; nobody's tries were spent, and nothing is remembered of it."""
    with ScriptedServer({"RCPT": lambda one: BUSY if one.endswith("@busy.example") else "250 ok"}) as server:
        AWorker(office, server, timeouts=PATIENT).run()
    with ScriptedServer() as server:
        for _ in range(BAD):
            office.clock.forward(minutes=1)
            AWorker(office, server, timeouts=PATIENT, connections=4).run()
    rows = office.deliveries()
    assert Counter(row.state for row in rows) == {State.ACCEPTED: GOOD + BAD}
    assert {row.attempts for row in rows} == {1}
    assert Counter(one.recipient for one in server.received) == Counter(
        row.email for row in rows if row.email.endswith("@busy.example")
    )


def test_a_server_that_turns_away_one_domain_after_the_other_is_busy_itself(tmp_path: Path) -> None:
    """It is left alone as a whole: nobody's tries are spent, and its run ends and says why."""
    with an_office(tmp_path, people=0) as office, ScriptedServer({"RCPT": BUSY}) as server:
        with office.database.writing() as transaction:
            for number in range(40):
                add_journalists(transaction, 1, domain=f"paper{number}.example")
        office.dispatch()
        report = AWorker(office, server, timeouts=PATIENT).run()
        assert office.states() == [State.QUEUED] * 40
        assert {row.attempts for row in office.deliveries()} == {0}
    assert report.site_failure is not None
    assert report.site_failure.scope is Scope.DOMAIN
    assert server.connections <= 6


def test_greylisting_is_waited_out_by_those_it_meets_alone(tmp_path: Path) -> None:
    """The others of their domain are not held up, and everybody gets theirs in the end, once."""
    refused: set[str] = set()
    known: set[str] = set()

    def rcpt(recipient: str) -> str:
        refused.discard(recipient)
        if recipient in known or int(recipient.removeprefix("reporter").partition("@")[0]) % 2:
            return "250 ok"
        known.add(recipient)
        refused.add(recipient)
        return "450 4.2.0 greylisted, come back in a minute"

    def data(recipient: str) -> str:
        return "503 5.5.1 no recipient" if recipient in refused else "354 go"

    with an_office(tmp_path, people=40) as office, ScriptedServer({"RCPT": rcpt, "DATA": data}) as server:
        dispatch = office.dispatch()
        AWorker(office, server, timeouts=PATIENT, connections=4).run()
        assert Counter(office.states()) == {State.ACCEPTED: 20, State.DEFERRED: 20}
        assert pacing.slow_domains(office.context) == ()
        office.clock.forward(minutes=3)
        AWorker(office, server, timeouts=PATIENT, connections=4).run()
        tally = dispatches.get(office.context, dispatch.id).tally
    assert tally.accepted == 40
    assert set(Counter(one.recipient for one in server.received).values()) == {1}


def test_draining_waits_until_a_closed_domain_is_asked_again(office: AnOffice) -> None:
    """The worker does not end while it has something to do there."""
    turned_away: list[str] = []

    def twice(recipient: str) -> Step:
        if recipient.endswith("@busy.example") and len(turned_away) < 2:
            turned_away.append(recipient)
            return BUSY
        return "250 ok"

    def later(_: Engine) -> None:
        office.clock.forward(seconds=10)

    with ScriptedServer({"RCPT": twice}) as server:
        AWorker(office, server, timeouts=PATIENT, mode=Mode.DRAIN, on_heard=later).run()
    assert Counter(office.states()) == {State.ACCEPTED: GOOD + BAD}
    assert len(turned_away) == 2
