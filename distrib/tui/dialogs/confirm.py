"""A dialog that asks once before something that cannot be taken back."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.widgets import Button

from distrib.tui.dialogs.dialog import Dialog, button
from distrib.tui.widgets.reading import Reading
from distrib.tui.wording import _


class ConfirmDialog(Dialog[bool]):
    """Returns True for yes; Enter at once is no."""

    def __init__(self, title: str, text: str, yes: str) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._yes = yes

    @property
    def heading(self) -> str:
        """As given."""
        return self._title

    def compose_content(self) -> ComposeResult:
        """What it means."""
        yield Reading(id="words")

    def compose_buttons(self) -> ComposeResult:
        """Yes and no."""
        yield button(self._yes, "yes")
        yield button(_("No, leave it (Esc)"), "no", is_main=True)

    def on_mount(self) -> None:
        """Whoever presses Enter without reading changes nothing."""
        self.query_one(Reading).show(self._text)
        self.query_one("#no", Button).focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")
