"""Whole tasks in the room of journalists, by the keyboard alone, also at 80 columns and 24 lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Input
from tui_ledger import REFUSED, TAKEN, deliver, freeze
from tui_office import NARROW, WIDE, TuiOffice, quiet, said, settled, text_of, tui_office, wait_for

from distrib.core.people import Journalist, JournalistStatus
from distrib.services import people
from distrib.services.people import editing, saved_audiences
from distrib.tui.dialogs.audiences import AudiencesDialog
from distrib.tui.dialogs.columns import ColumnsDialog
from distrib.tui.dialogs.confirm import ConfirmDialog
from distrib.tui.dialogs.form import FormDialog
from distrib.tui.dialogs.import_preview import ImportPreview
from distrib.tui.dialogs.imports import ImportsDialog
from distrib.tui.dialogs.merge import MergeDialog
from distrib.tui.dialogs.message import MessageDialog
from distrib.tui.dialogs.near import NearDialog
from distrib.tui.tasks import roster_lists as lists
from distrib.tui.widgets.journalist_pane import JournalistPane
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.reading import Reading
from distrib.tui.widgets.under_box import UnderBox

BOTH = pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])
ANA = "ana@news.example"
LIST = """Full name,Where to write,Outlet,Remarks,Country
Ana Margarida Silva,ana@news.example,The Mercury,x,PT
Amal Haddad,amal.haddad@tripoli-daily.example,Tripoli Evening,y,LY
Ana Margarida Sylva,a.sylva@news.example,The Mercury,z,PT
Nobody,not an address,The Mercury,z,PT
"""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TuiOffice]:
    with tui_office(tmp_path) as office:
        yield office


async def enter(pilot: Pilot[None]) -> None:
    """Go there; the box has the keys."""
    await pilot.press("f5")
    await settled(pilot, "journalists")


async def write(pilot: Pilot[None], text: str) -> None:
    """Letter by letter."""
    await pilot.press(*("space" if one == " " else one for one in text))


async def dialog(pilot: Pilot[None], kind: type[object]) -> None:
    """A dialog of this kind is on top, and what it shows is read."""
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, kind) and pilot.app.screen.is_mounted, kind.__name__)
    await quiet(pilot)


async def room(pilot: Pilot[None]) -> None:
    """No dialog is on top any more."""
    await wait_for(pilot, lambda: bool(pilot.app.screen.query("#journalists")), "the room")
    await quiet(pilot)


async def search(pilot: Pilot[None], query: str, count: str) -> None:
    """Another query, and to the list."""
    await pilot.press("f", "end", "ctrl+u")
    await write(pilot, query)
    await pilot.press("escape")
    await wait_for(pilot, lambda: count in text_of(pilot) or not pilot.app.screen.query(UnderBox), count)
    await quiet(pilot)


def found(office: TuiOffice, query: str) -> tuple[Journalist, ...]:
    """Whom the office has now."""
    return people.find_journalists(office.context, query)


@BOTH
def test_a_query_completes_itself_and_says_where_it_is_wrong(office: TuiOffice, size: tuple[int, int]) -> None:
    """Fields, codes and what the office knows; Tab takes, up and down choose."""

    async def script(pilot: Pilot[None]) -> None:
        await enter(pilot)
        box, under = pilot.app.screen.query_one(Input), pilot.app.screen.query_one(UnderBox)
        await write(pilot, "cou")
        await wait_for(pilot, lambda: "Tab:" in under.text, "a proposal")
        await pilot.press("tab")
        await write(pilot, "lib")
        await wait_for(pilot, lambda: "country:LY Libya" in under.text, "Libya")
        await pilot.press("down", "tab")
        assert box.value == "country:LY "
        await write(pilot, "-beat:pol")
        await wait_for(pilot, lambda: "beat:politics" in under.text, "what the office knows")
        await pilot.press("tab")
        await wait_for(pilot, lambda: "3 journalists" in under.text, "the count")
        await write(pilot, "contry:x ")
        await wait_for(pilot, lambda: "no field `contry`" in under.text, "the mistake")
        before = under.text.index("└") if "└" in under.text else under.text.index("▲")
        assert box.value[before : before + 6] == "contry"
        assert "Amal Haddad" in text_of(pilot)
        await pilot.press("tab")
        assert isinstance(pilot.app.focused, PagedList)

    office.run(script, size)


@pytest.mark.screens
@BOTH
def test_the_card_tells_all_that_happened(office: TuiOffice, size: tuple[int, int]) -> None:
    """Every release they were sent, the consent record, notes."""
    freeze(office, "country:LY")
    deliver(office, TAKEN, REFUSED, TAKEN, TAKEN)
    editing.note(office.context, "nuri@tripoli-daily.example", "Prefers mornings.")

    async def script(pilot: Pilot[None]) -> None:
        await enter(pilot)
        await search(pilot, "nuri ben", "1 journalist")
        card = pilot.app.screen.query_one("#journalist", Reading)
        await wait_for(pilot, lambda: "Prefers mornings." in card.text, "the note")
        assert "imported, journalists.csv, line 3" in card.text
        assert "2026-001" in card.text
        await pilot.press("enter", "end")
        await quiet(pilot)
        assert pilot.app.focused is card

    office.run(script, size)


@BOTH
def test_import_merge_undo(office: TuiOffice, tmp_path: Path, size: tuple[int, int]) -> None:
    """A column is put right, the preview read, two made one, and the import taken back but for them."""
    (tmp_path / "list.csv").write_text(LIST)

    async def script(pilot: Pilot[None]) -> None:
        await enter(pilot)
        await pilot.press("escape", "i")
        await dialog(pilot, FormDialog)
        await write(pilot, str(tmp_path / "list.csv"))
        await pilot.press("tab")
        await write(pilot, "press list")
        await pilot.press("f8")
        await dialog(pilot, ColumnsDialog)
        assert "left out" in text_of(pilot)
        await pilot.press("down", "enter")
        await wait_for(pilot, lambda: bool(pilot.app.screen.query("#options")), "what it may hold")
        await quiet(pilot)
        await pilot.press("down", "down", "down", "down", "enter")
        await dialog(pilot, ColumnsDialog)
        await wait_for(pilot, lambda: "address " in text_of(pilot), "the field")
        await pilot.press("f8")
        await dialog(pilot, ImportPreview)
        await wait_for(pilot, lambda: "not an address" in text_of(pilot), "the row that is wrong")
        assert "Added 1" in text_of(pilot)
        assert "Changed 1" in text_of(pilot)
        await pilot.press("right", "right", "right", "right", "right")
        await wait_for(pilot, lambda: "looks like ana@news.example" in text_of(pilot), "who is nearly known")
        assert not found(office, ANA)
        await pilot.press("m")
        await dialog(pilot, ColumnsDialog)
        await pilot.press("tab", "space", "f8")
        await dialog(pilot, ImportPreview)
        assert "Added 2" in text_of(pilot)
        await pilot.press("f8")
        await room(pilot)
        await wait_for(pilot, lambda: len(found(office, "margarida")) == 2, "both are in")
        await search(pilot, "margarida", "2 journalists")
        await pilot.press("d")
        await dialog(pilot, NearDialog)
        await pilot.press("enter")
        await dialog(pilot, MergeDialog)
        assert "Ana Margarida Sylva <a.sylva@news.example>" in said(pilot)
        warning = text_of(pilot, pilot.app.screen.query_one("#merge-words"))
        assert "A merge cannot be undone." in " ".join(warning.split())
        await pilot.press("shift+tab", "shift+tab", "enter")
        await room(pilot)
        await wait_for(pilot, lambda: "is one entry now" in text_of(pilot), "nobody is left, and no empty list")
        (ana,) = found(office, "margarida")
        assert ana.emails == (ANA, "a.sylva@news.example")
        await pilot.press("I")
        await dialog(pilot, ImportsDialog)
        assert "list.csv" in text_of(pilot)
        await pilot.press("z")
        await dialog(pilot, ConfirmDialog)
        await pilot.press("shift+tab", "enter")
        await dialog(pilot, MessageDialog)
        assert "ana@news.example: edited since" in said(pilot)
        await pilot.press("escape")
        await room(pilot)
        assert found(office, "amal")[0].outlet == "Tripoli Daily"
        assert found(office, ANA)

    office.run(script, size)


def test_a_picture_is_no_list(office: TuiOffice, tmp_path: Path) -> None:
    """It is said in the form, where another file can be named; nothing of the picture is shown."""
    (tmp_path / "list.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 20)

    async def script(pilot: Pilot[None]) -> None:
        await enter(pilot)
        await pilot.press("escape", "i")
        await dialog(pilot, FormDialog)
        await write(pilot, str(tmp_path / "list.jpg"))
        await pilot.press("f8")
        await wait_for(pilot, lambda: "list.jpg is a JPEG image and not a list" in text_of(pilot), "what it is")
        assert isinstance(pilot.app.screen, FormDialog)

    office.run(script)


def test_somebody_who_looks_known_is_added_when_a_person_says_so(office: TuiOffice) -> None:
    """What was typed stays until then, and an attempt leaves nothing among the imports."""
    before = len(lists.imports(office.desk()))

    async def script(pilot: Pilot[None]) -> None:
        await enter(pilot)
        await pilot.press("escape", "n")
        await dialog(pilot, FormDialog)
        await write(pilot, "Amal Hadad")
        await pilot.press("tab")
        await write(pilot, ANA)
        await pilot.press("tab", "tab")
        await write(pilot, "Tripoli Daily")
        await pilot.press("f8")
        await dialog(pilot, ConfirmDialog)
        assert "They look like amal.haddad@tripoli-daily.example" in said(pilot)
        await pilot.press("enter")
        await dialog(pilot, FormDialog)
        await wait_for(pilot, lambda: "Nobody was added" in text_of(pilot), "why not")
        assert not found(office, ANA)
        assert len(lists.imports(office.desk())) == before
        await pilot.press("f8")
        await dialog(pilot, ConfirmDialog)
        await pilot.press("shift+tab", "enter")
        await room(pilot)
        assert found(office, ANA)[0].outlet == "Tripoli Daily"

    office.run(script)


@BOTH
def test_somebody_is_added_edited_and_all_of_it_undone(office: TuiOffice, size: tuple[int, int]) -> None:
    """What cannot be kept is said in the form."""

    async def script(pilot: Pilot[None]) -> None:
        await enter(pilot)
        await pilot.press("escape", "n")
        await dialog(pilot, FormDialog)
        await write(pilot, "Ana Silva")
        await pilot.press("f8")
        await wait_for(pilot, lambda: "There is no address" in text_of(pilot), "the mistake")
        await pilot.press("tab")
        await write(pilot, ANA)
        await pilot.press("f8")
        await room(pilot)
        await search(pilot, "silva", "1 journalist")
        await pilot.press("e")
        await dialog(pilot, FormDialog)
        await pilot.press(*["tab"] * 5)
        await write(pilot, "Editor")
        await pilot.press("f8")
        await room(pilot)
        assert found(office, ANA)[0].role == "Editor"
        await pilot.press("t")
        await dialog(pilot, FormDialog)
        await pilot.press("f8")
        await wait_for(pilot, lambda: "A note has between 1" in text_of(pilot), "an empty note")
        await pilot.press("escape")
        await room(pilot)
        await pilot.press("z")
        await wait_for(pilot, lambda: found(office, ANA)[0].role is None, "no editor any more")
        await quiet(pilot)
        await pilot.press("z")
        await wait_for(pilot, lambda: not found(office, ANA), "gone")
        await quiet(pilot)
        await pilot.press("z")
        await quiet(pilot)

    office.run(script, size)


@pytest.mark.screens
def test_opting_out_and_erasing_ask_first(office: TuiOffice, tmp_path: Path) -> None:
    """Enter alone does neither; erasing wants the address typed; the dossier is written before."""
    email = "nuri@tripoli-daily.example"

    async def script(pilot: Pilot[None]) -> None:
        await enter(pilot)
        await search(pilot, "nuri ben", "1 journalist")
        await pilot.press("o")
        await dialog(pilot, ConfirmDialog)
        await pilot.press("enter")
        await room(pilot)
        assert found(office, "nuri ben")[0].status is JournalistStatus.SUBSCRIBED
        await pilot.press("o")
        await dialog(pilot, ConfirmDialog)
        await pilot.press("shift+tab", "enter")
        await wait_for(pilot, lambda: found(office, "nuri ben")[0].status is JournalistStatus.OPTED_OUT, "opted out")
        await room(pilot)
        await pilot.press("D")
        await dialog(pilot, FormDialog)
        await pilot.press("end", "ctrl+u")
        await write(pilot, str(tmp_path / "nuri.json"))
        await pilot.press("f8")
        await room(pilot)
        assert json.loads((tmp_path / "nuri.json").read_text("utf-8"))["address"] == email
        await pilot.press("E")
        await dialog(pilot, ConfirmDialog)
        await write(pilot, email[:-1])
        assert pilot.app.screen.query_one("#yes", Button).disabled
        await write(pilot, email[-1])
        await pilot.press("enter", "enter")
        await dialog(pilot, MessageDialog)
        assert "Backups made before" in said(pilot)
        await pilot.press("escape")
        await room(pilot)
        assert not found(office, "nuri ben")

    office.run(script)


@pytest.mark.screens
def test_queries_are_saved_opened_and_deleted(office: TuiOffice) -> None:
    """By name."""

    async def script(pilot: Pilot[None]) -> None:
        await enter(pilot)
        await search(pilot, "country:LY", "4 journalists")
        await pilot.press("s")
        await dialog(pilot, FormDialog)
        await write(pilot, "Libya desk")
        await pilot.press("enter")
        await room(pilot)
        await search(pilot, "all", "41 journalists")
        await pilot.press("a")
        await dialog(pilot, AudiencesDialog)
        await pilot.press("enter")
        await room(pilot)
        await wait_for(pilot, lambda: "4 journalists" in text_of(pilot), "the query")
        assert pilot.app.screen.query_one(Input).value == "country:LY"
        await pilot.press("a")
        await dialog(pilot, AudiencesDialog)
        await pilot.press("d")
        await dialog(pilot, ConfirmDialog)
        await pilot.press("shift+tab", "enter")
        await dialog(pilot, AudiencesDialog)
        await wait_for(pilot, lambda: "No audience is saved yet" in text_of(pilot), "none")
        await pilot.press("escape")
        await room(pilot)
        assert saved_audiences.every(office.context) == ()

    office.run(script)


@pytest.mark.screens
def test_the_list_is_exported_and_two_entries_are_merged_by_address(office: TuiOffice, tmp_path: Path) -> None:
    """A file that exists stays as it is; an address that is nobody's is said in the form."""

    async def script(pilot: Pilot[None]) -> None:
        await enter(pilot)
        await search(pilot, "country:LY", "4 journalists")
        for words in ("written", "exists already"):
            await pilot.press("x")
            await dialog(pilot, FormDialog)
            await pilot.press("end", "ctrl+u")
            await write(pilot, str(tmp_path / "libya.csv"))
            await pilot.press("enter")
            if words == "written":
                await room(pilot)
            else:
                await dialog(pilot, MessageDialog)
                assert words in said(pilot)
                await pilot.press("escape")
        assert len((tmp_path / "libya.csv").read_text("utf-8").splitlines()) == 5
        await pilot.press("m")
        await dialog(pilot, FormDialog)
        await write(pilot, "nobody@x.example")
        await pilot.press("enter")
        await wait_for(pilot, lambda: "is not on the list" in text_of(pilot), "the mistake")
        await pilot.press("end", "ctrl+u")
        await write(pilot, "nuri@tripoli-daily.example")
        await pilot.press("enter")
        await dialog(pilot, MergeDialog)
        await pilot.press("x")
        await quiet(pilot)
        assert said(pilot).startswith("Stays Nuri Ben Othman")
        await pilot.press("escape")
        await room(pilot)

    office.run(script)


def test_a_room_that_is_quiet_has_the_history_in_it(office: TuiOffice) -> None:
    """Tests and pictures that wait for quiet see what a person sees a moment later, behind a dialog too."""

    async def script(pilot: Pilot[None]) -> None:
        pane = pilot.app.screen.query_one(JournalistPane)
        assert "imported, journalists.csv, line 2" in pane.query_one(Reading).text
        await pilot.press("escape", "down", "i")
        await dialog(pilot, FormDialog)
        assert "imported, journalists.csv, line 28" in pane.query_one(Reading).text

    office.run(script, room="journalists")


def test_where_nobody_is_there_twice_a_sentence_says_so(office: TuiOffice) -> None:
    """No empty list opens."""

    async def script(pilot: Pilot[None]) -> None:
        await enter(pilot)
        await pilot.press("escape", "d")
        await wait_for(pilot, lambda: "Nobody has nearly the same name" in text_of(pilot), "the word")
        await room(pilot)

    office.run(script)
