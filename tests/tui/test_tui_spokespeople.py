"""Whole tasks in the room of spokespeople, by the keyboard alone, also at 80 columns and 24 lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot
from tui_office import NARROW, WIDE, TuiOffice, quiet, settled, text_of, tui_office, wait_for

from distrib.core.people import Spokesperson
from distrib.services import people
from distrib.services.people import availability
from distrib.tui.dialogs.form import FormDialog
from distrib.tui.dialogs.leave import LeaveDialog
from distrib.tui.widgets.card import Card

AT_TEN = datetime(2026, 11, 28, 21, 0, tzinfo=UTC)
"""22:00 by the office's clock, on a Saturday."""

BOTH = pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TuiOffice]:
    with tui_office(tmp_path) as office:
        yield office


async def enter(pilot: Pilot[None]) -> Card:
    """Go there; the card."""
    await pilot.press("f3")
    await settled(pilot, "spokespeople")
    return pilot.app.screen.query_one(Card)


async def write(pilot: Pilot[None], text: str) -> None:
    """Letter by letter."""
    await pilot.press(*("space" if one == " " else one for one in text))


def known(office: TuiOffice, name: str) -> Spokesperson | None:
    """As the roster has them now."""
    return next((one for one in people.roster(office.context) if one.name == name), None)


@BOTH
def test_who_speaks_for_libya_in_arabic_at_ten_in_the_evening(office: TuiOffice, size: tuple[int, int]) -> None:
    """The one on duty first, the hour where they are, and the number on the clipboard."""
    availability.set_duty(office.context, "Rashid Al Amin", "mon-fri 09:00-17:00", "Tripoli")
    availability.set_duty(office.context, "Sonia Meftah", "daily 20:00-23:30", "Tunis")
    office.context = replace(office.context, now=lambda: AT_TEN)

    async def script(pilot: Pilot[None]) -> None:
        card = await enter(pilot)
        await write(pilot, "Libya")
        await pilot.press("tab")
        await write(pilot, "migration")
        await pilot.press("tab")
        await write(pilot, "Arabic")
        await wait_for(pilot, lambda: "speaks for Libya; migration; Arabic; on duty until 23:30" in card.text, "her")
        rows = text_of(pilot, pilot.app.screen.query_one("#people")).splitlines()
        assert "Sonia Meftah" in rows[1]
        assert "22:00 on duty" in rows[1]
        assert "Rashid Al Amin" in rows[2]
        assert "23:00 off duty" in rows[2]
        await pilot.press("enter", "c")
        assert pilot.app.clipboard == "+21671555018"
        await pilot.press("2")
        assert pilot.app.clipboard == "+21622555018"
        assert "+216 22 555 018" in card.text

    office.run(script, size)


@pytest.mark.screens
def test_another_hour_is_asked_for_in_the_fourth_box(office: TuiOffice) -> None:
    """An hour alone is today's by the office's clock; what is no hour is said below."""
    availability.set_duty(office.context, "Sonia Meftah", "daily 20:00-23:30", "Tunis")

    async def script(pilot: Pilot[None]) -> None:
        card = await enter(pilot)
        await write(pilot, "Tunisia")
        await wait_for(pilot, lambda: "off duty until 20:00" in card.text, "now")
        await pilot.press("tab", "tab", "tab")
        await write(pilot, "22:00")
        await wait_for(pilot, lambda: "on duty until 23:30" in card.text, "in the evening")
        await write(pilot, "x")
        await wait_for(pilot, lambda: "is no time that can be read" in text_of(pilot), "the mistake")

    office.run(script)


