"""A CSV file as rows of text cells with their line numbers. One broken row must never take others with it."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from distrib.core.spreadsheet import restore
from distrib.errors import UnreadableText
from distrib.ingest.roster_columns import Columns, recognise

MAX_BYTES = 64_000_000
"""Two hundred thousand rows of 300 bytes; more is no list that a person keeps."""

MAX_ROW = csv.field_size_limit()
"""Characters (131,072): what the csv module takes for one cell, so that it never gives up on a row."""

MAX_CELL = 65_536
"""Characters. No name, address or list of topics comes near it."""

MAX_LINES = 100
"""Lines of one row; a quote that stays open longer was never meant to be closed."""

HEADER_LINES = 20
"""Lines in which the header is looked for; exports begin with a title or a date."""

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}

_NOT_TEXT = (
    (b"PK\x03\x04", "a ZIP file that is no Excel workbook"),
    (b"%PDF-", "a PDF"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row, or why it is none."""

    line: int
    """Of its first character, counted from 1."""
    cells: tuple[str, ...] = ()
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A list as found in a file."""

    columns: Columns
    rows: Iterator[Row]
    note: str
    """How it was read."""


def read_table(data: bytes, name: str, known: Mapping[str, str], required: tuple[str, ...]) -> Table:
    """Find encoding, header and separator; the header must hold one of the `required` fields.

    Raises:
        UnreadableText: it is no text, or no such header is in it.
    """
    _check(data, name)
    text, encoding = _decoded(data)
    lines = list(io.StringIO(text, newline=None))
    best: tuple[int, str, Columns] | None = None
    for number, line in enumerate(lines[:HEADER_LINES]):
        for separator in SEPARATORS:
            columns = recognise(_cells(line[:MAX_CELL], separator), known)
            if any(field in columns.of for field in required) and (best is None or len(columns.of) > len(best[2].of)):
                best = (number, separator, columns)
        if best:
            break
    if best is None:
        first = next((line for line in lines if line.strip()), "")[:2_000]
        raise no_header(_cells(first, max(SEPARATORS, key=first.count)), name, required)
    start, separator, columns = best
    rows = _rows(lines, start + 1, separator, columns.width)
    return Table(columns, rows, f"read as {encoding}, cells separated by {SEPARATORS[separator]}")


def check_size(data: bytes, name: str) -> None:
    """Whether a file is no larger than a list can be.

    Raises:
        UnreadableText: it is.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableText(
            f"{name} has {len(data):,} bytes; a list may have {MAX_BYTES:,}. Nothing was read: split it in two."
        )


def _check(data: bytes, name: str) -> None:
    check_size(data, name)
    for magic, kind in _NOT_TEXT:
        if data.startswith(magic):
            raise UnreadableText(f"{name} is {kind} and not a list; nothing was read. Save the list as CSV or XLSX.")
    if not data.strip(b" \r\n\t\0"):
        raise UnreadableText(f"{name} is empty; nothing was read. Check that the right file was saved.")


def _decoded(data: bytes) -> tuple[str, str]:
    for bom, codec, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(codec, "replace"), encoding
    sample = data[:2_000]
    if sample.count(b"\0") * 3 > len(sample):
        codec = "utf-16-le" if sample[1::2].count(0) >= sample[0::2].count(0) else "utf-16-be"
        return data.decode(codec, "replace"), "UTF-16"
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), "Windows-1252 (look whether accents came out right)"


def no_header(first: Sequence[str], name: str, required: tuple[str, ...]) -> UnreadableText:
    """What is said where no line names the columns; `first` is the first line that holds anything."""
    found = [_plain(cell) for cell in first[:12] if cell.strip()]
    wanted = "e-mail" if required[0] == "email" else required[0]
    return UnreadableText(
        f"No {wanted} column was found in {name}, so nothing was read; the columns found are: "
        f"{', '.join(found)}. Name the columns in the first line."
    )


def _plain(cell: str) -> str:
    printable = "".join(one if one.isprintable() else " " for one in cell[:200])
    return " ".join(printable.split())[:40]


def _rows(lines: list[str], start: int, separator: str, width: int) -> Iterator[Row]:
    number = start
    while number < len(lines):
        count, is_closed = _extent(lines, number, separator)
        record = "".join(lines[number : number + count])
        line = number + 1
        number += count
        if not record.strip():
            continue
        if len(record) > MAX_ROW:
            yield Row(line, fault=f"the row has {len(record):,} characters; {MAX_ROW:,} are the most it may have")
        elif not is_closed:
            yield Row(line, fault="a quotation mark opens a cell and none closes it")
        else:
            row = row_of(line, _cells(record, separator), width)
            if row is not None:
                yield row


def row_of(line: int, cells: list[str], width: int) -> Row | None:
    """A row of as many cells as the header has; None for one that holds nothing."""
    if not any(cell.strip() for cell in cells):
        return None
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    if len(cells) != width:
        return Row(line, fault=f"the row has {len(cells)} cells where the header has {width}")
    longest = max(map(len, cells))
    if longest > MAX_CELL:
        return Row(line, fault=f"a cell has {longest:,} characters; {MAX_CELL:,} are the most it may have")
    return Row(line, tuple(map(restore, cells)))


def _extent(lines: list[str], start: int, separator: str) -> tuple[int, bool]:
    """How many lines the row takes that begins here; 1 and False when a quote of it is never closed."""
    is_open = False
    size = 0
    for count, line in enumerate(lines[start : start + MAX_LINES], start=1):
        if '"' in line:
            still = _still_open(line, separator, is_open)
            if still is None:
                break
            is_open = still
        size += len(line)
        if not is_open:
            return count, True
        if size > MAX_ROW:
            break
    return 1, False


_OPENING = {separator: re.compile(rf'(?:^|{re.escape(separator)}) *"') for separator in SEPARATORS}
"""A quotation mark that opens a cell stands at its beginning (RFC 4180 §2); elsewhere it is one like any sign."""

_CELL_END = {separator: re.compile(rf" *(?:{re.escape(separator)}|$)") for separator in SEPARATORS}


def _still_open(line: str, separator: str, was_open: bool) -> bool | None:
    """Whether a quoted cell goes on in the next line.

    None: the cell came open from the line above, and what should close it closes nothing. It was never meant to
    reach this far, and going on would make one person of two.
    """
    is_open, position = was_open, 0
    while True:
        if not is_open:
            found = _OPENING[separator].search(line, position)
            if not found:
                return False
            position = found.end()
        closing = line.find('"', position)
        if closing < 0:
            return True
        is_open = line[closing + 1 : closing + 2] == '"'
        position = closing + 1 + is_open
        if was_open and not is_open and not _CELL_END[separator].match(line, position):
            return None
        was_open = was_open and is_open


def _cells(record: str, separator: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(record, newline=""), delimiter=separator, skipinitialspace=True), [])
    except csv.Error:
        return record.rstrip("\n").split(separator)
