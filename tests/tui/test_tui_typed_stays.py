"""What a person typed or chose is theirs: it outlives Esc, a mistake, and a database that is away."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Button, Input, TextArea
from tui_ledger import freeze
from tui_office import LONGEST, TuiOffice, said, settled, text_of, tui_office, wait_for

from distrib.core.delivery.dispatch import Dispatch
from distrib.core.delivery.status import Status
from distrib.errors import DatabaseUnusable, OutcomeUnknown
from distrib.services import people
from distrib.services.context import Context
from distrib.services.delivery import dispatches, hands
from distrib.tui import background
from distrib.tui.desk import Desk
from distrib.tui.dialogs.confirm import ConfirmDialog
from distrib.tui.dialogs.form import FormDialog
from distrib.tui.dialogs.message import MessageDialog
from distrib.tui.dialogs.paste import PasteDialog
from distrib.tui.dialogs.path import PathDialog
from distrib.tui.dialogs.recognised import RecognisedDialog
from distrib.tui.screens.deliveries import DeliveriesScreen
from distrib.tui.screens.journalists import JournalistsScreen
from distrib.tui.screens.releases import ReleasesScreen
from distrib.tui.tasks import journalists
from distrib.tui.tasks import releases as tasks
from distrib.tui.widgets.text_preview import TextPreview
from distrib.tui.wording import speak

LEAVES = "is not kept"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TuiOffice]:
    with tui_office(tmp_path) as office:
        yield office


async def top(pilot: Pilot[None], kind: type[object]) -> None:
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, kind) and pilot.app.screen.is_mounted, kind.__name__)
    await pilot.pause()


def test_the_first_esc_keeps_what_was_typed_in_a_form(office: TuiOffice) -> None:
    """The second leaves, unless more was typed between; a form as it was is left at once."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("escape", "n")
        await top(pilot, FormDialog)
        await pilot.press(*"Zoe", "escape")
        await wait_for(pilot, lambda: LEAVES in " ".join(text_of(pilot).split()), "the word")
        await pilot.press("x", "escape")
        assert pilot.app.screen.query_one("#field-0", Input).value == "Zoex"
        await pilot.press("escape")
        await top(pilot, JournalistsScreen)
        await pilot.press("n")
        await top(pilot, FormDialog)
        await pilot.press("escape")
        await top(pilot, JournalistsScreen)

    office.run(script, room="journalists")


def test_a_pasted_text_outlives_esc_and_a_lost_database(office: TuiOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is kept as a release once the database is back; the cursor goes to it."""
    keep, is_away = tasks.keep, True

    def keep_or_not(*given: object) -> object:
        if is_away:
            raise DatabaseUnusable("The disk is full.")
        return keep(*given)  # type: ignore[arg-type]

    async def script(pilot: Pilot[None]) -> None:
        nonlocal is_away
        monkeypatch.setattr(tasks, "keep", keep_or_not)
        await pilot.press("v")
        await top(pilot, PasteDialog)
        pilot.app.screen.query_one(TextArea).text = "Rain Stops the Ferry\n\nGeneva - The ferry stayed in port."
        await pilot.press("escape")
        await top(pilot, PasteDialog)
        await pilot.press("f8")
        await top(pilot, RecognisedDialog)
        await pilot.press("enter")
        await top(pilot, ConfirmDialog)
        assert "The disk is full." in said(pilot)
        is_away = False
        pilot.app.screen.query_one("#yes", Button).press()
        await top(pilot, ReleasesScreen)
        screen = pilot.app.screen
        assert isinstance(screen, ReleasesScreen)
        await wait_for(
            pilot, lambda: screen.selected is not None and screen.selected.reference == "2026-002", "the new release"
        )

    office.run(script)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_pasted_text_is_not_lost_by_one_stroke_after_it_was_read(office: TuiOffice, language: str) -> None:
    """It stands nowhere else; every way on is in sight."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("v")
        await top(pilot, PasteDialog)
        pilot.app.screen.query_one(TextArea).text = "Rain Stops the Ferry\n\nGeneva - The ferry stayed in port."
        await pilot.press("f8")
        await top(pilot, RecognisedDialog)
        await pilot.pause()
        dialog = pilot.app.screen.query_one(".dialog")
        buttons = list(pilot.app.screen.query(Button))
        assert [str(one.label) for one in buttons if one.region.right > dialog.content_region.right] == []
        assert len(buttons) == 4
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, RecognisedDialog)
        await pilot.press("escape")
        await top(pilot, ReleasesScreen)

    (office if language == "en" else office.in_french()).run(script)
    speak("en")


