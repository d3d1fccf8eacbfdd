"""The search over everything, from any room: did they get it, when, in which language?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input
from tui_ledger import TAKEN, deliver, freeze
from tui_office import NARROW, WIDE, TuiOffice, settled, text_of, tui_office, wait_for

from distrib.services import people
from distrib.tui.dialogs.history import HistoryDialog
from distrib.tui.screens.search import SearchScreen
from distrib.tui.wording import SOURCE, speak


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TuiOffice]:
    with tui_office(tmp_path) as office:
        yield office


async def search(pilot: Pilot[None], words: str, key: str = "slash") -> SearchScreen:
    await pilot.press(key)
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, SearchScreen), "the search")
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, SearchScreen)
    screen.query_one(Input).value = words
    return screen


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_did_they_get_it_when_and_in_which_language(office: TuiOffice, size: tuple[int, int]) -> None:
    """Asked as a person asks it; Enter shows the whole history."""
    freeze(office)
    deliver(office, *[TAKEN] * 40)

    async def script(pilot: Pilot[None]) -> None:
        screen = await search(pilot, "Did Amal Haddad get version 4, when, in which language?")
        answer = "2026-001 version 4 in Arabic, got it: the mail server took it, 24 Nov 2026 10:00"
        await wait_for(
            pilot, lambda: answer in " ".join(text_of(pilot, screen.query_one("#hit")).split()), "the answer"
        )
        await pilot.press("enter")
        await settled(pilot, "deliveries")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, HistoryDialog), "their history")

    office.run(script, size)


@pytest.mark.screens
def test_people_and_releases_are_found_and_gone_to(office: TuiOffice) -> None:
    """From inside a box by Ctrl+F; Esc goes back to where one was."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("f5")
        await settled(pilot, "journalists")
        await search(pilot, "rashid amin", "ctrl+f")
        await wait_for(pilot, lambda: "spokesperson" in text_of(pilot), "a spokesperson")
        await pilot.press("escape")
        await settled(pilot, "journalists")
        await search(pilot, "2026-0", "ctrl+f")
        await wait_for(pilot, lambda: "Rising Danger" in text_of(pilot), "the release")
        await pilot.press("enter")
        await settled(pilot, "releases")
        await search(pilot, "amal haddad", "ctrl+f")
        await wait_for(pilot, lambda: "journalist" in text_of(pilot), "a journalist")
        await pilot.press("down", "enter")
        await settled(pilot, "journalists")
        await wait_for(pilot, lambda: "1 journalist" in text_of(pilot), "that one")
        await wait_for(pilot, lambda: "Amal Haddad" in text_of(pilot), "by name")

    office.run(script)


@pytest.mark.screens
def test_what_is_not_there_is_said(office: TuiOffice) -> None:
    """And what cannot be a query is no mistake here."""

    async def script(pilot: Pilot[None]) -> None:
        await search(pilot, '("zzz lang:')
        await wait_for(pilot, lambda: "Nothing was found" in text_of(pilot), "nothing")

    office.run(script)


def test_hostile_names_are_text_among_the_results(tmp_path: Path) -> None:
    """No markup, no escapes."""
    with tui_office(tmp_path, is_furnished=False) as office:
        people.import_journalists(
            office.context, "Name,Email\n[@click=app.quit]x[/]\u202e,a@radio.example\n".encode(), "l"
        )

        async def script(pilot: Pilot[None]) -> None:
            await search(pilot, "radio")
            await wait_for(pilot, lambda: "[@click=app.quit]x[/]" in text_of(pilot), "the name")
            assert not {"\x1b", "\u202e"} & set(text_of(pilot))

        office.run(script)


def test_what_is_found_is_told_in_french(office: TuiOffice) -> None:
    """The state of a release and the consent of a journalist are words of the screen, not those that are stored."""

    async def script(pilot: Pilot[None]) -> None:
        found = await search(pilot, "2026-001")
        await wait_for(pilot, lambda: "version 4, validé" in text_of(pilot), "the release")
        found.query_one(Input).value = "haddad"
        await wait_for(pilot, lambda: "abonné" in text_of(pilot), "the journalist")
        assert "subscribed" not in text_of(pilot)

    office.in_french().run(script, WIDE)
    speak(SOURCE)
