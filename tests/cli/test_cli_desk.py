"""`distrib desk`, `distrib search` and what `distrib dispatch` says of a dispatch that went out."""

from __future__ import annotations

import csv
import hashlib
import io

from cli_office import Cli
from command_line import RELEASE
from scripted_smtp import ScriptedServer

AMAL = "amal@news.example"


def queued(cli: Cli) -> str:
    """Two deliveries of dispatch 1; the release's reference."""
    reference = cli.furnish()
    cli.done("send", reference, "--to", "all", "--yes", "--queue")
    return reference


def test_the_desk_says_what_needs_somebody_and_how_to_go_on(cli: Cli) -> None:
    """A line each, with the command below it."""
    reference = queued(cli)
    first, command, *_ = cli.done("desk").out.splitlines()
    assert first == f"late     {reference} is late: 2 wait and no worker runs."
    assert command.strip() == "distrib worker"
    (one, *_rest) = cli.done("desk", "--json").objects
    assert (one["urgency"], one["target"]) == ("late", {"kind": "dispatch", "key": "1", "part": ""})


def test_one_search_answers_who_got_what(cli: Cli) -> None:
    """As a table and as objects; nothing found is said."""
    reference = queued(cli)
    table = cli.done("search", "did", "Mercury", "get", "version", "1").out.splitlines()
    assert table[1].split()[:4] == ["delivery", "Amal", "Haddad", reference]
    found = cli.done("search", "mercury", "--json").objects
    assert [one["what"] for one in found] == ["journalist", "delivery"]
    assert "Nothing was found" in cli.done("search", "zzz").err
    cli.done("release", "add", cli.file("again.txt", RELEASE))
    assert not cli.done("search", "harbour").err
    cut = cli.done("search", "harbour", "--limit", "1")
    assert len(cut.out.splitlines()) == 2
    assert "At most 1 of a kind are shown, and there are more: releases. Narrow the search" in cut.err


def test_what_became_of_a_dispatch(cli: Cli) -> None:
    """Figures, reasons, one person's history, the message to the byte, and a table."""
    queued(cli)
    with ScriptedServer() as server:
        cli.smtp(server.url)
        cli.done("worker", "--once")
    figures = cli.done("dispatch", "figures", "1").out
    assert "news.example" in figures
    assert "█" in figures
    assert "Everybody got it" in cli.done("dispatch", "reasons", "1").err
    history = cli.done("dispatch", "history", AMAL).out
    assert "try 1" in history
    assert "  " not in history.replace("\n    ", "\n")
    message = cli.done("dispatch", "message", "1", AMAL)
    assert "byte for byte" in message.err
    assert "Subject:" in message.out
    assert cli("dispatch", "message", "1", "nobody@news.example").status == 1
    rows = list(csv.DictReader(io.StringIO(cli.done("dispatch", "export", "1").out)))
    assert {row["email"] for row in rows} == {AMAL, "zoe@wire.example"}
    recorded = next(row["sha256"] for row in rows if row["email"] == AMAL)
    assert recorded in message.err
    assert len(recorded) == len(hashlib.sha256().hexdigest())
