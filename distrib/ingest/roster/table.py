"""A CSV file as rows of text cells with their line numbers. One broken row must never take others with it.

A file is read as it comes and never held as a whole, so its size does not matter.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import BinaryIO

from distrib.core.phrase import Said, numbered, phrase, phrased
from distrib.core.spreadsheet import restore
from distrib.errors import UnreadableText
from distrib.ingest.roster.columns import Chosen, Columns, recognise
from distrib.ingest.roster.no_list import binary_kind, document_kind

SAMPLE = 1_000_000
"""Bytes from which the encoding is told."""

MAX_ROW = csv.field_size_limit()
"""Characters (131,072): what the csv module takes for one cell, so that it never gives up on a row."""

MAX_CELL = 65_536
"""Characters. No name, address or list of topics comes near it."""

MAX_LINES = 100
"""Lines of one row; a quote that stays open longer was never meant to be closed."""

HEADER_LINES = 20
"""Lines in which the header is looked for; exports begin with a title or a date."""

SEPARATORS = {",": phrase("commas"), ";": phrase("semicolons"), "\t": phrase("tabs"), "|": phrase("bars")}

_NOT_TEXT = (
    (b"PK\x03\x04", phrase("a ZIP file that is no Excel workbook")),
    (b"%PDF-", phrase("a PDF")),
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
    fault: Said | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A list as found in a file."""

    columns: Columns
    rows: Iterator[Row]
    note: Said
    """How it was read."""


def read_table(
    file: BinaryIO, name: str, known: Mapping[str, str], required: tuple[str, ...], chosen: Chosen = ()
) -> Table:
    """Find encoding, header and separator; the header must hold one of the `required` fields.

    `chosen` says of some columns what they hold, whatever they are called. The rows are read from the file as they are
    asked for.

    Raises:
        UnreadableText: it is no text, or no such header is in it.
    """
    sample = file.read(SAMPLE)
    _check(sample, name)
    codec, encoding = _encoding(sample)
    if binary := binary_kind(sample, codec):
        raise _no_list(name, binary)
    file.seek(0)
    lines = _lines(io.TextIOWrapper(file, codec, _OTHER_BYTES, newline=None))
    first = list(islice(lines, HEADER_LINES))
    found = _header(first, known, required, chosen)
    if found is None:
        if document := document_kind(sample, codec):
            raise _no_list(name, document)
        line = next((line for line in first if line.strip()), "")[:2_000]
        raise no_header(_cells(line, max(SEPARATORS, key=line.count)), name, required)
    start, separator, columns = found
    rows = _rows(chain(first[start + 1 :], lines), start + 2, separator, columns.width)
    return Table(
        columns,
        rows,
        phrased(
            "read as {encoding}, cells separated by {separator}",
            encoding=encoding,
            separator=phrased(SEPARATORS[separator]),
        ),
    )


def _header(
    lines: Sequence[str], known: Mapping[str, str], required: tuple[str, ...], chosen: Chosen
) -> tuple[int, str, Columns] | None:
    """Place, separator and columns of the first line that names the columns."""
    for number, line in enumerate(lines):
        read = [(separator, recognise(_cells(line[:MAX_CELL], separator), known, chosen)) for separator in SEPARATORS]
        usable = [one for one in read if any(field in one[1].of for field in required)]
        if usable:
            separator, columns = max(usable, key=lambda one: len(one[1].of))
            return number, separator, columns
    return None


def _check(sample: bytes, name: str) -> None:
    for magic, kind in _NOT_TEXT:
        if sample.startswith(magic):
            raise _no_list(name, kind)
    if not sample.strip(b" \r\n\t\0"):
        raise UnreadableText("{name} is empty; nothing was read. Check that the right file was saved.", name=name)


def _no_list(name: str, kind: str) -> UnreadableText:
    return UnreadableText(
        "{name} is {kind} and not a list; nothing was read. Save the list as CSV or XLSX.",
        name=name,
        kind=phrased(kind),
    )


def _encoding(sample: bytes) -> tuple[str, str]:
    """A codec, and its name for people."""
    for bom, codec, encoding in _BOMS:
        if sample.startswith(bom):
            return codec, encoding
    head = sample[:2_000]
    if head.count(b"\0") * 3 > len(head):
        return ("utf-16-le" if head[1::2].count(0) >= head[0::2].count(0) else "utf-16-be"), "UTF-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)  # a character may be cut at the end of the sample
    except UnicodeDecodeError:
        return "cp1252", "Windows-1252 (look whether accents came out right)"
    return "utf-8", "UTF-8"


