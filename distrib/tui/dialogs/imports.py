"""A dialog with the lists that were brought in. Takes none back itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar
from zoneinfo import ZoneInfo

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Button

from distrib.core.people.imports import Import
from distrib.tui.dialogs.dialog import Dialog, button
from distrib.tui.keys import SHOWN, bind
from distrib.tui.plain import moment, moment_width
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import source_of
from distrib.tui.wording import _, figure


class ImportsDialog(Dialog[Import]):
    """Returns the import that is to be taken back."""

    EXPLANATION = _(
        "Undoing takes away whom a list added, and puts whom it changed back as they were. Whoever was edited, merged, "
        "written to or opted out since stays, and is named."
    )
    BINDINGS: ClassVar[list[BindingType]] = [bind("undo", "undo", _("Undo"), show=False)]

    def __init__(self, imports: Sequence[Import], zone: ZoneInfo) -> None:
        super().__init__()
        self._imports = imports
        self._zone = zone

    @property
    def heading(self) -> str:
        """What they are."""
        return _("Lists that were brought in")

    def compose_content(self) -> ComposeResult:
        """The newest first."""
        columns: list[Column[Import]] = [
            Column(_("No."), lambda one: str(one.id), 5),
            Column(_("List"), lambda one: one.source),
            Column(_("When"), lambda one: moment(one.at, self._zone), moment_width()),
            Column(_("By"), lambda one: one.actor, 10, from_width=80),
            Column(_("Added"), lambda one: figure(one.added), 7),
            Column(_("Changed"), lambda one: figure(one.updated), 7),
            Column(_("Undone"), lambda one: moment(one.undone_at, self._zone)[:11], 11),
        ]
        none = _("No list was brought in yet. Close this and press {key[import_list]}.").format(key=SHOWN)
        yield PagedList(columns, empty=none, id="imports")

    def compose_buttons(self) -> ComposeResult:
        """Undo or leave."""
        yield button(_("Undo it"), "undo", key="undo", is_main=True, is_ready=bool(self._imports))
        yield button(_("Close"), "close", key="cancel")

    @property
    def imports(self) -> PagedList[Import]:
        """The list."""
        return self.query_one("#imports", PagedList)

    def on_mount(self) -> None:
        """The list has the keys."""
        self.imports.show(source_of(self._imports))
        self.imports.focus()

    def action_undo(self) -> None:
        """The one under the cursor."""
        if self.imports.current:
            self.dismiss(self.imports.current)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "undo":
            self.action_undo()
        else:
            self.dismiss(None)
