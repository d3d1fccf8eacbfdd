"""Keeps what is typed while it is typed: looks a second after a key, writes beside the loop, and tries again.

What was typed more than two seconds ago is in the database, or the database is away and it is written when it is back.
"""

from __future__ import annotations

from collections.abc import Callable

from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from distrib.errors import DatabaseUnusable
from distrib.tui.background import Trouble, in_background
from distrib.tui.tasks.release_writing import Typed

AFTER = 1.0
"""Seconds from the first key that is not kept yet until it is; the write has another."""


class Keeping(Widget):
    """Is not seen. `typed` tells what stands in the editor, `keep` writes it in a thread."""

    DEFAULT_CSS = "Keeping { display: none; }"

    class Kept(Message):
        """It is in the database."""

        def __init__(self, form: str) -> None:
            super().__init__()
            self.form = form

    def __init__(self, typed: Callable[[], Typed | None], keep: Callable[[Typed], None]) -> None:
        super().__init__()
        self._typed = typed
        self._keep = keep
        self._timer: Timer | None = None
        self._is_keeping = False
        self.kept = ""
        """The text as the database has it."""

    def touch(self) -> None:
        """A key was pressed. The first one starts the clock, and no later one sets it back."""
        if self._timer is None:
            self._timer = self.set_timer(AFTER, self.keep_now)

    def keep_now(self) -> None:
        """Write what is typed, unless that is what is kept."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        typed = self._typed()
        if typed is None or typed.form == self.kept:
            return
        if self._is_keeping:
            self.touch()
            return
        self._is_keeping = True
        in_background(self, lambda: self._kept(typed), group="keep", only_last=False)

    def _kept(self, typed: Typed) -> Kept:
        self._keep(typed)
        return self.Kept(typed.form)

    def on_keeping_kept(self, message: Kept) -> None:
        """What was typed meanwhile is next."""
        self._is_keeping = False
        self.kept = message.form
        typed = self._typed()
        if typed is not None and typed.form != self.kept:
            self.touch()

    def on_trouble(self, message: Trouble) -> None:
        """The room says what it is; what is typed stays here and is written when that can be done."""
        self._is_keeping = False
        if isinstance(message.fault, DatabaseUnusable):
            self.touch()