def test_a_copied_or_saved_card_holds_no_internal_number(office: TuiOffice, tmp_path: Path) -> None:
    """Not even where the file exists already."""
    internal = next(one for one in people.roster(office.context) if any(not phone.is_public for phone in one.phones))
    number = next(phone.number for phone in internal.phones if not phone.is_public)

    async def script(pilot: Pilot[None]) -> None:
        card = await enter(pilot)
        await pilot.press("escape")
        while internal.name not in card.text:
            await pilot.press("down")
            await quiet(pilot)
        assert number in card.text.replace(" ", "")
        await pilot.press("y")
        assert internal.name in pilot.app.clipboard
        assert number not in pilot.app.clipboard.replace(" ", "")
        for ending in ("txt", "vcf"):
            await pilot.press("w")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, FormDialog), "the form")
            await pilot.press("end", "ctrl+u")
            await write(pilot, str(tmp_path / f"card.{ending}"))
            await pilot.press("enter")
            file = tmp_path / f"card.{ending}"
            await wait_for(pilot, lambda file=file: file.exists() and file.stat().st_size > 0, "the file")  # type: ignore[misc]
            await quiet(pilot)
            text = file.read_text("utf-8")
            assert internal.name in text
            assert number not in text.replace(" ", "")
        await pilot.press("w")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, FormDialog), "the form")
        await pilot.press("end", "ctrl+u")
        await write(pilot, str(tmp_path / "card.vcf"))
        await pilot.press("f8")
        await wait_for(pilot, lambda: "exists already" in text_of(pilot), "the refusal")
        await pilot.press("escape")

    office.run(script)
    assert (tmp_path / "card.vcf").stat().st_mode & 0o077 == 0


@BOTH
def test_somebody_is_added_edited_and_all_of_it_undone(office: TuiOffice, size: tuple[int, int]) -> None:
    """A mistake is said in the form, and what was typed stays."""

    async def script(pilot: Pilot[None]) -> None:
        card = await enter(pilot)
        await pilot.press("escape", "n")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, FormDialog), "the form")
        await write(pilot, "Ines Costa")
        await pilot.press("tab", "tab")
        await write(pilot, "Lisbon")
        await pilot.press("tab")
        await write(pilot, "12")
        await pilot.press("f8")
        await wait_for(pilot, lambda: "is no telephone number" in text_of(pilot), "the mistake")
        await pilot.press("end", "ctrl+u")
        await write(pilot, "+351 21 555 0101")
        await pilot.press(*["tab"] * 7)
        await write(pilot, "Portugal")
        await pilot.press("f8")
        await wait_for(pilot, lambda: known(office, "Ines Costa") is not None, "her")
        await quiet(pilot)
        await pilot.press("f")
        await write(pilot, "Lisbon")
        await wait_for(pilot, lambda: "Ines Costa" in card.text, "her card")
        await pilot.press("escape", "e")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, FormDialog), "the form")
        await pilot.press("tab")
        await write(pilot, "Press Officer")
        await pilot.press("f8")
        await wait_for(pilot, lambda: "Press Officer" in card.text, "her title")
        await pilot.press("z")
        await wait_for(pilot, lambda: "Ines" in card.text and "Press Officer" not in card.text, "as before")
        await pilot.press("z")
        await wait_for(pilot, lambda: known(office, "Ines Costa") is None, "nobody")
        await quiet(pilot)

    before = str(people.roster(office.context))
    office.run(script, size)
    assert str(people.roster(office.context)) == before


@pytest.mark.screens
@BOTH
def test_leave_cover_and_hours_are_kept_and_undone(office: TuiOffice, size: tuple[int, int]) -> None:
    """The dialog of leave stays open until everything in it is right."""

    async def script(pilot: Pilot[None]) -> None:
        card = await enter(pilot)
        await write(pilot, "Libya")
        await wait_for(pilot, lambda: "Rashid Al Amin" in card.text, "him")
        await pilot.press("escape", "h")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, FormDialog), "the hours")
        await write(pilot, "mon-fri 9-17")
        await pilot.press("f8")
        await wait_for(pilot, lambda: "Mon-Fri 09:00-17:00" in card.text, "his hours")
        await pilot.press("l")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, LeaveDialog), "his leave")
        await pilot.press("a")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, FormDialog), "the days")
        await write(pilot, "2026-11-20")
        await pilot.press("tab")
        await write(pilot, "2026-11-30")
        await pilot.press("f8")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, LeaveDialog), "the dialog again")
        await wait_for(pilot, lambda: "2026-11-30" in text_of(pilot), "the days")
        assert "z undoes it once this is closed" in " ".join(text_of(pilot).split())
        assert not any("leave" in one.message for one in pilot.app._notifications)
        await pilot.press("c")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, FormDialog), "who covers")
        await write(pilot, "Nobody Known")
        await pilot.press("f8")
        await wait_for(pilot, lambda: "Nobody on the roster" in text_of(pilot), "the mistake")
        await pilot.press("end", "ctrl+u")
        await write(pilot, "Sonia Meftah")
        await pilot.press("f8")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, LeaveDialog), "the dialog again")
        await pilot.press("escape", "end")
        await wait_for(pilot, lambda: "on leave until 30 November 2026, Sonia Meftah covers" in card.text, "the cover")
        await pilot.press("z", "z")
        await wait_for(pilot, lambda: _leave_and_duty(office) == (0, 5), "here again, with hours")
        await quiet(pilot)

    office.run(script, size)


