"""A token that runs out in the middle of a run: a new one is fetched, and everybody gets theirs once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from a_token import ATokenCommand, said_token
from a_worker import AWorker
from an_office import an_office
from scripted_smtp import ScriptedServer, Steps

from distrib.core.delivery.ledger import State

OFFERED = "250-x.example\r\n250-PIPELINING\r\n250 AUTH XOAUTH2"
OVER = "530 5.7.0 Authentication required"


@pytest.mark.parametrize(
    ("auth", "tokens", "states"),
    [
        ("235 ok", ["token1", "token2"], [State.ACCEPTED] * 5),
        (["235 ok", "334 e30=", "535 5.7.8 no"], ["token1", "token2"], [State.ACCEPTED] * 2 + [State.QUEUED] * 3),
    ],
    ids=["the new one is granted", "the new one is refused"],
)
def test_a_token_that_expires_between_two_messages(
    tmp_path: Path, auth: Steps, tokens: list[str], states: list[State]
) -> None:
    """Nobody's tries are spent on it, and what the old token sent stays sent."""
    command = ATokenCommand(tmp_path)
    with an_office(tmp_path, people=5) as office:
        office.dispatch()
        mail: Steps = ["250 ok", "250 ok", OVER, "250 ok"]
        with ScriptedServer({"EHLO": OFFERED, "AUTH": auth, "MAIL": mail}) as server:
            login = {"user": "press@office.example", "token_command": command.words}
            report = AWorker(office, server, login=login).run()
        rows = office.deliveries()
        assert [row.state for row in rows] == states
        assert [said_token(line) for line in server.commands if line.startswith("AUTH")] == tokens
        sent = Counter(message.recipient for message in server.received)
        assert sent == Counter(row.email for row in rows if row.state is State.ACCEPTED)
        assert {row.attempts for row in rows if row.state is State.QUEUED} <= {0}
        assert (report.site_failure is None) == (len(sent) == 5)
