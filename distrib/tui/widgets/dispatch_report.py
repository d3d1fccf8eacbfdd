"""One dispatch: how far it is, who works on it, then who got it and who did not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from distrib.core.dispatch import Dispatch
from distrib.core.ledger import State
from distrib.tui.delivery_words import ReportLine, filters, progress
from distrib.tui.widgets.choices import Choices
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import Source
from distrib.tui.widgets.tally_bar import TallyBar


class DispatchReport(Vertical):
    """Shows what it is given; `source` finds the people of a dispatch by id and filter."""

    def __init__(self, source: Callable[[int, str], Source[ReportLine]], *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._source = source
        self._dispatch: Dispatch | None = None

    def compose(self) -> ComposeResult:
        """From above: bar, words, filters, people."""
        columns: list[Column[ReportLine]] = [
            Column("Name", lambda one: one.name, 22),
            Column("Outlet", lambda one: one.outlet, 18, from_width=110),
            Column("What became of it", lambda one: one.what, tone=lambda one: one.tone),
            Column("Address", lambda one: one.email, from_width=100),
        ]
        yield TallyBar(id="bar")
        yield Static("", id="words", classes="note", markup=False)
        yield Choices(id="filter")
        yield PagedList(columns, empty="Nobody.", id="people")

    @property
    def people(self) -> PagedList[Any]:
        """Lines of the report."""
        return self.query_one("#people", PagedList)

    def show(self, dispatch: Dispatch, words: str, left_out: int) -> None:
        """Show a dispatch, or how it has come on."""
        before, self._dispatch = self._dispatch, dispatch
        self.query_one(TallyBar).show(list(progress(dispatch)))
        self.query_one("#words", Static).update(words)
        self.query_one(Choices).offer(filters(dispatch, left_out))
        if before is None or before.id != dispatch.id:
            self._show_people()
        elif before.tally != dispatch.tally or dispatch.tally.count(State.DEFERRED):
            self.people.reload()

    def next_filter(self) -> None:
        """The next group of people."""
        self.query_one(Choices).action_step(1)

    @on(Choices.Taken)
    def _show_people(self, message: Choices.Taken | None = None) -> None:
        if message:
            message.stop()
        if self._dispatch:
            self.people.show(self._source(self._dispatch.id, self.query_one(Choices).taken))
