"""Watches the database for a room: tells it when somebody changed something, and is its banner while that is away."""

from __future__ import annotations

from collections.abc import Callable

from textual.message import Message
from textual.widgets import Static

from distrib.tui.background import Trouble, ask_beside
from distrib.tui.plain import line
from distrib.tui.wording import _

BEAT = 1.0
"""Seconds between two looks; what somebody else does is on the screen within two."""


class Watch(Static):
    """Looks while its room is the one that is shown, also below a dialog; is seen while the database is lost."""

    class Changed(Message):
        """Something is another than when the room was read last."""

    class Stamped(Message, bubble=False):
        """A look came back."""

        def __init__(self, stamp: str) -> None:
            super().__init__()
            self.stamp = stamp

    def __init__(self, stamp: Callable[[], str]) -> None:
        super().__init__("", markup=False)
        self._stamp = stamp
        self._last: str | None = None
        self._is_looking = False

    def on_mount(self) -> None:
        """The first look only remembers."""
        self.set_interval(BEAT, self.look)
        self.look()

    def look(self) -> None:
        """Ask in a thread, unless an answer is still awaited or the room is not shown."""
        if not self._is_looking and self.screen in self.app.screen_stack:
            self._is_looking = True
            ask_beside(self, self._news, "changes")

    def _news(self) -> Stamped | None:
        stamp = self._stamp()
        if stamp != self._last or self.has_class("-lost"):
            return self.Stamped(stamp)
        self._is_looking = False
        return None

    def lose(self, sentence: str) -> None:
        """It is away; a read of the room may have met that first."""
        what = _("The database is away. What is typed stays; this goes on when it is back.")
        self.update(line(f"{what} {sentence}"))
        self.add_class("-lost")

    def on_watch_stamped(self, message: Stamped) -> None:
        """Compare with the last one; whatever was missed meanwhile is read when the database is back."""
        self._is_looking = False
        was_lost, before, self._last = self.has_class("-lost"), self._last, message.stamp
        self.remove_class("-lost")
        if was_lost or (before is not None and before != message.stamp):
            self.post_message(self.Changed())

    def on_trouble(self, message: Trouble) -> None:
        """It does not answer; the next look may find it back."""
        message.stop()
        self._is_looking = False
        self.lose(message.sentence)
