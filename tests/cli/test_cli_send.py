"""`distrib send`, `worker` and `log`: the exit status and the words of every way it can go."""

from __future__ import annotations

import csv
import io

import pytest
from cli_office import ROSTER, Cli
from command_line import RELEASE
from scripted_smtp import Act, ScriptedServer, Steps

from distrib.services import demo

AMAL, ZOE = "amal@news.example", "zoe@wire.example"


def states(cli: Cli, reference: str) -> dict[str, str]:
    """Address → state, by `distrib log --json`."""
    return {row["email"]: row["state"] for row in cli.done("log", reference, "--json").objects}


def only(recipient: str, step: str | Act, otherwise: str) -> Steps:
    """A step for one recipient."""
    return lambda one: step if one == recipient else otherwise


def test_sending_says_before_what_it_will_do_and_after_what_was_done(cli: Cli) -> None:
    """The plan on stderr, the counts on stdout."""
    reference = cli.furnish()
    with ScriptedServer() as server:
        cli.smtp(server.url)
        ended = cli.done("send", reference, "--to", "country:LY", "--yes")
    assert ended.out == "1 recipient: 1 accepted by the mail server, 0 refused, 0 in doubt, 0 still to do\n"
    for line in (
        f"Release:  {reference}, version 1",
        "Sender:   Press Office <press@office.example> through smtp://localhost:",
        "To:       1 recipient (1 in en)",
        "Subject:  [en] Harbour Office Raises Alarm",
        "1 gets the en edition: none is in their languages",
    ):
        assert line in ended.err
    assert [message.recipient for message in server.received] == [AMAL]
    assert states(cli, reference) == {AMAL: "accepted"}


def test_who_reads_no_edition_is_said_to_get_that_of_the_office_s_language(cli: Cli) -> None:
    """Whatever language the release was written in first."""
    (cli.home / "config.toml").write_text('[office]\nlanguage = "fr"\n')
    reference = cli.furnish(roster="Name,Email,Languages\nAmal Haddad,amal@news.example,ar\n")
    cli.done("release", "add", cli.file("r.txt", RELEASE), "--language", "fr", "--to", reference)
    cli.done("release", "approve", reference)
    ended = cli.done("send", reference, "--to", "all", "--yes", "--queue")
    assert "1 recipient (1 in fr)" in ended.err
    assert "1 gets the fr edition: none is in their languages" in ended.err


def test_sending_twice_reaches_nobody_twice(cli: Cli) -> None:
    """The second time whoever has it is left out, with the reason; nobody is left, which is status 1."""
    reference = cli.furnish()
    with ScriptedServer() as server:
        cli.smtp(server.url)
        cli.done("send", reference, "--to", "country:LY", "--yes")
        ended = cli("send", reference, "--to", "country:LY", "--yes")
        assert ended.status == 1
        assert f"Nobody is left to send {reference} to: 1 found, all left out. Nothing was sent." in ended.err
        assert f"Amal Haddad <{AMAL}>" in ended.err
        assert cli.done("send", reference, "--to", "all", "--yes").out.startswith("1 recipient: 1 accepted")
    assert sorted(message.recipient for message in server.received) == [AMAL, ZOE]


def test_nobody_is_asked_where_nobody_can_answer(cli: Cli) -> None:
    """Without --yes and without a terminal it is wrong usage, and nothing is queued."""
    reference = cli.furnish()
    ended = cli("send", reference, "--to", "all", stdin=b"y\n")
    assert ended.status == 2
    assert "Add --yes to send without a question." in ended.err
    assert states(cli, reference) == {}


@pytest.mark.parametrize(("answer", "status", "count"), [(b"y\n", 0, 2), (b"n\n", 1, 0), (b"\n", 1, 0), (b"", 1, 0)])
def test_on_a_terminal_a_person_decides(cli: Cli, answer: bytes, status: int, count: int) -> None:
    """No is the default."""
    reference = cli.furnish()
    cli.is_terminal = True
    with ScriptedServer() as server:
        cli.smtp(server.url)
        ended = cli("send", reference, "--to", "all", stdin=answer)
    assert ended.status == status
    assert "Send to 2 recipients now?" in ended.err
    assert len(server.received) == len(states(cli, reference)) == count


