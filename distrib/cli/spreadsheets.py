"""Rows into a file for a spreadsheet: CSV with the mark by which Excel knows UTF-8, or an Excel workbook (XLSX)."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from distrib.core.plain_text import one_line
from distrib.errors import UsageError
from distrib.services.new_files import new_file


def write(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write to a file that is not there yet, or with `-` to standard output, as CSV.

    Raises:
        UsageError: the file is there, cannot be written, or its name ends in neither .csv nor .xlsx.
    """
    if name == "-":
        _csv(sys.stdout, columns, rows)
        return
    path = Path(name)
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise UsageError(
            "{name} ends in neither .csv nor .xlsx, so nothing was written. Choose one of them.", name=name
        )
    with new_file(path):
        if path.suffix.lower() == ".xlsx":
            _workbook(path, columns, rows)
        else:
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                _csv(file, columns, rows)


def _csv(file: object, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """RFC 4180."""
    writer = csv.writer(file, lineterminator="\r\n")  # type: ignore[arg-type] # whatever has write()
    writer.writerow(columns)
    writer.writerows([one_line(cell) for cell in row] for row in rows)


def _workbook(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("people")
    for row in (columns, *rows):
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, one_line(value))
            cell.data_type = "s"  # text, whatever it looks like
            cells.append(cell)
        sheet.append(cells)
    book.save(path)
