"""`distrib spokespeople`: a roster kept by hand, and who answers for what at which hour."""

from __future__ import annotations

from importlib.resources import files

import pytest
from cli_office import SPOKESPEOPLE, Cli
from workbook_samples import inline, workbook

CARD = "BEGIN:VCARD\nVERSION:4.0\nFN:Rashid al-Amin\nEMAIL:rashid@office.example\nTITLE:Head of office\nEND:VCARD\n"


def sample(cli: Cli) -> None:
    """The roster of the demo: Rashid 2, Sonia 3, Omar 4."""
    data = files("distrib.demo_office").joinpath("spokespeople.csv").read_bytes()
    cli.done("people", "import", cli.file("s.csv", data), "--as", "spokespeople")


@pytest.mark.parametrize("place", ["LY", "lby", "Libya", "Libye", "Libia", "ليبيا", "Tripoli", "Trípoli", "طرابلس"])
def test_a_place_is_understood_however_it_is_written(cli: Cli, place: str) -> None:
    """By code, by name in five languages, and as a city with an office."""
    sample(cli)
    ended = cli.done("spokespeople", "find", "--place", place, "--topic", "migration", "--language", "ar")
    assert ended.out.splitlines()[:5] == [
        "Rashid Al Amin, Spokesperson, Tripoli",
        "    +218215550142  (office)",
        "    +218915550142  (mobile)",
        "    rashid.alamin@office.example",
        "    speaks for Libya; migration; Arabic",
    ]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("Lybia", "did you mean `Libya`?"),
        ("Genova", "did you mean `Geneva`?"),
        ("Oslo", "Write a code or a name"),
    ],
)
def test_a_place_that_is_none_suggests(cli: Cli, place: str, said: str) -> None:
    """A city without an office is none; status 2."""
    sample(cli)
    ended = cli("spokespeople", "find", "--place", place)
    assert ended.status == 2
    assert said in ended.err


def test_an_office_is_where_its_telephones_are(cli: Cli) -> None:
    """Geneva gives no time zone its name."""
    sample(cli)
    assert "which Switzerland lies in" in cli.done("spokespeople", "find", "--place", "Geneva").out


def test_an_hour_can_be_asked_for(cli: Cli) -> None:
    """Duty in both clocks; leave and cover are said."""
    sample(cli)
    cli.done("spokespeople", "duty", "Rashid Al Amin", "sun-thu 09:00-18:00")
    cli.done("spokespeople", "duty", "4", "daily 08:00-20:00", "--zone", "Le Caire")
    cli.done("spokespeople", "leave", "3", "--from", "2026-11-20", "--to", "2026-11-30", "--cover", "Omar Shaheen")
    asked = ("spokespeople", "find", "--place", "LY", "--topic", "migration", "--language", "ar", "--at")
    day = cli.done(*asked, "2026-11-29T15:00+02:00").out
    assert "speaks for Libya; migration; Arabic; on duty until 18:00 in Tripoli, 16:00 UTC" in day
    assert "covers for Sonia Meftah (on leave until 30 November 2026), who speaks for Libya; migration; Arabic" in day
    assert "on leave until 30 November 2026, Omar Shaheen covers; speaks for Libya; migration; Arabic" in day
    night = cli.done(*asked, "2026-11-28T22:00+01:00", "--json").objects
    assert [(one["name"], one["available"]) for one in night[:2]] == [("Rashid Al Amin", True), ("Omar Shaheen", True)]
    assert night[0]["why"].endswith("off duty until Sun 09:00 in Tripoli, Sun 07:00 UTC")
    assert cli("spokespeople", "find", "--at", "tonight").status == 2


