"""The journalists' list on the screen, by the number of people: a key stroke, typing, and the jump to the end.

    python tests/bench/people_list.py [few] [many] [rounds]

The real screen over a real SQLite file, without a terminal. Keys are timed from the press to the painted cursor,
letters in the box from the press to the painted letter, the jump from the press to the last row in sight, read from
the database. Both rosters turn about in one run; what counts are the ratios, which should be about 1.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from roster import people
from search import NOW, _one
from textual.pilot import Pilot
from textual.widgets import Input
from tui_office import TuiOffice, settled, tui_office, wait_for

from distrib.core.people import JournalistStatus
from distrib.db import people as rows
from distrib.tui.widgets.paged_list import PagedList

Times = dict[str, list[float]]


def main() -> None:
    """Measure and print."""
    words = [int(word) for word in sys.argv[1:]]
    few, many, rounds = (*words, *(1_000, 100_000, 5)[len(words) :])
    times: dict[int, Times] = {few: {}, many: {}}
    with tempfile.TemporaryDirectory() as folder:
        for count in times:
            Path(folder, str(count)).mkdir()
        with (
            tui_office(Path(folder, str(few)), is_furnished=False) as small,
            tui_office(Path(folder, str(many)), is_furnished=False) as large,
        ):
            offices = {few: small, many: large}
            for count, office in offices.items():
                _fill(office, count)
            for _ in range(rounds):
                for count, office in offices.items():
                    office.run(lambda pilot, count=count: _use(pilot, count, times[count]))  # type: ignore[misc]
    for deed in times[few]:
        one, other = _late(times[few][deed]), _late(times[many][deed])
        print(f"{deed:22} p95 {one:7.1f} ms at {few:,}, {other:7.1f} ms at {many:,}, ratio {other / one:.2f}")


async def _use(pilot: Pilot[None], count: int, times: Times) -> None:
    await pilot.press("f5")
    await settled(pilot, "journalists")
    found: PagedList[object] = pilot.app.screen.query_one("#journalists", PagedList)
    await wait_for(pilot, lambda: found.rows.count == count, "everybody")
    box = pilot.app.screen.query_one(Input)
    for letter in "tunis":
        before = box.value
        await _timed(pilot, letter, lambda before=before, letter=letter: box.value == before + letter, "letter", times)  # type: ignore[misc]
    box.value = ""
    await settled(pilot, "journalists")
    await wait_for(pilot, lambda: found.rows.count == count and found.rows.is_read, "everybody again")
    await pilot.press("escape")
    for key in ("down", "down", "pagedown", "up", "pagedown", "down"):
        place = found.cursor
        await _timed(pilot, key, lambda place=place: found.cursor != place, f"key {key}", times)  # type: ignore[misc]
    for _ in range(3):
        await _timed(
            pilot, "end", lambda: found.cursor == count - 1 and found.current is not None, "jump to the end", times
        )
        found.reload()
        await pilot.press("home")
        await settled(pilot, "journalists")


async def _timed(pilot: Pilot[None], key: str, is_done: Callable[[], bool], deed: str, times: Times) -> None:
    start = time.perf_counter()
    await pilot.press(key)
    while not is_done():
        await pilot.pause(0.001)
    pilot.app.screen._compositor.render_strips()
    times.setdefault(deed, []).append((time.perf_counter() - start) * 1e3)


def _fill(office: TuiOffice, count: int) -> None:
    everyone = people(count)
    while some := list(islice(everyone, 20_000)):
        with office.context.database.writing() as transaction:
            rows.insert_journalists(transaction, [(_one(row), JournalistStatus.SUBSCRIBED) for row in some], NOW)


def _late(found: list[float]) -> float:
    return statistics.quantiles(found, n=20)[-1]


if __name__ == "__main__":
    main()
