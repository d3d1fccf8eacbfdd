"""What one office of a test has made into SQL serves all that come after it; it makes nothing and runs nothing.

An engine keeps its statements as long as it lives. A process of distrib has one engine; a run of the suite has
thousands, each of which would make the same statements anew.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.util import LRUCache

MOST = 2_000
"""Statements that are kept: more than the package has; those of searches made up at random shall not pile up."""


class SharedStatements(LRUCache[Any, Any]):
    """Kept by the kind of database, and not by the engine."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(_of_a_kind(key), default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(_of_a_kind(key), value)


def _of_a_kind(key: tuple[Any, ...]) -> tuple[Any, ...]:
    dialect, *statement = key
    return (dialect.name, dialect.driver, *statement)


def share_statements() -> None:
    """From here on, in this process."""
    statements = SharedStatements(MOST)

    def use(connection: Connection) -> None:
        connection.execution_options(compiled_cache=statements)

    event.listen(Engine, "engine_connect", use)
