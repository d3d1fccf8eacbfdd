"""A dialog that says something and waits until it is read."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Button

from distrib.errors import DistribError
from distrib.tui.background import Trouble
from distrib.tui.dialogs.dialog import Dialog, button
from distrib.tui.help_text import help_rows
from distrib.tui.keys import bind
from distrib.tui.widgets.reading import Reading
from distrib.tui.wording import _


class MessageDialog(Dialog[None]):
    """Help, troubles and details."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "leave", "Close", show=False),
        bind("close", "leave", _("Close"), show=False),
        bind("help", "leave", _("Close"), show=False),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = text

    @property
    def heading(self) -> str:
        """As given."""
        return self._title

    def compose_content(self) -> ComposeResult:
        """The words."""
        yield Reading(id="words")

    def compose_buttons(self) -> ComposeResult:
        """One way out."""
        yield button(_("Close"), "close", is_main=True)

    def on_mount(self) -> None:
        """The text can be scrolled at once."""
        words = self.query_one(Reading)
        self.fill(words)
        words.focus()

    def fill(self, words: Reading) -> None:
        """Show what it says."""
        words.show(self._text)

    @on(Button.Pressed)
    def _pressed(self) -> None:
        self.dismiss(None)


class HelpDialog(MessageDialog):
    """Explains a place: what is under the cursor, what is done there, and its keys, each where there is any."""

    def __init__(self, title: str, *, about: str = "", explanation: str = "", keys: str = "") -> None:
        super().__init__(title, about)
        self._parts = [[("", about)], help_rows(explanation), help_rows(keys)]

    def fill(self, words: Reading) -> None:
        """Keys in a column, and what they do beside them."""
        parts = [part for part in self._parts if any(map(any, part))]
        words.show_facts(row for place, part in enumerate(parts) for row in ([("", "")] if place else []) + part)


def trouble_dialog(trouble: Trouble) -> MessageDialog:
    """Why a deed could not be done."""
    is_known = isinstance(trouble.fault, DistribError)
    title = _("This could not be done") if is_known else _("Something went wrong")
    return MessageDialog(title, trouble.sentence)
