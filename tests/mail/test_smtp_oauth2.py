"""AUTH XOAUTH2 against a real server, with a real command that prints the token."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from a_token import ATokenCommand, said_token
from scripted_smtp import ScriptedServer, Steps

from distrib.core.delivery.outcome import Fault, Outcome, Scope
from distrib.core.smtp.stages import Stage
from distrib.core.smtp.target import SmtpTarget, Timeouts, parse_smtp_url
from distrib.mail.smtp import SmtpConnection, tls_context
from distrib.mail.token_command import LONGEST_TOKEN, TokenCommand

FAST = Timeouts(connect=2, greeting=2, command=2, quit=0.3)
OFFERED = "250-x.example\r\n250 AUTH PLAIN LOGIN XOAUTH2"
CHALLENGE = "334 eyJzdGF0dXMiOiI0MDEifQ=="


def login(server: ScriptedServer, words: tuple[str, ...]) -> Outcome | None:
    """Connect and log in as press@office.example; None when it was granted."""
    target = replace(parse_smtp_url(server.url), timeouts=FAST, user="press@office.example", token_command=words)
    return asyncio.run(_login(target))


async def _login(target: SmtpTarget) -> Outcome | None:
    connection = SmtpConnection(target, tls_context(target))
    failed = await connection.open()
    await connection.quit()
    return failed


def heard(server: ScriptedServer) -> list[str]:
    """What was said of the login."""
    return [command for command in server.commands if "EHLO" not in command and command != "QUIT"]


@pytest.mark.parametrize("prefix", ["token", "t" * 3_000], ids=["short", "long"])
def test_a_granted_token(tmp_path: Path, prefix: str) -> None:
    """A long one waits until the server asks for it (RFC 4954 §4)."""
    auth: Steps = "235 2.7.0 welcome" if prefix == "token" else ["334 ", "235 2.7.0 welcome"]
    with ScriptedServer({"EHLO": OFFERED, "AUTH": auth}) as server:
        assert login(server, ATokenCommand(tmp_path, prefix).words) is None
    assert [said_token(command) for command in heard(server) if command != "AUTH XOAUTH2"] == [prefix + "1"]


@pytest.mark.parametrize("prefix", ["token", "t" * 3_000], ids=["short", "long"])
def test_a_refused_token(tmp_path: Path, prefix: str) -> None:
    """The challenge is answered by an empty line; the refusal concerns the server as a whole."""
    opening = [] if prefix == "token" else ["334 "]
    auth = [*opening, CHALLENGE, "535 5.7.8 no longer valid"]
    with ScriptedServer({"EHLO": OFFERED, "AUTH": auth}) as server:
        outcome = login(server, ATokenCommand(tmp_path, prefix).words)
    assert outcome is not None
    assert (outcome.stage, outcome.scope) == (Stage.LOGIN, Scope.SITE)
    assert outcome.text == "535 5.7.8 no longer valid"
    assert heard(server)[-1] == ""


def test_a_token_is_no_password(tmp_path: Path) -> None:
    """Where the server takes only passwords, nothing is said."""
    with ScriptedServer({"EHLO": "250-x.example\r\n250 AUTH PLAIN LOGIN"}) as server:
        outcome = login(server, ATokenCommand(tmp_path).words)
    assert outcome is not None
    assert outcome.fault is Fault.NO_LOGIN
    assert heard(server) == []


FAILING = {
    "not there": ("/nowhere/token-command",),
    "fails": (sys.executable, "-c", "print('token'); raise SystemExit(1)"),
    "prints nothing": (sys.executable, "-c", ""),
    "prints words": (sys.executable, "-c", "print('please log in')"),
    "prints fields": (sys.executable, "-c", r"print('x\1auth=y')"),
    "prints too much": (sys.executable, "-c", f"print('x' * {LONGEST_TOKEN + 1})"),
    "prints bytes": (sys.executable, "-c", r"import os; os.write(1, b'\xff\0')"),
    "a word with a zero": ("\0",),
}


@pytest.mark.parametrize("words", FAILING.values(), ids=FAILING)
def test_without_a_token_nothing_is_said(words: tuple[str, ...]) -> None:
    """A site fault that says what failed, and shows nothing of what was printed."""
    with ScriptedServer({"EHLO": OFFERED}) as server:
        outcome = login(server, words)
    assert outcome is not None
    assert (outcome.stage, outcome.scope, outcome.fault) == (Stage.LOGIN, Scope.SITE, Fault.NO_TOKEN)
    assert outcome.text == "the command that prints the login token failed (while logging in)"
    assert heard(server) == []


def test_a_command_that_hangs_is_ended() -> None:
    """It may ask for a passphrase that nobody will type."""
    command = TokenCommand((sys.executable, "-c", "import time; time.sleep(60)"), seconds=0.3)
    assert asyncio.run(command.token()) is None


def test_those_who_ask_at_once_share_one_answer_and_the_next_gets_a_new_one(tmp_path: Path) -> None:
    """Sixteen connections do not run it sixteen times; a later login does not get a token of long ago."""
    printed = ATokenCommand(tmp_path)
    command = TokenCommand(printed.words)

    async def ask() -> list[str | None]:
        return [*await asyncio.gather(*(command.token() for _ in range(16))), await command.token()]

    assert asyncio.run(ask()) == ["token1"] * 16 + ["token2"]
    assert printed.runs == 2


def test_no_token_leaves_without_encryption() -> None:
    """As no password does."""
    with pytest.raises(ValueError, match="would send the login unprotected"):
        parse_smtp_url("smtp://press@mail.example", token_command=("x",))
    assert parse_smtp_url("smtp://mail.example", token_command=("x",)).token_command == ()
    assert parse_smtp_url("smtps://press:secret@mail.example", token_command=("x",)).token_command == ()
    assert "helper" not in repr(parse_smtp_url("smtps://press@mail.example", token_command=("helper",)))
