"""The journal of sends that a database has: beside a SQLite file, or in this machine's home for a server's.

It only chooses between the two; a database on a server without a journal is never taken for an older copy.
"""

from __future__ import annotations

from sqlalchemy import Connection

from distrib.db import journal
from distrib.db.engine import Database


def count_on(database: Database, connection: Connection) -> int | None:
    """One more transaction that allows dots; returns its number. Call it inside that transaction, at its end.

    Raises:
        OlderCopy: the database has gone back since this process counted last.
        DatabaseUnusable: there is no journal yet and it cannot be made.
    """
    if database.is_sqlite:
        return journal.count_on(database, connection)
    return database.server_journal.count_on(connection) if database.server_journal else None


def write(database: Database, number: int) -> None:
    """Append the number of a committed transaction and sync it.

    Raises:
        DatabaseUnusable: it could not be written; none of the dots may be.
    """
    if database.is_sqlite:
        journal.write(database, number)
    elif database.server_journal:
        database.server_journal.write(number)


def is_older_copy(database: Database, connection: Connection) -> bool:
    """Whether the database does not know of everything that was sent."""
    if database.is_sqlite:
        return journal.is_older_copy(database, connection)
    own = database.server_journal
    return own is not None and own.is_older_copy(connection)


def catch_up(database: Database, connection: Connection) -> None:
    """Once a person knows: the copy counts from where the journal stands."""
    if database.is_sqlite:
        journal.catch_up(database, connection)
    elif database.server_journal:
        database.server_journal.catch_up(connection)
