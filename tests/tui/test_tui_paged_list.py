"""A list of 100,000 rows: what is in sight is read, nothing else, and the cursor goes anywhere at once."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from tui_office import LONGEST, Script, text_of, wait_for

from distrib.errors import DatabaseUnusable
from distrib.tui.background import Trouble
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import PAGE, Pages, Source, source_of
from distrib.tui.widgets.tally_bar import shares

MANY = 100_000


class ListApp(App[None]):
    """Nothing but a list."""

    def __init__(self) -> None:
        super().__init__()
        self.offsets: list[int] = []
        self.threads: set[int] = set()
        self.troubles: list[str] = []
        self.chosen: list[object] = []

    def compose(self) -> ComposeResult:
        yield PagedList[int]([Column("Number", lambda one: f"row {one}")], empty="Nothing here.", id="list")

    def on_trouble(self, message: Trouble) -> None:
        self.troubles.append(message.sentence)

    def on_paged_list_chosen(self, message: PagedList.Chosen) -> None:
        self.chosen.append(message.paged_list.current)

    def source(self, count: int) -> Source[int]:
        def page(offset: int, limit: int) -> Sequence[int]:
            self.offsets.append(offset)
            self.threads.add(threading.get_ident())
            return range(offset, min(offset + limit, count))

        return Source(lambda: count, page)


def on_list(script: Script, app: ListApp) -> None:
    """Run the script over 80 columns and 24 lines."""

    async def play() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            app.query_one(PagedList).focus()
            await script(pilot)

    asyncio.run(play())


def test_only_what_is_in_sight_is_read_and_never_in_the_event_loop() -> None:
    """Home, end, pages and steps over 100,000 rows."""
    app = ListApp()

    async def script(pilot: Pilot[None]) -> None:
        rows: PagedList[int] = app.query_one(PagedList)
        rows.show(app.source(MANY))
        await wait_for(pilot, lambda: rows.current == 0, "the first row")
        assert "row 22" in text_of(pilot)
        await pilot.press("end")
        await wait_for(pilot, lambda: rows.current == MANY - 1, "the last row")
        await wait_for(pilot, lambda: f"row {MANY - 1}" in text_of(pilot), "the last row in sight")
        await pilot.press("up", "pageup", "home", "down")
        await wait_for(pilot, lambda: rows.current == 1 and "row 1 " in text_of(pilot), "the second row")

    on_list(script, app)
    assert len(app.offsets) <= 4
    assert threading.get_ident() not in app.threads


def test_mouse_and_scrolling() -> None:
    """A click puts the cursor, two open, scrolling leaves the cursor."""
    app = ListApp()

    async def script(pilot: Pilot[None]) -> None:
        rows: PagedList[int] = app.query_one(PagedList)
        rows.show(app.source(MANY))
        await wait_for(pilot, lambda: rows.current == 0, "the first row")
        await pilot.click("#list", offset=(5, 4))
        assert rows.current == 3
        await pilot.click("#list", offset=(5, 6), times=2)
        await pilot.press("enter")
        await pilot.pause()
        assert app.chosen == [5, 5]
        rows.scroll_relative(y=300, animate=False)
        await wait_for(pilot, lambda: "row 305" in text_of(pilot), "rows further down")
        assert rows.current == 5

    on_list(script, app)
    assert app.offsets == [0, 300]


def test_an_empty_list_says_so_and_a_fault_is_told_once() -> None:
    """What was shown stays when the next source fails."""
    app = ListApp()

    def fail() -> int:
        raise DatabaseUnusable("The disk is full.")

    async def script(pilot: Pilot[None]) -> None:
        rows: PagedList[int] = app.query_one(PagedList)
        rows.show(source_of(()))
        await wait_for(pilot, lambda: "Nothing here." in text_of(pilot), "the empty text")
        rows.show(source_of([7]))
        await wait_for(pilot, lambda: "row 7" in text_of(pilot), "the row")
        rows.show(Source(fail, lambda *_: ()))
        await wait_for(pilot, lambda: app.troubles == ["The disk is full."], "the fault")
        assert "row 7" in text_of(pilot)

    on_list(script, app)
    assert app.troubles == ["The disk is full."]


def test_rows_at_hand_are_there_before_the_next_key() -> None:
    """A key that is pressed as soon as a dialog is drawn is about the row that is seen, and not about none."""
    app = ListApp()

    async def script(pilot: Pilot[None]) -> None:
        rows: PagedList[int] = app.query_one(PagedList)
        rows.show(source_of([5, 6, 7]))
        assert rows.current == 5
        rows.action_step(1)
        rows.show(source_of([4, 5, 6, 7]), at=None)
        assert rows.current == 6
        await pilot.pause()
        assert rows.current == 6

    on_list(script, app)


def test_the_cursor_goes_with_its_row_and_nothing_scrolls() -> None:
    """Somebody comes in above while the list is read; what was scrolled to stays in sight."""
    app, numbers = ListApp(), list(range(10, 300))
    source = Source(lambda: len(numbers), lambda at, most: numbers[at : at + most])

    async def script(pilot: Pilot[None]) -> None:
        rows: PagedList[int] = app.query_one(PagedList)
        rows.show(source)
        await wait_for(pilot, lambda: rows.current == 10, "the rows")
        await pilot.press("down", "down")
        numbers[:0] = [1, 2]
        rows.reload()
        await wait_for(pilot, lambda: rows.rows.is_read, "the rows anew")
        assert (rows.current, rows.cursor) == (12, 4)
        rows.reload(to=11)
        rows.reload()
        await wait_for(pilot, lambda: rows.current == 11, "the one that is wanted")
        rows.scroll_to(y=20, animate=False)
        rows.show(source_of(list(numbers)), at=None)
        await pilot.pause()
        assert (rows.current, rows.scroll_y) == (11, 20)

    on_list(script, app)


def test_what_could_not_be_read_is_read_when_that_can_be_done() -> None:
    """Never the rows of the question before."""
    app, is_away = ListApp(), True

    def count() -> int:
        if is_away:
            raise DatabaseUnusable("The disk is full.")
        return 1

    async def script(pilot: Pilot[None]) -> None:
        nonlocal is_away
        rows: PagedList[int] = app.query_one(PagedList)
        rows.show(source_of([7]))
        rows.show(Source(count, lambda *_: [8]))
        await wait_for(pilot, lambda: bool(app.troubles), "the fault")
        assert rows.current == 7
        is_away = False
        rows.reload()
        await wait_for(pilot, lambda: rows.current == 8, "what was wanted")

    on_list(script, app)


def test_the_cursor_stays_with_its_row_when_somebody_adds_one_during_a_read() -> None:
    """The first answer is older than the second question, and does not end what the cursor follows."""
    rows, gate, entered = [1, 2, 3], threading.Event(), threading.Event()

    def page(at: int, most: int) -> Sequence[int]:
        seen = rows[at : at + most]
        entered.set()
        gate.wait(LONGEST)
        return seen

    async def script(pilot: Pilot[None]) -> None:
        shown: PagedList[int] = pilot.app.query_one(PagedList)
        gate.set()
        shown.show(Source(lambda: len(rows), page))
        shown.focus()
        await wait_for(pilot, lambda: shown.current == 1, "the rows")
        await pilot.press("down")
        gate.clear()
        entered.clear()
        shown.reload()
        await asyncio.to_thread(entered.wait, LONGEST)
        rows.insert(0, 9)
        shown.reload()
        gate.set()
        await wait_for(pilot, lambda: shown.rows.is_read and shown.rows.row(0) == 9, "the row that was added")
        assert shown.current == 2

    on_list(script, ListApp())


def test_a_reload_during_a_read_is_not_lost() -> None:
    """What was read before the reload is shown and read again."""
    pages: Pages[int] = Pages()
    rows = [1]
    pages.show(Source(lambda: len(rows), lambda at, most: rows[at : at + most]))
    first = pages.next_read(0, 10)
    assert first is not None
    answer = first()
    rows.append(2)
    pages.reload()
    assert pages.next_read(0, 10) is None, "one read at a time"
    pages.take(answer)
    assert not pages.is_read
    second = pages.next_read(0, 10)
    assert second is not None
    pages.take(second())
    assert (pages.is_read, pages.row(1)) == (True, 2)


@given(st.lists(st.tuples(st.integers(0, 5_000), st.integers(1, 60)), max_size=30), st.integers(0, 9_000))
def test_whatever_comes_into_sight_is_read(views: list[tuple[int, int]], count: int) -> None:
    """After the reads that a view asks for, every row in it is here."""
    pages: Pages[int] = Pages()
    pages.show(source_of(range(count)))
    for top, height in views:
        while read := pages.next_read(top, height):
            pages.take(read())
        for index in range(top, min(top + height, count)):
            assert pages.row(index) == index
    assert PAGE == 50


@given(st.lists(st.integers(0, 100_000), min_size=4, max_size=4), st.integers(4, 200))
def test_the_bar_is_as_long_as_it_is_and_hides_nobody(numbers: list[int], width: int) -> None:
    """One refusal among 100,000 is still seen."""
    counts = list(zip("abcd", numbers, strict=True))
    cells = shares(counts, width)
    if sum(numbers):
        assert sum(cells) == width
    assert all(cell > 0 for cell, number in zip(cells, numbers, strict=True) if number)
    assert all(cell >= 0 for cell in cells)
