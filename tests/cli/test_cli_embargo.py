"""Embargoes on the command line: read with the text or asked about, two waves from one send, lifted early."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cli_office import ROSTER, Cli
from command_line import RELEASE
from scripted_smtp import ScriptedServer

DAY = (datetime.now(UTC) + timedelta(days=30)).date()
STORY = RELEASE[RELEASE.index("Harbour Office Raises") :]
LINE = f"EMBARGOED UNTIL 06:00 GMT, {DAY:%A} {DAY.day} {DAY:%B %Y}"
AT = f"06:00 GMT, {DAY:%A} {DAY.day} {DAY:%B %Y}"
AMAL, ZOE = "amal@news.example", "zoe@wire.example"


def states(cli: Cli, reference: str) -> dict[str, str]:
    """Address → state."""
    return {row["email"]: row["state"] for row in cli.done("log", reference, "--json").objects}


def test_a_line_is_read_with_the_text_and_shown_by_several_clocks(cli: Cli) -> None:
    """The office's beside its own."""
    (cli.home / "config.toml").write_text('[office]\nzone = "Africa/Tripoli"\n')
    added = cli.done("release", "add", cli.file("r.txt", f"{LINE}\n\n{STORY}"))
    assert f"Embargo:  EMBARGOED UNTIL {AT} (08:00 Tripoli time)" in added.err
    reference = added.out.strip()
    shown = cli.done("release", "show", reference).out
    assert f"Embargo:       EMBARGOED UNTIL {AT} (08:00 Tripoli time)" in shown
    assert shown.count(f"EMBARGOED UNTIL {AT}") == 2


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (LINE.replace("GMT", "IST"), "IST can be the time of Kolkata, Jerusalem, Dublin"),
        (LINE.replace(f"{DAY:%A}", f"{DAY + timedelta(1):%A}"), f"{DAY.day} {DAY:%B %Y} is a {DAY:%A}"),
        ("EMBARGOED UNTIL 10:00 GMT, 1 December 2020", "It is over"),
        ("UNDER EMBARGO until Friday", "It names no day"),
    ],
)
def test_a_line_that_is_not_sure_keeps_the_release_and_stops_it(cli: Cli, line: str, why: str) -> None:
    """It is neither approved nor sent until a person says until when, or that there is none."""
    added = cli.done("release", "add", cli.file("r.txt", f"{line}\n\n{STORY}"))
    reference = added.out.strip()
    assert why in added.err
    refused = cli("release", "approve", reference)
    assert refused.status == 1
    assert (
        f"was not approved. The embargo line of the en edition cannot be taken as it is written ({line})" in refused.err
    )
    assert why in refused.err
    assert f"distrib release embargo {reference}" in refused.err
    said = cli.done("release", "embargo", reference, f"{DAY}T08:00", "--zone", "Tripoli")
    assert said.out == f"EMBARGOED UNTIL 08:00 Tripoli time, {DAY:%A} {DAY.day} {DAY:%B %Y} (06:00 GMT)\n"
    cli.done("release", "approve", reference)
    cli.done("release", "embargo", reference, "--none")
    assert cli("send", reference, "--to", "all", "--yes").status == 1, "a changed embargo voids the approval"
    assert "EMBARGO" not in cli.done("release", "show", reference).out


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["2020-12-01T06:00"], 2, "It is over"),
        (["2099-12-01T06:00"], 2, "more than a year away"),
        (["soon"], 2, "is no time that can be read"),
        ([f"{DAY}T06:00", "--zone", "Atlantis"], 2, "Nobody here knows the zone `Atlantis`"),
        ([f"{DAY}T06:00", "--zone", "Tripoly"], 2, "did you mean"),
        (["--none", "--zone", "Tripoli"], 2, "--none stands alone"),
        (["--zone", "Tripoli"], 2, "--zone goes with a time"),
    ],
)
def test_an_embargo_that_cannot_be_set(cli: Cli, arguments: list[str], status: int, words: str) -> None:
    """A sentence each, and nothing changed."""
    reference = cli.done("release", "add", cli.file("r.txt", STORY)).out.strip()
    ended = cli("release", "embargo", reference, *arguments)
    assert ended.status == status
    assert words in ended.err
    assert cli.done("release", "embargo", reference).out == f"{reference} is under no embargo.\n"


