"""Boxes to type and paste into. What is pasted loses controls and hidden steering before it is shown."""

from __future__ import annotations

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.timer import Timer
from textual.widgets import Input, TextArea

from distrib.core.plain_text import many_lines, one_line


class Entry(Input):
    """One line, of a size that no text changes."""

    virtual_size = Reactive(Size(0, 0))
    """How far one may scroll. The base class has the whole screen laid out and drawn anew when it changes, which is
    with every letter."""

    def __init__(self, *, placeholder: str, id: str, value: str = "") -> None:  # noqa: A002 - Textual's name
        super().__init__(value=value, placeholder=placeholder, id=id, compact=True)
        self.cursor_blink = False

    def _on_paste(self, event: events.Paste) -> None:
        """Runs before the base class inserts the text; several lines become one."""
        event.text = one_line(event.text)


class FindBox(Entry):
    """Asks when typing pauses."""

    class Asked(Message):
        """What it says is to be looked up."""

    def __init__(self, *, placeholder: str, id: str, pause: float = 0.2) -> None:  # noqa: A002 - Textual's name
        """`pause` is in seconds."""
        super().__init__(placeholder=placeholder, id=id)
        self._pause = pause
        self._timer: Timer | None = None

    def on_input_changed(self) -> None:
        """Another key sets the clock back."""
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(self._pause, lambda: self.post_message(self.Asked()))


class PasteArea(TextArea):
    """Many lines."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
        self.cursor_blink = False

    async def _on_paste(self, event: events.Paste) -> None:
        """Runs before the base class inserts the text."""
        event.text = many_lines(event.text)
