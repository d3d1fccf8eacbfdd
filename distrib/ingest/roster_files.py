"""A list of people in whatever file it comes: CSV, an Excel workbook, or visiting cards, told apart by its content.

Must never go by the file's name, which says what somebody meant it to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from distrib.ingest.roster_cards import read_card_table
from distrib.ingest.roster_columns import Columns, recognise
from distrib.ingest.roster_table import HEADER_LINES, Row, Table, check_size, no_header, read_table, row_of
from distrib.ingest.vcard import is_cards
from distrib.ingest.xlsx import Sheet, is_workbook, read_sheet


def read_list(data: bytes, name: str, known: Mapping[str, str], required: tuple[str, ...]) -> Table:
    """Rows under the columns of `known`; a header, where the file has one, must hold one of the `required` fields.

    Raises:
        UnreadableText: it is no list, or holds no such column.
    """
    check_size(data, name)
    if is_workbook(data):
        return _sheet_table(read_sheet(data, name), name, known, required)
    if is_cards(data):
        return read_card_table(data, known)
    return read_table(data, name, known, required)


def _sheet_table(sheet: Sheet, name: str, known: Mapping[str, str], required: tuple[str, ...]) -> Table:
    for place, (_, cells) in enumerate(sheet.rows[:HEADER_LINES]):
        columns = recognise(cells, known)
        if any(field in columns.of for field in required):
            others = f"; {len(sheet.others)} more in it were not read" if sheet.others else ""
            note = f"read as Excel workbook, sheet {sheet.name}{others}"
            return Table(columns, _rows(sheet.rows[place + 1 :], columns), note)
    raise no_header(sheet.rows[0][1], name, required)


def _rows(rows: tuple[tuple[int, tuple[str, ...]], ...], columns: Columns) -> Iterator[Row]:
    for number, cells in rows:
        missing = columns.width - len(cells)
        row = row_of(number, [*cells, *[""] * missing], columns.width)
        if row is not None:
            yield row
