"""Getting about: rooms, help, the palette, leaving, and what is seen before there is an office."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input
from tui_office import NARROW, TuiOffice, quiet, said, settled, text_of, tui_office, wait_for

from distrib.core.keys import KEYS
from distrib.core.phrase import phrased
from distrib.errors import DatabaseUnusable, NotAllowed, SettingsError
from distrib.services.people import availability
from distrib.tui.app import DistribApp
from distrib.tui.desk import Desk
from distrib.tui.dialogs.message import MessageDialog
from distrib.tui.screens.opening import FaultScreen
from distrib.tui.start import open_screen
from distrib.tui.targets import ROOMS
from distrib.tui.widgets.card import Card
from distrib.tui.widgets.paged_list import PagedList


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TuiOffice]:
    with tui_office(tmp_path) as office:
        yield office


def test_every_room_is_entered_by_key_and_by_mouse_and_explains_itself(office: TuiOffice) -> None:
    """The keys work from inside a search box too."""

    async def script(pilot: Pilot[None]) -> None:
        for room, label in ROOMS.items():
            await pilot.press(KEYS[room].keys)
            await settled(pilot, room)
            await pilot.press("f1")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, MessageDialog), "help")
            await pilot.pause()
            assert len(said(pilot)) > 200
            await pilot.press("escape")
            column = text_of(pilot).splitlines()[0].index(f" {label} ")
            await pilot.click("#rooms", offset=(column + 1, 0))
            await settled(pilot, room)

    office.run(script)


@pytest.mark.screens
def test_the_bar_of_rooms_is_clicked(office: TuiOffice) -> None:
    """A click leads to another room."""

    async def script(pilot: Pilot[None]) -> None:
        column = text_of(pilot).splitlines()[0].index("F5")
        await pilot.click("#rooms", offset=(column + 1, 0))
        await settled(pilot, "journalists")

    office.run(script)


@pytest.mark.screens
def test_q_leaves_from_a_list_and_is_a_letter_in_a_box(office: TuiOffice) -> None:
    """Nobody loses a search by typing it."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("f5")
        await settled(pilot, "journalists")
        await pilot.press("q")
        assert pilot.app.screen.query_one(Input).value == "q"
        await pilot.press("escape", "q")
        await wait_for(pilot, lambda: not pilot.app.is_running or pilot.app._exit, "the end")

    office.run(script)


@pytest.mark.screens
def test_f_leads_to_the_box_of_the_room(office: TuiOffice) -> None:
    """From the list back to the words."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("f5")
        await settled(pilot, "journalists")
        await pilot.press("escape")
        assert isinstance(pilot.app.focused, PagedList)
        await pilot.press("f")
        assert isinstance(pilot.app.focused, Input)

    office.run(script)


@pytest.mark.screens
def test_a_query_that_cannot_be_understood_is_said_under_the_box(office: TuiOffice) -> None:
    """With its column, while the list keeps what it showed."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("f5")
        await settled(pilot, "journalists")
        pilot.app.screen.query_one(Input).value = "lang:fr"
        await wait_for(pilot, lambda: "column 1: there is no field `lang`" in text_of(pilot), "the mistake")
        assert "Amal Haddad" in text_of(pilot)
        pilot.app.screen.query_one(Input).value = "country:LY"
        await wait_for(pilot, lambda: "4 journalists" in text_of(pilot), "the count")
        pilot.app.screen.query_one(Input).value = "zzz"
        await wait_for(pilot, lambda: "Nobody fits" in text_of(pilot), "nobody")

    office.run(script)


@pytest.mark.screens
def test_the_one_who_speaks_for_a_place_is_shown_with_the_number(office: TuiOffice) -> None:
    """The best answer first; c copies the number."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("f3")
        await settled(pilot, "spokespeople")
        place, topic, language, _ = pilot.app.screen.query(Input)
        place.value, topic.value, language.value = "libye", "migration", "arabe"
        card = pilot.app.screen.query_one(Card)
        await wait_for(pilot, lambda: "speaks for Libya; migration; Arabic" in card.text, "the answer")
        assert "Rashid Al Amin" in card.text
        await pilot.press("escape", "c")
        assert pilot.app.clipboard == "+218215550142"
        await pilot.press("m")
        assert pilot.app.clipboard == "rashid.alamin@office.example"
        place.value = "Libia"
        await pilot.press("x")
        assert place.value == ""

    office.run(script)


@pytest.mark.screens
def test_an_internal_number_is_marked(office: TuiOffice) -> None:
    """Whoever reads it out must see it."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("f3")
        await settled(pilot, "spokespeople")
        assert "INTERNAL, not to be given out" in text_of(pilot)
        pilot.app.screen.query_one("#place", Input).value = "Atlantis"
        await wait_for(pilot, lambda: "There is no place `Atlantis`" in text_of(pilot), "the mistake")

    office.run(script)


