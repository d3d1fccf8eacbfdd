"""An Excel workbook (XLSX, ECMA-376) as rows of text cells: those of the first sheet that holds any.

Read with the standard library, piece by piece and within limits. A reader that lays a sheet out as one block can be
made to end the whole program by two cells far apart (https://github.com/tafia/calamine/issues/693).
Must never follow a link, compute a formula or believe what the file says of its own size.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from distrib.errors import UnreadableText
from distrib.ingest.formats import xlsx_parts as parts
from distrib.ingest.formats.package import DAMAGED, Package, TooLarge, open_package, related, resolved

MAX_UNPACKED = 200_000_000
"""Bytes of XML that are read; a list of 200,000 people takes a third of it."""

_WORKBOOK = "xl/workbook.xml"
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The stream that holds a workbook saved with a password ([MS-OFFCRYPTO] §2.3.4.4)."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as text."""

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    """Number and cells of each row that holds something; the cells end with the last that does."""
    others: tuple[str, ...]
    """Names of the sheets that were not read."""


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are an Excel file of any age, protected or not."""
    return data.startswith(_OLE) or (data.startswith(_ZIP) and b"xl/" in data)


def read_sheet(data: bytes, name: str) -> Sheet:
    """The first sheet with a cell that holds something; `name` only appears in messages.

    Raises:
        UnreadableText: it is protected, of the old kind, damaged, empty, or far larger inside than any list.
    """
    _check_kind(data, name)
    try:
        return _first_sheet(open_package(data, MAX_UNPACKED), name)
    except TooLarge as fault:
        raise UnreadableText(
            "{name} is no list that a person keeps: {why}. Nothing was read. Copy the rows you need into a new "
            "workbook, or save the list as CSV.",
            name=name,
            why=fault.said,
        ) from fault
    except DAMAGED as fault:
        raise UnreadableText(
            "{name} looks like an Excel workbook but cannot be opened; nothing was read. It may be damaged, or "
            "only partly copied. Open it in Excel, save it again as XLSX or CSV, and bring that in.",
            name=name,
        ) from fault


def _links(package: Package, path: str) -> parts.Links:
    """What a part refers to; nothing where it has no such list."""
    links = parts.Links()
    if package.has(related(path)):
        package.feed(related(path), links)
    return links


def _first_sheet(package: Package, name: str) -> Sheet:
    main = _links(package, "").of_kind("officeDocument")
    workbook_path = posixpath.normpath(main[0].lstrip("/")) if main else _WORKBOOK
    book, links = parts.Book(), _links(package, workbook_path)
    package.feed(workbook_path, book)
    folder = posixpath.dirname(workbook_path)
    strings, styles = parts.Strings(), parts.Styles()
    for kind, reader in (("sharedStrings", strings), ("styles", styles)):
        for target in links.of_kind(kind)[:1]:
            package.feed(resolved(folder, target), reader)
    for title, key in book.sheets:
        cells = parts.Cells(strings.texts, styles.dates, book.is_1904)
        kind, target = links.targets[key]
        if kind == "worksheet":  # a chart may fill a page of its own and has no cells
            package.feed(resolved(folder, target), cells)
        if cells.rows:
            others = tuple(one for one, _ in book.sheets if one != title)
            return Sheet(title, tuple(cells.rows), others)
    raise UnreadableText(
        "{name} has no cell that holds anything; nothing was read. Check that the list was saved.", name=name
    )


def _check_kind(data: bytes, name: str) -> None:
    if not data.startswith(_OLE):
        return
    if _ENCRYPTED in data:
        raise UnreadableText(
            "{name} is protected with a password; nothing was read. Open it in Excel, save it without the "
            "password (File, Info, Protect Workbook), and bring that in.",
            name=name,
        )
    raise UnreadableText(
        "{name} is an Excel file of the old kind (XLS); nothing was read. Open it and save it as XLSX or CSV.",
        name=name,
    )
