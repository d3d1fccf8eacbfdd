"""From a key stroke to the paint that shows it: the editor beside a bare text area, the search box beside a bare box.

Both hold the same 10,000 words, or stand before the same number of people. What is painted is what the terminal gets.
"""

from __future__ import annotations

import asyncio
import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, TextArea
from tui_hands import Hands
from tui_office import LONGEST, TuiOffice, entered, quiet, settled, tui_office, wait_for

from distrib.services import people, releases
from distrib.tui.screens.release import ReleaseScreen
from distrib.tui.widgets.editor import Editor

ROSTERS = (1_000, 100_000)
WORDS = 10_000
STROKES = "libya migration reporters " * 4
SIZE = (120, 40)
ROUNDS = 3
Run = Callable[[], Coroutine[None, None, list[float]]]


class Bare(App[None]):
    """One widget and nothing else."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self._widget = widget

    def compose(self) -> ComposeResult:
        """It."""
        yield self._widget


def main() -> None:
    """Print p95 and medians, in milliseconds, and their ratios."""
    with tempfile.TemporaryDirectory() as folder, tui_office(Path(folder)) as office:
        text = " ".join(f"word{one}" + ("\n\n" if one % 80 == 79 else "") for one in range(WORDS))
        _compare(f"editor with {WORDS:,} words", lambda: _in_editor(office, text), lambda: _in_area(text))
    for size in ROSTERS:
        with tempfile.TemporaryDirectory() as folder, tui_office(Path(folder), is_furnished=False) as office:
            people.import_journalists(office.context, _list(size), "list.csv")
            _compare(f"search box before {size:,} people", lambda office=office: _in_box(office), _in_bare_box)  # type: ignore[misc]


def _list(size: int) -> bytes:
    rows = (f"Reporter {one},r{one}@news.example,Radio {one % 500},LY,ar" for one in range(size))
    return ("Name,Email,Outlet,Country,Languages\n" + "\n".join(rows) + "\n").encode()


def _compare(what: str, ours: Run, theirs: Run) -> None:
    pairs = [(asyncio.run(ours()), asyncio.run(theirs())) for _ in range(ROUNDS)]
    ratios = sorted(_late(one) / _late(other) for one, other in pairs)
    one, other = (statistics.median(_late(pair[side]) for pair in pairs) for side in (0, 1))
    middle = statistics.median(statistics.median(a) / statistics.median(b) for a, b in pairs)
    spread = f"{ratios[1]:.2f}x ({ratios[0]:.2f}–{ratios[-1]:.2f})"
    print(f"{what:38} p95 {one:6.1f} {other:6.1f} ms, {spread}; medians {middle:.2f}x")


def _late(found: list[float]) -> float:
    return statistics.quantiles(found, n=20)[-1]


async def _in_editor(office: TuiOffice, text: str) -> list[float]:
    releases.add(office.context, f"A Headline for the Editor\n\nTripoli - {text}".encode(), "long.txt")
    async with office.app().run_test(size=SIZE) as pilot:
        hands = Hands(pilot.app)
        await entered(hands, "releases")
        await hands.press("enter")
        await wait_for(hands, lambda: isinstance(pilot.app.screen, ReleaseScreen), "the release")
        area = pilot.app.screen.query_one(Editor)
        await wait_for(hands, lambda: "word9999" in area.text, "the text")
        area.focus()
        return await _strokes(hands)


async def _in_area(text: str) -> list[float]:
    async with Bare(TextArea(text)).run_test(size=SIZE) as pilot:
        pilot.app.screen.query_one(TextArea).focus()
        return await _strokes(Hands(pilot.app))


async def _in_box(office: TuiOffice) -> list[float]:
    async with office.app().run_test(size=SIZE) as pilot:
        hands = Hands(pilot.app)
        await entered(hands, "journalists")
        pilot.app.screen.query_one(Input).focus()
        await settled(hands, "journalists")
        return await _strokes(hands)


async def _in_bare_box() -> list[float]:
    async with Bare(Input()).run_test(size=SIZE) as pilot:
        pilot.app.screen.query_one(Input).focus()
        return await _strokes(Hands(pilot.app))


async def _strokes(hands: Pilot[None]) -> list[float]:
    """Seconds, of each."""
    await quiet(hands)
    gc.collect()
    with _painting(hands.app) as painted:
        found = []
        for letter in STROKES:
            await hands.pause(0.05)  # as fast as a quick typist
            painted.clear()
            began = time.perf_counter()
            assert hands.app._driver is not None
            hands.app._driver.send_message(events.Key("space" if letter == " " else letter, letter))
            await asyncio.wait_for(painted.wait(), LONGEST)
            found.append((time.perf_counter() - began) * 1e3)
    return found


@contextmanager
def _painting(app: App[None]) -> Iterator[asyncio.Event]:
    """When the terminal gets something."""
    painted, shown = asyncio.Event(), app._display

    def display(*given: object) -> None:
        shown(*given)  # type: ignore[arg-type]
        painted.set()

    with patch.object(app, "_display", display):
        yield painted


if __name__ == "__main__":
    main()
