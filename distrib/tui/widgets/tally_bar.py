"""A bar of what became of every recipient. Each part has a character of its own, so it is read without colours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from distrib.tui.wording import _

PARTS = {"got": "█", "not": "▚", "doubt": "?", "waiting": "░"}


class TallyBar(Widget):
    """One line: the bar and how much of it is done."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"tally-bar--{part}" for part in PARTS}

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._counts: list[tuple[str, int]] = []

    def show(self, counts: Sequence[tuple[str, int]]) -> None:
        """Counts by part; they add up to everybody."""
        self._counts = list(counts)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The bar fills what the percentage leaves."""
        width, total = self.size.width, sum(count for _, count in self._counts)
        if y or not total:
            return Strip.blank(width, self.rich_style)
        waiting = dict(self._counts).get("waiting", 0)
        label = f" {_('{share:3}% done').format(share=(total - waiting) * 100 // total)} "
        segments = [Segment(" ", self.rich_style)]
        for (part, _count), cells in zip(self._counts, shares(self._counts, width - len(label) - 1), strict=True):
            style = self.get_component_rich_style(f"tally-bar--{part}")
            segments.append(Segment(PARTS[part] * cells, style))
        return Strip([*segments, Segment(label, self.rich_style)]).adjust_cell_length(width, self.rich_style)


def shares(counts: Sequence[tuple[str, int]], width: int) -> list[int]:
    """Cells of each part, adding up to the width; whoever is counted is seen, where there is room."""
    total = sum(count for _, count in counts)
    if not total or width < len(counts):
        return [0] * len(counts)
    cells = [max(count * width // total, 1 if count else 0) for _, count in counts]
    largest = max(range(len(cells)), key=cells.__getitem__)
    cells[largest] += width - sum(cells)
    return cells
