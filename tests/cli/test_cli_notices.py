"""Notices on the command line: what a person is told to do next, and what they may not do."""

from __future__ import annotations

import pytest
from cli_office import ROSTER, Cli
from command_line import RELEASE


@pytest.fixture
def sent(cli: Cli, tmp_path_factory: pytest.TempPathFactory) -> Cli:
    """A release, 2026-001, is queued for everybody and nobody has it yet."""
    roster = tmp_path_factory.mktemp("lists") / "press.csv"
    roster.write_text(ROSTER, "utf-8")
    cli.smtp("smtp://localhost:2")
    cli.done("people", "import", str(roster), "--as", "journalists")
    cli.done("release", "add", "-", stdin=RELEASE.encode())
    cli.done("release", "approve", "2026-001")
    cli.done("send", "2026-001", "--to", "all", "--yes", "--queue")
    return cli


def test_a_kill_is_begun_and_sent(sent: Cli) -> None:
    """What was unsent is stopped; nobody holds it, so nobody is told."""
    ended = sent.done("release", "kill", "2026-001", "--because", "Wrong figures.")
    assert ended.out == "2026-002\n"
    assert "is stopped, and it cannot be sent any more" in ended.err
    assert "distrib send 2026-002" in ended.err
    assert "Wrong figures." in sent.done("release", "show", "2026-002").out
    sent.done("release", "approve", "2026-002")
    nobody = sent("send", "2026-002", "--yes", "--queue")
    assert (nobody.status, "Nobody is left" in nobody.err) == (1, True)
    assert "Subject:  [en] KILL: Harbour Office Raises Alarm" in nobody.err
    again = sent("release", "correct", "2026-001")
    assert (again.status, "is killed already" in again.err) == (1, True)


def test_a_correction_waits_for_what_is_under_way(sent: Cli) -> None:
    """And takes no query."""
    assert sent.done("release", "correct", "2026-001").out == "2026-002\n"
    sent.done("release", "approve", "2026-002")
    assert "are still to get 2026-001 as it was" in sent("send", "2026-002", "--yes").err
    assert sent("send", "2026-002", "--to", "all", "--yes").status == 2
    assert sent("send", "2026-001", "--yes").status == 2