def test_a_mistyped_path_is_mended_and_not_typed_again(office: TuiOffice, tmp_path: Path) -> None:
    """The refusal leads back to the box."""
    wrong = str(tmp_path / "nowhere.txt")

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("n")
        await top(pilot, PathDialog)
        pilot.app.screen.query_one(Input).value = wrong
        await pilot.press("enter")
        await top(pilot, MessageDialog)
        await pilot.press("enter")
        await top(pilot, PathDialog)
        assert pilot.app.screen.query_one(Input).value == wrong
        await pilot.press("escape")
        await top(pilot, ReleasesScreen)

    office.run(script)


@pytest.mark.parametrize(
    ("fault", "title"),
    [(DatabaseUnusable, "It was not done"), (OutcomeUnknown, "It is not known whether it was done")],
)
def test_a_deed_is_tried_again_once_the_database_is_back(
    office: TuiOffice, monkeypatch: pytest.MonkeyPatch, fault: type[DatabaseUnusable], title: str
) -> None:
    """Nobody has to find the way to it anew; whoever leaves it has changed nothing."""
    dispatch, pause, is_away = freeze(office), hands.pause, True

    def pause_or_not(context: Context, dispatch_id: int) -> Dispatch:
        if is_away:
            raise fault("The disk is full.")
        return pause(context, dispatch_id)

    async def script(pilot: Pilot[None]) -> None:
        nonlocal is_away
        await settled(pilot, "deliveries")
        screen = pilot.app.screen
        assert isinstance(screen, DeliveriesScreen)
        monkeypatch.setattr(hands, "pause", pause_or_not)
        await pilot.press("p")
        await top(pilot, ConfirmDialog)
        await wait_for(pilot, lambda: title in text_of(pilot), "what became of it")
        is_away = False
        await pilot.press("shift+tab", "enter")
        await wait_for(
            pilot, lambda: dispatches.get(office.context, dispatch).standing.status is Status.PAUSED, "the pause"
        )

    office.run(script, room="deliveries")


def test_a_deed_that_takes_long_says_so(office: TuiOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """As while another program writes to the same file."""
    monkeypatch.setattr(background, "SLOW", 0.05)
    go_on, opt_out = threading.Event(), people.opt_out

    def late(*given: object) -> object:
        assert go_on.wait(LONGEST)
        return opt_out(*given)  # type: ignore[arg-type]

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("escape")
        monkeypatch.setattr(people, "opt_out", late)
        await pilot.press("o")
        await top(pilot, ConfirmDialog)
        await pilot.press("shift+tab", "enter")
        try:
            await wait_for(pilot, lambda: "takes a while" in " ".join(text_of(pilot).split()), "the word")
        finally:
            go_on.set()
        await wait_for(pilot, lambda: "gets no more" in " ".join(text_of(pilot).split()), "the end of it")

    office.run(script, room="journalists")


def test_a_key_that_does_nothing_on_a_page_is_not_offered_there(office: TuiOffice) -> None:
    """Only pages with something to check name its key."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("f12")
        await settled(pilot, "setup")
        assert "Check" not in text_of(pilot).splitlines()[-1]
        await pilot.press("ctrl+n", "ctrl+n")
        await wait_for(pilot, lambda: "Check" in text_of(pilot).splitlines()[-1], "the key of the server's page")

    office.run(script, (120, 40))


def test_a_preview_is_cut_the_same_with_and_without_its_bar() -> None:
    """Its lines do not move when they have come and the bar comes with them."""

    class Previewing(App[None]):
        def compose(self) -> ComposeResult:
            yield TextPreview(id="lines")

    async def play() -> None:
        app = Previewing()
        async with app.run_test() as pilot:
            preview = app.query_one(TextPreview)
            await pilot.pause()
            before = preview.room
            preview.show(["line"] * 500)
            await wait_for(pilot, lambda: preview.show_vertical_scrollbar, "the bar")
            assert preview.room == before
            assert preview.room + 2 <= preview.scrollable_content_region.width

    asyncio.run(play())


def test_an_erasure_while_the_database_is_away_is_done_once_it_is_back(
    office: TuiOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address that was typed to allow it is not typed again."""
    erase, is_away = journalists.erase, True

    def erase_or_not(desk: Desk, email: str) -> object:
        if is_away:
            raise DatabaseUnusable("The disk is full.")
        return erase(desk, email)

    async def script(pilot: Pilot[None]) -> None:
        nonlocal is_away
        monkeypatch.setattr(journalists, "erase", erase_or_not)
        screen = pilot.app.screen
        assert isinstance(screen, JournalistsScreen)
        await pilot.press("escape")
        await wait_for(pilot, lambda: screen.selected is not None, "somebody")
        assert screen.selected
        await pilot.press("E")
        await top(pilot, ConfirmDialog)
        pilot.app.screen.query_one("#typed", Input).value = screen.selected.email
        await pilot.press("enter", "enter")
        await wait_for(pilot, lambda: "The disk is full." in said(pilot), "the fault")
        is_away = False
        pilot.app.screen.query_one("#yes", Button).press()
        await top(pilot, MessageDialog)
        assert "keep" in said(pilot)

    office.run(script, room="journalists")
