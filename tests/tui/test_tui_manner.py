"""What all rooms have in common: keys, help, colours, and what others change meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.color import Color
from textual.dom import DOMNode
from textual.pilot import Pilot
from tui_colours import contrast, texts
from tui_office import NARROW, TuiOffice, said, settled, text_of, tui_office, wait_for

from distrib.core.keys import KEYS
from distrib.db.engine import Database
from distrib.errors import DatabaseUnusable
from distrib.services import releases
from distrib.tui.app import DistribApp
from distrib.tui.dialogs.message import MessageDialog
from distrib.tui.rooms import SCREENS
from distrib.tui.screens.office_screen import OfficeScreen
from distrib.tui.screens.releases import ReleasesScreen
from distrib.tui.targets import ROOMS
from distrib.tui.themes import THEMES

LEAST = 4.5
"""Contrast of text to its ground (WCAG 2.2, 1.4.3)."""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TuiOffice]:
    with tui_office(tmp_path) as office:
        yield office


def with_settings(office: TuiOffice, **settings: object) -> TuiOffice:
    context = replace(office.context, settings=replace(office.context.settings, **settings))  # type: ignore[arg-type]
    return TuiOffice(context)


def test_the_keys_of_this_place_are_listed(office: TuiOffice) -> None:
    """A question mark shows them, with what they do."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("question_mark")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, MessageDialog), "the keys")
        await pilot.pause()
        for words in ("F1 Help", "F6 Deliveries", "q Quit", "^p All"):
            assert words in said(pilot)

    office.run(script)


def test_a_test_that_reads_the_screen_leaves_the_room_behind_a_dialog(office: TuiOffice) -> None:
    """A dialog that was not painted yet is read; what is painted then still shows the room."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("question_mark")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, MessageDialog), "the keys")
        pilot.app.screen.refresh()
        assert "Journalists" in text_of(pilot)
        assert "Journalists" in pilot.app.export_screenshot()

    office.run(script)


@pytest.mark.screens
def test_keys_are_another_where_the_settings_say_so(office: TuiOffice) -> None:
    """The usual one does nothing then, and the bar names the new one."""

    async def script(pilot: Pilot[None]) -> None:
        assert "F10 Deliveries" in text_of(pilot)
        await pilot.press("f6")
        await pilot.pause()
        assert pilot.app.current_mode == "releases"
        await pilot.press("f10")
        await settled(pilot, "deliveries")
        await pilot.press("H")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, MessageDialog), "help")

    with_settings(office, keys={"deliveries": "f10", "help": "H"}).run(script)


def test_bindings_with_a_name_have_the_keys_of_that_name() -> None:
    """The table in core is what the settings are checked against."""
    kinds: list[type[DOMNode]] = [DistribApp, OfficeScreen, *SCREENS]
    named = [one for kind in kinds for one in kind.BINDINGS if isinstance(one, Binding) and one.id]
    assert len(named) > len(ROOMS)
    assert all(one.key == KEYS[one.id or ""].keys for one in named)


def test_what_somebody_else_changes_is_seen(office: TuiOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """The room is told, and nothing is asked of the person."""
    told: list[str] = []
    monkeypatch.setattr(ReleasesScreen, "changed", lambda self: told.append(self.ROOM))

    async def script(pilot: Pilot[None]) -> None:
        releases.add(office.context, b"Rain Stops the Ferry\n\nGeneva - The ferry stayed in port.\n", "t")
        await wait_for(pilot, lambda: bool(told), "the change")
        assert told[0] == pilot.app.current_mode

    office.run(script)


def test_a_lost_database_is_said_in_a_line_until_it_is_back(office: TuiOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """No dialog stands in the way, and the room is read again afterwards."""
    whole, told = Database.change_stamp, []

    def lost(_: Database) -> str:
        raise DatabaseUnusable("The database server does not answer.")

    monkeypatch.setattr(ReleasesScreen, "changed", lambda self: told.append(self.ROOM))

    async def script(pilot: Pilot[None]) -> None:
        monkeypatch.setattr(Database, "change_stamp", lost)
        await wait_for(pilot, lambda: "The database is away" in text_of(pilot), "the line")
        assert isinstance(pilot.app.screen, OfficeScreen)
        assert "2026-001" in text_of(pilot)
        monkeypatch.setattr(Database, "change_stamp", whole)
        await wait_for(pilot, lambda: "The database is away" not in text_of(pilot), "its end")
        await wait_for(pilot, lambda: bool(told), "reading again")

    office.run(script)


@pytest.mark.parametrize("theme", [one.label for one in THEMES])
def test_every_text_stands_out_from_its_ground(office: TuiOffice, theme: str) -> None:
    """In every room, by computing it from what is painted."""
    weak: dict[str, float] = {}

    async def script(pilot: Pilot[None]) -> None:
        for room in ROOMS:
            await pilot.press(KEYS[room].keys)
            await settled(pilot, room)
            await pilot.press("tab")
            await pilot.pause()
            look(pilot, room)
        await pilot.press("f1")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, MessageDialog), "help")
        await pilot.pause()
        look(pilot, "help")

    def look(pilot: Pilot[None], where: str) -> None:
        found = list(texts(pilot))
        assert len(found) > 10
        weak.update(
            {
                f"{where}: {text} {front.hex} on {ground.hex}": contrast(front, ground)
                for text, front, ground in found
                if contrast(front, ground) < LEAST
            }
        )

    screen = replace(office.context.settings.screen, theme=theme)
    with_settings(office, screen=screen).run(script)
    assert weak == {}, "\n".join(f"{where} {ratio:.2f}" for where, ratio in weak.items())


def test_without_colours_everything_is_grey(office: TuiOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR is obeyed, and the words still say everything (https://no-color.org)."""
    monkeypatch.setenv("NO_COLOR", "1")

    async def script(pilot: Pilot[None]) -> None:
        painted = [colour for _, front, ground in texts(pilot) for colour in (front, ground)]
        assert painted
        app = pilot.app
        assert app.no_color
        assert all(is_grey(app, colour) for colour in painted)

    def is_grey(app: object, colour: Color) -> bool:
        from rich.segment import Segment
        from rich.style import Style
        from textual.filter import Monochrome

        ground = Color.parse("black")
        style = Style(color=colour.rich_color, bgcolor=ground.rich_color)
        filters = [one for one in app._filters if isinstance(one, Monochrome)]  # type: ignore[attr-defined]
        (segment,) = filters[0].apply([Segment("x", style)], ground)
        assert segment.style is not None
        assert segment.style.color is not None
        red, green, blue = Color.from_rich_color(segment.style.color).rgb
        return red == green == blue

    asyncio.run(_play(office, script))


async def _play(office: TuiOffice, script: object) -> None:
    async with office.app().run_test(size=NARROW) as pilot:
        await settled(pilot, "desk")
        await script(pilot)  # type: ignore[operator]
