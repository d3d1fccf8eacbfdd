"""A preview that follows what is typed: made in a thread once typing pauses, and only where it is in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.message import Message
from textual.timer import Timer

from distrib.tui.background import in_background
from distrib.tui.widgets.text_preview import TextPreview

PAUSE = 0.3
"""Seconds without a key before it is made anew."""

Make = Callable[[int], Sequence[str]]
"""Columns → lines."""


class LivePreview(TextPreview):
    """`next_make` gives what is to be carried out in a thread now; None where there is nothing to show."""

    class Made(Message, bubble=False):
        """The lines."""

        def __init__(self, rows: Sequence[str]) -> None:
            super().__init__()
            self.rows = rows

    def __init__(self, next_make: Callable[[], Make | None], *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._next_make = next_make
        self._timer: Timer | None = None

    def touch(self) -> None:
        """A key was pressed."""
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self.look)

    def look(self) -> None:
        """Make it anew, where it is in sight."""
        make = self._next_make() if self.display else None
        if make is not None:
            room = self.room
            in_background(self, lambda: self.Made(make(room)), group="preview")

    def on_live_preview_made(self, message: Made) -> None:
        """Draw it."""
        self.show(message.rows)

    def on_resize(self) -> None:
        """Lines are cut anew."""
        self.call_after_refresh(self.look)
