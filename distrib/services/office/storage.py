"""The database as a thing to be kept: its revision, its backup, and whether what it says adds up."""

from __future__ import annotations

from pathlib import Path

from distrib.core.delivery.soundness import Unsound
from distrib.db import audit, migrate
from distrib.services.context import Context


def revision(context: Context) -> str | None:
    """The schema's revision."""
    return migrate.revision(context.database)


def damage(context: Context) -> str | None:
    """What the database itself finds wrong with its file; None when it is sound."""
    return migrate.integrity(context.database)


def unsound(context: Context) -> tuple[Unsound, ...]:
    """Whatever in the ledger contradicts its own rules. It reads every row of it."""
    with context.database.reading() as transaction:
        return tuple(audit.unsound(transaction))


def backup(context: Context, target: Path) -> None:
    """Copy a SQLite database while it is in use.

    Raises:
        DatabaseUnusable: it is no SQLite database, or the file exists or cannot be written.
    """
    migrate.backup(context.database, target)