def test_the_card_names_who_is_to_cover(office: TuiOffice) -> None:
    """Of a leave that has not begun too, whatever the list was asked for."""
    availability.add_leave(
        office.context, "Rashid Al Amin", first="2026-12-20", last="2026-12-27", cover="Sonia Meftah"
    )

    async def script(pilot: Pilot[None]) -> None:
        card = await enter(pilot)
        await write(pilot, "Libya")
        await wait_for(pilot, lambda: "Rashid Al Amin" in card.text, "him")
        assert "2026-12-20 to 2026-12-27 (Sonia Meftah covers)" in " ".join(card.text.split())

    office.run(script)


@BOTH
def test_the_zone_of_a_leave_is_read_whole(office: TuiOffice, size: tuple[int, int]) -> None:
    """Its days begin and end there, and a name that is cut could be another one's."""
    zone = "America/Argentina/Buenos_Aires"
    who, cover = "Joaquín Ledesma", "Sonia Meftah"
    availability.add_leave(office.context, who, first="2026-12-01", last="2026-12-09", cover=cover, zone=zone)
    person = known(office, who)
    assert person is not None
    names = {one.id: one.name for one in people.roster(office.context)}

    async def script(pilot: Pilot[None]) -> None:
        pilot.app.push_screen(LeaveDialog(person, names))
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, LeaveDialog), "the leave")
        await quiet(pilot)
        assert f"2026-12-01 2026-12-09 {cover} {zone}" in " ".join(text_of(pilot).split())

    office.run(script, size)


def _leave_and_duty(office: TuiOffice) -> tuple[int, int]:
    """How many of each Rashid Al Amin has."""
    rashid = known(office, "Rashid Al Amin")
    return (len(rashid.leave), len(rashid.duty)) if rashid else (0, 0)


@pytest.mark.screens
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])
def test_offices_stand_under_their_regions(office: TuiOffice, size: tuple[int, int]) -> None:
    """A heading shows everybody below it; a person has their card. No name is cut."""

    async def script(pilot: Pilot[None]) -> None:
        card = await enter(pilot)
        await pilot.press("escape", "o")
        await quiet(pilot)
        assert "Central America" in text_of(pilot)
        assert "…" not in text_of(pilot, pilot.app.screen.query_one("#offices"))
        await wait_for(pilot, lambda: card.text.startswith("Central America\n"), "everybody there")
        await pilot.press("down", "down")
        await wait_for(pilot, lambda: "No number" not in card.text and "\n1 +" in card.text, "somebody's card")
        await pilot.press("c")
        assert pilot.app.clipboard.startswith("+")
        await pilot.press("o")
        await quiet(pilot)
        assert "Central America" not in text_of(pilot, pilot.app.screen.query_one(".split"))

    office.run(script, size)


def test_a_list_is_looked_at_before_it_comes_in(office: TuiOffice, tmp_path: Path) -> None:
    """What is wrong in it is named by line."""
    (tmp_path / "new.csv").write_text("Name,Phone,Places\nIda Berg,+47 21 55 50 10,Norway\n,+47 21 55 50 11,Norway\n")

    async def script(pilot: Pilot[None]) -> None:
        await enter(pilot)
        await pilot.press("escape", "i")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, FormDialog), "the form")
        await write(pilot, str(tmp_path / "new.csv"))
        await pilot.press("enter")
        await wait_for(pilot, lambda: "there is no name" in text_of(pilot), "the row that is wrong")
        assert "Added 1" in text_of(pilot)
        assert known(office, "Ida Berg") is None
        await pilot.press("f8")
        await wait_for(pilot, lambda: known(office, "Ida Berg") is not None, "her")
        await quiet(pilot)

    office.run(script)
