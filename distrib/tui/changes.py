"""Watches the database for a room: tells it when somebody changed something, and when the database is away or back."""

from __future__ import annotations

from collections.abc import Callable

from textual.message import Message
from textual.widget import Widget

from distrib.tui.background import Trouble, in_background

BEAT = 1.0
"""Seconds between two looks; what somebody else does is on the screen within two."""


class Watch(Widget):
    """Is not seen. Looks while its room is the one that is shown, also below a dialog."""

    DEFAULT_CSS = "Watch { display: none; }"

    class Changed(Message):
        """Something is another than when the room was read last."""

    class Lost(Message):
        """The database does not answer."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    class Back(Message):
        """It answers again."""

    class Stamped(Message, bubble=False):
        """A look came back."""

        def __init__(self, stamp: str) -> None:
            super().__init__()
            self.stamp = stamp

    def __init__(self, stamp: Callable[[], str]) -> None:
        super().__init__()
        self._stamp = stamp
        self._last: str | None = None
        self._is_looking = False
        self.is_lost = False

    def on_mount(self) -> None:
        """The first look only remembers."""
        self.set_interval(BEAT, self.look)
        self.look()

    def look(self) -> None:
        """Ask in a thread, unless an answer is still awaited or the room is not shown."""
        if not self._is_looking and self.screen in self.app.screen_stack:
            self._is_looking = True
            in_background(self, lambda: self.Stamped(self._stamp()), group="changes", only_last=False)

    def lose(self, sentence: str) -> None:
        """A read of the room met it first."""
        self.is_lost = True
        self.post_message(self.Lost(sentence))

    def on_watch_stamped(self, message: Stamped) -> None:
        """Compare with the last one."""
        self._is_looking = False
        before, self._last = self._last, message.stamp
        if self.is_lost:
            self.is_lost, before = False, ""
            self.post_message(self.Back())
        if before is not None and before != message.stamp:
            self.post_message(self.Changed())

    def on_trouble(self, message: Trouble) -> None:
        """It does not answer; the next look may find it back."""
        message.stop()
        self._is_looking = False
        self.lose(message.sentence)
