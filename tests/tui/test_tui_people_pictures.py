"""How the rooms of people and their dialogs look: full, empty, with mistakes, with long texts, small and large."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input
from tui_ledger import REFUSED, TAKEN, deliver, freeze
from tui_looks import BOTH, Compare, enter, looks
from tui_office import NARROW, Script, TuiOffice, quiet, text_of, tui_office, wait_for

from distrib.services import people
from distrib.services.people import availability, editing, saved_audiences
from distrib.tui.dialogs.progress import ProgressDialog
from distrib.tui.long_work import Meter

LONG = "Bartholomäus-Maximilian von und zu Hohenschwangau-Oberammergau "
WIDE_LETTERS = "東京中央新聞社国際報道部"
NEAR = """Name,Email,Outlet,Country,Beats,Oddity
Ana Margarida Silva,ana@news.example,The Mercury,PT,migration,x
Ana Margarida Sylva,a.sylva@news.example,The Mercury,PT,health,x
Nobody,not an address,The Mercury,PT,,x
Somebody,so@news.example,The Mercury,Atlantis,,x
"""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TuiOffice]:
    with tui_office(tmp_path) as office:
        yield office


def in_room(key: str, room: str, words: str, *keys: str, then: str = "") -> Script:
    """Go to a room, press keys one after another, each when all is read, and wait for what they lead to."""

    async def script(pilot: Pilot[None]) -> None:
        await enter(key, room, words)(pilot)
        for one in keys:
            if one.startswith("="):
                pilot.app.screen.query(Input).first().value = one[1:]
                await pilot.pause()
                await wait_for(pilot, lambda: room_has_found(pilot), "an answer")
            else:
                await pilot.press(one)
            await quiet(pilot)
        await wait_for(pilot, lambda: then in text_of(pilot), then)
        await wait_for(pilot, lambda: not pilot.app.screen.query("Toast"), "nothing that goes away")

    return script


def room_has_found(pilot: Pilot[None]) -> bool:
    """Whether the pause after typing is over."""
    timer = getattr(pilot.app.screen, "_timer", None)
    return timer is None or not timer._task or timer._task.done()


def spokespeople(*keys: str, then: str = "") -> Script:
    """In the room of spokespeople."""
    return in_room("f3", "spokespeople", "answer", *keys, then=then)


def journalists(*keys: str, then: str = "") -> Script:
    """In the room of journalists."""
    return in_room("f5", "journalists", "journalist", *keys, then=then)


@BOTH
def test_offices_by_region(snap_compare: Compare, office: TuiOffice, size: tuple[int, int]) -> None:
    """Regions and offices on lines of their own, what the clock shows there."""
    assert looks(snap_compare, office, size, spokespeople("escape", "o", "down", "down", then="Mexico City"))


@BOTH
def test_somebody_on_leave(snap_compare: Compare, office: TuiOffice, size: tuple[int, int]) -> None:
    """Comes last and is marked; hours of duty of the others."""
    availability.set_duty(office.context, "Omar Shaheen", "daily 08:00-20:00", "Cairo")
    availability.set_duty(office.context, "Sonia Meftah", "mon-fri 14:00-18:00", "Tunis")
    days = {"first": "2026-11-20", "last": "2026-11-30"}
    availability.add_leave(office.context, "Rashid Al Amin", **days, cover="Omar Shaheen")
    script = spokespeople("=Libya", "escape", "end", then="on leave until")
    assert looks(snap_compare, office, size, script)


@BOTH
def test_the_form_of_a_spokesperson(snap_compare: Compare, office: TuiOffice, size: tuple[int, int]) -> None:
    """Every box in sight, and a mistake below them."""
    mistake = (*["tab"] * 3, "end", "ctrl+u", "1", "2", "f8")
    script = spokespeople("=Libya", "escape", "e", *mistake, then="is no telephone")
    assert looks(snap_compare, office, size, script)


@BOTH
def test_the_leave_of_somebody(snap_compare: Compare, office: TuiOffice, size: tuple[int, int]) -> None:
    """Days and cover."""
    for first, cover in (("2026-12-01", "Omar Shaheen"), ("2027-02-01", None)):
        availability.add_leave(office.context, "Rashid Al Amin", first=first, last="2027-03-01", cover=cover)
    assert looks(snap_compare, office, size, spokespeople("=Libya", "escape", "l", then="Who covers"))


def test_duty_hours(snap_compare: Compare, office: TuiOffice) -> None:
    """Two boxes and how to fill them."""
    assert looks(snap_compare, office, NARROW, spokespeople("escape", "h", then="Hours"))


def test_a_place_that_is_none(snap_compare: Compare, office: TuiOffice) -> None:
    """Said below the boxes; who was shown stays."""
    assert looks(snap_compare, office, NARROW, spokespeople("=Atlantis", then="There is no place"))


@BOTH
def test_long_texts_of_spokespeople(snap_compare: Compare, office: TuiOffice, size: tuple[int, int]) -> None:
    """Cut in the list, wrapped on the card."""
    row = f"{LONG},{LONG},{LONG},+41 22 555 01 10,{LONG};{WIDE_LETTERS},Norway"
    people.import_spokespeople(office.context, f"Name,Title,Office,Phone,Topics,Places\n{row}\n".encode(), "l.csv")
    assert looks(snap_compare, office, size, spokespeople("=Norway", then="Bartholomäus"))


@BOTH
def test_a_journalist_with_history(snap_compare: Compare, office: TuiOffice, size: tuple[int, int]) -> None:
    """Facts, consent, what they were sent, notes."""
    freeze(office, "country:LY")
    deliver(office, TAKEN, REFUSED, TAKEN, TAKEN)
    editing.note(office.context, "nuri@tripoli-daily.example", "Prefers to be called before noon.\nSecond line.")
    assert looks(snap_compare, office, size, journalists("=nuri ben", "escape", then="refused"))


@BOTH
def test_what_a_word_may_become(snap_compare: Compare, office: TuiOffice, size: tuple[int, int]) -> None:
    """On one line; the first is marked."""
    script = journalists("r", "e", "g", "tab", "a", "f", then="region:africa")
    assert looks(snap_compare, office, size, script)


def test_a_mistake_far_to_the_right(snap_compare: Compare, office: TuiOffice) -> None:
    """The sentence stands below the mark where it has no room beside it."""
    query = "(country:LY OR country:TN OR country:DZ) language:ar contry:x"
    assert looks(snap_compare, office, NARROW, journalists(f"={query}", then="contry"))


@BOTH
def test_long_texts_of_journalists(snap_compare: Compare, office: TuiOffice, size: tuple[int, int]) -> None:
    """Cut in the list, wrapped on the card."""
    rows = f"{LONG},l@x.example,{LONG},{LONG},NO,{LONG}\n{WIDE_LETTERS * 3},w@x.example,{WIDE_LETTERS},,JP,x\n"
    people.import_journalists(office.context, f"Name,Email,Outlet,Role,Country,Beats\n{rows}".encode(), "l.csv")
    assert looks(snap_compare, office, size, journalists("=email:@x.example", "escape", then="Barthol"))


@BOTH
def test_the_form_of_a_journalist(snap_compare: Compare, office: TuiOffice, size: tuple[int, int]) -> None:
    """Every box in sight, and a mistake below them."""
    assert looks(snap_compare, office, size, journalists("escape", "n", "f8", then="There is no address"))


def test_a_note(snap_compare: Compare, office: TuiOffice) -> None:
    """Several lines."""
    assert looks(snap_compare, office, NARROW, journalists("escape", "t", then="A note on"))


def bring_in(office: TuiOffice, folder: Path, *keys: str, then: str) -> Script:
    """Open the list of the import."""
    (folder / "list.csv").write_text(NEAR)

    async def script(pilot: Pilot[None]) -> None:
        await journalists("escape", "i", then="Bring in a list")(pilot)
        pilot.app.screen.query(Input).first().value = str(folder / "list.csv")
        await pilot.press("f8")
        await wait_for(pilot, lambda: "Columns of" in text_of(pilot), "the columns")
        for one in keys:
            await quiet(pilot)
            await pilot.press(one)
        await wait_for(pilot, lambda: then in text_of(pilot), then)

    return script


@BOTH
def test_columns_of_a_list(snap_compare: Compare, office: TuiOffice, tmp_path: Path, size: tuple[int, int]) -> None:
    """What each holds and such as what."""
    assert looks(snap_compare, office, size, bring_in(office, tmp_path, then="left out"))


def test_what_a_column_may_hold(snap_compare: Compare, office: TuiOffice, tmp_path: Path) -> None:
    """One of a list."""
    assert looks(snap_compare, office, NARROW, bring_in(office, tmp_path, "enter", then="What does"))


@BOTH
def test_what_an_import_would_do(
    snap_compare: Compare, office: TuiOffice, tmp_path: Path, size: tuple[int, int]
) -> None:
    """Counts, lines, and the whole of one."""
    script = bring_in(office, tmp_path, "f8", then="Rejected 1")

    async def to_duplicates(pilot: Pilot[None]) -> None:
        await script(pilot)
        await quiet(pilot)
        await pilot.press("left")
        await wait_for(pilot, lambda: "looks like" in text_of(pilot), "who is nearly known")

    assert looks(snap_compare, office, size, to_duplicates)


@BOTH
def test_imports(snap_compare: Compare, office: TuiOffice, size: tuple[int, int]) -> None:
    """The newest first."""
    people.import_journalists(office.context, NEAR.encode(), f"{LONG}.csv")
    assert looks(snap_compare, office, size, journalists("escape", "I", then="journalists.csv"))


@BOTH
def test_people_who_are_probably_one(snap_compare: Compare, office: TuiOffice, size: tuple[int, int]) -> None:
    """Pairs, side by side."""
    people.import_journalists(office.context, NEAR.encode(), "near.csv", near_as_new=True)
    assert looks(snap_compare, office, size, journalists("escape", "d", then="probably one person"))


@BOTH
def test_two_entries_and_what_they_become(snap_compare: Compare, office: TuiOffice, size: tuple[int, int]) -> None:
    """Before anything is merged."""
    people.import_journalists(office.context, NEAR.encode(), "near.csv", near_as_new=True)
    assert looks(snap_compare, office, size, journalists("escape", "d", "enter", then="Are these one person?"))


def test_saved_audiences(snap_compare: Compare, office: TuiOffice) -> None:
    """Names and queries."""
    for name, query in (
        ("Libya desk", "country:LY"),
        (LONG[:60], "(country:LY OR country:TN) language:ar -beat:sport"),
    ):
        saved_audiences.save(office.context, name, query)
    assert looks(snap_compare, office, NARROW, journalists("escape", "a", then="Libya desk"))


def test_erasing_wants_the_address(snap_compare: Compare, office: TuiOffice) -> None:
    """The way is shut until it is typed."""
    assert looks(snap_compare, office, NARROW, journalists("=nuri ben", "escape", "E", then="type nuri@"))


def test_long_work(snap_compare: Compare, office: TuiOffice) -> None:
    """How far, how long still, and the way to stop it."""
    end = threading.Event()
    times = iter([0.0, *[30.0] * 1_000])
    meter = Meter(lambda: next(times))
    meter.total, meter.done = 100_000, 42_000

    async def script(pilot: Pilot[None]) -> None:
        await journalists("escape")(pilot)
        await pilot.app.push_screen(ProgressDialog("Bringing in list.csv", lambda _: end.wait(20), meter))
        await wait_for(pilot, lambda: "42 %" in text_of(pilot), "the bar")

    try:
        assert looks(snap_compare, office, NARROW, script)
    finally:
        end.set()
