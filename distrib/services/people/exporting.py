"""Journalists as rows of a spreadsheet, under the columns that an import reads them back from."""

from __future__ import annotations

from collections.abc import Callable

from distrib.core.people import Journalist
from distrib.core.spreadsheet import defuse
from distrib.db import people as rows
from distrib.services.context import Context
from distrib.services.people.saved_audiences import listed

COLUMNS = (
    "name",
    "email",
    "other emails",
    "outlet",
    "outlet type",
    "outlet country",
    "outlet site",
    "role",
    "country",
    "languages",
    "time zone",
    "beats",
    "tags",
    "status",
)


def journalists(
    context: Context, query: str, heard: Callable[[int], None] | None = None
) -> tuple[tuple[str, ...], ...]:
    """Everybody a query names, one row each, cells as text that no spreadsheet computes.

    `heard` is told how many there are so far, for each of them; what it raises ends the reading.

    Raises:
        QueryError: it cannot be understood.
    """
    found: list[tuple[str, ...]] = []
    with context.database.reading() as transaction:
        for one in rows.find_all(transaction, listed(transaction, query)):
            found.append(tuple(map(defuse, _cells(one))))
            if heard:
                heard(len(found))
    return tuple(found)


def _cells(one: Journalist) -> tuple[str, ...]:
    return (
        one.name,
        one.email,
        "; ".join(one.others),
        one.outlet or "",
        one.outlet_kind or "",
        one.outlet_country or "",
        one.outlet_site or "",
        one.role or "",
        one.country or "",
        "; ".join(one.languages),
        one.zone or "",
        "; ".join(one.beats),
        "; ".join(one.tags),
        one.status,
    )
