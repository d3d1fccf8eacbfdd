"""The index of words on SQLite (FTS5), kept in the transaction of every change. PostgreSQL keeps its own.

No trigger does it, because the index is written out once a statement, which for a row at a time takes ten times as long
as everything else. Whoever inserts, changes or deletes journalists goes through here.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text

_THESE = "FROM journalists WHERE id IN (SELECT value FROM json_each(?))"
_INDEX = f"INSERT INTO journalist_words(rowid, search_text) SELECT id, search_text {_THESE}"
_FORGET = f"""
INSERT INTO journalist_words(journalist_words, rowid, search_text) SELECT 'delete', id, search_text {_THESE}
"""
"""The index holds no texts and has to be told what it is to forget (https://sqlite.org/fts5.html#external_content_tables)."""


@contextmanager
def reindexed(connection: Connection, ids: Collection[int]) -> Iterator[None]:
    """Change or delete these journalists inside; the index follows."""
    _each(connection, _FORGET, ids)
    yield
    index(connection, ids)


def index(connection: Connection, ids: Collection[int]) -> None:
    """Take in journalists who are new."""
    _each(connection, _INDEX, ids)


def condense(connection: Connection) -> None:
    """Merge the index, so that no piece of it still holds what was forgotten.

    PostgreSQL does so when it cleans up a table (`Database.reclaim`).
    """
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO journalist_words(journalist_words) VALUES ('optimize')"))


def _each(connection: Connection, statement: str, ids: Collection[int]) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(statement, (json.dumps(list(ids)),))
