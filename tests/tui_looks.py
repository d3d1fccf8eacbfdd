"""How a view is led to and compared with its picture."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol

import pytest
from textual.pilot import Pilot
from tui_office import NARROW, WIDE, Script, TuiOffice, entered, quiet, settled, text_of, wait_for

from distrib.tui.app import DistribApp


class Compare(Protocol):
    """The fixture of pytest-textual-snapshot."""

    def __call__(
        self,
        app: DistribApp,
        *,
        terminal_size: tuple[int, int],
        run_before: Callable[[Pilot[None]], Awaitable[None] | None],
    ) -> bool: ...


BOTH = pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])


def looks(compare: Compare, office: TuiOffice, size: tuple[int, int], script: Script) -> bool:
    """Open the screen, let the script lead to the view, and compare."""

    async def lead(pilot: Pilot[None]) -> None:
        await entered(pilot, "releases")
        await wait_for(pilot, lambda: "Dear colleague" in text_of(pilot) or "No release" in text_of(pilot), "a text")
        await script(pilot)
        await quiet(pilot)

    return compare(office.app(), terminal_size=size, run_before=lead)


def enter(key: str, room: str, words: str) -> Script:
    """Go to a room and wait for what it shows."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press(key)
        await settled(pilot, room)
        await wait_for(pilot, lambda: words in text_of(pilot), words)

    return script
