"""Lines: a text cut into lines with what their form says. Knows Markdown's marks; knows nothing of releases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from distrib.ingest.characters import collapse

LONG_LINE = 400
"""A line longer than this is prose pasted as one line; runs of spaces inside it are where paragraphs were."""

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


_HEADING = re.compile(r"(#{1,6})\s+([^\s#].*?)(?:\s#+)?$")
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\([^()\s]{1,2000}\)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*]{1,500})(?<=[^\s*])\1(?![\w*])")
_UNDERLINED = re.compile(r"(?<![\w_])(_{1,2})(?=[^\s_])([^_]{1,500})(?<=[^\s_])\1(?![\w_])")
_PARAGRAPH_GAP = re.compile(r"\s{3,}|(?<=[.!?:…”\"»)])\s{2,}(?=\S)")


def plain(raw: str) -> str:
    """A line without Markdown's marks inside it."""
    text = _LINK.sub(r"\1", raw) if "](" in raw else raw
    if "*" in text:
        text = _EMPHASIS.sub(r"\2", text)
    if "_" in text:
        text = _UNDERLINED.sub(r"\2", text)
    return text


def split_lines(text: str) -> tuple[Line, ...]:
    """The lines of a cleaned text that are not blank."""
    return tuple(_with_gaps(text.split("\n")))


def _with_gaps(rows: list[str]) -> Iterator[Line]:
    gap = 0
    for row in rows:
        raw = row.strip()
        if not raw:
            gap += 1
            continue
        yield from _lines_of(row, raw, gap)
        gap = 0


def _lines_of(row: str, raw: str, gap: int) -> Iterator[Line]:
    if len(raw) > LONG_LINE:
        for number, part in enumerate(_PARAGRAPH_GAP.split(raw)):
            if part.strip():
                yield make_line(part, gap=gap if number == 0 else 1)
        return
    indent = len(row.expandtabs(TAB)) - len(row.expandtabs(TAB).lstrip())
    heading = _HEADING.match(raw)
    if heading:
        yield make_line(heading[2], indent=indent, gap=gap, level=len(heading[1]))
        return
    quoted = raw.startswith("> ")
    line = make_line(raw[2:] if quoted else raw, indent=indent, gap=gap)
    yield replace(line, note=Note.QUOTE) if quoted else line


def make_line(raw: str, *, indent: int = 0, gap: int = 0, level: int = 0, note: Note = Note.PLAIN) -> Line:
    """A line from its characters."""
    return Line(collapse(plain(raw)), raw.strip(), indent, gap, level, note)