def furnished(cli: Cli) -> str:
    """A release under embargo, approved; of two journalists Amal keeps embargoes."""
    reference = cli.furnish(f"{LINE}\n\n{STORY}", roster=ROSTER)
    said = cli.done("journalists", "embargo", AMAL, "--accept", "--evidence", "mail of 3 November")
    assert said.out == "Amal Haddad: has accepted embargoes and may have a text early.\n"
    return reference


def test_everybody_waits_for_the_lift_unless_copies_are_wanted(cli: Cli) -> None:
    """The numbers stand in the plan."""
    reference = furnished(cli)
    ended = cli.done("send", reference, "--to", "all", "--yes")
    assert f"Embargo:  2 at {AT}" in ended.err
    assert ended.out.startswith("Dispatch 1: 2 queued, to begin at ")
    assert set(states(cli, reference).values()) == {"queued"}


def test_copies_under_embargo_go_now_and_a_lift_frees_the_rest(cli: Cli) -> None:
    """Who holds the text is told; the others get it."""
    reference = furnished(cli)
    with ScriptedServer() as server:
        cli.smtp(server.url)
        ended = cli.done("send", reference, "--to", "all", "--embargoed-copies", "--yes")
        assert f"Embargo:  1 now under embargo, 1 at {AT}" in ended.err
        assert "Dispatch 2: 1 queued, to begin at" in ended.out
        assert "1 recipient: 1 accepted" in ended.out
        assert [one.recipient for one in server.received] == [AMAL]
        lifted = cli.done("release", "lift", reference, "--yes")
        assert sorted(one.recipient for one in server.received[1:]) == [AMAL, ZOE]
    assert f"The embargo of {reference} is lifted. 1 gets the text now." in lifted.err
    assert "goes to 1 who holds it" in lifted.err
    assert states(cli, reference) == {AMAL: "accepted", ZOE: "accepted"}
    assert "Lifted early, at " in cli.done("release", "embargo", reference).out
    assert cli("release", "lift", reference, "--yes").status == 1


def test_a_lift_tells_what_became_of_the_text_as_well_as_of_the_notice(cli: Cli) -> None:
    """Who was refused is named, and the status says that somebody was."""
    reference = furnished(cli)
    with ScriptedServer({"RCPT": lambda recipient: "550 5.1.1 gone" if recipient == ZOE else "250 ok"}) as server:
        cli.smtp(server.url)
        cli.done("send", reference, "--to", "all", "--embargoed-copies", "--yes")
        lifted = cli("release", "lift", reference, "--yes")
    assert lifted.status == 3
    notice, text, zoe = lifted.out.splitlines()
    assert notice.startswith("2026-002: 1 recipient: 1 accepted")
    assert text.startswith(f"{reference}: 1 recipient: 0 accepted by the mail server, 1 refused")
    assert f"<{ZOE}>: refused (550 5.1.1 gone)" in zoe


def test_a_person_is_asked_with_the_numbers(cli: Cli) -> None:
    """And may say no."""
    reference = furnished(cli)
    cli.is_terminal = True
    ended = cli("send", reference, "--to", "all", "--embargoed-copies", stdin=b"n\n")
    assert f"Send to 2 recipients (1 now under embargo, 1 at {AT})?" in ended.err
    assert states(cli, reference) == {}


def test_an_agreement_is_shown_with_its_history(cli: Cli) -> None:
    """Who recorded what, and where it can be looked up."""
    furnished(cli)
    cli.done("journalists", "embargo", AMAL, "--sanction", "--evidence", "published at 05:10")
    shown = cli.done("journalists", "embargo", AMAL).out
    assert "mail of 3 November" in shown
    assert "published at 05:10" in shown
    assert shown.endswith("Amal Haddad: was sanctioned and has nothing before the lift.\n")
    assert cli.done("journalists", "find", "embargo:sanctioned", "--json").objects[0]["email"] == AMAL
    refused = cli("journalists", "embargo", ZOE, "--accept")
    assert (refused.status, "--evidence" in refused.err) == (2, True)
