"""`distrib dispatch`, `distrib settle` and `distrib send --at`: words, objects and exit statuses."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.utils import parsedate_to_datetime

import pytest
from cli_office import Cli
from scripted_smtp import Act, ScriptedServer, Then

from distrib.db.sqlite import library

AMAL, ZOE = "amal@news.example", "zoe@wire.example"


def queued(cli: Cli, *options: str) -> str:
    """Two deliveries of dispatch 1; the release's reference."""
    reference = cli.furnish()
    cli.done("send", reference, "--to", "all", "--yes", "--queue", *options)
    return reference


def states(cli: Cli, reference: str) -> dict[str, str]:
    """Address → state."""
    return {row["email"]: row["state"] for row in cli.done("log", reference, "--json").objects}


def listed(cli: Cli) -> dict[str, object]:
    """The newest dispatch as an object."""
    return cli.done("dispatch", "list", "--json").objects[0]


def test_a_dispatch_is_listed_and_shown(cli: Cli) -> None:
    """As a table, as words and as objects whose counts add up."""
    reference = queued(cli, "--urgent")
    table = cli.done("dispatch", "list").out.splitlines()
    assert table[0].split()[:3] == ["id", "release", "stands"]
    assert "running, urgent" in table[1]
    one = listed(cli)
    assert (one["id"], one["release"], one["status"], one["urgent"]) == (1, reference, "running", True)
    parts = ("accepted", "refused", "in_doubt", "pending", "stopped")
    assert sum(int(str(one[part])) for part in parts) == one["recipients"] == 2
    shown = cli.done("dispatch", "show", "1").out
    assert "Stands:   running (urgent)\n" in shown
    assert "Counts:   2 recipients: 0 accepted by the mail server" in shown
    (more,) = cli.done("dispatch", "show", "1", "--json").objects
    assert more.items() >= one.items()
    assert cli.done("dispatch", "list", "--limit", "1", "--json").objects == [one]


def test_a_pause_a_resume_and_a_stop(cli: Cli) -> None:
    """Each says how things stand now; a worker obeys."""
    reference = queued(cli)
    paused = cli.done("dispatch", "pause", "1").out
    assert paused.startswith("Dispatch 1 is paused: it goes on with `distrib dispatch resume 1`.\n2 recipients: ")
    with ScriptedServer() as server:
        cli.smtp(server.url)
        cli.done("worker", "--once")
        cli.done("worker", "--drain")
        assert server.received == []
        assert "It is paused" in cli.done("log", reference).out
        assert "Delivered by: distrib worker" in cli.done("dispatch", "resume", "1").err
        cli.done("dispatch", "stop", "1")
        cli.done("worker", "--once")
    assert server.received == []
    assert states(cli, reference) == {AMAL: "cancelled", ZOE: "cancelled"}
    assert listed(cli)["status"] == "stopped"
    ended = cli("dispatch", "resume", "1")
    assert ended.status == 1
    assert "Dispatch 1 was stopped for good" in ended.err


def test_a_held_domain_is_listed_and_waits(cli: Cli) -> None:
    """The others get theirs; the send ends with status 3, since somebody waits."""
    reference = cli.furnish()
    assert cli.done("dispatch", "hold", "news.example").out.startswith("0 deliveries wait for news.example")
    with ScriptedServer() as server:
        cli.smtp(server.url)
        ended = cli("send", reference, "--to", "all", "--yes")
        assert ended.status == 3
        assert "1 of them wait for a person: see distrib dispatch show 1" in ended.err
        assert [message.recipient for message in server.received] == [ZOE]
        assert "Held: news.example, since " in cli.done("dispatch", "list").err
        assert "Held:     news.example\n" in cli.done("dispatch", "show", "1").out
        assert listed(cli)["waiting"] == 1
        assert cli.done("dispatch", "release", "@NEWS.example").out.startswith("1 delivery may go")
        cli.done("worker", "--once")
    assert states(cli, reference) == {AMAL: "accepted", ZOE: "accepted"}
    assert cli.done("dispatch", "list").err == ""


def test_programs_are_told_that_a_dispatch_has_ended(cli: Cli) -> None:
    """Nothing is left of what still counts as running: the table says done, and an object says both."""
    queued(cli)
    assert (listed(cli)["status"], listed(cli)["ended"]) == ("running", False)
    with ScriptedServer() as server:
        cli.smtp(server.url)
        cli.done("worker", "--once")
    assert cli.done("dispatch", "list").out.splitlines()[1].split()[2] == "done"
    (shown,) = cli.done("dispatch", "show", "1", "--json").objects
    for one in (listed(cli), shown):
        assert (one["status"], one["ended"]) == ("running", True)


