"""What the database knows of the roster's size and values, which its plans are made from. Changes no row.

PostgreSQL gathers it by itself some time after a large change, SQLite never. The ledger is left out: its statements
name the index that they walk along, however many rows there are.
"""

from __future__ import annotations

from sqlalchemy import Connection

from distrib.db.schema import (
    JournalistAddressRow,
    JournalistBeatRow,
    JournalistLanguageRow,
    JournalistRow,
    JournalistTagRow,
    OutletRow,
)

LARGE = 5_000
"""People added at once from which on it is gathered again; it takes a hundredth of what adding them took."""

SAMPLE = 1_000
"""Rows of an index that SQLite looks at (https://sqlite.org/lang_analyze.html#req)."""

_ROSTER = (
    JournalistRow,
    JournalistAddressRow,
    JournalistLanguageRow,
    JournalistBeatRow,
    JournalistTagRow,
    OutletRow,
)


def gather(connection: Connection) -> None:
    """Look at the roster as it is now."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA analysis_limit = {SAMPLE}")
    for table in _ROSTER:
        connection.exec_driver_sql(f"ANALYZE {table.__tablename__}")
