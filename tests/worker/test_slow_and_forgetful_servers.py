"""A run against servers that answer too late or forget our login: what the ledger says, and what the server has."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from a_worker import AWorker
from an_office import AnOffice, an_office
from scripted_smtp import EHLO, Act, Drip, Late, ScriptedServer, Step, Steps, Then

from distrib.core.delivery.ledger import State
from distrib.core.smtp.stages import Stage

PEOPLE = 8
WITH_LOGIN = EHLO.replace("250-PIPELINING", "250-PIPELINING\r\n250-AUTH PLAIN")


@dataclass
class WithLogin(ScriptedServer):
    """One that wants a login; in the clear, as it listens on this machine only."""

    @property
    def url(self) -> str:
        return f"smtp://press:secret@localhost:{self.port}"


@pytest.fixture
def office(tmp_path: Path) -> AnOffice:
    """Eight recipients, queued."""
    with an_office(tmp_path, people=PEOPLE) as opened:
        opened.dispatch()
    return opened


def received(server: ScriptedServer) -> Counter[str]:
    """Recipient → how often the server saw a final dot."""
    return Counter(message.recipient for message in server.received)


@pytest.mark.parametrize("code", [530, 535])
@pytest.mark.parametrize("name", ["MAIL", "RCPT"])
def test_a_login_that_runs_out_is_made_again(name: str, code: int, office: AnOffice) -> None:
    """After every third message; nobody is refused, nobody's tries are spent, everybody is reached once."""
    steps: list[Step] = ["250 ok", "250 ok", "250 ok", Then(f"{code} 5.7.0 log in", Act.CLOSE)] * PEOPLE
    with WithLogin({"EHLO": WITH_LOGIN, name: steps}) as server:
        report = AWorker(office, server).run()
    rows = office.deliveries()
    assert received(server) == Counter(row.email for row in rows)
    assert {(row.state, row.attempts) for row in rows} == {(State.ACCEPTED, 1)}
    assert report.site_failure is None
    assert sum(command.startswith("AUTH") for command in server.commands) == server.connections > 1


@pytest.mark.parametrize("code", [535, 454])
def test_a_login_that_is_refused_from_the_middle_on_leaves_the_rest_queued(code: int, office: AnOffice) -> None:
    """The password was changed: the run ends and says so, and nobody's tries are spent."""
    script: dict[str, Steps] = {
        "EHLO": WITH_LOGIN,
        "AUTH": ["235 ok", f"{code} 5.7.8 no"],
        "MAIL": ["250 ok", "250 ok", Then("530 5.7.0 log in", Act.CLOSE)],
    }
    with WithLogin(script) as server:
        report = AWorker(office, server).run()
    assert report.site_failure is not None
    assert report.site_failure.stage is Stage.LOGIN
    assert office.states() == [State.ACCEPTED] * 2 + [State.QUEUED] * (PEOPLE - 2)
    assert {row.attempts for row in office.deliveries()} == {0, 1}


@pytest.mark.parametrize("slow", [Late("250 kept", 0.8), Drip("250 2.0.0 kept at last", 0.1)], ids=["late", "dripping"])
def test_a_reply_to_the_dot_that_comes_too_late_is_a_doubt_of_one(slow: Step, office: AnOffice) -> None:
    """It is nobody else's reply: the others go over a new connection, and nothing is sent again by itself."""
    with ScriptedServer({"dot": [slow, "250 kept"]}) as server:
        AWorker(office, server).run()
        AWorker(office, server).run()
    assert office.states() == [State.IN_DOUBT] + [State.ACCEPTED] * (PEOPLE - 1)
    assert received(server) == Counter(row.email for row in office.deliveries())


def test_a_server_that_only_knows_helo_gets_everything(office: AnOffice) -> None:
    """Without extensions, one command at a time."""
    with ScriptedServer({"EHLO": "502 5.5.1 what?", "HELO": "250 old.example"}) as server:
        AWorker(office, server, connections=2).run()
    assert office.states() == [State.ACCEPTED] * PEOPLE
    assert received(server) == Counter(row.email for row in office.deliveries())
