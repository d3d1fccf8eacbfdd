"""What commands print: results on stdout, remarks on stderr. Data is shown as text, never obeyed by the terminal."""

from __future__ import annotations

import csv
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from distrib.core.plain_text import many_lines, one_line
from distrib.core.spreadsheet import defuse

if TYPE_CHECKING:
    from distrib.app import Office

_HIDDEN = re.compile("[\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

AS_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
"""Every command that prints a list has it."""


@contextmanager
def open_office() -> Iterator[Office]:
    """The office of this environment, for as long as a command runs."""
    from distrib import app, config

    office = app.build(config.load())
    try:
        if office.upgraded_from not in (None, "empty"):
            remark(
                f"The database was brought up to date; a copy of it as it was lies beside it ({office.settings.home})."
            )
        if office.restored is not None:
            remark(str(office.restored))
        yield office
    finally:
        office.close()


def say(text: str = "") -> None:
    """A line of the result."""
    click.echo(many_lines(text))


def remark(text: str) -> None:
    """Something a person should know, apart from the result."""
    click.echo(many_lines(text), err=True)


def complain(text: str) -> None:
    """Why something could not be done."""
    click.echo(f"distrib: {many_lines(text)}", err=True)


def number_of(count: int, one: str, several: str) -> str:
    """So many of something, such as "1 message" or "1200 messages"."""
    return f"{count} {one if count == 1 else several}"


def json_line(value: Mapping[str, Any]) -> None:
    """One object on one line; characters that are invisible or steer a terminal are escaped."""
    line = json.dumps(value, ensure_ascii=False, default=_plain)
    click.echo(_HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", line))


def json_document(value: Mapping[str, Any]) -> None:
    """One object over many lines, as a person reads it; characters that steer a terminal are escaped."""
    text = json.dumps(value, ensure_ascii=False, default=_plain, indent=2)
    click.echo(_HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text))


def csv_rows(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """A CSV table (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    writer = csv.writer(sys.stdout, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[column]) for column in columns])


def table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Aligned columns; nothing is cut, so that it can be searched and copied."""
    lines = [[one_line("" if cell is None else str(cell)) for cell in row] for row in rows]
    widths = [max(_width(line[place]) for line in [list(columns), *lines]) for place in range(len(columns))]
    for line in [list(columns), *lines]:
        cells = [cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)]
        click.echo("  ".join(cells).rstrip())


def moment(at: datetime | None) -> str:
    """An instant as ISO 8601 in UTC, to the second."""
    return "" if at is None else at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _width(text: str) -> int:
    """Columns a terminal uses (Unicode Standard Annex 11)."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text
    )


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return moment(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def _cell(value: object) -> str:
    text = "" if value is None else moment(value) if isinstance(value, datetime) else one_line(str(value))
    return defuse(text) if isinstance(value, str) else text