WAYS: list[tuple[dict[str, Steps], str, str, str]] = [
    ({"RCPT": only(AMAL, "550 5.1.1 no such user", "250 ok")}, "refused", "1 refused", "refused (550 5.1.1 no such"),
    (
        {"RCPT": only(AMAL, "450 4.2.0 greylisted", "250 ok")},
        "deferred",
        "1 still to do (1 to be tried again)",
        "will be tried again (450 4.2.0 greylisted)",
    ),
    ({"dot": only(AMAL, Act.CLOSE, "250 ok")}, "in_doubt", "1 in doubt", "nobody is mailed twice by itself"),
]


@pytest.mark.parametrize(("script", "state", "count", "line"), WAYS)
def test_whoever_was_not_reached_is_named(
    cli: Cli, script: dict[str, Steps], state: str, count: str, line: str
) -> None:
    """Status 3: done, but a person should look."""
    reference = cli.furnish()
    with ScriptedServer(script) as server:
        cli.smtp(server.url)
        ended = cli("send", reference, "--to", "all", "--yes")
    assert ended.status == 3
    assert "1 accepted by the mail server" in ended.out
    assert count in ended.out
    assert f"Amal Haddad <{AMAL}>: " in ended.out
    assert line in ended.out
    assert states(cli, reference) == {AMAL: state, ZOE: "accepted"}


def test_without_the_mail_server_everything_stays_queued(cli: Cli) -> None:
    """Status 1; the worker delivers it later."""
    reference = cli.furnish()
    ended = cli("send", reference, "--to", "all", "--yes")
    assert ended.status == 1
    assert "everything not delivered stays queued. See: distrib doctor" in ended.err
    assert set(states(cli, reference).values()) == {"queued"}
    assert cli("worker", "--once").status == 1
    with ScriptedServer() as server:
        cli.smtp(server.url)
        ended = cli.done("worker", "--once")
    assert ended.out == ""
    assert "2 accepted, 0 to be tried again, 0 refused, 0 in doubt" in ended.err
    assert set(states(cli, reference).values()) == {"accepted"}
    cli.smtp("smtp://localhost:2")
    assert cli.done("worker", "--once").status == 0


def test_queueing_needs_no_connection(cli: Cli) -> None:
    """Somebody else delivers."""
    reference = cli.furnish()
    ended = cli.done("send", reference, "--to", "all", "--yes", "--queue")
    assert ended.out == "Dispatch 1: 2 queued. Deliver with: distrib worker\n"
    assert set(states(cli, reference).values()) == {"queued"}


def test_only_what_was_approved_is_sent(cli: Cli) -> None:
    """A draft is not, nor an approved release whose text was changed."""
    cli.done("people", "import", cli.file("roster.csv", ROSTER), "--as", "journalists")
    reference = cli.done("release", "add", cli.file("r.txt", RELEASE)).out.strip()
    for why in (
        "is a draft that nobody has approved",
        "is not what was approved, so it was not sent. Changed since: fr",
    ):
        ended = cli("send", reference, "--to", "all", "--yes", "--queue")
        assert ended.status == 1
        assert why in ended.err
        assert f": distrib release approve {reference}" in ended.err
        cli.done("release", "approve", reference)
        cli.done("release", "add", cli.file("f.txt", RELEASE), "--language", "fr", "--to", reference)


@pytest.mark.parametrize(
    ("arguments", "status", "expected"),
    [
        (["2026-999", "--to", "all", "--yes"], 1, "There is no release 2026-999"),
        (["{reference}", "--to", "contry:LY", "--yes"], 2, "column 1: there is no field `contry`"),
        (["{reference}", "--to", "country:FR", "--yes"], 1, "Nobody is left to send"),
        (["{reference}", "--yes"], 2, "Say who gets it with --to"),
        (["--to", "all"], 2, "Missing argument 'REFERENCE'"),
    ],
)
def test_a_send_that_cannot_be(cli: Cli, arguments: list[str], status: int, expected: str) -> None:
    """Nothing is queued, and the message says what to do."""
    reference = cli.furnish()
    ended = cli("send", *[one.format(reference=reference) for one in arguments])
    assert ended.status == status
    assert expected in ended.err
    assert states(cli, reference) == {}


def test_without_a_mail_server_set_up_nothing_is_queued(cli: Cli) -> None:
    """The message names the setting. A real server needs a real sender too."""
    reference = cli.furnish()
    cli.patch.delenv("DISTRIB_SMTP")
    ended = cli("send", reference, "--to", "all", "--yes")
    assert ended.status == 1
    assert "No mail server is set up" in ended.err
    cli.smtp("smtps://mail.example")
    ended = cli("send", reference, "--to", "all", "--yes")
    assert ended.status == 1
    assert "No sender is set up" in ended.err
    assert cli("worker", "--once").status in (0, 1)
    assert states(cli, reference) == {}


