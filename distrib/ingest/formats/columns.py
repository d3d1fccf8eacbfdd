"""Columns: a head or foot set in two columns, read one column after the other. Leaves tables row by row."""

from __future__ import annotations

import re
from dataclasses import replace

from distrib.ingest.dates import find_date
from distrib.ingest.labels.contact_words import CONTACT_LABELS, FURTHER_INFORMATION
from distrib.ingest.labels.vocabulary import RELEASE_LINES, alternatives, compiled
from distrib.ingest.labels.ways import find_ways
from distrib.ingest.lines import Line

MAX_LENGTH = 130

_GUTTER = re.compile(r"(?<=[^\s:])(?:\s{4,}|\t+)(?=\S)")
_CONTACT = compiled(rf"{alternatives(CONTACT_LABELS, FURTHER_INFORMATION)}\s*:")
_INNER_CONTACT = compiled(rf"(?<=\S)(?:\s+|(?<=[^\W_])(?=(?-i:[A-ZÀ-Þ])))(?={alternatives(CONTACT_LABELS)}\s*:)")
_LABELLED_WAY = compiled(r"(?:t[eé]l|telephone|phone|mobile|mob|e-?mail|[tmpe])\s?[.:]")
_RELEASE = compiled(rf"\W*{alternatives(RELEASE_LINES)}\b")


def read_columns(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The same lines, those of two-column groups reordered: left column, then right."""
    result: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    edge = 0
    for line in lines:
        first, second = _split(line)
        in_right = second is None and bool(right) and not line.gap and line.indent >= edge - 4 > 8
        if in_right:
            right.append(line)
            continue
        if right and (second is None or line.gap):
            result += _joined(left, right)
            left, right = [], []
        if second is None:
            result.append(line)
            continue
        edge = min(edge, second.indent) if right else second.indent
        left.append(first)
        right.append(second)
    return tuple(result + _joined(left, right))


def _joined(left: list[Line], right: list[Line]) -> list[Line]:
    """One column after the other; the right one stands as a paragraph of its own."""
    return [*left, *[replace(line, gap=0 if number else 1) for number, line in enumerate(right)]]


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
    beside = replace(text, raw=second, text=" ".join(second.split()), column=line.column + end)
    return text, replace(beside, indent=line.indent + end, gap=0)


def _tells(cell: str) -> bool:
    return bool(_CONTACT.match(cell)) or _is_date_or_release(cell) or bool(find_ways(cell))


def _is_row(first: str, second: str) -> bool:
    """A name and its number are one row; a date and somebody's number are not."""
    is_bare = ":" not in second or bool(_LABELLED_WAY.match(second))
    return is_bare and bool(find_ways(second)) and not find_ways(first) and not _is_date_or_release(first)


def _is_date_or_release(cell: str) -> bool:
    if _RELEASE.match(cell):
        return True
    found = find_date(cell)
    return found is not None and len(cell) - (found.end - found.start) < 12
