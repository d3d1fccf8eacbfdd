"""Columns: a head or foot set in two columns, read one column after the other. Leaves tables row by row."""

from __future__ import annotations

import re
from dataclasses import replace

from distrib.ingest.dates import find_date
from distrib.ingest.lines import Line
from distrib.ingest.vocabulary import CONTACT_LABELS, FURTHER_INFORMATION, RELEASE_LINES, alternatives, compiled
from distrib.ingest.ways import find_ways

MAX_LENGTH = 130

_GUTTER = re.compile(r"(?<=[^\s:])(?:\s{4,}|\t+)(?=\S)")
_CONTACT = compiled(rf"{alternatives(CONTACT_LABELS, FURTHER_INFORMATION)}\s*:")
_INNER_CONTACT = compiled(rf"(?<=\S)\s+(?={alternatives(CONTACT_LABELS)}\s*:)")
_RELEASE = compiled(rf"\W*{alternatives(RELEASE_LINES)}\b")


def read_columns(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The same lines, those of two-column groups reordered: left column, then right."""
    result: list[Line] = []
    group: list[Line] = []
    for line in lines:
        if line.gap and group:
            result += _read_group(group)
            group = []
        group.append(line)
    return tuple(result + _read_group(group))


def _read_group(group: list[Line]) -> list[Line]:
    cells = [_split(line) for line in group]
    starts = [right.indent for _, right in cells if right is not None]
    if not starts:
        return group
    edge = min(starts) - 4
    left: list[Line] = []
    right: list[Line] = []
    for (first, second), line in zip(cells, group, strict=True):
        if second is None and line.indent >= edge > 8 and right:
            right.append(line)
            continue
        left.append(first)
        if second is not None:
            right.append(second)
    right[0] = replace(right[0], gap=1)
    left[0] = replace(left[0], gap=group[0].gap)
    return [*left, *[replace(line, gap=0) if number else line for number, line in enumerate(right)]]


def _split(line: Line) -> tuple[Line, Line | None]:
    """(left cell, right cell) of a line that has two."""
    if len(line.raw) > MAX_LENGTH or line.level:
        return line, None
    gutters = list(_GUTTER.finditer(line.raw))
    if len(gutters) == 1:
        start, end = gutters[0].span()
    else:
        inner = _INNER_CONTACT.search(line.raw)
        if not inner or not _is_date_or_release(line.raw[: inner.start()]):
            return line, None
        start, end = inner.span()
    first, second = line.raw[:start], line.raw[end:]
    if not (_tells(first) or _tells(second)) or _is_row(first, second):
        return line, None
    text = replace(line, raw=first, text=" ".join(first.split()))
    return text, Line(" ".join(second.split()), second, indent=line.indent + end)


def _tells(cell: str) -> bool:
    return bool(_CONTACT.match(cell)) or _is_date_or_release(cell) or bool(find_ways(cell))


def _is_row(first: str, second: str) -> bool:
    """A name and its number are one row; a date and somebody's number are not."""
    return bool(find_ways(second)) and not find_ways(first) and not _is_date_or_release(first) and ":" not in second


def _is_date_or_release(cell: str) -> bool:
    if _RELEASE.match(cell):
        return True
    found = find_date(cell)
    return found is not None and len(cell) - (found.end - found.start) < 12
