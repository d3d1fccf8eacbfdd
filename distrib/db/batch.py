"""The rows of a batch as a table inside one statement.

A statement that runs once for each row takes Python's interpreter lock between any two of them, while the lanes want
it; one that reads all its rows from JSON is a single step of the database, beside which Python goes on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Text, bindparam, cast, func, literal_column, select, type_coerce
from sqlalchemy.dialects.postgresql import JSON
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.types import TypeEngine

ROWS = "rows"
"""The parameter that takes what `packed` makes."""


def columns(dialect: str, *types: type[TypeEngine[str]] | type[TypeEngine[int]]) -> tuple[ColumnElement[object], ...]:
    """The columns of the batch, in the order of the values in its rows."""
    if dialect == "sqlite":
        value = func.json_each(bindparam(ROWS, type_=Text)).table_valued("value", name="batch").c.value
        return tuple(
            type_coerce(func.json_extract(value, literal_column(f"'$[{place}]'")), kind)
            for place, kind in enumerate(types)
        )
    rows = cast(bindparam(ROWS, type_=Text), JSON)
    value = func.json_array_elements(rows).table_valued("value", name="batch").c.value
    return tuple(cast(value.op("->>")(literal_column(str(place))), kind) for place, kind in enumerate(types))


def is_among(dialect: str, column: InstrumentedAttribute[str] | InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Whether a column is in the batch, whose rows hold one value each."""
    (wanted,) = columns(dialect, type(column.type))
    return column.in_(select(wanted))


def packed(rows: Iterable[Sequence[object]]) -> dict[str, str]:
    """The parameter for the rows: texts, integers and None."""
    return {ROWS: json.dumps(list(rows))}
