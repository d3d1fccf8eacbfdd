"""What the columns of a list hold, before anything of it is brought in: so that a person can put it right."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from distrib.errors import UnreadableText
from distrib.ingest.characters import clean, collapse
from distrib.ingest.roster.columns import JOURNALIST_COLUMNS, LEFT_OUT, Chosen
from distrib.ingest.roster.files import read_list
from distrib.ingest.roster.table import Table

__all__ = ["FIELDS", "LEFT_OUT", "ListColumn", "columns_of"]

FIELDS = tuple(JOURNALIST_COLUMNS)
"""What a column of a list of journalists can hold."""

ROWS_LOOKED_AT = 20
"""For an example of what stands in each column."""

EXAMPLE = 60
"""Characters."""


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a list."""

    number: int
    """Counted from 1."""
    header: str
    field: str | None
    """What it is taken for; None: it is left out."""
    example: str
    """The first value in it."""


def columns_of(file: BinaryIO, name: str, chosen: Chosen = ()) -> tuple[ListColumn, ...]:
    """The columns of a list of journalists; none for visiting cards, whose fields have names of their own.

    A list without a column of addresses is shown too, because a person can say which it is.

    Raises:
        UnreadableText: it is no list, or no column of it is known.
    """
    try:
        table = read_list(file, name, JOURNALIST_COLUMNS, ("email",), chosen)
    except UnreadableText as fault:
        file.seek(0)
        try:
            table = read_list(file, name, JOURNALIST_COLUMNS, FIELDS, chosen)
        except UnreadableText:
            raise fault from None
    fields = {place: field for field, places in table.columns.of.items() for place in places}
    examples = _examples(table)
    return tuple(
        ListColumn(place + 1, collapse(clean(header)), fields.get(place), examples.get(place, ""))
        for place, header in enumerate(table.columns.written)
    )


def _examples(table: Table) -> dict[int, str]:
    found: dict[int, str] = {}
    for row in islice(table.rows, ROWS_LOOKED_AT):
        for place, cell in enumerate(row.cells):
            if cell.strip():
                found.setdefault(place, collapse(clean(cell))[:EXAMPLE])
    return found
