"""A dialog that offers what was typed and not saved, when its release is opened again."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.widgets import Button

from distrib.tui.dialogs.dialog import Dialog, button
from distrib.tui.keys import SHOWN
from distrib.tui.widgets.reading import Reading
from distrib.tui.wording import _


class UnsavedDialog(Dialog[bool]):
    """Returns True where it is to be thrown away; leaving by Esc keeps it."""

    TITLE = _("You have text that is not saved")

    def __init__(self, at: str, base: int, newest: int) -> None:
        super().__init__()
        self._at = at
        self._base = base
        self._newest = newest

    def compose_content(self) -> ComposeResult:
        """Of when it is, and what it was begun from."""
        yield Reading(id="words")

    def compose_buttons(self) -> ComposeResult:
        """Going on is at hand."""
        yield button(_("Go on with it"), "keep", is_main=True)
        yield button(_("Throw it away"), "forget")

    def on_mount(self) -> None:
        """Say it."""
        words = _(
            "It was typed {at}, begun from version {base}, and stands in the editor. "
            "{key[save_text]} makes a version of it."
        )
        told = words.format(at=self._at, base=self._base, key=SHOWN)
        if self._base != self._newest:
            more = _("Version {newest} was saved since; {key[save_text]} brings both together.")
            told = f"{told}\n\n{more.format(newest=self._newest, key=SHOWN)}"
        self.query_one(Reading).show(told)
        self.query_one("#keep", Button).focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "forget")