def test_somebody_is_added_changed_and_shown(cli: Cli) -> None:
    """Plain and complete; what is given takes the place of what is kept of its kind."""
    add = ("spokespeople", "add", "Ana Silva", "--title", "Press officer", "--office", "Lisbon")
    ended = cli.done(*add, "--phone", "+351 21 555 0101", "--email", "ana@office.example", "--language", "portugais")
    assert ended.out == "1\n"
    assert "speaks for no place yet" in ended.err
    cli.done("spokespeople", "edit", "ana@office.example", "--place", "Portugal; Brasil", "--topic", "migration")
    cli.done("spokespeople", "edit", "1", "--mobile", "+351 91 255 0101 (internal)", "--duty-phone", "+351912550102")
    shown = cli.done("spokespeople", "show", "ANA SILVA").out
    assert shown.splitlines() == [
        "1  Ana Silva, Press officer, Lisbon",
        "    +351215550101  (office)",
        "    +351912550101  (mobile, internal: not to be given out)",
        "    +351912550102  (duty)",
        "    ana@office.example",
        "    Languages: Portuguese",
        "    Topics: migration",
        "    Speaks for: Portugal, Brazil",
        "    Duty: no hours are kept",
    ]
    cli.done("spokespeople", "edit", "1", "--clear", "mobile", "--clear", "title", "--phone", "+351215550109")
    (one,) = cli.done("spokespeople", "list", "--json").objects
    assert one["title"] is None
    assert [phone["number"] for phone in one["phones"]] == ["+351215550109", "+351912550102"]
    assert "Ana Silva" in cli.done("spokespeople", "list").out


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("add", "Rashid Al-Amin"), 1, "seems to be on the roster already, as Rashid Al Amin (number 2)"),
        (("add", " "), 2, "There is no name"),
        (("add", "B", "--phone", "022 555"), 2, "is no telephone number that others can dial"),
        (("add", "B", "--email", "nobody"), 2, "is no usable e-mail address"),
        (("add", "B", "--place", "Lybia"), 2, "did you mean `Libya`?"),
        (("add", "B", "--language", "arabik"), 2, "did you mean `Arabic`?"),
        (("edit", "Rashid", "--title", "x"), 1, "Did you mean Rashid Al Amin (2)?"),
        (("edit", "nobody@office.example"), 1, "distrib spokespeople list"),
        (("edit", "2", "--clear", "title", "--title", "x"), 2, "cleared and given at once"),
        (("duty", "2", "someday"), 2, "names no hours"),
        (("duty", "2", "mon 9-17", "--zone", "Africa/Tripolli"), 2, "did you mean `Africa/Tripoli`?"),
        (("duty", "2", "mon 9-17", "--none"), 2, "exclude one another"),
        (("leave", "2", "--from", "2026-12-20"), 2, "together"),
        (("leave", "2", "--from", "20.12.2026", "--to", "x"), 2, "is no day"),
        (("leave", "2", "--from", "2026-12-20", "--to", "2026-12-19"), 2, "ends before it begins"),
        (("leave", "2", "--from", "2026-12-20", "--to", "2036-12-19"), 2, "lasts for years"),
        (("leave", "2", "--from", "2026-12-20", "--to", "2026-12-21", "--cover", "2"), 2, "cover for themselves"),
        (("leave", "2", "--remove", "9"), 1, "has no leave 9"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(cli: Cli, arguments: tuple[str, ...], status: int, said: str) -> None:
    """And changes nothing."""
    sample(cli)
    before = cli.done("spokespeople", "list", "--json").out
    ended = cli("spokespeople", *arguments)
    assert ended.status == status
    assert said in " ".join(ended.err.split())
    assert cli.done("spokespeople", "list", "--json").out == before


def test_two_of_one_name_are_told_apart_by_their_number(cli: Cli) -> None:
    """Which the sentence names."""
    sample(cli)
    cli.done("spokespeople", "add", "Omar Shaheen", "--another", "--office", "Beirut")
    ended = cli("spokespeople", "show", "Omar Shaheen")
    assert ended.status == 2
    assert "4 (Omar Shaheen, Regional Spokesperson, Cairo); 13 (Omar Shaheen, Beirut)" in ended.err


def test_leave_is_taken_back_and_uncovered_leave_is_said(cli: Cli) -> None:
    """Also when the cover is away at the same time, or gone."""
    sample(cli)
    away = ("--from", "2026-12-20", "--to", "2027-01-03")
    assert "Nobody covers" in cli.done("spokespeople", "leave", "3", *away).err
    ended = cli.done("spokespeople", "leave", "2", *away, "--cover", "3")
    assert "On 2026-12-20 nobody answers for Rashid Al Amin: whoever covers is away too." in ended.err
    assert cli.done("spokespeople", "leave", "3", "--remove", "1").out == "Sonia Meftah\n    No leave is kept.\n"
    ended = cli.done("spokespeople", "retire", "Sonia Meftah", "--yes")
    assert "They covered for Rashid Al Amin" in ended.err
    assert "somebody no longer on the roster covers" in cli.done("spokespeople", "leave", "2").out
    assert cli("spokespeople", "show", "3").status == 1


def test_duty_hours_are_shown_and_emptied(cli: Cli) -> None:
    """In the zone of the office, where its city gives one its name."""
    sample(cli)
    ended = cli.done("spokespeople", "duty", "2", "mon-fri 9-17")
    assert "Duty: Mon-Fri 09:00-17:00 (Africa/Tripoli); " in ended.out
    assert cli.done("spokespeople", "duty", "2").out.splitlines()[1][:40] == ended.out.splitlines()[1][:40]
    assert cli.done("spokespeople", "duty", "2", "--none").out.endswith("Duty: no hours are kept\n")


def test_lists_come_from_workbooks_and_cards(cli: Cli) -> None:
    """Whoever is known is brought up to date, by address before name."""
    cli.done("people", "import", cli.file("s.csv", SPOKESPEOPLE), "--as", "spokespeople")
    ended = cli.done("people", "import", cli.file("s.vcf", CARD), "--as", "spokespeople")
    assert ended.out == "0 added, 1 updated, 0 unchanged, 0 rejected\n"
    rows = [line.split(",") for line in SPOKESPEOPLE.strip().splitlines()]
    book = workbook(inline([*rows, ["Ana Silva", "", "", "", "", "", "", ""]]))
    ended = cli.done("people", "import", cli.file("s.xlsx", book), "--as", "spokespeople")
    assert ended.out == "1 added, 1 updated, 0 unchanged, 0 rejected\n"
    ended = cli("people", "import", cli.file("s.xls", b"\xd0\xcf\x11\xe0" + bytes(99)), "--as", "spokespeople")
    assert ended.status == 1
    assert "old kind (XLS)" in ended.err


def test_only_the_first_answers_are_printed(cli: Cli) -> None:
    """The rest is counted, and shown when asked for."""
    sample(cli)
    ended = cli.done("spokespeople", "find")
    assert ended.err == "2 more answer less well. Show them with --all.\n"
    assert ended.out.count("@office.example") == 10
    assert cli.done("spokespeople", "find", "--all").out.count("@office.example") == 12
