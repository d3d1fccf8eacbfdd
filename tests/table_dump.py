"""Every row of a SQLite database, to compare what was with what is."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from distrib.db.sqlite import library

RECORDS = frozenset({"audit_events", "imports", "import_changes", "alembic_version", "sqlite_sequence"})
"""Tables that tell what happened; they grow also when everything is put back."""


def dump(path: Path, *, but: frozenset[str] = RECORDS) -> dict[str, list[tuple[object, ...]]]:
    """Table → its rows in order, without the shadow tables of the index of words."""
    with closing(library().connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [name for name in names if name not in but and not name.startswith("journalist_words")]
        return {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in kept}
