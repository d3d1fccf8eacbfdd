"""What every room of the office has: the bar of rooms above, the keys below, help, and troubles in words."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Input

from distrib.tui.background import Trouble
from distrib.tui.desk import Desk
from distrib.tui.dialogs.message import MessageDialog
from distrib.tui.widgets.choices import Choices
from distrib.tui.widgets.paged_list import PagedList

ROOMS = {
    "releases": ("f2", "F2 Releases"),
    "spokespeople": ("f3", "F3 Spokespeople"),
    "journalists": ("f5", "F5 Journalists"),
    "deliveries": ("f6", "F6 Deliveries"),
}


class GoTo(Message):
    """Somebody wants another room."""

    def __init__(self, room: str) -> None:
        super().__init__()
        self.room = room


class OfficeScreen(Screen[None]):
    """A room. `ROOM` names it, `EXPLANATION` explains it."""

    ROOM: ClassVar[str]
    EXPLANATION: ClassVar[str]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "Help", key_display="F1"),
        Binding("escape", "back", "Back", show=False),
        Binding("slash", "search", "Search", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def compose(self) -> ComposeResult:
        """The room between bar and footer."""
        yield Choices([(room, label) for room, (_, label) in ROOMS.items()], title=" distrib ", id="rooms")
        yield from self.compose_room()
        yield Footer(compact=True)

    def compose_room(self) -> ComposeResult:
        """What is special to the room."""
        yield from ()

    def on_mount(self) -> None:
        """The bar shows where we are; it is reached by mouse and by the function keys, not by Tab."""
        rooms = self.query_one("#rooms", Choices)
        rooms.can_focus = False
        rooms.taken = self.ROOM

    @on(Choices.Taken, "#rooms")
    def _go(self, message: Choices.Taken) -> None:
        message.choices.taken = self.ROOM
        self.post_message(GoTo(message.key))

    def say(self, sentence: str) -> None:
        """A short word that goes away by itself."""
        self.notify(sentence, markup=False)

    def action_help(self) -> None:
        """Explain this room."""
        self.app.push_screen(MessageDialog("Help", self.EXPLANATION))

    def action_back(self) -> None:
        """From a search box to the list."""
        self.query(PagedList).first().focus()

    def action_search(self) -> None:
        """To the search box, where the room has one."""
        if boxes := self.query(Input):
            boxes.first().focus()

    def on_trouble(self, message: Trouble) -> None:
        """Textual calls this in every class that has it, so a room overrides `show_trouble` instead."""
        message.stop()
        self.show_trouble(message)

    def show_trouble(self, message: Trouble) -> None:
        """Say what could not be done."""
        self.app.push_screen(MessageDialog("This could not be done", message.sentence))
