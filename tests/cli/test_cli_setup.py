"""Setting up by questions on the terminal: one a line, nothing secret on it, and the doctor is content afterwards."""

from __future__ import annotations

import pytest
from cli_office import Cli
from scripted_smtp import EHLO, ScriptedServer

from distrib import config

SECRET = "hunter2-Tr0ub4dor"


def typed(*answers: str) -> bytes:
    """An answer a line."""
    return "".join(f"{one}\n" for one in answers).encode()


def test_questions_set_the_office_up(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Enter keeps what stands there; the server is checked before it is kept; the password is never printed."""
    monkeypatch.delenv("DISTRIB_SMTP")
    login = EHLO.replace("250 SIZE", "250-AUTH PLAIN LOGIN\r\n250 SIZE")
    with ScriptedServer({"EHLO": login}) as server:
        host, port = server.url.removeprefix("smtp://").split(":")
        organisation = ("Harbour Office", "ch", "", "Europe/Zurich", "12 Harbour Street")
        sender = ("", "press@office.example", "", "")
        ended = cli.done(
            "setup", stdin=typed(*organisation, *sender, host, "none", port, "ana", SECRET, "y", "four-eyes")
        )
    assert "logged in as ana" in ended.out
    assert "_domainkey.office.example. IN TXT (" in ended.out
    assert "Approval is kept." in ended.err
    assert SECRET not in "".join(cli.seen)
    settings = config.load({"DISTRIB_HOME": str(cli.home)})
    assert (settings.office.name, settings.office.approval, settings.smtp_password) == (
        "Harbour Office",
        "four-eyes",
        SECRET,
    )


def test_one_page_alone_and_a_second_answer(cli: Cli) -> None:
    """What cannot be is said, and asked again; what stood there is offered."""
    ended = cli.done(
        "setup", "organisation", stdin=typed("Harbour", "", "", "Mars/Base", "", "y", "", "", "", "UTC", "")
    )
    assert "is no time zone" in ended.err
    assert config.load({"DISTRIB_HOME": str(cli.home)}).office.name == "Harbour"


def test_a_page_that_is_not_there_is_said(cli: Cli) -> None:
    """With those that are."""
    ended = cli("setup", "colours")
    assert ended.status == 2
    assert "organisation, sender, server" in ended.err


def test_input_that_ends_leaves_what_was_kept(cli: Cli) -> None:
    """Ctrl+D is Ctrl+C."""
    ended = cli("setup", stdin=typed("Harbour"))
    assert ended.status == 1
    assert not (cli.home / "config.toml").exists()
