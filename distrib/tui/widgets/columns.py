"""The columns of a list, and how a line of it is drawn. Cells are cleaned and cut here, whatever they hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any, Generic

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from distrib.tui.plain import fit, line
from distrib.tui.widgets.pages import Row


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column; the cell's text is cleaned and cut by the list."""

    title: str
    cell: Callable[[Row], str | None]
    width: int = 0
    """Columns of the terminal; 0 takes what is left."""
    from_width: int = 0
    """Left out while the list is narrower."""
    tone: Callable[[Row], str] | None = None
    """Names one of the parts good, bad, doubt or faint; it only underlines what the words say."""

    @property
    def room(self) -> int:
        """Its columns; a title that is longer in another language has its room too. 0 takes what is left."""
        return self.width and max(self.width, cell_len(self.title))


def strip(
    cells: Sequence[tuple[Column[Any], str | None, str]], width: int, part: str, style_of: Callable[[str], Style]
) -> Strip:
    """A line of cells, each with its text and tone, on the ground of `part`."""
    base = style_of(part)
    shown = [cell for cell in cells if cell[0].from_width <= width]
    left = width - sum(column.room + 1 for column, _, _ in shown) - 1
    flexible = max(sum(not column.width for column, _, _ in shown), 1)
    segments = [Segment(" ", base)]
    for column, text, tone in shown:
        room = column.room or max(left // flexible, 1)
        style = base if tone == part else base + style_of(tone)
        segments += [Segment(fit(line(text), room), style), Segment(" ", base)]
    return Strip(segments).adjust_cell_length(width, base)


def note(text: str, place: int, width: int, style: Style) -> Strip:
    """A line of a text that stands where rows would be."""
    wrapped = wrap(text, max(width - 2, 10))
    shown = wrapped[place] if 0 <= place < len(wrapped) else ""
    return Strip([Segment(f" {shown}", style)]).adjust_cell_length(width, style)
