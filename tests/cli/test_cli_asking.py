"""What the command line does not do unasked: options that contradict each other, questions that nobody answers."""

from __future__ import annotations

import pytest
from cli_office import Cli, cli
from command_line import RELEASE

__all__ = ["cli"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("settle", "1", "--sent", "--again"),
        ("settle", "1", "--again", "--not-sent"),
        ("journalists", "embargo", "amal@news.example", "--withdraw", "--accept", "--evidence", "x"),
    ],
)
def test_options_that_contradict_each_other_are_refused(cli: Cli, arguments: tuple[str, ...]) -> None:
    """The last one must not win unseen: `--sent --again` would mail somebody twice."""
    cli.furnish()
    ended = cli(*arguments)
    assert (ended.status, ended.out) == (2, "")
    assert "contradict each other: choose one. Nothing was done." in ended.err


@pytest.mark.parametrize(
    "arguments", [("journalists", "erase", "amal@news.example"), ("spokespeople", "retire", "Ana Silva")]
)
def test_a_question_that_nobody_hears_is_no_yes(cli: Cli, arguments: tuple[str, ...]) -> None:
    """At the end of standard input it names the option that answers; a line on it answers too."""
    cli.furnish()
    cli.done("spokespeople", "add", "Ana Silva")
    unheard = cli(*arguments)
    assert unheard.status == 2
    assert "Nobody can be asked here. Add --yes to do it without a question." in unheard.err
    refused = cli(*arguments, stdin=b"n\n")
    assert refused.status == 1
    assert "Stopped. Nothing more was done." in refused.err
    assert cli.done(*arguments, stdin=b"y\n").status == 0


def test_an_answer_that_is_neither_yes_nor_no_is_told_what_to_answer(cli: Cli) -> None:
    """And is asked again; Enter alone does not erase anybody."""
    cli.furnish()
    erase = ("journalists", "erase", "amal@news.example")
    unsure = cli(*erase, stdin=b"perhaps\n\n")
    assert unsure.status == 1
    assert unsure.err.count("[y/N]") == 2
    assert "Answer y for yes or n for no; Enter alone means no." in unsure.err
    assert "invalid" not in unsure.err
    assert cli.done(*erase, stdin=b"perhaps\nYES\n").status == 0


def test_no_editor_is_opened_where_there_is_no_terminal(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would draw itself into a pipe."""
    monkeypatch.setenv("EDITOR", "touch edited-")
    ended = cli("release", "add", cli.file("r.txt", RELEASE), "--edit")
    assert ended.status == 2
    assert "There is no terminal for an editor here." in ended.err


def test_a_release_that_is_out_says_how_it_is_put_right(cli: Cli) -> None:
    """An issued text is not changed; a correction is."""
    reference = cli.furnish()
    cli.done("send", reference, "--to", "all", "--yes", "--queue")
    ended = cli("release", "embargo", reference, "--none")
    assert f"distrib release correct {reference}" in cli("release", "boilerplate", reference).err + ended.err


def test_a_query_that_is_not_understood_did_nothing(cli: Cli) -> None:
    """What happened, what it means, and where to look."""
    ended = cli("journalists", "find", "country:XX")
    assert ended.err == (
        "distrib: The query was not understood, so nothing was done. Look at column 9: there is no country `XX`.\n"
    )
    assert cli("journalists", "find", "contry:LY").err.endswith("did you mean `country`?\n")


def test_the_erased_leave_no_empty_line(cli: Cli) -> None:
    """They are counted among those left out, without a name or address to show."""
    reference = cli.furnish()
    cli.done("journalists", "erase", "zoe@wire.example", "--yes")
    told = cli.done("send", reference, "--to", "all", "--explain")
    assert "    \n" not in told.out + told.err
    described = cli("send", reference, "--to", "all")
    assert "Left out, erased at the person's request: 1" in described.out + described.err
    assert "    \n" not in described.out + described.err