@pytest.mark.screens
def test_leave_and_duty_are_seen_before_anybody_calls(office: TuiOffice) -> None:
    """Whoever is away comes last and is marked; whoever covers says so; hours are said in both clocks."""
    availability.set_duty(office.context, "Omar Shaheen", "daily 08:00-20:00", "Cairo")
    away = {"first": "2026-11-20", "last": "2026-11-30"}
    availability.add_leave(office.context, "Rashid Al Amin", **away, cover="Omar Shaheen")

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("f3")
        await settled(pilot, "spokespeople")
        place, topic, *_ = pilot.app.screen.query(Input)
        place.value, topic.value = "Tripoli", "migration"
        card = pilot.app.screen.query_one(Card)
        covers = "covers for Rashid Al Amin (on leave until 30 November 2026), who speaks for Libya"
        await wait_for(pilot, lambda: "on leave" in text_of(pilot), "who answers")
        await pilot.press("escape", "down")
        await wait_for(pilot, lambda: covers in card.text, "the cover")
        assert "on duty until 20:00 in Cairo, 18:00 UTC" in card.text
        assert "Mon-Sun 08:00-20:00, Africa/Cairo" in card.text
        assert "on leave" in text_of(pilot, pilot.app.screen.query_one("#people"))
        await pilot.press("end")
        await wait_for(pilot, lambda: "Omar Shaheen covers; speaks for Libya" in card.text, "the one who is away")
        assert "2026-11-20 to 2026-11-30 (Omar Shaheen covers)" in card.text

    office.run(script)


def test_the_palette_offers_the_rooms(office: TuiOffice) -> None:
    """Everything has a name."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+p")
        await pilot.press(*"deliv")
        await wait_for(pilot, lambda: "Key: F6" in text_of(pilot), "the command")
        await pilot.press("down", "enter")
        await settled(pilot, "deliveries")

    office.run(script)


@pytest.mark.parametrize(
    "fault",
    [
        SettingsError([phrased("config.toml [office]: there is no setting `nme`")]),
        DatabaseUnusable("The disk is full."),
    ],
    ids=["settings", "database"],
)
def test_an_office_that_cannot_be_opened_is_explained(fault: Exception) -> None:
    """No traceback; q leaves."""

    def refuse() -> Desk:
        raise fault

    async def play() -> None:
        async with DistribApp(refuse).run_test(size=NARROW) as pilot:
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, FaultScreen), "the explanation")
            await quiet(pilot)
            assert str(fault).split("\n")[-1].strip() in said(pilot)
            await pilot.press("q")

    asyncio.run(play())


def test_the_settings_are_seen_before_the_office_is_there(office: TuiOffice) -> None:
    """However long the database takes."""
    settings = replace(office.context.settings, keys={"releases": "f10"})
    is_seen = threading.Event()

    def open_late() -> Desk:
        assert is_seen.wait(30)
        return office.desk()

    async def play() -> None:
        async with DistribApp(open_late, lambda: settings).run_test(size=NARROW) as pilot:
            await wait_for(pilot, lambda: "F10" in text_of(pilot), "the bar with the chosen key")
            is_seen.set()
            await settled(pilot, "desk")

    asyncio.run(play())


def test_without_a_terminal_the_commands_are_named() -> None:
    """A pipe gets a sentence."""
    with pytest.raises(NotAllowed, match="distrib --help"):
        open_screen()


def test_starting_loads_neither_textual_nor_the_database() -> None:
    """They come when the screen is opened, and the database after the first picture."""
    code = (
        "import sys, distrib.tui.start; assert 'textual' not in sys.modules; "
        "import distrib.tui.app; assert 'sqlalchemy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.screens
def test_what_has_to_be_read_first_stands_before_everything(office: TuiOffice) -> None:
    """Such as that an older copy of the database was put back."""

    async def play() -> None:
        app = DistribApp(lambda: replace(office.desk(), notice=phrased("This database is an older copy.")))
        async with app.run_test(size=NARROW) as pilot:
            await wait_for(pilot, lambda: isinstance(app.screen, MessageDialog), "the notice")
            await pilot.pause()
            assert "an older copy" in said(pilot)
            await pilot.press("escape")
            await settled(pilot, "desk")

    asyncio.run(play())