def _as_windows(fault: UnicodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8 far behind the sample: whoever pasted lists together had one in the old encoding."""
    if not isinstance(fault, UnicodeDecodeError) or fault.encoding != "utf-8":
        return "\ufffd", getattr(fault, "end", 1)
    return fault.object[fault.start : fault.end].decode("cp1252", "replace"), fault.end


_OTHER_BYTES = "distrib.windows"
codecs.register_error(_OTHER_BYTES, _as_windows)


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    """Lines with their ends; of one that is longer than any row, as much as shows that."""
    try:
        while line := text.readline(MAX_ROW + 2):
            rest = line
            while len(rest) == MAX_ROW + 2 and not rest.endswith("\n"):
                rest = text.readline(MAX_ROW + 2)
            yield line
    finally:
        if not text.closed:
            text.detach()  # the file is its owner's to close, also where no more lines are wanted


def no_header(first: Sequence[str], name: str, required: tuple[str, ...]) -> UnreadableText:
    """What is said where no line names the columns; `first` is the first line that holds anything."""
    found = [_plain(cell) for cell in first[:12] if cell.strip()]
    wanted = phrase("e-mail") if required[0] == "email" else required[0]
    return UnreadableText(
        "No {wanted} column was found in {name}, so nothing was read; the columns found are: {found}. Name the "
        "columns in the first line.",
        wanted=phrased(wanted),
        name=name,
        found=", ".join(found) or phrased("none"),
    )


def _plain(cell: str) -> str:
    printable = "".join(one if one.isprintable() else " " for one in cell[:200])
    return " ".join(printable.split())[:40]


def _rows(lines: Iterator[str], number: int, separator: str, width: int) -> Iterator[Row]:
    """Rows from a line on; `number` is its own. Never more lines are held than one row may have."""
    ahead: deque[str] = deque()
    while _look(ahead, lines, 1):
        count, is_closed = _extent(ahead, lines, separator)
        record = "".join(ahead.popleft() for _ in range(count))
        line = number
        number += count
        if not record.strip():
            continue
        if len(record) > MAX_ROW:
            yield Row(
                line, fault=phrased("the row has more than {most:,} characters, the most it may have", most=MAX_ROW)
            )
        elif not is_closed:
            yield Row(line, fault=phrased("a quotation mark opens a cell and none closes it"))
        else:
            row = row_of(line, _cells(record, separator), width)
            if row is not None:
                yield row


def _look(ahead: deque[str], lines: Iterator[str], count: int) -> bool:
    """Whether there are so many lines ahead; they are read when they were not."""
    while len(ahead) < count:
        line = next(lines, None)
        if line is None:
            return False
        ahead.append(line)
    return True


def row_of(line: int, cells: list[str], width: int) -> Row | None:
    """A row of as many cells as the header has; None for one that holds nothing."""
    if not any(cell.strip() for cell in cells):
        return None
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    if len(cells) != width:
        fault = numbered(
            "the row has {number} cell where the header has {width}",
            "the row has {number} cells where the header has {width}",
            len(cells),
            width=width,
        )
        return Row(line, fault=fault)
    longest = max(map(len, cells))
    if longest > MAX_CELL:
        return Row(
            line,
            fault=phrased(
                "a cell has {longest:,} characters; {most:,} are the most it may have", longest=longest, most=MAX_CELL
            ),
        )
    return Row(line, tuple(map(restore, cells)))


def _extent(ahead: deque[str], lines: Iterator[str], separator: str) -> tuple[int, bool]:
    """How many lines the row takes that begins here; 1 and False when a quote of it is never closed."""
    is_open = False
    size = 0
    for count in range(1, MAX_LINES + 1):
        if not _look(ahead, lines, count):
            break
        line = ahead[count - 1]
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
    if '"' not in record:
        return [cell.lstrip(" ") for cell in record.rstrip("\n").split(separator)]
    try:
        return next(csv.reader(io.StringIO(record, newline=""), delimiter=separator, skipinitialspace=True), [])
    except csv.Error:
        return record.rstrip("\n").split(separator)
