"""Long work that is stopped: what is shown meanwhile, what is kept, what is said. A gate holds it where it is met."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from tui_office import LONGEST, Script, TuiOffice, quiet, settled, text_of, tui_office, wait_for

from distrib.ingest.roster import table as roster_table
from distrib.services import people
from distrib.services.people import journalists as importing
from distrib.services.people import undoing
from distrib.tui.dialogs.columns import ColumnsDialog
from distrib.tui.dialogs.form import FormDialog
from distrib.tui.dialogs.import_preview import ImportPreview
from distrib.tui.dialogs.progress import ProgressDialog
from distrib.tui.long_work import Meter
from distrib.tui.screens.office_screen import OfficeScreen

PIECE = 400
ROWS = 3 * PIECE
"""Several of the pieces in which a list is brought in, so that some of it is written when it is stopped."""
BROUGHT_IN = f"{ROWS:,} new, 0 changed"
STOPPED = "It was stopped. Nothing was changed."


class Gate:
    """Work that comes to it waits until it is let go on."""

    def __init__(self) -> None:
        self.is_shut = False
        self.pieces = 0
        """Of a list, that were written before."""
        self._met, self._open = threading.Event(), threading.Event()

    def hold(self) -> None:
        """Runs in the thread of the work."""
        if self.is_shut:
            self._met.set()
            assert self._open.wait(LONGEST)

    @property
    def is_met(self) -> bool:
        """Whether the work waits, or has waited, here."""
        return self._met.is_set()

    def let_go(self) -> None:
        """For good."""
        self.is_shut = False
        self._open.set()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TuiOffice]:
    with tui_office(tmp_path) as office:
        yield office


@pytest.fixture
def gate() -> Iterator[Gate]:
    gate = Gate()
    yield gate
    gate.let_go()


@pytest.fixture
def in_the_middle(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> Gate:
    """The gate stands where more than half of the file is read, not counting the look at its encoding."""
    monkeypatch.setattr(roster_table, "SAMPLE", 1_000)
    monkeypatch.setattr(importing, "ROWS", PIECE)
    told, write = Meter.told, importing._write

    def held(meter: Meter, done: int) -> None:
        if done > meter.total / 2:
            gate.hold()
        told(meter, done)

    def counted(*given: Any, **named: Any) -> list[str]:
        gate.pieces += 1
        return write(*given, **named)

    monkeypatch.setattr(Meter, "told", held)
    monkeypatch.setattr(importing, "_write", counted)
    return gate


def among_people(office: TuiOffice, script: Script) -> None:
    """With the cursor on the list of journalists."""

    async def play(pilot: Pilot[None]) -> None:
        await pilot.press("escape")
        await script(pilot)

    office.run(play, room="journalists")


async def top(pilot: Pilot[None], kind: type[object]) -> None:
    """A dialog of this kind is on top, and what it shows is read."""
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, kind) and pilot.app.screen.is_mounted, kind.__name__)
    await quiet(pilot)


async def to_the_columns(pilot: Pilot[None], folder: Path) -> None:
    """From the list of people to the columns of a long one."""
    rows = (f"Ana Silva {number},ana{number}@news.example\n" for number in range(ROWS))
    (folder / "long.csv").write_text("Name,Email\n" + "".join(rows))
    await pilot.press("i")
    await top(pilot, FormDialog)
    await pilot.press(*str(folder / "long.csv"), "f8")
    await top(pilot, ColumnsDialog)


async def to_the_preview(pilot: Pilot[None], folder: Path) -> None:
    """It has been looked at, and nothing of it is brought in."""
    await to_the_columns(pilot, folder)
    await pilot.press("f8")
    await top(pilot, ImportPreview)


async def told(pilot: Pilot[None], sentence: str) -> None:
    """A person reads what became of it."""
    await wait_for(pilot, lambda: sentence in text_of(pilot), sentence)


async def stop(pilot: Pilot[None], gate: Gate, key: str = "escape") -> None:
    """The work is met at the gate, and a person wants it no more."""
    await wait_for(pilot, lambda: gate.is_met, "the work at the gate")
    await top(pilot, ProgressDialog)
    await pilot.press(key)
    assert "Stopping …" in text_of(pilot)
    gate.let_go()


def sizes(office: TuiOffice) -> tuple[int, int]:
    """Journalists, and lists that were brought in."""
    return people.count_journalists(office.context, "all"), len(undoing.every(office.context))


@pytest.mark.parametrize("key", ["escape", "enter"])
def test_looking_at_a_list_is_stopped(office: TuiOffice, tmp_path: Path, in_the_middle: Gate, key: str) -> None:
    """By key or button; then the columns are there again."""
    before = sizes(office)

    async def script(pilot: Pilot[None]) -> None:
        await to_the_columns(pilot, tmp_path)
        in_the_middle.is_shut = True
        await pilot.press("f8")
        await stop(pilot, in_the_middle, key)
        await top(pilot, ColumnsDialog)
        await told(pilot, STOPPED)

    among_people(office, script)
    assert sizes(office) == before


def test_an_import_that_is_stopped_in_the_middle_keeps_nothing(
    office: TuiOffice, tmp_path: Path, in_the_middle: Gate
) -> None:
    """Neither people nor a list to undo; the same list is brought in afterwards, whole."""
    before = sizes(office)

    async def script(pilot: Pilot[None]) -> None:
        await to_the_preview(pilot, tmp_path)
        assert f"Added {ROWS:,}" in text_of(pilot)
        in_the_middle.is_shut, in_the_middle.pieces = True, 0
        await pilot.press("f8")
        await stop(pilot, in_the_middle)
        assert in_the_middle.pieces
        await top(pilot, OfficeScreen)
        await told(pilot, STOPPED)
        assert sizes(office) == before
        await to_the_preview(pilot, tmp_path)
        await pilot.press("f8")
        await settled(pilot, "journalists")
        await told(pilot, BROUGHT_IN)

    among_people(office, script)
    assert sizes(office) == (before[0] + ROWS, before[1] + 1)


def test_a_stop_that_comes_too_late_does_not_say_that_it_stopped(
    office: TuiOffice, tmp_path: Path, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file was read to its end: what came in is said, and how it is undone."""
    record = importing.record_import

    def held(*given: Any) -> None:
        gate.hold()
        record(*given)

    monkeypatch.setattr(importing, "record_import", held)
    before = sizes(office)

    async def script(pilot: Pilot[None]) -> None:
        await to_the_preview(pilot, tmp_path)
        gate.is_shut = True
        await pilot.press("f8")
        await stop(pilot, gate)
        await settled(pilot, "journalists")
        await told(pilot, BROUGHT_IN)
        assert "I undoes it" in " ".join(text_of(pilot).split())
        assert STOPPED not in text_of(pilot)

    among_people(office, script)
    assert sizes(office) == (before[0] + ROWS, before[1] + 1)


def test_the_bar_says_how_far_it_is_and_how_long_still(office: TuiOffice, tmp_path: Path, in_the_middle: Gate) -> None:
    """While the work goes on."""

    async def script(pilot: Pilot[None]) -> None:
        await to_the_columns(pilot, tmp_path)
        in_the_middle.is_shut = True
        await pilot.press("f8")
        await wait_for(pilot, lambda: in_the_middle.is_met, "the work at the gate")
        await wait_for(pilot, lambda: " %, " in text_of(pilot) and " left" in text_of(pilot), "share and time left")
        assert "█" in text_of(pilot)
        assert "Stop (Esc)" in text_of(pilot)
        in_the_middle.let_go()
        await top(pilot, ImportPreview)

    among_people(office, script)
