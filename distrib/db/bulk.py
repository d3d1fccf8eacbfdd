"""Many rows into one table at once. SQLAlchemy prepares each row by itself, which takes longer than storing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection

from distrib.db.chunks import chunks


def insert_rows(connection: Connection, table: Any, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Add rows; each holds a value for each of the columns."""
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    names, marks = ", ".join(columns), ", ".join([mark] * len(columns))
    statement = f"INSERT INTO {table.__tablename__} ({names}) VALUES ({marks})"  # noqa: S608 - names of our own tables
    prepared = _prepared(connection, table, columns, rows)
    for chunk in chunks(prepared):
        connection.exec_driver_sql(statement, list(chunk))


def _prepared(
    connection: Connection, table: Any, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> Sequence[tuple[Any, ...]]:
    """Values as the driver takes them; the few different instants and states of a list are prepared once each."""
    kinds = [table.__table__.columns[name].type for name in columns]
    found = [
        (place, kind.dialect_impl(connection.dialect).bind_processor(connection.dialect))
        for place, kind in enumerate(kinds)
    ]
    processors = {place: _remembered(one) for place, one in found if one is not None}
    if not processors:
        return rows
    prepared = []
    for row in rows:
        values = list(row)
        for place, process in processors.items():
            values[place] = process(values[place])
        prepared.append(tuple(values))
    return prepared


def _remembered(process: Callable[[Any], Any]) -> Callable[[Any], Any]:
    known: dict[Any, Any] = {}

    def prepare(value: Any) -> Any:
        try:
            return known[value]
        except KeyError:
            known[value] = process(value)
            return known[value]
        except TypeError:  # what JSON holds cannot be a key
            return process(value)

    return prepare
