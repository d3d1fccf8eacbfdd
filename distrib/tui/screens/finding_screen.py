"""A room with search boxes: finds when typing pauses; what cannot be understood is said below the boxes."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.timer import Timer
from textual.widgets import Input, Static

from distrib.errors import UsageError
from distrib.tui.background import Trouble
from distrib.tui.desk import Desk
from distrib.tui.plain import line
from distrib.tui.screens.office_screen import OfficeScreen


class FindingScreen(OfficeScreen):
    """`find` looks up what the boxes say; a Static with the id `found` takes the remarks."""

    PAUSE: ClassVar[float] = 0.2
    """Seconds without a key before it is looked up."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._timer: Timer | None = None

    def on_mount(self) -> None:
        """Everybody, until something is typed."""
        self.find()
        self.action_search()

    def action_search(self) -> None:
        """To the first box."""
        self.query(Input).first().focus()

    def find(self) -> None:
        """Look up what the boxes say."""
        raise NotImplementedError

    def remark(self, sentence: str) -> None:
        """A word below the boxes."""
        self._note(sentence, is_fault=False)

    def point_out(self, trouble: Trouble) -> None:
        """A mistake in a box is said below it."""
        self._note(trouble.sentence, is_fault=True)

    def _note(self, sentence: str, *, is_fault: bool) -> None:
        note = self.query_one("#found", Static)
        note.set_class(is_fault, "fault")
        note.update(line(sentence))

    def show_trouble(self, message: Trouble) -> None:
        """What a person can mend where they type needs no dialog."""
        if isinstance(message.fault, UsageError):
            self.point_out(message)
        else:
            super().show_trouble(message)

    @on(Input.Changed)
    def _typed(self) -> None:
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(self.PAUSE, self.find)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_back()
