"""Contact tables: rows of a converted table, read column by column. Knows only bars between cells."""

from __future__ import annotations

import re

from distrib.ingest.labels.contact import has_ways
from distrib.ingest.lines import Line, make_line

MAX_COLUMNS = 12

_RULE_ROW = re.compile(r"[\s|:-]+$")


def is_table_row(line: Line) -> bool:
    """Whether a line is a row of at least two cells."""
    return line.raw.count("|") >= 2 and len(line.raw) < 600


def is_contact_row(line: Line) -> bool:
    """A row of labelled cells that holds a number or address; a signature drawn with bars is none."""
    return is_table_row(line) and has_ways(line.text) and any(cell.endswith(":") for cell in _cells(line))


def by_columns(lines: list[Line]) -> list[Line]:
    """The same lines, each table of contacts replaced by its columns one below the other."""
    result: list[Line] = []
    table: list[Line] = []
    for line in lines:
        if is_table_row(line):
            table.append(line)
            continue
        result += [*_columns(table), line]
        table = []
    return result + _columns(table)


def _columns(table: list[Line]) -> list[Line]:
    if len(table) < 2 or not any(map(is_contact_row, table)):
        return table
    rows = [_cells(line) for line in table if not _RULE_ROW.match(line.raw)]
    lines: list[Line] = []
    for column in range(min(max(map(len, rows)), MAX_COLUMNS)):
        for row in rows:
            is_heading = not any(cell.endswith(":") for cell in row)
            cells = row[column : column + 1] if is_heading else row[column * 2 : column * 2 + 2]
            text = " ".join(cells)
            if text.strip():
                lines.append(make_line(text))
    return lines


def _cells(line: Line) -> list[str]:
    cells = [cell.strip() for cell in line.text.strip().removeprefix("|").split("|")]
    while cells and not cells[-1]:
        cells.pop()
    return cells