WRONG = [
    (["dispatch", "show", "7"], 1, "There is no dispatch 7"),
    (["dispatch", "pause", "7"], 1, "There is no dispatch 7"),
    (["dispatch", "resume", "x"], 2, "Invalid value for 'ID'"),
    (["dispatch", "stop", "0"], 2, "Invalid value for 'ID'"),
    (["dispatch", "stop", "99999999999999999999"], 2, "Invalid value for 'ID'"),
    (["dispatch", "hold", "no domain"], 2, "is no domain"),
    (["dispatch", "release", "news.example"], 1, "news.example is not held"),
    (["settle", "7"], 1, "There is no dispatch 7"),
    (["settle", "7", "--sent"], 1, "There is no dispatch 7"),
]


@pytest.mark.parametrize(("arguments", "status", "sentence"), WRONG)
def test_what_is_not_there_or_cannot_be_read(cli: Cli, arguments: list[str], status: int, sentence: str) -> None:
    """In a sentence, with the status of its kind."""
    ended = cli(*arguments)
    assert (ended.status, ended.out) == (status, "")
    assert sentence in ended.err


def in_doubt(cli: Cli) -> str:
    """Amal is in doubt in dispatch 1; the release's reference."""
    reference = cli.furnish()
    with ScriptedServer({"dot": lambda one: Act.CLOSE if one == AMAL else "250 kept"}) as server:
        cli.smtp(server.url)
        assert cli("send", reference, "--to", "all", "--yes").status == 3
    return reference


def test_doubt_is_shown_with_its_evidence_and_settled(cli: Cli) -> None:
    """Looking changes nothing; a word does, once."""
    reference = in_doubt(cli)
    row = next(one for one in cli.done("log", reference, "--json").objects if one["email"] == AMAL)
    assert "In doubt: see the evidence with: distrib settle 1" in cli.done("dispatch", "show", "1").out
    for _ in range(2):
        ended = cli.done("settle", "1")
        assert ended.out.startswith(f"Amal Haddad <{AMAL}>\n")
        assert "no clear reply to the final dot: " in ended.out
        assert f"Message-ID {row['message_id']}, attempt 1, SHA-256 {row['sha256']}" in ended.out
        assert "1 in doubt." in ended.err
    (value,) = cli.done("settle", "1", "--json").objects
    assert (value["email"], value["stage"], value["is_repeat"]) == (AMAL, "dot", False)
    assert "1 settled as sent." in cli.done("settle", "1", "--sent").err
    assert states(cli, reference) == {AMAL: "settled_sent", ZOE: "accepted"}
    assert "Nobody is in doubt in dispatch 1." in cli.done("settle", "1").err
    assert cli("settle", "1", "--sent").status == 1


def test_who_did_not_get_it_is_reached_by_another_send(cli: Cli) -> None:
    """The word says how."""
    reference = in_doubt(cli)
    assert f"Another send of it reaches them: distrib send {reference}\n" in cli.done("settle", "1", "--not-sent").err
    assert "To:       1 recipient" in cli("send", reference, "--to", "all").err


def test_sending_again_is_once_and_marked_in_the_log(cli: Cli) -> None:
    """Under the same Message-ID."""
    reference = in_doubt(cli)
    assert cli("settle", "1", "--again", "--email", ZOE).status == 1
    cli.done("settle", "1", "--again", "--email", AMAL)
    with ScriptedServer() as server:
        cli.smtp(server.url)
        cli.done("worker", "--once")
        cli.done("worker", "--once")
    (message,) = server.received
    rows = {row["email"]: row for row in cli.done("log", reference, "--json").objects}
    assert message.recipient == AMAL
    assert rows[AMAL]["message_id"].encode() in message.content
    assert {email: (row["state"], row["is_repeat"]) for email, row in rows.items()} == {
        AMAL: ("accepted", True),
        ZOE: ("accepted", False),
    }


def later(**span: float) -> str:
    """A moment from now, in UTC, which is the zone of this office."""
    return f"{datetime.now(UTC) + timedelta(**span):%Y-%m-%dT%H:%M}"


