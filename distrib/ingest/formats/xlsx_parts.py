"""The XML parts of a workbook (ECMA-376 part 1 §18), each read by a handler that keeps what a list needs.

Whatever is kept is counted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, time, timedelta
from functools import lru_cache

from distrib.ingest.formats.package import TooLarge

MAX_COLUMNS = 500
"""Columns; a list has thirty. A cell beyond would make every row of text as wide."""

MAX_CELLS = 6_000_000
"""Cells up to the last filled one of each row: 200,000 rows of 30."""

LAST_DAY = 2_958_466
"""Serial number of the first day of the year 10000, which no date has."""

_LETTERS = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
"""Built-in number formats that show a date or a time (§18.8.30)."""
_NOT_A_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_DATE_LETTERS = re.compile(r"[ymdhs]", re.IGNORECASE)


class _Silent:
    """Keeps no characters and no ends."""

    def text(self, text: str) -> None:
        """Nothing to keep."""

    def end(self, name: str) -> None:
        """Nothing to do."""


class Links(_Silent):
    """What a part refers to."""

    def __init__(self) -> None:
        self.targets: dict[str, tuple[str, str]] = {}
        """Id → the last word of its kind, and its target."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """A relationship; those that lead outside are not looked at."""
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.targets[attributes.get("Id", "")] = kind, attributes.get("Target", "")

    def of_kind(self, kind: str) -> list[str]:
        """Targets of a kind."""
        return [target for its_kind, target in self.targets.values() if its_kind == kind]


class Book(_Silent):
    """The list of sheets."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        """Name and the id of the link to it."""
        self.is_1904 = False
        """Days are counted from 1904, as Excel for the Macintosh did."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """A sheet, or what holds for all of them."""
        if name == "sheet":
            link = next((value for one, value in attributes.items() if one.endswith(":id")), "")
            self.sheets.append((attributes.get("name", ""), link))
        elif name == "workbookPr":
            self.is_1904 = attributes.get("date1904") in ("1", "true")


class Styles(_Silent):
    """Which styles show a number as a date."""

    def __init__(self) -> None:
        self.dates: set[int] = set()
        self._formats: dict[str, str] = {}
        self._in_cells = False
        self._number = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """A number format, or a style that uses one."""
        if name == "numFmt":
            self._formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            key = attributes.get("numFmtId", "0")
            code = _NOT_A_FORMAT.sub("", self._formats.get(key, ""))
            if _whole(key, 0) in _DATES or _DATE_LETTERS.search(code):
                self.dates.add(self._number)
            self._number += 1

    def end(self, name: str) -> None:
        """Other lists of styles follow."""
        if name == "cellXfs":
            self._in_cells = False


class _Texts:
    """Joins the runs of a text; how it is pronounced is no part of it."""

    def __init__(self) -> None:
        self._runs: list[str] = []
        self._is_open = False
        self._is_aside = False

    def text(self, text: str) -> None:
        """Characters of a text or value."""
        if self._is_open and not self._is_aside:
            self._runs.append(text)

    def _taken(self) -> str:
        whole = "".join(self._runs)
        self._runs.clear()
        return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), whole) if "_x" in whole else whole


class Strings(_Texts):
    """The texts that cells refer to."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 - all readers hear the same
        """A run begins."""
        self._is_aside = self._is_aside or name == "rPh"
        self._is_open = name == "t"

    def end(self, name: str) -> None:
        """A run or a whole text ends."""
        self._is_open = False
        if name == "rPh":
            self._is_aside = False
        elif name == "si":
            self.texts.append(self._taken())


class Cells(_Texts):
    """The rows of a sheet, as text."""

    def __init__(self, strings: Sequence[str], dates: AbstractSet[int], is_1904: bool) -> None:
        super().__init__()
        self.rows: list[tuple[int, tuple[str, ...]]] = []
        self._strings, self._dates, self._is_1904 = strings, dates, is_1904
        self._row, self._column, self._kind, self._style, self._count = 0, 0, "n", 0, 0
        self._cells: dict[int, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """A row, a cell, or what it holds. Both are placed by their reference, else after the one before."""
        if name == "c":
            place = _LETTERS.fullmatch(attributes.get("r", ""))
            self._column = _column(place[1]) if place else self._column + 1
            self._kind = attributes.get("t", "n")
            self._style = _whole(attributes.get("s", ""), 0)
        elif name == "row":
            self._row = _whole(attributes.get("r", ""), self._row + 1)
            self._column = 0
        elif name in ("v", "t"):
            self._is_open = True
        elif name == "rPh":
            self._is_aside = True

    def end(self, name: str) -> None:
        """What was open is complete."""
        if name in ("v", "t"):
            self._is_open = False
        elif name == "rPh":
            self._is_aside = False
        elif name == "c":
            self._keep(self._value(self._taken()))
        elif name == "row" and self._cells:
            width = max(self._cells)
            self._count += width
            if self._count > MAX_CELLS:
                raise TooLarge("it has more than {most:,} cells", most=MAX_CELLS)
            self.rows.append((self._row, tuple(self._cells.get(place, "") for place in range(1, width + 1))))
            self._cells = {}

    def _keep(self, text: str) -> None:
        if not text:
            return
        if self._column > MAX_COLUMNS:
            raise TooLarge("row {row:,} holds something in column {column:,}", row=self._row, column=self._column)
        self._cells[self._column] = text

    def _value(self, text: str) -> str:
        if self._kind == "s":
            number = _whole(text, len(self._strings))
            return self._strings[number] if number < len(self._strings) else ""
        if self._kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(text, text)
        if self._kind == "n" and text:
            return as_date(text, self._is_1904) if self._style in self._dates else as_number(text)
        return text


def as_number(text: str) -> str:
    """A number as a person would type it: whole ones without `.0` or an exponent, others to Excel's 15 digits."""
    try:
        rounded = float(f"{float(text):.15g}")
    except ValueError:
        return text
    if rounded.is_integer() and abs(rounded) < 1e21:
        return f"{rounded:.0f}"
    return f"{rounded:.15g}"


def as_date(text: str, is_1904: bool) -> str:
    """A serial number of days as ISO 8601; one that no day has stays a number.

    Excel counts a 29 February 1900 that was not (§18.17.4.1): days before it are one off.
    """
    try:
        days = float(text)
    except ValueError:
        return text
    if not 0 <= days < LAST_DAY - 1_462:
        return as_number(text)
    first = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30) if days >= 60 else datetime(1899, 12, 31)  # noqa: DTZ001 - a sheet knows no zone
    moment = first + timedelta(seconds=round(days * 86_400))
    if days < 1:
        return moment.time().isoformat("minutes")
    return moment.date().isoformat() if moment.time() == time() else moment.isoformat(" ", "minutes")


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else otherwise


@lru_cache(maxsize=MAX_COLUMNS)
def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
