"""A dialog with the people who are probably the same. Decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Button

from distrib.core.people import Journalist
from distrib.tui.dialogs.dialog import Dialog, button
from distrib.tui.keys import bind
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import source_of
from distrib.tui.wording import _, counted

Pair = tuple[Journalist, Journalist]


class NearDialog(Dialog[Pair]):
    """Returns the pair that is to be looked at; there is one at least."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("close", "leave", _("Close"), show=False)]

    def __init__(self, pairs: Sequence[Pair]) -> None:
        super().__init__()
        self._pairs = pairs

    @property
    def heading(self) -> str:
        """How many."""
        return counted(
            "{number} pair is probably one person", "{number} pairs are probably one person", len(self._pairs)
        )

    def compose_content(self) -> ComposeResult:
        """The pairs."""
        columns: list[Column[Pair]] = [
            Column(_("Name"), lambda one: one[0].name),
            Column(_("Looks like"), lambda one: one[1].name),
            Column(_("Outlet"), lambda one: one[0].outlet, 18),
            Column(_("Addresses"), lambda one: f"{one[0].email}, {one[1].email}", from_width=84),
        ]
        yield PagedList(columns, empty="", id="pairs")

    def compose_buttons(self) -> ComposeResult:
        """Look at one, or leave."""
        yield button(_("Look at both (Enter)"), "look", is_main=True)
        yield button(_("Close"), "close", key="cancel")

    @property
    def pairs(self) -> PagedList[Pair]:
        """The list."""
        return self.query_one("#pairs", PagedList)

    def on_mount(self) -> None:
        """The list has the keys."""
        self.pairs.show(source_of(self._pairs))
        self.pairs.focus()

    @on(PagedList.Chosen)
    def _chosen(self) -> None:
        if self.pairs.current:
            self.dismiss(self.pairs.current)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "look":
            self._chosen()
        else:
            self.dismiss(None)