@pytest.mark.parametrize("url", ["smtps://press@mail.example", "smtp://10.0.0.1:25", "smtp://localhost.evil.example"])
def test_a_demo_office_sends_to_this_machine_only(cli: Cli, url: str) -> None:
    """Whatever else is configured."""
    reference = cli.furnish()
    demo.make_folder(cli.home)
    cli.smtp(url)
    for command in (["send", reference, "--to", "all", "--yes"], ["worker", "--once"], ["doctor"]):
        ended = cli(*command)
        assert ended.status == 1
        assert "This is a demo office: it sends to this machine only. Nothing was sent." in ended.err + ended.out
    assert states(cli, reference) == {}


def test_the_log_as_table_objects_and_csv(cli: Cli) -> None:
    """The same rows; nothing but data in the two that programs read."""
    reference = cli.furnish(roster=ROSTER + '"=cmd|calc",formula@news.example,,GB,en,\n')
    assert f"{reference} has not been sent to anybody." in cli.done("log", reference).err
    cli.done("journalists", "opt-out", ZOE)
    with ScriptedServer({"RCPT": only(AMAL, "550 5.1.1 =HYPERLINK(1)", "250 ok")}) as server:
        cli.smtp(server.url)
        assert cli("send", reference, "--to", "all", "--yes").status == 3
    rows = cli.done("log", reference, "--json").objects
    assert {row["email"]: (row["state"], row["code"], row["enhanced"]) for row in rows} == {
        AMAL: ("refused", 550, "5.1.1"),
        "formula@news.example": ("accepted", 250, "2.0.0"),
    }
    assert all(row["at"].endswith("Z") and row["message_id"].startswith("<") for row in rows)
    printed = cli.done("log", reference, "--csv").out
    table = list(csv.DictReader(io.StringIO(printed, newline="")))
    assert [row["email"] for row in table] == [row["email"] for row in rows]
    assert {row["name"] for row in table} == {"Amal Haddad", "'=cmd|calc"}
    shown = cli.done("log", reference).out
    assert "550 5.1.1 =HYPERLINK(1)" in shown
    assert "Dispatch 1 to `all`: 2 recipients: 1 accepted by the mail server, 1 refused" in shown
    assert f"Zoë Ng <{ZOE}>" in shown
    assert cli("log", reference, "--json", "--csv").status == 2
    assert cli("log", "2026-999", "--json").status == 1


def test_a_servers_words_are_shown_as_text(cli: Cli) -> None:
    """A reply with escapes, a bell and another line in it."""
    reply = "550 5.1.1 \x1b[2J\x07gone\u202e {{x}} [red]"
    reference = cli.furnish()
    with ScriptedServer({"RCPT": reply}) as server:
        cli.smtp(server.url)
        assert cli("send", reference, "--to", "all", "--yes").status == 3
    for form in ([], ["--json"], ["--csv"]):
        cli.done("log", reference, *form)
    assert any("gone" in text for text in cli.seen)
    assert not any(character in text for text in cli.seen for character in "\x1b\x07\u202e")


@pytest.mark.parametrize(
    "arguments", [["--connections", "0"], ["--connections", "65"], ["--connections", "x"], ["--once", "--drain"], ["x"]]
)
def test_a_worker_that_is_asked_for_the_impossible(cli: Cli, arguments: list[str]) -> None:
    """Wrong usage, before anything is claimed."""
    assert cli("worker", *arguments).status == 2


def test_names_cannot_steer_the_terminal_or_the_mail(cli: Cli) -> None:
    """Whatever a list brings in, no escape is printed and no header is added."""
    roster = 'Name,Email,Country,Languages\n"Eve \x1b[31m{{7*7}} [b]\r\nBcc: x@evil.example",eve@news.example,GB,en\n'
    cli.done("people", "import", cli.file("r.csv", roster), "--as", "journalists")
    reference = cli.done("release", "add", cli.file("r.txt", RELEASE)).out.strip()
    cli.done("release", "approve", reference)
    with ScriptedServer() as server:
        cli.smtp(server.url)
        cli.done("send", reference, "--to", "all", "--yes")
    cli.done("log", reference)
    cli.done("journalists", "find", "all")
    (message,) = server.received
    assert message.recipient == "eve@news.example"
    head = message.content.partition(b"\r\n\r\n")[0]
    assert b"\nBcc:" not in head
    assert b"\x1b" not in message.content
    assert any("{{7*7}}" in text for text in cli.seen)
    assert not any("\x1b" in text for text in cli.seen)
