"""One dispatch: how far it is, who works on it, then who got it and who did not, and the figures beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from distrib.core.dispatch import Dispatch
from distrib.core.figures import Figures
from distrib.core.ledger import State
from distrib.tui.delivery_words import ReportLine, filters, progress
from distrib.tui.widgets.choices import Choices
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.figures_pane import FiguresPane, picture
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import Source
from distrib.tui.widgets.tally_bar import TallyBar
from distrib.tui.wording import _

SPARK = 24
"""Columns of the picture beside the words."""


class DispatchReport(Vertical):
    """Shows what it is given; `source` finds the people of a dispatch by id and filter."""

    def __init__(self, source: Callable[[int, str], Source[ReportLine]], *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._source = source
        self._dispatch: Dispatch | None = None
        self._wanted = ""
        """A filter that was asked for before the dispatch was here."""

    def compose(self) -> ComposeResult:
        """From above: bar, words, filters, people with the figures beside or instead of them."""
        columns: list[Column[ReportLine]] = [
            Column(_("Name"), lambda one: one.name, 22),
            Column(_("Outlet"), lambda one: one.outlet, 18, from_width=110),
            Column(_("What became of it"), lambda one: one.what, tone=lambda one: one.tone),
            Column(_("Address"), lambda one: one.email, from_width=100),
        ]
        yield TallyBar(id="bar")
        yield Static("", id="words", classes="note", markup=False)
        yield Choices(id="filter")
        with Horizontal(id="halves"):
            yield PagedList(columns, empty=_("Nobody."), id="people")
            yield FiguresPane(id="figures")

    @property
    def people(self) -> PagedList[Any]:
        """Lines of the report."""
        return self.query_one("#people", PagedList)

    def show(self, dispatch: Dispatch, words: str, left_out: int) -> None:
        """Show a dispatch, or how it has come on."""
        before, self._dispatch = self._dispatch, dispatch
        self.query_one(TallyBar).show(list(progress(dispatch)))
        self.query_one("#words", Static).update(words)
        self.query_one(Choices).offer(filters(dispatch, left_out), self._wanted or None)
        is_other = before is None or before.id != dispatch.id or bool(self._wanted)
        self._wanted = ""
        if is_other:
            self._show_people()
        elif before and (before.tally != dispatch.tally or dispatch.tally.count(State.DEFERRED)):
            self.people.reload()

    def show_figures(self, figures: Figures, words: str, zone: ZoneInfo) -> None:
        """In the pane, and as a picture behind the words."""
        self.query_one(FiguresPane).show_figures(figures, zone)
        self.query_one("#words", Static).update(f"{words}  {picture(figures, SPARK)}".rstrip())

    def turn(self) -> None:
        """Figures instead of people, or people again, where there is no room for both."""
        self.toggle_class("-figures")
        (self.query_one(FiguresPane) if self.has_class("-figures") else self.people).focus()

    def want(self, group: str) -> None:
        """The filter to take when the dispatch is shown next."""
        self._wanted = group

    def next_filter(self) -> None:
        """The next group of people."""
        self.query_one(Choices).action_step(1)

    @on(Choices.Taken)
    def _show_people(self, message: Choices.Taken | None = None) -> None:
        if message:
            message.stop()
        if self._dispatch:
            self.people.show(self._source(self._dispatch.id, self.query_one(Choices).taken))
