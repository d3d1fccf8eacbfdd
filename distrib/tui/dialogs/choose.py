"""A dialog that offers a list of which one is taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Button

from distrib.tui.dialogs.dialog import Dialog, button
from distrib.tui.keys import bind
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import source_of
from distrib.tui.wording import _

Option = tuple[str, str]
"""Key, and what a person reads."""


class ChooseDialog(Dialog[str]):
    """Returns the key of what was taken."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("close", "leave", _("Cancel"), show=False)]

    def __init__(self, title: str, options: Sequence[Option], taken: str = "") -> None:
        super().__init__()
        self._title = title
        self._options = options
        self._taken = taken

    @property
    def heading(self) -> str:
        """As given."""
        return self._title

    def compose_content(self) -> ComposeResult:
        """The list."""
        columns: list[Column[Option]] = [Column("", lambda one: one[1])]
        yield PagedList(columns, empty=_("Nothing to choose."), id="options")

    def compose_buttons(self) -> ComposeResult:
        """Take it or not."""
        yield button(_("Take it (Enter)"), "take", is_main=True)
        yield button(_("Cancel"), "cancel", key="cancel")

    @property
    def options(self) -> PagedList[Option]:
        """The list."""
        return self.query_one("#options", PagedList)

    def on_mount(self) -> None:
        """The cursor stands on what is taken now."""
        self.options.show(source_of(self._options))
        self.options.focus()
        keys = [key for key, _label in self._options]
        self._start = keys.index(self._taken) if self._taken in keys else 0

    @on(PagedList.Highlighted)
    def _read(self) -> None:
        """Once, when the rows are here."""
        if self._start and self.options.current:
            start, self._start = self._start, 0
            self.options.action_go(start)

    @on(PagedList.Chosen)
    def _chosen(self) -> None:
        if one := self.options.current:
            self.dismiss(one[0])

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "take":
            self._chosen()
        else:
            self.dismiss(None)