def test_a_scheduled_send_waits_for_its_time(cli: Cli) -> None:
    """It says when, and no worker sends it before."""
    reference = cli.furnish()
    (cli.home / "config.toml").write_text("[office]\nlate_start_minutes = 90\n")
    at = later(hours=30)
    ended = cli.done("send", reference, "--to", "all", "--yes", "--at", at)
    begins = f"{at.replace('T', ' ')} (UTC)"
    assert ended.out == f"Dispatch 1: 2 queued, to begin at {begins}.\n"
    latest = datetime.fromisoformat(at) + timedelta(minutes=90)
    told = f"Begins:   {begins}; held for a person when no worker has begun it by {latest:%Y-%m-%d %H:%M} (UTC)"
    assert told in ended.err
    with ScriptedServer() as server:
        cli.smtp(server.url)
        cli.done("worker", "--once")
    assert server.received == []
    one = listed(cli)
    assert (one["status"], one["not_before"], one["pending"], one["waiting"]) == ("scheduled", f"{at}:00Z", 2, 0)
    assert f"It is scheduled: it begins at {at}:00Z" in cli.done("log", reference).out
    cli.is_terminal = True
    more = cli.furnish(roster="Name,Email,Country,Languages\nLi Wei,li@news.example,GB,en\n")
    asked = cli("send", more, "--to", "all", "--at", at, "--grace", "0", stdin=b"n\n")
    assert asked.status == 1
    assert f"Send to 3 recipients at {begins}?" in asked.err
    assert f"no worker has begun it by {begins}" in asked.err
    assert cli("send", more, "--to", "all", "--yes", "--grace", "5").status == 2


def test_what_nobody_began_in_time_is_held_and_told(cli: Cli) -> None:
    """Every place where a person looks says so and what to do; a late worker sends nothing."""
    reference = cli.furnish()
    cli.done("send", reference, "--to", "all", "--yes", "--at", later(hours=30))
    with closing(library().connect(cli.home / "distrib.sqlite")) as connection:
        connection.execute("UPDATE deliveries SET due_at = '2020-01-01 10:00:00.000000'")
        connection.execute(
            "UPDATE dispatches SET not_before = '2020-01-01 10:00:00.000000', start_by = '2020-01-01 11:00:00.000000'"
        )
        connection.commit()
    told = "held: no worker began it between 2020-01-01T10:00:00Z and 2020-01-01T11:00:00Z, so nothing was sent"
    with ScriptedServer() as server:
        cli.smtp(server.url)
        for _ in range(2):
            assert told in cli.done("dispatch", "show", "1").out
            assert told in cli.done("log", reference).out
            assert "Dispatch 1 is held" in cli("doctor").out
            assert listed(cli)["status"] == "held"
            assert cli.done("worker", "--once").err.startswith("0 accepted")
        assert server.received == []
        assert cli.done("dispatch", "resume", "1").out.startswith("Dispatch 1 is running.\n")
        cli.done("worker", "--once")
    assert sorted(message.recipient for message in server.received) == [AMAL, ZOE]
    dates = [parsedate_to_datetime(message_from_bytes(message.content)["Date"]) for message in server.received]
    assert all(datetime.now(UTC) - timedelta(minutes=5) < date < datetime.now(UTC) for date in dates)


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        ("tomorrow", "is no time that can be read"),
        ("2020-01-01T10:00", "is past"),
        ("2099-01-01T10:00Z", "is more than a year away"),
        ("2026-03-29T02:30", "does not exist in Europe/Zurich"),
        ("2026-10-25T02:30", "comes twice in Europe/Zurich"),
        ("\x1b[2J", "is no time that can be read"),
    ],
)
def test_a_time_that_cannot_be_meant_is_refused(cli: Cli, at: str, sentence: str) -> None:
    """Wrong usage, in a sentence; nothing is queued."""
    reference = cli.furnish()
    (cli.home / "config.toml").write_text('[office]\nzone = "Europe/Zurich"\n')
    ended = cli("send", reference, "--to", "all", "--yes", "--at", at)
    assert ended.status == 2
    assert sentence in ended.err
    assert "Nothing was sent." in ended.err
    assert "\x1b" not in ended.err
    assert states(cli, reference) == {}


def test_a_busy_domain_is_named_with_its_own_words(cli: Cli) -> None:
    """Whoever waits for it waits for nothing a person could do; the others have theirs."""
    reference = cli.furnish()
    away = Then("421 4.7.0 too much \x1b]0;mail\x07", Act.CLOSE)
    with ScriptedServer({"RCPT": lambda recipient: away if recipient == AMAL else "250 ok"}) as server:
        cli.smtp(server.url)
        assert cli("send", reference, "--to", "all", "--yes").status == 3
        assert states(cli, reference) == {AMAL: "queued", ZOE: "accepted"}
        shown = cli.done("dispatch", "show", "1").out
        assert "Slow:     news.example, which is busy and gets nothing before " in shown
        assert "It said: 421 4.7.0 too much  ]0;mail" in shown
        assert "Slow: news.example" in cli.done("dispatch", "list").err
        assert "look  news.example is busy and gets nothing before" in cli("doctor").out
