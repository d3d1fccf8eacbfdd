"""The demo office behind a screen, for tests: a clock that stands still, and nothing that leaves this process."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path
from unittest.mock import patch
from zoneinfo import ZoneInfo

from textual.pilot import Pilot
from textual.widget import Widget
from tui_hands import Hands
from tui_painting import painted

from distrib import app as composition
from distrib import config
from distrib.core.keys import KEYS
from distrib.db.engine import Database
from distrib.services import demo
from distrib.services.context import Context
from distrib.tui.app import DistribApp
from distrib.tui.desk import Desk
from distrib.tui.widgets.journalist_pane import JournalistPane
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.reading import Reading

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SMTP = "smtp://127.0.0.1:2525"
"""Nobody listens there, and nothing in these tests connects."""
LONGEST = 20.0
"""Seconds until a wait gives up; a slow machine needs some of them, a broken screen all."""

NARROW, WIDE = (80, 24), (120, 40)
Script = Callable[[Pilot[None]], Awaitable[None]]


@dataclass(slots=True)
class TuiOffice:
    """An office, and what its screen asked of the outside."""

    context: Context
    started: list[str] = field(default_factory=list)
    """One entry for each worker that was to be started."""
    pages: list[str] = field(default_factory=list)
    """Addresses given to the browser."""

    def in_french(self) -> TuiOffice:
        """The same office, for somebody who reads French."""
        settings = self.context.settings
        screen = replace(settings.screen, language="fr")
        return TuiOffice(replace(self.context, settings=replace(settings, screen=screen)))

    def desk(self) -> Desk:
        """As `open_screen` makes it."""
        return Desk(
            context=self.context,
            zone=ZoneInfo("Europe/Zurich"),
            start_worker=lambda: self.started.append("worker"),
            open_page=lambda address: not self.pages.append(address),  # type: ignore[func-returns-value]
            office_name="Harbour Office",
        )

    def app(self) -> DistribApp:
        """A screen that is not running yet."""
        return DistribApp(self.desk)

    def run(self, script: Script, size: tuple[int, int] = NARROW, *, room: str = "releases") -> None:
        """Open the screen, enter a room, and let the script press its keys."""

        async def play() -> None:
            async with self.app().run_test(size=size, notifications=True) as pilot:
                hands = Hands(pilot.app)
                await entered(hands, room)
                await script(hands)

        asyncio.run(play())


@contextmanager
def tui_office(folder: Path, *, is_furnished: bool = True) -> Iterator[TuiOffice]:
    """The demo office, or with `is_furnished` off one without people and releases."""
    first = 1
    if is_furnished:
        furnished, first = _furnished()
        shutil.copytree(furnished, folder, dirs_exist_ok=True)
    as_in_a_shell = patch.dict(os.environ, {"DISTRIB_SMTP": SMTP})
    with _opened(folder, count(first)) as context, patch.object(Database, "now", lambda *_: NOW), as_in_a_shell:
        yield TuiOffice(context)


@cache
def _furnished() -> tuple[Path, int]:
    """A folder with the demo office, to be copied, and the number of the next token."""
    folder, numbers = Path(tempfile.mkdtemp(prefix="distrib-test-")), count(1)
    with _opened(folder, numbers) as context:
        demo.furnish(context)
    return folder, next(numbers)


@contextmanager
def _opened(folder: Path, numbers: Iterator[int]) -> Iterator[Context]:
    office = composition.build(config.load(demo.make_folder(folder) | {"DISTRIB_SMTP": SMTP}))
    try:
        yield replace(office.context, now=lambda: NOW, actor="ana", new_token=lambda: f"token{next(numbers):015}")
    finally:
        office.close()


async def wait_for(pilot: Pilot[None], predicate: Callable[[], bool], description: str) -> None:
    """Let the screen work until something is so."""
    end = time.monotonic() + LONGEST
    while not predicate():
        assert time.monotonic() < end, f"waited in vain: {description}\n{text_of(pilot)}"
        await pilot.pause(0.02)


async def entered(pilot: Pilot[None], room: str) -> None:
    """The office is open and a room of it is entered; the desk is the first."""
    await settled(pilot, "desk")
    if room != "desk":
        await pilot.press(KEYS[room].keys)
        await settled(pilot, room)


async def settled(pilot: Pilot[None], room: str) -> None:
    """The room is entered and everything in sight is read."""
    await wait_for(pilot, lambda: pilot.app.current_mode == room and pilot.app.screen.is_mounted, f"room {room}")
    await quiet(pilot)


async def opened(pilot: Pilot[None], kind: type[object]) -> None:
    """A dialog or screen of this kind is on top and drawn; it may still be reading what it shows."""
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, kind) and pilot.app.screen.is_mounted, kind.__name__)
    await pilot.pause()


async def quiet(pilot: Pilot[None]) -> None:
    """Nothing is being read, nor will be in a moment: not behind a dialog either."""

    def is_quiet() -> bool:
        if any(pane.is_waiting for screen in pilot.app.screen_stack for pane in screen.query(JournalistPane)):
            return False
        lists = [one for screen in pilot.app.screen_stack for one in screen.query(PagedList)]
        is_reading = any(not one.is_finished and one.group != "deeds" for one in pilot.app.workers)
        return not is_reading and all(one.rows.is_read for one in lists if one.rows.is_shown)

    await wait_for(pilot, is_quiet, "everything is read")
    await pilot.pause()


def text_of(pilot: Pilot[None], widget: Widget | None = None) -> str:
    """What stands on the screen, line by line."""
    lines = [strip.text for strip in painted(pilot)]
    if widget is None:
        return "\n".join(lines)
    region = widget.region
    return "\n".join(one[region.x : region.right] for one in lines[region.y : region.bottom])


def said(pilot: Pilot[None]) -> str:
    """The text of the dialog on top, without its line breaks."""
    return " ".join(pilot.app.screen.query_one(Reading).text.split())
