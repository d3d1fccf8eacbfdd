"""The database as a thing to be kept: its revision and its backup."""

from __future__ import annotations

from pathlib import Path

from distrib.db import migrate
from distrib.services.context import Context


def revision(context: Context) -> str | None:
    """The schema's revision."""
    return migrate.revision(context.database)


def backup(context: Context, target: Path) -> None:
    """Copy a SQLite database while it is in use.

    Raises:
        DatabaseUnusable: it is no SQLite database, or the file exists or cannot be written.
    """
    migrate.backup(context.database, target)
