"""A text in lines that were cut beforehand: draws those in sight, so that long texts cost what a screen does."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip


class TextPreview(ScrollView, can_focus=True):
    """Keeps its place while the text changes."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.rows: Sequence[str] = ()

    @property
    def room(self) -> int:
        """Columns that a line may take, beside the bar too, so that a text stays as it was cut when the bar comes."""
        return max(self.region.width - self.styles.gutter.width - self.styles.scrollbar_size_vertical - 2, 20)

    def show(self, rows: Sequence[str]) -> None:
        """Other lines, already without controls and none wider than `room`."""
        self.rows = rows
        self.virtual_size = Size(0, len(rows))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A line in sight."""
        style = self.rich_style
        place, width = y + round(self.scroll_y), self.scrollable_content_region.width
        text = self.rows[place] if place < len(self.rows) else ""
        return Strip([Segment(f" {text}", style)]).adjust_cell_length(width, style)
