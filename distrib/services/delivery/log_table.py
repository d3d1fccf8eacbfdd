"""The ledger as a table for a spreadsheet: its columns, and a row for each recipient."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from io import StringIO

from distrib.core.delivery.dispatch import Delivery
from distrib.core.plain_text import one_line
from distrib.core.spreadsheet import defuse
from distrib.services.context import Context
from distrib.services.delivery import dispatches

COLUMNS = (
    "email",
    "name",
    "state",
    "attempts",
    "code",
    "enhanced",
    "reply",
    "message_id",
    "edition",
    "version",
    "sha256",
    "at",
    "is_repeat",
    "release",
    "dispatch_id",
)
MOST = 10_000_000


def values(row: Delivery) -> dict[str, object]:
    """A row by column."""
    known = asdict(row)
    return {column: known[column] for column in COLUMNS} | {"state": row.state.value}


def as_csv(context: Context, dispatch_id: int) -> str:
    """A dispatch as CSV (RFC 4180); no cell is a formula.

    Raises:
        NotFound: there is no such dispatch.
    """
    dispatches.get(context, dispatch_id)
    return _csv(dispatches.deliveries(context, dispatch_id, limit=MOST))


def _csv(rows: Iterable[Delivery]) -> str:
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in values(row).values()] for row in rows)
    return text.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    return defuse(one_line(value)) if isinstance(value, str) else "" if value is None else str(value)
