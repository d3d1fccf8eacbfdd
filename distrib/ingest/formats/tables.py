"""Tables of pages and documents: data stays a table, what only lays out a page becomes lines. Reads no field."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import chain, zip_longest
from typing import TypeAlias

from distrib.ingest.formats.side_by_side import are_cards
from distrib.ingest.labels.contact import contact_label_end, has_ways
from distrib.ingest.labels.release import is_embargo, is_marker, is_release_line
from distrib.ingest.lines import Line, Note, make_line

Row: TypeAlias = list[list[Line]]
"""The lines of each cell."""

MAX_ROW = 600
"""Characters; a longer row is text that was laid out side by side."""

MAX_NESTED = 12
"""Tables within each other; a mail's layout has six."""


@dataclass(slots=True)
class Flow:
    """Lines in their order, with tables among them that may stand in each other's cells."""

    lines: list[Line] = field(default_factory=list)
    _tables: list[list[Row]] = field(default_factory=list)
    """Innermost last."""

    def add(self, line: Line) -> None:
        """A line, in the cell that is open or outside any."""
        self._sink().append(line)

    def _sink(self) -> list[Line]:
        for table in reversed(self._tables):
            if table and table[-1]:
                return table[-1][-1]
        return self.lines

    def begin_table(self) -> None:
        """A table, perhaps within a cell; too many within each other are read as one."""
        if len(self._tables) < MAX_NESTED:
            self._tables.append([])

    def begin_row(self) -> None:
        """A row of the innermost table."""
        if self._tables:
            self._tables[-1].append([])

    def begin_cell(self) -> None:
        """A cell of the innermost row."""
        if self._tables and self._tables[-1]:
            self._tables[-1][-1].append([])

    def end_table(self) -> None:
        """The innermost table is complete."""
        if self._tables:
            rows = self._tables.pop()
            self._sink().extend(table_lines(rows))

    def finish(self) -> list[Line]:
        """All lines; tables that were left open end here."""
        while self._tables:
            self.end_table()
        return self.lines


def table_lines(rows: list[Row]) -> list[Line]:
    """What a table says, line by line."""
    rows = [row for row in rows if any(row)]
    if _is_simple(rows):
        if are_cards([[_text(cell) for cell in row] for row in rows]):
            return list(chain.from_iterable(chain.from_iterable(zip(*rows, strict=True))))
        if all(_text(row[0]).endswith(":") and len(row) == 2 for row in rows):
            return [_joined(row, "", " ", "") for row in rows]
        if not any(_tells(cell) for row in rows for cell in row):
            return [_as_row(row, is_first=not number) for number, row in enumerate(rows)]
    return list(chain.from_iterable(chain.from_iterable(_in_reading_order(rows))))


def _is_simple(rows: list[Row]) -> bool:
    """At least two rows of as many cells, each with a line at most."""
    widths = {len(row) for row in rows}
    if len(rows) < 2 or len(widths) > 1 or min(widths) < 2:
        return False
    cells = list(chain.from_iterable(rows))
    return all(len(cell) <= 1 and not (cell and cell[0].level) for cell in cells) and all(
        sum(len(_text(cell)) for cell in row) <= MAX_ROW for row in rows
    )


def _tells(cell: list[Line]) -> bool:
    """A label of the release's head or of its contacts: no table of data has one."""
    text = _text(cell)
    return bool(text) and (
        is_release_line(text) or is_marker(text) or is_embargo(text) or bool(contact_label_end(text))
    )


def _in_reading_order(rows: list[Row]) -> list[Row]:
    """Row after row; column after column where the first row heads contacts side by side."""
    columns = [[cell or [] for cell in column] for column in zip_longest(*rows)]
    heads = [bool(column[0]) and bool(contact_label_end(_text(column[0]))) for column in columns]
    # Labels below each other have no number among them; a contact below its label has.
    is_headed = any(heads[:1]) and any(has_ways(_text(cell)) for cell in columns[0][1:])
    return columns if sum(heads) >= 2 or (is_headed and len(columns) > 1) else rows


def _as_row(row: Row, *, is_first: bool) -> Line:
    line = _joined([[replace(one, raw=one.raw.replace("|", "/")) for one in cell] for cell in row], "| ", " | ", " |")
    return replace(line, note=Note.ROW, gap=1 if is_first else 0)


def _joined(row: Row, start: str, between: str, end: str) -> Line:
    first = next(line for cell in row for line in cell)
    raw = start + between.join(" ".join(cell[0].raw.split()) if cell else "" for cell in row) + end
    return replace(make_line(raw, gap=1), row=first.row, column=first.column, part=first.part)


def _text(cell: list[Line]) -> str:
    return cell[0].text if cell else ""
