"""The roster goes out as cards and as a table, and comes back as it was; internal numbers only where asked for."""

from __future__ import annotations

import csv
import io
import json
from importlib.resources import files
from typing import Any

import pytest
from cli_office import Cli

from distrib.core.people import Phone, Spokesperson
from distrib.core.people.vcard_text import as_cards

INTERNAL = ("+33655500121", "+221775550172")


@pytest.fixture
def roster(cli: Cli) -> list[dict[str, Any]]:
    """The demo's, and somebody whose name a spreadsheet would compute."""
    data = files("distrib.demo_office").joinpath("spokespeople.csv").read_bytes()
    cli.done("people", "import", cli.file("s.csv", data), "--as", "spokespeople")
    cli.done(
        *("spokespeople", "add", "=HYPERLINK(1)", "--title", "'-Chief, North; South", "--office", "@Bern\\Wabern"),
        *("--mobile", "+41795550199 (internal)", "--duty-phone", "+41795550198", "--topic", "+plus", "--place", "LY"),
        *("--email", "long.long.long.long.long.long.long.address@a-very-long-domain-name.office.example"),
    )
    return kept(cli)


def kept(cli: Cli) -> list[dict[str, Any]]:
    """Everybody, without their numbers in this database."""
    everybody = cli.done("spokespeople", "list", "--json").objects
    for one in everybody:
        del one["id"]
    return everybody


@pytest.mark.parametrize("kind", ["vcard", "csv"])
def test_what_goes_out_comes_back(cli: Cli, roster: list[dict[str, Any]], kind: str) -> None:
    """Bit for bit, with internal numbers and all."""
    out = cli.done("spokespeople", "export", "--format", kind, "--internal")
    assert "not to be given out" in out.err
    for one in roster:
        cli.done("spokespeople", "retire", one["name"], "--yes")
    assert kept(cli) == []
    ended = cli.done("people", "import", cli.file("back", out.out), "--as", "spokespeople")
    assert ended.out == "13 added, 0 updated, 0 unchanged, 0 rejected\n"
    assert sorted(map(json.dumps, kept(cli))) == sorted(map(json.dumps, roster))


@pytest.mark.parametrize("kind", ["vcard", "csv"])
def test_internal_numbers_stay_in_the_house(cli: Cli, roster: list[dict[str, Any]], kind: str) -> None:
    """Without the flag."""
    out = cli.done("spokespeople", "export", "--format", kind).out
    assert "+33155500121" in out
    for number in (*INTERNAL, "+41795550199"):
        assert number not in out
        assert number in cli.done("spokespeople", "export", "--format", kind, "--internal").out


def test_no_cell_is_computed(cli: Cli, roster: list[dict[str, Any]]) -> None:
    """Telephone numbers begin with a plus sign too."""
    rows = list(csv.reader(io.StringIO(cli.done("spokespeople", "export", "--format", "csv").out)))
    assert rows[0][:4] == ["Name", "Title", "Office", "Phone"]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_lines_are_folded_between_characters() -> None:
    """At 75 bytes, whatever the script."""
    person = Spokesperson(id=1, name="أمل حداد " * 30, phones=(Phone("4711", is_public=False),))
    text = as_cards([person], "Office", with_internal=True)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert "أمل حداد " * 30 in text.replace("\r\n ", "")
    assert 'TEL;TYPE="voice,work";X-DISTRIB-INTERNAL=yes:4711\r\n' in text
    assert "4711" not in as_cards([person], "Office")
