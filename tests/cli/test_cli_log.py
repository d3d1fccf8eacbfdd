"""`distrib log` for one person: what they were sent, over all releases, and the delivery behind a Message-ID."""

from __future__ import annotations

import csv
import io

import pytest
from cli_office import Cli
from command_line import RELEASE
from scripted_smtp import ScriptedServer, Steps

AMAL, ZOE = "amal@news.example", "zoe@wire.example"


def _only_zoe(reply: str) -> Steps:
    return lambda recipient: reply if recipient == ZOE else "250 ok"


@pytest.fixture
def references(cli: Cli) -> list[str]:
    """Two releases, both sent to both people; Zoë is refused the first."""
    first = cli.furnish()
    second = cli.done("release", "add", cli.file("second.txt", RELEASE.replace("Alarm", "Hopes"))).out.strip()
    cli.done("release", "approve", second)
    for reference, reply in ((first, "550 5.1.1 gone"), (second, "250 ok")):
        with ScriptedServer({"RCPT": _only_zoe(reply)}) as server:
            cli.smtp(server.url)
            cli("send", reference, "--to", "all", "--yes")
    return [first, second]


def test_a_person_is_answered_over_all_releases(cli: Cli, references: list[str]) -> None:
    """Whichever way the address is typed, as a table, as objects and as CSV."""
    objects = cli.done("log", "--email", "Zoe@Wire.example", "--json").objects
    assert [(one["release"], one["state"], one["code"]) for one in objects] == [
        (references[0], "refused", 550),
        (references[1], "accepted", 250),
    ]
    assert {one["email"] for one in objects} == {ZOE}
    assert [one["dispatch_id"] for one in objects] == [1, 2]
    table = csv.DictReader(io.StringIO(cli.done("log", "--email", ZOE, "--csv").out, newline=""))
    assert [row["release"] for row in table] == references
    shown = cli.done("log", "--email", ZOE).out
    assert AMAL not in shown
    assert "550 5.1.1 gone" in shown
    assert all(one["message_id"] in shown for one in objects)
    (one,) = cli.done("log", references[1], "--email", ZOE, "--json").objects
    assert one == objects[1]


def test_a_message_id_names_its_delivery(cli: Cli, references: list[str]) -> None:
    """With or without its brackets, and only whole."""
    wanted = cli.done("log", references[0], "--email", AMAL, "--json").objects
    for text in (wanted[0]["message_id"], f" {wanted[0]['message_id'].strip('<>')} "):
        assert cli.done("log", "--message-id", text, "--json").objects == wanted
    for text in ("nonsense", wanted[0]["message_id"].partition("@")[0], "<x@office.example>", "%", ""):
        ended = cli("log", "--message-id", text)
        assert ended.status in (1, 2)
        assert ended.out == ""


def test_who_was_never_written_to_is_told_so(cli: Cli, references: list[str]) -> None:
    """Status 1 with a sentence; no address at all is wrong usage."""
    ended = cli("log", "--email", "nobody@news.example")
    assert (ended.status, ended.out) == (1, "")
    assert "Nothing was ever queued for nobody@news.example" in ended.err
    assert "Nothing of 2026-" in cli("log", references[0], "--email", "nobody@news.example").err
    assert cli("log", "2026-999", "--email", ZOE).status == 1
    for wrong in (["--email", "zoe"], ["--email", "zoe@", "--json"], ["--email", ZOE, "--message-id", "<a@b>"]):
        assert cli("log", *wrong).status == 2
