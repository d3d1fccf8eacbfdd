"""`distrib release audience, submit, return, approve, history`, and what `show` and `send` say of them."""

from __future__ import annotations

import getpass
import os
import pwd

import pytest
from cli_office import ROSTER, Cli
from command_line import RELEASE


@pytest.fixture
def reference(cli: Cli) -> str:
    """A draft, and two journalists."""
    cli.done("people", "import", cli.file("roster.csv", ROSTER), "--as", "journalists")
    return cli.done("release", "add", cli.file("r.txt", RELEASE)).out.strip()


def test_the_way_to_an_approval(cli: Cli, reference: str) -> None:
    """Each command says what comes next, and `show` how the release stands."""
    assert cli.done("release", "audience", reference).out == "nobody said: whoever sends it chooses\n"
    ended = cli.done("release", "audience", reference, "country:LY")
    assert ended.out == "country:LY\n"
    assert f"That is version 2. Read it and approve it: distrib release approve {reference}" in ended.err
    assert f"{reference} is in review: version 2" in cli.done("release", "submit", reference).err
    assert "in_review" in cli.done("release", "show", reference).out
    ended = cli.done("release", "return", reference, "--because", "Name the town.")
    assert f"{reference} is a draft again." in ended.err
    cli.done("release", "approve", reference)
    shown = cli.done("release", "show", reference).out
    assert "Audience:  country:LY" in shown
    assert "Approved:  version 2 by " in shown
    queued = cli.done("send", reference, "--yes", "--queue")
    assert queued.out.startswith("Dispatch 1: 1 queued.")


def test_a_changed_audience_is_said_wherever_the_release_is_looked_at(cli: Cli, reference: str) -> None:
    """When it is shown, sent, and approved anew."""
    cli.done("release", "approve", reference)
    cli.done("release", "audience", reference, "country:LY")
    said = "audience none → country:LY"
    assert f"Not approved as it stands. Changed since: {said}" in cli.done("release", "show", reference).out
    ended = cli("send", reference, "--yes", "--queue")
    assert ended.status == 1
    assert f"{reference} is not what was approved, so it was not sent. Changed since: {said}." in ended.err
    ended = cli.done("release", "approve", reference)
    assert f"Changed since the approval of version 1: {said}." in ended.err
    assert "under the policy self" in ended.err
    ended = cli("send", reference, "--to", "all", "--yes", "--queue")
    assert ended.status == 1
    assert f"{reference} was approved for `country:LY` and goes to nobody else, so nothing was sent." in ended.err
    assert "distrib release audience" in ended.err
    cli.done("release", "audience", reference, "--anybody")
    assert "audience country:LY → none" in cli("send", reference, "--to", "all", "--yes", "--queue").err


def test_the_history_names_who_when_and_which_text(cli: Cli, reference: str) -> None:
    """As a table, and with whole hashes as JSON."""
    cli.done("release", "approve", reference)
    events = cli.done("release", "history", reference, "--json").objects
    assert [one["what"] for one in events] == ["release added", "release approved"]
    assert events[1]["policy"] == "self"
    assert events[1]["own text"] is True
    assert len({one["hash"] for one in events}) == 1
    assert len(events[0]["hash"]) == 64
    table = cli.done("release", "history", reference).out.splitlines()
    assert table[0].split() == ["when", "who", "what", "text"]
    assert events[0]["hash"][:12] in table[1]
    assert "policy: self; own text: yes" in table[2]


def test_who_somebody_is_comes_from_the_system_and_no_variable(
    cli: Cli, reference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or anybody approved in another's name."""
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "somebody-else")
    assert getpass.getuser() == "somebody-else"
    (event,) = cli.done("release", "history", reference, "--json").objects
    cli.done("release", "approve", reference)
    approval = cli.done("release", "history", reference, "--json").objects[-1]
    assert approval["by"] == event["by"] == pwd.getpwuid(os.getuid()).pw_name


def test_the_office_may_want_four_eyes(cli: Cli, reference: str) -> None:
    """Whoever added the text cannot approve it then; a policy that there is not is refused."""
    config = cli.home / "config.toml"
    config.write_text('[office]\napproval = "four-eyes"\n', "utf-8")
    ended = cli("release", "approve", reference)
    assert ended.status == 1
    assert "wrote some of it, and this office wants a second pair of eyes. Somebody else has to read" in ended.err
    config.write_text('[office]\napproval = "two"\n', "utf-8")
    assert "[office] approval: write 'self' or 'four-eyes'." in cli("release", "list").err


@pytest.mark.parametrize(
    ("arguments", "status", "expected"),
    [
        (["audience", "{reference}", "contry:LY"], 2, "column 1: there is no field `contry`"),
        (["audience", "{reference}", "all", "--anybody"], 2, "Give a query or --anybody, not both."),
        (["audience", "2026-999", "all"], 1, "There is no release 2026-999"),
        (["submit", "2026-999"], 1, "There is no release 2026-999"),
        (["history", "2026-999"], 1, "There is no release 2026-999"),
        (["return", "{reference}"], 2, "Missing option '--because'"),
        (["return", "{reference}", "--because", "\u202e "], 2, "Say why in 1 to 1,000 characters"),
        (["return", "{reference}", "--because", "x"], 1, "cannot be sent back any more"),
        (["approve", "{reference}", "--seen", "0123456789ab"], 1, "was changed by somebody while you were reading it"),
        (["approve", "{reference}", "--seen", ""], 1, "was changed by somebody while you were reading it"),
    ],
)
def test_what_cannot_be_done_is_said(
    cli: Cli, reference: str, arguments: list[str], status: int, expected: str
) -> None:
    """And the release stays a draft."""
    ended = cli("release", *[one.format(reference=reference) for one in arguments])
    assert ended.status == status
    assert expected in ended.err
    assert f"{reference}  draft  version 1" in cli.done("release", "show", reference).out


def test_a_text_is_approved_by_the_beginning_of_its_hash(cli: Cli, reference: str) -> None:
    """As `show` printed it."""
    shown = cli.done("release", "show", reference).out
    text = next(line.split()[-1] for line in shown.splitlines() if line.startswith("Text:"))
    cli.done("release", "approve", reference, "--seen", text[:12])


def test_what_was_sent_goes_to_nobody_but_its_audience(cli: Cli, reference: str) -> None:
    """Its audience cannot be changed any more, so nobody is told to change it."""
    cli.done("release", "audience", reference, "country:LY")
    cli.done("release", "approve", reference)
    cli.done("send", reference, "--yes", "--queue")
    ended = cli("send", reference, "--to", "all", "--yes", "--queue")
    assert ended.status == 1
    assert "was approved for `country:LY` and sent, so nothing was sent to others. Leave --to out" in ended.err
    assert "release audience" not in ended.err
