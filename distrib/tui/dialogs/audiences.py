"""A dialog with the saved audiences. Changes nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Button

from distrib.core.query.saved_audience import SavedAudience
from distrib.tui.dialogs.dialog import Dialog, button
from distrib.tui.keys import SHOWN, bind
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import source_of
from distrib.tui.wording import _

Wanted = tuple[str, SavedAudience]
"""open or delete, and which."""


class AudiencesDialog(Dialog[Wanted]):
    """Returns what is to be done with which."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("delete_audience", "take('delete')", _("Delete"), show=False)]

    def __init__(self, audiences: Sequence[SavedAudience]) -> None:
        super().__init__()
        self._audiences = audiences

    @property
    def heading(self) -> str:
        """What they are."""
        return _("Saved audiences")

    def compose_content(self) -> ComposeResult:
        """Names and queries."""
        columns: list[Column[SavedAudience]] = [
            Column(_("Name"), lambda one: one.name, 22),
            Column(_("Query"), lambda one: one.query),
            Column(_("By"), lambda one: one.saved_by, 12, from_width=70),
        ]
        words = _("No audience is saved yet. Write a query and press {key[save_query]} to save it under a name.")
        yield PagedList(columns, empty=words.format(key=SHOWN), id="audiences")

    def compose_buttons(self) -> ComposeResult:
        """Open, delete, leave."""
        has_any = bool(self._audiences)
        yield button(_("Open (Enter)"), "open", is_main=True, is_ready=has_any)
        yield button(_("Delete"), "delete", key="delete_audience", is_ready=has_any)
        yield button(_("Close"), "close", key="cancel")

    @property
    def audiences(self) -> PagedList[SavedAudience]:
        """The list."""
        return self.query_one("#audiences", PagedList)

    def on_mount(self) -> None:
        """The list has the keys."""
        self.audiences.show(source_of(self._audiences))
        self.audiences.focus()

    def action_take(self, deed: str) -> None:
        """Do it with the one under the cursor."""
        if one := self.audiences.current:
            self.dismiss((deed, one))

    @on(PagedList.Chosen)
    def _chosen(self) -> None:
        self.action_take("open")

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "close":
            self.dismiss(None)
        else:
            self.action_take(str(event.button.id))
