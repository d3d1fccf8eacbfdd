"""A box to type into: what is typed is in sight, and nothing else is drawn anew for it."""

from __future__ import annotations

import asyncio
from unittest.mock import patch

from textual.app import App, ComposeResult
from textual.screen import Screen
from tui_office import text_of

from distrib.core.query.completion import Proposal
from distrib.tui.widgets.entry import Entry
from distrib.tui.widgets.under_box import UnderBox

LONG = "abcdefghijklmnopqrstuvwxyz0123456789"


class BoxApp(App[None]):
    """A box and the line below it."""

    CSS = "UnderBox { height: auto; }"

    def compose(self) -> ComposeResult:
        yield Entry(placeholder="Search", id="box")
        yield UnderBox(id="under")


def test_a_text_longer_than_its_box_scrolls_with_the_cursor() -> None:
    """To the end while one types, and back to its beginning."""

    async def play() -> None:
        app = BoxApp()
        async with app.run_test(size=(20, 4)) as pilot:
            await pilot.press(*LONG)
            assert text_of(pilot, app.query_one(Entry)).rstrip().endswith(LONG[-18:])
            await pilot.press("home")
            assert text_of(pilot, app.query_one(Entry)).startswith(LONG[:18])

    asyncio.run(play())


def test_a_letter_and_what_is_said_of_it_move_nothing() -> None:
    """Only where two lines take the place of one is the screen laid out anew."""

    async def play() -> int:
        app = BoxApp()
        async with app.run_test(size=(40, 6)) as pilot:
            under = app.query_one(UnderBox)
            under.say("3 people")
            await pilot.pause()
            with patch.object(Screen, "_refresh_layout", autospec=True, side_effect=Screen._refresh_layout) as laid_out:
                await pilot.press("a", "b")
                under.offer([Proposal("beat:", "")], 0)
                under.say("2 people")
                await pilot.pause()
                assert laid_out.call_count == 0
                under.say("a sentence that takes two lines of this screen")
                await pilot.pause()
            assert "\nscreen " in text_of(pilot)
            return laid_out.call_count

    assert asyncio.run(play()) > 0
