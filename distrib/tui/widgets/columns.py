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
    until_width: int = 0
    """Left out once the list is so wide; 0: never."""
    share: int = 1
    """Of what is left, beside other columns that take of it."""
    indent: Callable[[Row], int] | None = None
    """Columns before the cell's text, for rows that stand under a heading."""
    tone: Callable[[Row], str] | None = None
    """Names one of the parts good, bad, doubt or faint; it only underlines what the words say."""

    @property
    def room(self) -> int:
        """Its columns; a title that is longer in another language has its room too. 0 takes what is left."""
        return self.width and max(self.width, cell_len(self.title))

    def is_shown(self, width: int) -> bool:
        """Whether a list of this width has it."""
        return self.from_width <= width and not 0 < self.until_width <= width


COMPONENTS = frozenset(
    f"paged-list--{part}"
    for part in ("heading", "cursor", "cursor-away", "empty", "good", "bad", "doubt", "faint", "row")
)
"""Parts of a list that have a style of their own; whoever draws gives the style of each."""

StyleOf = Callable[[str], Style]


def heading(columns: Sequence[Column[Any]], width: int, style_of: StyleOf) -> Strip:
    """The titles."""
    return _strip([(column, line(column.title), "heading") for column in columns], width, "heading", style_of)


def row_line(columns: Sequence[Column[Row]], row: Row, part: str, width: int, style_of: StyleOf) -> Strip:
    """A row; under the cursor it has no tones."""
    has_tones = part == "row"
    tones = [column.tone(row) if column.tone and has_tones else part for column in columns]
    cells = [(column, _text(column, row), tone) for column, tone in zip(columns, tones, strict=True)]
    return _strip(cells, width, part, style_of)


def _text(column: Column[Row], row: Row) -> str:
    return " " * (column.indent(row) if column.indent else 0) + line(column.cell(row))


def note(text: str, place: int, width: int, style_of: StyleOf) -> Strip:
    """A line of a text that stands where rows would be."""
    wrapped = wrap(text, max(width - 2, 10))
    shown = wrapped[place] if 0 <= place < len(wrapped) else ""
    style = style_of("paged-list--empty")
    return Strip([Segment(f" {shown}", style)]).adjust_cell_length(width, style)


def _strip(cells: Sequence[tuple[Column[Any], str, str]], width: int, part: str, style_of: StyleOf) -> Strip:
    """A line of cells, each with its cleaned text and tone, on the ground of `part`."""
    base = style_of(f"paged-list--{part}")
    shown = [cell for cell in cells if cell[0].is_shown(width)]
    left = width - sum(column.room + 1 for column, _, _ in shown) - 1
    shares = sum(column.share for column, _, _ in shown if not column.width)
    segments = [Segment(" ", base)]
    for column, text, tone in shown:
        room = column.room
        if not room:  # the last takes what was rounded off from the others
            room = max(left * column.share // shares, 1)
            left, shares = left - room, shares - column.share
        style = base if tone == part else base + style_of(f"paged-list--{tone}")
        segments += [Segment(fit(text, room), style), Segment(" ", base)]
    return Strip(segments).adjust_cell_length(width, base)
