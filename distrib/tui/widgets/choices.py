"""A row of choices of which one is taken: languages of a release, filters, the rooms of the office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from distrib.tui.plain import line


class Choices(Widget, can_focus=True):
    """One line; left and right move along it, a click takes a choice."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Before", show=False),
        Binding("right", "step(1)", "Next", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"choices--taken", "choices--open", "choices--title"}

    class Taken(Message):
        """Somebody took a choice."""

        def __init__(self, choices: Choices, key: str) -> None:
            super().__init__()
            self.choices = choices
            self.key = key

        @property
        def control(self) -> Choices:
            """For `@on` with a selector."""
            return self.choices

    def __init__(self, options: Sequence[tuple[str, str]] = (), *, title: str = "", id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._title = title
        self._options = list(options)
        self.taken = options[0][0] if options else ""

    def offer(self, options: Sequence[tuple[str, str]], taken: str | None = None) -> None:
        """Other choices, as pairs of key and label; what was taken stays taken where it is still offered."""
        self._options = list(options)
        keys = [key for key, _ in options]
        wanted = taken or self.taken
        self.taken = wanted if wanted in keys else keys[0] if keys else ""
        self.refresh()

    def action_step(self, by: int) -> None:
        """Take the neighbour, round the ends."""
        keys = [key for key, _ in self._options]
        if self.taken in keys:
            self._take(keys[(keys.index(self.taken) + by) % len(keys)])

    def on_click(self, event: events.Click) -> None:
        """Take what was clicked."""
        offset = event.get_content_offset(self)
        for key, start, end in self._places():
            if offset and start <= offset.x + self._hidden < end:
                self._take(key)

    def _take(self, key: str) -> None:
        self.taken = key
        self.refresh()
        self.post_message(self.Taken(self, key))

    @property
    def _hidden(self) -> int:
        """Columns that are out of sight on the left: where not all fit, what is taken does."""
        places = self._places()
        ends = [end for key, _, end in places if key == self.taken]
        return max(0, ends[0] - self.size.width) if ends else 0

    def _places(self) -> list[tuple[str, int, int]]:
        """Key, first and last column of each choice."""
        places, at = [], cell_len(self._title)
        for key, label in self._options:
            width = cell_len(line(label)) + 2
            places.append((key, at, at + width))
            at += width
        return places

    def render_line(self, y: int) -> Strip:
        """The whole widget."""
        styles = {
            name: self.get_component_rich_style(f"choices--{name}", partial=False)
            for name in ("taken", "open", "title")
        }
        width = self.size.width
        if y > 0:
            return Strip.blank(width, styles["title"])
        segments = [Segment(self._title, styles["title"])]
        for key, label in self._options:
            segments.append(Segment(f" {line(label)} ", styles["taken" if key == self.taken else "open"]))
        return Strip(segments).crop(self._hidden).adjust_cell_length(width, styles["title"])
