"""Many new rows of one table at once: values converted once a column, and the driver's own fastest way in.

Statements of SQLAlchemy convert each parameter of each row anew, which costs more than the database does.
It knows no table and no rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Boolean, Connection, Dialect, Table
from sqlalchemy.exc import DBAPIError

if TYPE_CHECKING:
    import psycopg

_CHUNK = 500
"""Rows in memory at a time: so few that Python's search for cycles never sees them grow old."""


def insert_rows(
    connection: Connection,
    row_class: Any,
    shared: Mapping[str, Any],
    names: Sequence[str],
    rows: Iterable[Sequence[Any]],
) -> None:
    """Add rows that have some values in common. `names` are the columns of each row's own values, in their order."""
    table = cast("Table", row_class.__table__)
    dialect = connection.dialect
    common = tuple(_converter(table, name, dialect)(value) for name, value in shared.items())
    found = [(place, _converter(table, name, dialect)) for place, name in enumerate(names)]
    converters = [(place, convert) for place, convert in found if convert is not _as_it_is]
    own = (_converted(converters, row) for row in rows) if converters else rows
    ready = ((*row, *common) for row in own)
    columns = [*names, *shared]
    if dialect.name == "postgresql":
        _copy(connection, table, columns, ready)
    else:
        _executemany(connection, table, columns, ready)


def _executemany(connection: Connection, table: Table, columns: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> None:
    marks = ", ".join("?" for _ in columns)
    statement = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - names of the schema
    for chunk in iter(lambda: list(islice(rows, _CHUNK)), []):
        connection.exec_driver_sql(statement, chunk)


def _copy(connection: Connection, table: Table, columns: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> None:
    """https://www.psycopg.org/psycopg3/docs/basic/copy.html"""
    names = ", ".join(columns)
    statement = f"COPY {table.name} ({names}) FROM STDIN"
    driver = cast("psycopg.Connection", connection.connection.dbapi_connection)
    try:
        with driver.cursor() as cursor, cursor.copy(statement.encode()) as copy:
            for row in rows:
                copy.write_row(row)
    except driver.Error as fault:  # past SQLAlchemy, which would have made it one of its own
        raise DBAPIError.instance(statement, None, fault, driver.Error, hide_parameters=True) from fault


def _converter(table: Table, name: str, dialect: Dialect) -> Callable[[Any], Any]:
    """None is needed for truth: every driver takes Python's own."""
    kind = table.c[name].type
    if isinstance(kind, Boolean):
        return _as_it_is
    return kind.dialect_impl(dialect).bind_processor(dialect) or _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _converted(converters: Sequence[tuple[int, Callable[[Any], Any]]], row: Sequence[Any]) -> list[Any]:
    values = list(row)
    for place, convert in converters:
        values[place] = convert(values[place])
    return values
