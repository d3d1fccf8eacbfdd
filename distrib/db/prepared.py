"""A statement that is carried out very often: made into SQL once for each kind of database, then only bound.

It is given to the driver as it is. That leaves out what SQLAlchemy does for each execution, which for a statement
of the hot path costs more than the statement. What the driver raises becomes SQLAlchemy's, as everywhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import ClauseElement


@dataclass(frozen=True, slots=True)
class _Bound:
    sql: str
    names: Sequence[str]
    constants: Mapping[str, Any]
    converters: Mapping[str, Callable[[Any], Any]]

    def arguments(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        given = {name: convert(values[name]) for name, convert in self.converters.items() if name in values}
        known = {**self.constants, **values, **given}
        return tuple(known[name] for name in self.names)


class Prepared:
    """A statement with its parameters left open. Rows come back as the driver makes them."""

    def __init__(self, make: Callable[[str], ClauseElement]) -> None:
        """`make` is given the name of the dialect."""
        self._make = make
        self._bound: dict[str, _Bound] = {}

    def rows(self, connection: Connection, values: Mapping[str, Any]) -> Sequence[tuple[Any, ...]]:
        """Carry it out; what it returns, for a statement that does."""
        with carried_out(connection, *self._ready(connection.dialect, values)) as cursor:
            rows: Sequence[tuple[Any, ...]] = cursor.fetchall()
            return rows

    def run(self, connection: Connection, values: Mapping[str, Any]) -> int:
        """Carry it out; how many rows it changed."""
        with carried_out(connection, *self._ready(connection.dialect, values)) as cursor:
            return int(cursor.rowcount)

    def _ready(self, dialect: Dialect, values: Mapping[str, Any]) -> tuple[str, tuple[Any, ...]]:
        bound = self._bound.get(dialect.name)
        if bound is None:
            bound = self._bound[dialect.name] = _compiled(self._make(dialect.name), dialect)
        return bound.sql, bound.arguments(values)


@contextmanager
def carried_out(connection: Connection, sql: str, arguments: Sequence[Any] = ()) -> Iterator[Any]:
    """The driver's cursor after it has carried out a statement, which begins no transaction.

    Raises:
        DBAPIError: the driver could not, or not read what it found; a connection that is gone is used no more.
    """
    errors = connection.dialect.loaded_dbapi.Error
    cursor = None
    try:
        cursor = connection.connection.cursor()
        cursor.execute(sql, arguments)
        yield cursor
    except errors as fault:
        raise _as_elsewhere(connection, cursor, sql, fault) from fault
    finally:
        if cursor is not None:
            with suppress(errors):  # that of a connection that is gone cannot be closed
                cursor.close()


def _as_elsewhere(connection: Connection, cursor: Any, sql: str, fault: Exception) -> BaseException:
    dialect = connection.dialect
    is_gone = dialect.is_disconnect(fault, connection.connection, cursor)  # type: ignore[arg-type]
    if is_gone:  # and so are, most likely, those that wait in the pool
        connection.engine.dispose()
        connection.invalidate(fault)
    errors = dialect.loaded_dbapi.Error
    return DBAPIError.instance(
        sql, None, fault, errors, hide_parameters=True, connection_invalidated=is_gone, dialect=dialect
    )


def _compiled(statement: ClauseElement, dialect: Dialect) -> _Bound:
    """Positional parameters, in the style of the dialect's driver."""
    kind: Any = type(dialect)
    positional = kind(paramstyle="qmark" if dialect.name == "sqlite" else "format")
    compiled: Any = statement.compile(dialect=positional, compile_kwargs={"render_postcompile": True})
    processors = {
        name: (bind, bind.type.dialect_impl(dialect).bind_processor(dialect))
        for bind, name in compiled.bind_names.items()
    }
    converters = {name: convert for name, (_, convert) in processors.items() if convert is not None}
    fixed = {
        name: bind.value if convert is None else convert(bind.value)
        for name, (bind, convert) in processors.items()
        if not bind.required
    }
    return _Bound(str(compiled), compiled.positiontup, fixed, converters)
