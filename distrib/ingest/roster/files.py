"""A list of people in whatever file it comes: CSV, an Excel workbook, or visiting cards, told apart by its content.

Must never go by the file's name, which says what somebody meant it to be.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from distrib.core.phrase import Said, numbered, phrased
from distrib.errors import UnreadableText
from distrib.ingest.formats.vcard import is_cards
from distrib.ingest.formats.xlsx import Sheet, is_workbook, read_sheet
from distrib.ingest.roster.cards import read_card_table
from distrib.ingest.roster.columns import Chosen, Columns, recognise
from distrib.ingest.roster.table import HEADER_LINES, Row, Table, no_header, read_table, row_of

MAX_BYTES = 64_000_000
"""Of a workbook or of visiting cards, which are held as a whole: two hundred thousand rows of 300 bytes."""

_ARCHIVES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_HEAD = 4_096
"""Bytes that tell what a file is."""


def read_list(
    data: bytes | BinaryIO, name: str, known: Mapping[str, str], required: tuple[str, ...], chosen: Chosen = ()
) -> Table:
    """Rows under the columns of `known`; a header, where the file has one, must hold one of the `required` fields.

    A file has to allow to go back to its beginning; it is read as the rows are asked for. `chosen` are the columns that
    a person named, as `roster_columns.recognise` takes them.

    Raises:
        UnreadableText: it is no list, or holds no such column.
    """
    file = io.BytesIO(data) if isinstance(data, bytes) else data
    head = file.read(_HEAD)
    file.seek(0)
    if head.startswith(_ARCHIVES):
        data = _whole(file, name)
        if is_workbook(data):
            return _sheet_table(read_sheet(data, name), name, known, required, chosen)
        file.seek(0)
    if is_cards(head):
        return read_card_table(_whole(file, name), known)
    return read_table(file, name, known, required, chosen)


def _whole(file: BinaryIO, name: str) -> bytes:
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnreadableText(
            "{name} has more than {most:,} bytes, which is the most for a workbook or for cards. Nothing "
            "was read. Split it in two, or save it as CSV, which may be of any size.",
            name=name,
            most=MAX_BYTES,
        )
    return data


def _sheet_table(sheet: Sheet, name: str, known: Mapping[str, str], required: tuple[str, ...], chosen: Chosen) -> Table:
    for place, (_, cells) in enumerate(sheet.rows[:HEADER_LINES]):
        columns = recognise(cells, known, chosen)
        if any(field in columns.of for field in required):
            others = _others(len(sheet.others)) if sheet.others else ""
            note = phrased("read as Excel workbook, sheet {name}{others}", name=sheet.name, others=others)
            return Table(columns, _rows(sheet.rows[place + 1 :], columns), note)
    raise no_header(sheet.rows[0][1], name, required)


def _others(number: int) -> Said:
    return numbered("; {number} more sheet in it was not read", "; {number} more sheets in it were not read", number)


def _rows(rows: tuple[tuple[int, tuple[str, ...]], ...], columns: Columns) -> Iterator[Row]:
    for number, cells in rows:
        missing = columns.width - len(cells)
        row = row_of(number, [*cells, *[""] * missing], columns.width)
        if row is not None:
            yield row
