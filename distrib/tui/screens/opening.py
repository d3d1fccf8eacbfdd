"""What is seen while the office opens, and where it could not be opened."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import Label

from distrib.tui.keys import SHOWN, bind
from distrib.tui.spoken_screen import SpokenScreen
from distrib.tui.widgets.key_bar import KeyBar
from distrib.tui.widgets.reading import Reading
from distrib.tui.widgets.room_bar import RoomBar
from distrib.tui.wording import _


class OpeningScreen(Screen[None]):
    """Painted first, with the bar that stays; the database is opened beside it."""

    def compose(self) -> ComposeResult:
        """The bar, and a line where the room will be."""
        yield RoomBar()
        yield Label(_("Opening the office …"), id="opening-words")


class FaultScreen(SpokenScreen[None]):
    """Why the office could not be opened, in words."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("quit", "app.quit", _("Quit")),
        bind("back", "app.quit", _("Quit"), show=False),
    ]

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self._sentence = sentence

    def compose(self) -> ComposeResult:
        """The sentence and the way out."""
        yield Label(_("The office could not be opened"), id="fault-title")
        yield Reading(id="fault")
        yield KeyBar()

    def on_mount(self) -> None:
        """Long sentences scroll."""
        fault = self.query_one(Reading)
        what_next = _("Nothing was changed. Run `distrib doctor` to see more. Leave with {key[quit]}.").format(
            key=SHOWN
        )
        fault.show(f"{self._sentence}\n\n{what_next}")
        fault.focus()
