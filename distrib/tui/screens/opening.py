"""What is seen while the office opens, and where it could not be opened."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Footer, Label

from distrib.tui.widgets.reading import Reading


class OpeningScreen(Screen[None]):
    """Painted first; the database is opened beside it."""

    def compose(self) -> ComposeResult:
        """Two lines."""
        yield Label("distrib", id="opening-name")
        yield Label("Opening the office …", id="opening-words")


class FaultScreen(Screen[None]):
    """Why the office could not be opened, in words."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,escape", "app.quit", "Quit")]

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self._sentence = sentence

    def compose(self) -> ComposeResult:
        """The sentence and the way out."""
        yield Label("The office could not be opened", id="fault-title")
        yield Reading(id="fault")
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Long sentences scroll."""
        fault = self.query_one(Reading)
        fault.show(f"{self._sentence}\n\nNothing was changed. Run `distrib doctor` to see more. Leave with q.")
        fault.focus()
