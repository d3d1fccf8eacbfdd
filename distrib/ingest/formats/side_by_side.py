"""Contacts side by side: cards in columns, read one after the other. Leaves tables of rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from distrib.ingest.labels.contact import contact_label_end, has_ways
from distrib.ingest.lines import TAB, Line

MAX_LENGTH = 240
"""A longer line is no row of cards."""

MOST_ROWS, MOST_COLUMNS = 12, 4

SLACK = 3
"""Columns by which cells of one card may be out of line."""

_GUTTER = re.compile(r" {3,}|[ ]*\t\s*")


@dataclass(frozen=True, slots=True)
class _Cell:
    at: int
    """Column of the page, tabs widened."""
    text: str
    offset: int
    """Character of the line."""


def cards_in_order(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The same words, cards that stand side by side one below the other."""
    result: list[Line] = []
    at = 0
    while at < len(lines):
        rows = _rows(lines, at)
        cards = _cards(lines[at : at + len(rows)], rows) if len(rows) > 1 else []
        result += cards or lines[at : at + 1]
        at += len(rows) if cards else 1
    return tuple(result)


def are_cards(rows: Sequence[Sequence[str]]) -> bool:
    """Whether each column is somebody's card, numbers below names; a table has its names in a column of their own."""
    columns = list(zip(*rows, strict=False))
    reached = [number for number, column in enumerate(columns) if any(map(_reaches, column))]
    first = [number for number, cell in enumerate(rows[0]) if cell and not _reaches(cell)]
    return reached[:1] == [0] and len(reached) > 1 and set(reached) <= set(first)


def _reaches(cell: str) -> bool:
    """Whether it holds a number or address; most cells show by their signs that they do not."""
    return ("@" in cell or sum(map(str.isdigit, cell)) > 5) and has_ways(cell)


def _rows(lines: tuple[Line, ...], start: int) -> list[list[_Cell]]:
    """The cells of the lines from `start` on that may be rows of cards; nothing where the first line has one cell."""
    rows: list[list[_Cell]] = []
    for number in range(start, min(start + MOST_ROWS, len(lines))):
        line = lines[number]
        if len(line.raw) > MAX_LENGTH or line.level or (rows and line.gap > 1):
            break
        cells = _cells_of(line)
        if rows and line.gap and len(cells) < 2 and not _is_label_row(rows):
            break
        if not rows and not 2 <= len(cells) <= MOST_COLUMNS:
            break
        rows.append(cells)
    return rows


def _is_label_row(rows: list[list[_Cell]]) -> bool:
    """Labels over cards may have a blank line below them."""
    return len(rows) == 1 and all(contact_label_end(cell.text) for cell in rows[0])


def _cells_of(line: Line) -> list[_Cell]:
    cells: list[_Cell] = []
    at, column = 0, line.indent
    for gutter in (*_GUTTER.finditer(line.raw), None):
        end = gutter.start() if gutter else len(line.raw)
        text = line.raw[at:end]
        if text:
            cells.append(_Cell(column, text, at))
        column += len(text)
        for sign in gutter[0] if gutter else "":
            column = column // TAB * TAB + TAB if sign == "\t" else column + 1
        at = gutter.end() if gutter else end
    return cells


def _cards(lines: Sequence[Line], rows: list[list[_Cell]]) -> list[Line]:
    """The lines of one card after the other; nothing where these are no cards."""
    starts = [cell.at for cell in rows[0]]
    placed: list[list[tuple[Line, _Cell] | None]] = []
    for line, cells in zip(lines, rows, strict=True):
        row = _placed(line, cells, starts)
        if row is None:
            break
        placed.append(row)
    texts = [[one[1].text if one else "" for one in row] for row in placed]
    if len(placed) < len(rows) or not are_cards(texts):
        return []
    result: list[Line] = []
    for column in zip(*placed, strict=True):
        card = [_line(*one) for one in column if one]
        result += [replace(line, gap=0 if number else 1) for number, line in enumerate(card)]
    return result


def _placed(line: Line, cells: list[_Cell], starts: list[int]) -> list[tuple[Line, _Cell] | None] | None:
    """The cells under the columns they belong to; None where one stands between columns."""
    row: list[tuple[Line, _Cell] | None] = [None] * len(starts)
    tabbed = "\t" in line.raw and len(cells) == len(starts)
    for number, cell in enumerate(cells):
        near = min(range(len(starts)), key=lambda one: abs(starts[one] - cell.at))
        column = number if tabbed else near
        if row[column] or (not tabbed and abs(starts[near] - cell.at) > SLACK):
            return None
        row[column] = (line, cell)
    return row


def _line(line: Line, cell: _Cell) -> Line:
    return replace(line, raw=cell.text, text=" ".join(cell.text.split()), indent=0, column=line.column + cell.offset)
