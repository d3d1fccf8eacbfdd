"""Lists for programs: whatever a command lists in a table it also lists as JSON, one object a line."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Iterator

import click
import pytest
from cli_office import Cli

from distrib.cli.main import main


def commands(group: click.Group, *path: str) -> Iterator[tuple[str, click.Command]]:
    """Every command, with the words that call it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        one = group.get_command(context, name)
        if isinstance(one, click.Group):
            yield from commands(one, *path, name)
        elif one is not None:
            yield " ".join((*path, name)), one


def prints_a_table(command: click.Command) -> bool:
    """As its own function says."""
    assert command.callback is not None
    return " table(" in textwrap.dedent(inspect.getsource(command.callback))


LISTS = {words: one for words, one in commands(main) if prints_a_table(one)}


@pytest.mark.parametrize("words", LISTS)
def test_a_list_is_for_programs_too(words: str) -> None:
    """By the option that all of them have."""
    assert "as_json" in [one.name for one in LISTS[words].params]


def test_releases_and_their_versions_are_objects(cli: Cli) -> None:
    """With what the table says, and moments as they are kept."""
    reference = cli.furnish()
    (release,) = cli.done("release", "list", "--json").objects
    assert (release["reference"], release["state"], release["version"]) == (reference, "approved", 1)
    assert (release["language"], release["languages"], release["stale"]) == ("en", ["en"], [])
    assert str(release["headline"]) in cli.done("release", "list").out
    assert str(release["changed_at"]).endswith("Z")
    assert cli.done("release", "list", "--discarded", "--json").out == ""
    (version,) = cli.done("release", "versions", reference, "--json").objects
    assert version["version"] == 1
    assert version.keys() == {"version", "at", "by", "what"}


def test_people_of_every_list_are_the_same_objects(cli: Cli) -> None:
    """Found, in an audience, or nearly alike; the imports they came by too."""
    cli.done("people", "import", cli.file("a.csv", TWINS), "--as", "journalists", "--near-as-new")
    found = cli.done("journalists", "find", "all", "--json").objects
    cli.done("audience", "save", "libya", "country:LY")
    assert sorted(cli.done("audience", "show", "libya", "--json").objects, key=str) == sorted(found, key=str)
    (pair,) = cli.done("journalists", "near", "--json").objects
    assert sorted((pair["one"], pair["other"]), key=str) == sorted(found, key=str)
    cli.done("journalists", "embargo", "amal@news.example", "--accept", "--evidence", "mail of 1 December")
    (agreed,) = cli.done("journalists", "embargo", "amal@news.example", "--json").objects
    assert (agreed["what"], agreed["evidence"]) == ("accepted", "mail of 1 December")
    (brought,) = cli.done("people", "imports", "--json").objects
    assert (brought["id"], brought["file"], brought["added"], brought["undone_at"]) == (1, "a.csv", 2, None)


TWINS = "Name,Email,Outlet,Country\nAmal Haddad,amal@news.example,News,LY\nAmal Hadad,hadad@news.example,News,LY\n"
