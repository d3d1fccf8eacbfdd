"""`distrib people`, `journalists` and `spokespeople`: lists come in row by row, and questions get answers."""

from __future__ import annotations

import pytest
from cli_office import ROSTER, SPOKESPEOPLE, Cli
from command_line import RELEASE

BAD_ROWS = """\
Name,Email,Country,Languages
Amal Haddad,amal@news.example,LY,ar
No Address,,LY,ar
Bad Address,not an address,LY,ar
Amal Again,AMAL@news.example,LY,ar
Zoë Ng,zoe@wire.example,Atlantis,en
José Núñez,jose@diario.example,ES,es
"""


def test_good_rows_come_in_and_bad_rows_are_named_by_line(cli: Cli) -> None:
    """With the reason, on stderr; the counts are the result."""
    ended = cli("people", "import", cli.file("r.csv", BAD_ROWS), "--as", "journalists")
    assert ended.status == 0
    assert ended.out == "3 added, 0 updated, 0 unchanged, 1 duplicate, 2 rejected\n"
    named = [line for line in ended.err.splitlines() if line.startswith("line ")]
    assert [line.split(":")[0] for line in named] == ["line 3", "line 4", "line 5"]
    assert "Atlantis" in ended.err
    found = cli.done("journalists", "find", "all", "--json").objects
    assert [one["email"] for one in found] == [
        "amal@news.example",
        "jose@diario.example",
        "zoe@wire.example",
    ]


def test_only_bad_rows_are_a_failure(cli: Cli) -> None:
    """Status 1, so that a script notices."""
    ended = cli("people", "import", cli.file("r.csv", "Name,Email\nx,\n"), "--as", "journalists")
    assert (ended.status, ended.out) == (1, "0 added, 0 updated, 0 unchanged, 1 rejected\n")


def test_a_dry_run_changes_nothing(cli: Cli) -> None:
    """It says what would happen."""
    path = cli.file("r.csv", ROSTER)
    ended = cli.done("people", "import", path, "--as", "journalists", "--dry-run")
    assert ended.out == "2 would be added, 0 would be updated, 0 unchanged, 0 rejected\n"
    assert cli.done("journalists", "find", "all", "--json").out == ""
    cli.done("people", "import", path, "--as", "journalists")
    assert cli.done("people", "import", path, "--as", "journalists").out.startswith("0 added, 0 updated, 2 unchanged")


def test_a_list_may_come_from_standard_input(cli: Cli) -> None:
    """As a dash."""
    ended = cli.done("people", "import", "-", "--as", "journalists", stdin=ROSTER.encode())
    assert ended.out.startswith("2 added")


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02\xff" * 100, b"just a line\n", b"Name,Town\nx,y\n"], ids=range(4)
)
def test_a_file_that_is_no_list(cli: Cli, content: bytes) -> None:
    """A sentence and status 1; nothing comes in."""
    ended = cli("people", "import", cli.file("r.csv", content), "--as", "journalists")
    assert ended.status == 1
    assert ended.err
    assert "Traceback" not in ended.err
    assert cli.done("journalists", "find", "all", "--json").out == ""


def test_finding_prints_a_table_or_objects(cli: Cli) -> None:
    """The same people; the count is a remark, not a part of the data."""
    cli.done("people", "import", cli.file("r.csv", ROSTER), "--as", "journalists")
    ended = cli.done("journalists", "find", "country:LY", "language:ar")
    assert ended.out.splitlines()[0].split() == [
        "name",
        "email",
        "outlet",
        "country",
        "languages",
        "beats",
        "status",
    ]
    assert "amal@news.example" in ended.out
    assert "zoe@wire.example" not in ended.out
    assert ended.err == "1 found\n"
    (one,) = cli.done("journalists", "find", "country:LY", "--json").objects
    assert one == {
        "name": "Amal Haddad",
        "email": "amal@news.example",
        "status": "subscribed",
        "outlet": "The Mercury",
        "role": None,
        "country": "LY",
        "languages": ["ar", "fr"],
        "beats": ["migration"],
        "tags": [],
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("contry:LY", "column 1: there is no field `contry`; did you mean `country`?"),
        ("beat:world country:", "column 20: a value is missing"),
        ("(beat:world", "column"),
        ("country:Morroco", "did you mean"),
    ],
)
def test_a_query_that_cannot_be_read_is_named_by_column(cli: Cli, query: str, expected: str) -> None:
    """Wrong usage, status 2, with a suggestion where there is one."""
    ended = cli("journalists", "find", query)
    assert (ended.status, ended.out) == (2, "")
    assert expected in ended.err


