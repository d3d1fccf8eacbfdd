"""Lines: a text cut into lines with what their form says, and blocks of them. Knows Markdown's marks, no release."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from distrib.ingest.characters import collapse

LONG_LINE = 400
"""A line longer than this is prose pasted as one line; runs of spaces inside it are where paragraphs were."""

MAX_LINES = 8_000
"""More than a hundred pages: no release."""

LONGEST_HEADING = 20_000
"""Characters; a longer line is prose, whatever sign it begins with."""

TAB = 8


class Note(StrEnum):
    """What markup says a line is."""

    PLAIN = "plain"
    LEAD = "lead"
    """A standfirst, by its class name."""
    QUOTE = "quote"
    """Inside a block quotation."""
    CONTACT = "contact"
    """Inside a contact card (hCard and its kin)."""
    ROW = "row"
    """A row of a table, with bars around its cells."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank."""

    text: str
    """For reading: Markdown's emphasis and link targets taken away, white space collapsed."""
    raw: str
    """As written, white space at its ends removed."""
    indent: int = 0
    gap: int = 0
    """Blank lines before it."""
    level: int = 0
    """Heading level 1–6; 0: no heading."""
    note: Note = Note.PLAIN
    row: int = 0
    """Line or paragraph of the source it begins at, the first is 1; 0: nowhere."""
    column: int = 1
    """Character of that line, the first is 1."""
    part: str = ""
    """`page header` and the like; nothing for the text itself."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or list item."""

    lines: tuple[Line, ...]
    text: str
    raw: str

    @property
    def gap(self) -> int:
        """Blank lines before it."""
        return self.lines[0].gap

    @property
    def level(self) -> int:
        """Heading level; 0: none."""
        return self.lines[0].level

    @property
    def note(self) -> Note:
        """What markup says it is."""
        return self.lines[0].note

    @property
    def words(self) -> int:
        """Number of words."""
        return len(self.text.split())


def make_block(lines: tuple[Line, ...]) -> Block:
    """One block of these lines."""
    return Block(lines, " ".join(line.text for line in lines), " ".join(line.raw for line in lines))


_HEADING = re.compile(r"(#{1,6})\s+([^\s#].*?)(?:\s#+)?$")
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\([^()\s]{1,2000}\)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*]{1,500})(?<=[^\s*])\1(?![\w*])")
_UNDERLINED = re.compile(r"(?<![\w_])(_{1,2})(?=[^\s_])([^_]{1,500})(?<=[^\s_])\1(?![\w_])")
_ROW = re.compile(r"\|[^|]+\|(?:[^|]*\|)+$")
_CLOSED = re.compile(r"[.!?…:;。؟][\"'”’»)\]*_]*$")
_PARAGRAPH_GAP = re.compile(r"\s{3,}|(?<=[.!?:…”\"»)])\s{2,}(?=\S)")


def plain(raw: str) -> str:
    """A line without Markdown's marks inside it."""
    text = _LINK.sub(r"\1", raw) if "](" in raw else raw
    if "*" in text:
        text = _EMPHASIS.sub(r"\2", text)
    if "_" in text:
        text = _UNDERLINED.sub(r"\2", text)
    return text


def is_closed(line: Line) -> bool:
    """Whether a sentence or a clause ends with the line."""
    return bool(_CLOSED.search(line.raw))


def split_lines(text: str) -> tuple[Line, ...]:
    """The lines of a cleaned text that are not blank; of a text with too many, one too many."""
    return tuple(islice(_with_gaps(text.split("\n")), MAX_LINES + 1))


def _with_gaps(rows: list[str]) -> Iterator[Line]:
    gap = 0
    for number, row in enumerate(rows, start=1):
        raw = row.strip()
        if not raw:
            gap += 1
            continue
        column = row.find(raw[0]) + 1
        is_heading = raw[0] == "#" and len(raw) <= LONGEST_HEADING and bool(_HEADING.match(raw))
        if len(raw) > LONG_LINE and not is_heading:
            yield from _paragraphs_of(raw, gap, number, column)
        else:
            yield _line_of(row, raw, gap, number, column)
        gap = 0


def _line_of(row: str, raw: str, gap: int, number: int, column: int) -> Line:
    widened = row.expandtabs(TAB)
    indent = len(widened) - len(widened.lstrip())
    heading = _HEADING.match(raw) if raw[0] == "#" else None
    if heading:
        at, level = column + heading.start(2), len(heading[1])
        return make_line(heading[2], indent=indent, gap=gap, level=level, row=number, column=at)
    if raw.startswith("> "):
        return make_line(raw[2:], indent=indent, gap=gap, note=Note.QUOTE, row=number, column=column + 2)
    note = Note.ROW if raw[0] == "|" and _ROW.match(raw) else Note.PLAIN
    return make_line(raw, indent=indent, gap=gap, note=note, row=number, column=column)


def _paragraphs_of(raw: str, gap: int, number: int, column: int) -> Iterator[Line]:
    """What was pasted as one line, at the gaps where paragraphs were."""
    start = 0
    for end in (*_PARAGRAPH_GAP.finditer(raw), None):
        part = raw[start : end.start() if end else len(raw)]
        if part.strip():
            yield make_line(part, gap=1 if start else gap, row=number, column=column + start)
        start = end.end() if end else start


def make_line(
    raw: str, *, indent: int = 0, gap: int = 0, level: int = 0, note: Note = Note.PLAIN, row: int = 0, column: int = 1
) -> Line:
    """A line from its characters."""
    return Line(collapse(plain(raw)), raw.strip(), indent, gap, level, note, row, column)
