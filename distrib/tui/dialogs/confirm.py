"""A dialog that asks before something is done; for what cannot be undone a word is typed."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Button, Input, Static

from distrib.tui.dialogs.dialog import Dialog, button
from distrib.tui.plain import line
from distrib.tui.widgets.entry import Entry
from distrib.tui.widgets.reading import Reading
from distrib.tui.wording import _


class ConfirmDialog(Dialog[bool]):
    """Returns True for yes; does nothing itself. With `typed` the yes stays shut until that is typed."""

    def __init__(self, title: str, text: str, yes: str, *, typed: str | None = None) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._yes = yes
        self._typed = typed

    @property
    def heading(self) -> str:
        """As given."""
        return self._title

    def compose_content(self) -> ComposeResult:
        """What will be done, and the box where something is to be typed."""
        yield Reading(id="words")
        if self._typed is not None:
            words = _("To do this, type {word}:").format(word=line(self._typed))
            yield Static(Content(words), id="typed-words")
            yield Entry(placeholder=line(self._typed), id="typed")

    def compose_buttons(self) -> ComposeResult:
        """Yes or no."""
        yield button(self._yes, "yes", is_main=True, is_ready=self._typed is None)
        yield button(_("Cancel"), "cancel", key="cancel")

    def on_mount(self) -> None:
        """Nothing is done by Enter alone: the way back is at hand."""
        self.query_one(Reading).show(self._text)
        if self._typed is None:
            self.query_one("#cancel", Button).focus()
        else:
            self.query_one("#typed", Input).focus()

    @on(Input.Changed)
    def _written(self, event: Input.Changed) -> None:
        wanted = (self._typed or "").strip().casefold()
        self.query_one("#yes", Button).disabled = event.value.strip().casefold() != wanted

    @on(Input.Submitted)
    def _submitted(self) -> None:
        if not self.query_one("#yes", Button).disabled:
            self.query_one("#yes", Button).focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")
