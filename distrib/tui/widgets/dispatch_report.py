"""One dispatch: how far it is, who works on it, then who got it and who did not, and the figures beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from distrib.core.delivery.dispatch import Delivery
from distrib.core.delivery.ledger import State
from distrib.tui.delivery_words import (
    GROUPS,
    ReportLine,
    filters,
    left_out_line,
    progress,
    report_line,
    standing_words,
)
from distrib.tui.tasks.deliveries import Look
from distrib.tui.widgets.choices import Choices
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.figures_pane import FiguresPane, picture
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import Source, source_of
from distrib.tui.widgets.tally_bar import TallyBar
from distrib.tui.wording import _

SPARK = 24
"""Columns of the picture beside the words."""


People = Callable[[int, Sequence[State]], Source[Delivery]]
"""Those of a dispatch who are in any of the states; all of them for none."""


class DispatchReport(Vertical):
    """Shows what it is given; `people` finds deliveries, by pages in threads."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "filter(-1)", "Before", show=False),
        Binding("right", "filter(1)", "Next", show=False),
    ]

    def __init__(self, people: People, zone: ZoneInfo, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._people = people
        self._zone = zone
        self._look: Look | None = None
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
        choices = Choices(id="filter")
        choices.can_focus = False  # Tab leads to the people at once, whose keys turn it
        yield choices
        with Horizontal(id="halves"):
            yield PagedList(columns, empty=_("Nobody."), id="people", identity=lambda one: one.identity)
            yield FiguresPane(id="figures")

    @property
    def people(self) -> PagedList[Any]:
        """Lines of the report."""
        return self.query_one("#people", PagedList)

    @property
    def person(self) -> ReportLine | None:
        """The one under the cursor, while that is among the people."""
        return self.people.current if self.people.has_focus else None

    def show(self, look: Look) -> None:
        """Show a dispatch, or how it has come on."""
        before, self._look = self._look.dispatch if self._look else None, look
        dispatch = look.dispatch
        self.query_one(TallyBar).show(list(progress(dispatch)))
        words = standing_words(look.standing, self._zone)
        self.query_one("#words", Static).update(f"{words}  {picture(look.figures, SPARK)}".rstrip())
        self.query_one(FiguresPane).show_figures(look.figures, self._zone)
        self.query_one(Choices).offer(filters(dispatch, len(look.left_out)), self._wanted or None)
        is_other = before is None or before.id != dispatch.id or bool(self._wanted)
        self._wanted = ""
        if is_other:
            self._show_people()
        elif before and (before.tally != dispatch.tally or dispatch.tally.count(State.DEFERRED)):
            self.people.reload()

    def turn(self) -> None:
        """Figures instead of people, or people again, where there is no room for both."""
        self.toggle_class("-figures")
        (self.query_one(FiguresPane) if self.has_class("-figures") else self.people).focus()

    def want(self, group: str) -> None:
        """The filter to take when the dispatch is shown next."""
        self._wanted = group

    def action_filter(self, by: int) -> None:
        """The next group of people, or the one before."""
        self.query_one(Choices).action_step(by)

    @on(Choices.Taken)
    def _show_people(self, message: Choices.Taken | None = None) -> None:
        if message:
            message.stop()
        if self._look:
            self.people.show(self._lines(self._look, self.query_one(Choices).taken))

    def _lines(self, look: Look, group: str) -> Source[ReportLine]:
        if group == "left-out":
            return source_of([left_out_line(one) for one in look.left_out])
        found, zone = self._people(look.dispatch.id, GROUPS.get(group, ())), self._zone
        return Source(found.count, lambda at, most: [report_line(one, zone) for one in found.page(at, most)])