def test_an_opt_out_is_recorded_once_and_for_all(cli: Cli) -> None:
    """Said twice it is no mistake; a later import does not undo it."""
    path = cli.file("r.csv", ROSTER)
    cli.done("people", "import", path, "--as", "journalists")
    for _ in range(2):
        assert cli.done("journalists", "opt-out", "Zoe@Wire.example").out == "Zoe@Wire.example gets no more mail.\n"
    cli.done("people", "import", path, "--as", "journalists")
    states = {one["email"]: one["status"] for one in cli.done("journalists", "find", "all", "--json").objects}
    assert states == {"amal@news.example": "subscribed", "zoe@wire.example": "opted_out"}


def test_an_opt_out_of_somebody_unknown_is_kept(cli: Cli) -> None:
    """What was asked for is done, and that nobody has the address is said; it stays so when it comes in later."""
    ended = cli.done("journalists", "opt-out", "zoe@wire.example")
    assert ended.out == "zoe@wire.example gets no more mail.\n"
    assert "Nobody on the list has this address, so only the address was suppressed" in ended.err
    cli.done("people", "import", cli.file("r.csv", ROSTER), "--as", "journalists")
    states = {one["email"]: one["status"] for one in cli.done("journalists", "find", "all", "--json").objects}
    assert states["zoe@wire.example"] == "suppressed"


@pytest.mark.parametrize("address", ["zoe", "zoe@", "a\r\nb@x.example", "{{7*7}}@x", ""])
def test_an_opt_out_needs_an_address(cli: Cli, address: str) -> None:
    """Status 2, and nothing is recorded."""
    ended = cli("journalists", "opt-out", address)
    assert ended.status == 2
    assert "Nothing was recorded" in ended.err


def test_spokespeople_are_found_with_the_reason(cli: Cli) -> None:
    """By place, topic and language, in several languages of the question."""
    cli.done("people", "import", cli.file("s.csv", SPOKESPEOPLE), "--as", "spokespeople")
    for place in ("LY", "Libya", "Libye", "ليبيا"):
        ended = cli.done("spokespeople", "find", "--place", place, "--topic", "migration", "--language", "ar")
        assert "Rashid Al Amin, Spokesperson, Tripoli" in ended.out
        assert "+218915550142" in ended.out
    (one,) = cli.done("spokespeople", "find", "--place", "LY", "--json").objects
    assert one["phones"] == [{"number": "+218915550142", "use": "mobile", "public": True}]
    assert one["why"]


def test_a_place_that_is_unknown_gets_a_suggestion(cli: Cli) -> None:
    """Wrong usage."""
    ended = cli("spokespeople", "find", "--place", "Moroco")
    assert (ended.status, ended.out) == (2, "")
    assert "There is no place `Moroco`; did you mean `Morocco`?" in ended.err


def test_nobody_speaks_for_it(cli: Cli) -> None:
    """No failure: an empty result with a remark."""
    ended = cli.done("spokespeople", "find", "--topic", "chess", "--json")
    assert ended.out == ""
    assert "Nobody on the roster" in ended.err


def test_what_a_query_excludes_is_no_option(cli: Cli) -> None:
    """Wherever it stands, and beside options that are some; what is kept of it is what was typed."""
    cli.done("people", "import", cli.file("r.csv", ROSTER), "--as", "journalists")
    found = cli.done("journalists", "find", "-beat:migration", "--json").objects
    assert [one["email"] for one in found] == ["zoe@wire.example"]
    assert cli.done("journalists", "find", "country:LY", "OR", "-language:ar").err == "2 found\n"
    assert "Zoë Ng" in cli.done("journalists", "export", "-", "-beat:migration").out
    cli.done("audience", "save", "World", "country:GB", "-beat:migration")
    assert cli.done("audience", "list", "--json").objects[0]["query"] == "country:GB -beat:migration"
    reference = cli.done("release", "add", cli.file("r.txt", RELEASE)).out.strip()
    assert "-beat:migration" in cli.done("release", "audience", reference, "-beat:migration").out
    assert "Usage:" in cli.done("journalists", "find", "-h").out
    assert "No such option '-x'" in cli("journalists", "find", "all", "-x").err
