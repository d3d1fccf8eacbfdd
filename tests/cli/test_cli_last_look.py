"""The last look before a send, as commands: `release check`, `release preview --as`, `send --test-to`."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from cli_office import ROSTER, Cli
from command_line import RELEASE
from scripted_smtp import ScriptedServer

UNFINISHED = """\
Water Reaches Derna

Geneva - The Harbour Office said today that {{ place }} has water again.

Since Sunday more than 3,200 people have come home.
"""


def received(server: ScriptedServer) -> EmailMessage:
    """The only message that the server was given."""
    (one,) = server.received
    return message_from_bytes(one.content, policy=policy.default)


def test_a_sound_release_is_checked_and_nobody_is_mailed(cli: Cli) -> None:
    """Everybody's message is made; the exit status says that nothing stops it."""
    reference = cli.furnish()
    with ScriptedServer() as server:
        cli.smtp(server.url)
        ended = cli.done("release", "check", reference, "--to", "all")
    assert "STOP" not in ended.out
    assert "0 to put right" in ended.err
    assert "2 messages made. Nothing was sent." in ended.err
    assert server.received == []
    assert "approved" in cli.done("release", "show", reference).out


def test_what_would_stop_a_send_is_said_with_its_place(cli: Cli) -> None:
    """Approved or not; in plain lines, as JSON, and by the exit status."""
    reference = cli.done("release", "add", cli.file("release.txt", UNFINISHED)).out.strip()
    ended = cli("release", "check", reference)
    assert ended.status == 1
    assert "STOP     en, text: {{ place }} is a place that nobody filled." in ended.out
    assert "messages made" not in ended.err
    ended = cli("release", "check", reference, "--json")
    assert ended.status == 1
    (stop,) = [one for one in ended.objects if one["severity"] == "stop"]
    assert (stop["part"], stop["language"], stop["detail"]) == ("text", "en", None)


@pytest.mark.parametrize("arguments", [("no-such",), ("{reference}", "--to", "country:(")])
def test_a_check_of_what_there_is_not_is_refused(cli: Cli, arguments: tuple[str, ...]) -> None:
    """In a sentence, without a finding."""
    reference = cli.furnish()
    ended = cli("release", "check", *(one.format(reference=reference) for one in arguments))
    assert ended.status not in (0, 3)
    assert ended.out == ""
    assert ended.err.strip()
    assert "Traceback" not in ended.err


def test_a_preview_opens_a_browser_only_where_it_is_asked_to(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """As one journalist gets it, and as anybody."""
    opened: list[str] = []
    monkeypatch.setattr("click.launch", opened.append)
    reference = cli.furnish()
    said = cli.done("release", "preview", reference, "--as", "zoe@wire.example", "--text").out
    assert "Dear Zoë Ng," in said
    assert "no edition in your language" not in said
    cli.done("release", "preview", reference, "--as", "zoe@wire.example")
    assert opened == []
    cli.done("release", "preview", reference, "--as", "zoe@wire.example", "--open")
    (address,) = opened
    assert address.startswith("file:///")
    page = Path(address.removeprefix("file://")).read_text("utf-8")
    assert "Dear Zoë Ng," in page
    assert 'src="http' not in page


def test_a_test_goes_to_the_office_alone_and_counts_nowhere(cli: Cli) -> None:
    """Before it is approved, marked in subject and text; the release can still be sent to everybody."""
    cli.done("people", "import", cli.file("roster.csv", ROSTER), "--as", "journalists")
    reference = cli.done("release", "add", cli.file("release.txt", RELEASE)).out.strip()
    with ScriptedServer() as server:
        cli.smtp(server.url)
        ended = cli.done("send", reference, "--test-to", "desk@office.example")
        message = received(server)
    assert "desk@office.example" in ended.out + ended.err
    assert str(message["Subject"]).startswith("TEST: ")
    assert [one.addr_spec for one in message["To"].addresses] == ["desk@office.example"]
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().startswith("TEST – sent to the office only.")
    assert "draft" in cli.done("release", "show", reference).out
    cli.done("release", "approve", reference)
    with ScriptedServer() as server:
        cli.smtp(server.url)
        cli.done("send", reference, "--to", "all", "--yes")
    subjects = {str(message_from_bytes(one.content, policy=policy.default)["Subject"]) for one in server.received}
    assert len(server.received) == 2
    assert not any(subject.startswith("TEST") for subject in subjects)


def test_a_test_never_goes_to_a_journalist(cli: Cli) -> None:
    """However the address is written."""
    reference = cli.furnish()
    with ScriptedServer() as server:
        cli.smtp(server.url)
        ended = cli("send", reference, "--test-to", "ZOE@wire.example")
    assert ended.status == 1
    assert "is on the press list" in ended.err
    assert server.received == []


def test_a_test_that_the_server_refuses_is_told(cli: Cli) -> None:
    """With what it said."""
    reference = cli.furnish()
    cli.smtp("smtp://localhost:2")
    ended = cli("send", reference, "--test-to", "desk@office.example")
    assert ended.status != 0
    assert "Traceback" not in ended.err
    assert ended.err.strip()
