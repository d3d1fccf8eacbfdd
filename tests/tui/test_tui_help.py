"""Help within dialogs: what is under the cursor is explained, and nothing that was typed or is under way is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from textual.pilot import Pilot
from textual.widgets import Input
from tui_ledger import LOST, deliver, freeze
from tui_office import NARROW, WIDE, TuiOffice, quiet, said, settled, text_of, tui_office, wait_for

from distrib.services.delivery import settling
from distrib.tui.dialogs.form import Field, FormDialog
from distrib.tui.dialogs.message import MessageDialog
from distrib.tui.dialogs.progress import ProgressDialog
from distrib.tui.dialogs.settle import SettleDialog
from distrib.tui.help_text import help_rows
from distrib.tui.long_work import Meter
from distrib.tui.widgets.reading import Reading


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TuiOffice]:
    with tui_office(tmp_path) as office:
        yield office


async def helped(pilot: Pilot[None]) -> str:
    """What F1 says."""
    await pilot.press("f1")
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, MessageDialog), "the help")
    await pilot.pause()
    return said(pilot)


async def opened(pilot: Pilot[None], kind: type[object]) -> None:
    """A dialog of this kind is on top."""
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, kind) and pilot.app.screen.is_mounted, kind.__name__)
    await quiet(pilot)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])
def test_help_in_a_form_is_about_the_box_under_the_cursor(office: TuiOffice, size: tuple[int, int]) -> None:
    """Its hint too, which what is typed has hidden; then the form is as it was."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("f5")
        await settled(pilot, "journalists")
        await pilot.press("escape", "n")
        await opened(pilot, FormDialog)
        await pilot.press("A", "n", "tab", "x")
        words = await helped(pilot)
        assert words.startswith("Address: ana@news.example; mail goes here")
        assert "F8 Keep" in words
        await pilot.press("f1")
        await opened(pilot, FormDialog)
        await pilot.press("y")
        assert [one.value for one in pilot.app.screen.query(Input)][:2] == ["An", "xy"]

    office.run(script, size)


def test_help_in_french_is_french(office: TuiOffice, in_english_again: None) -> None:
    """Label, hint and keys."""

    async def script(pilot: Pilot[None]) -> None:
        pilot.app.push_screen(FormDialog("?", [Field("hours", "Horaires", "", "lun-ven")], lambda values: values))
        await opened(pilot, FormDialog)
        assert (await helped(pilot)).startswith("Horaires : lun-ven Tab et Entrée mènent à la case suivante")

    office.in_french().run(script)


def test_help_says_what_a_word_on_those_in_doubt_means(office: TuiOffice) -> None:
    """Before it is given."""
    dispatch = freeze(office)
    deliver(office, LOST)

    async def script(pilot: Pilot[None]) -> None:
        pilot.app.push_screen(SettleDialog(settling.doubts(office.context, dispatch), ZoneInfo("UTC")))
        await opened(pilot, SettleDialog)
        words = await helped(pilot)
        assert "whoever had it may get it twice" in words
        assert "S Send again" in words

    office.run(script, room="deliveries")


def test_help_never_stands_before_what_closes_by_itself(office: TuiOffice) -> None:
    """Work that ends while something stands before its dialog would leave it open for good."""
    may_end = threading.Event()

    def work(_meter: Meter) -> str:
        may_end.wait(20)
        return "done"

    async def script(pilot: Pilot[None]) -> None:
        answers: list[object] = []
        pilot.app.push_screen(ProgressDialog("Working", work), answers.append)
        await opened(pilot, ProgressDialog)
        await pilot.press("f1")
        await wait_for(pilot, lambda: "Esc          Stop" in text_of(pilot), "its keys")
        assert isinstance(pilot.app.screen, ProgressDialog)
        may_end.set()
        await wait_for(pilot, lambda: answers == ["done"], "the end")

    office.run(script)


def test_help_never_stands_before_a_form_that_is_being_kept(office: TuiOffice) -> None:
    """It closes as soon as what was typed is kept."""
    may_end = threading.Event()

    async def script(pilot: Pilot[None]) -> None:
        answers: list[object] = []
        keep: Callable[[object], bool] = lambda _values: may_end.wait(20)  # noqa: E731
        pilot.app.push_screen(FormDialog("Form", [Field("name", "Name")], keep), answers.append)
        await opened(pilot, FormDialog)
        await pilot.press("f8")
        await wait_for(pilot, lambda: pilot.app.screen.query_one("#keep").disabled, "keeping")
        await pilot.press("f1")
        assert isinstance(pilot.app.screen, FormDialog)
        may_end.set()
        await wait_for(pilot, lambda: answers == [True], "the end")

    office.run(script)


def test_help_is_wrapped_beside_its_keys(office: TuiOffice) -> None:
    """At 80 columns no word of an explanation stands under the keys, and a paragraph has no line that ends early."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("f1")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, MessageDialog), "the help")
        await quiet(pilot)
        shown = text_of(pilot, pilot.app.screen.query_one(Reading)).splitlines()
        place = next(place for place, one in enumerate(shown) if "decide    nothing goes on" in one)
        assert shown[place + 1].index("doubt, held") == shown[place].index("nothing goes on")

    office.run(script, room="desk")


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("F1  Help\nEnter, Esc   to the list", [("F1", "Help"), ("Enter, Esc", "to the list")]),
        ("Text   a form;\n       kept as\n       you type", [("Text", "a form; kept as you type")]),
        ("It is\nread again.\n\nn   new", [("", "It is read again."), ("", ""), ("n", "new")]),
        ("n   new\nThat is all.", [("n", "new"), ("", "That is all.")]),
        ("", [("", "")]),
    ],
)
def test_help_is_taken_apart_into_keys_and_paragraphs(text: str, rows: list[tuple[str, str]]) -> None:
    """As it is written in the code."""
    assert help_rows(text) == rows
