"""Bringing a database to the schema this program knows, and refusing one that is newer.

Alembic is loaded only when there is something to do. A SQLite file is backed up before it is changed.
"""

from __future__ import annotations

from contextlib import closing
from itertools import chain, count
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from distrib.core.system_words import why
from distrib.db import sqlite
from distrib.db.engine import Database
from distrib.db.resources import migrations_folder
from distrib.errors import DatabaseUnusable, NotAllowed

HEAD = "0018"
"""The newest revision in `migrations/`; a test holds the two together."""

_UPGRADE_LOCK = 0x64697374
"""PostgreSQL advisory lock under which one client at a time migrates."""


def revision(database: Database) -> str | None:
    """The schema's revision as stored; None for an empty database."""
    with database.reading() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        stored: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return stored


def upgrade(database: Database) -> str | None:
    """Migrate if needed and return the revision there was before, or None when nothing was to do.

    Raises:
        DatabaseUnusable: the schema is newer than this program, or another program's.
    """
    before = revision(database)
    if before == HEAD:
        return None
    if before is not None and before not in known_revisions():
        raise DatabaseUnusable(
            "This database was last used by a newer distrib (its schema is {before}, this program knows {head}). "
            "Nothing was read or changed. Install the newer version, or open another database.",
            before=before,
            head=HEAD,
        )
    if before is None:
        _check_empty(database)
    elif database.sqlite_file:
        backup(database, _backup_file(database.sqlite_file))
    try:
        _run_alembic(database)
    except NotAllowed as fault:
        raise DatabaseUnusable(
            "This database has to be brought up to date before this program can use it (its schema is {before}, "
            "this program knows {head}), and your login may not do that. Nothing was read or changed. Ask "
            "whoever owns the database to run: distrib db upgrade",
            before=before,
            head=HEAD,
        ) from fault
    return before or "empty"


def known_revisions() -> set[str]:
    """Every revision this program can start from."""
    return {path.name.split("_", 1)[0] for path in (migrations_folder() / "versions").glob("[0-9]*.py")}


def backup(database: Database, target: Path) -> None:
    """Copy a SQLite database while it is in use, by its own backup interface.

    Raises:
        DatabaseUnusable: this is not SQLite, or the file exists or cannot be written.
    """
    source = database.sqlite_file
    if source is None:
        raise DatabaseUnusable("Only a SQLite database is backed up from here. For PostgreSQL use pg_dump.")
    library = sqlite.library()
    try:
        target.touch(mode=0o600, exist_ok=False)
    except FileExistsError as fault:
        raise DatabaseUnusable(
            "{target} exists already and was left as it is. Name a file that does not exist yet.", target=target
        ) from fault
    except OSError as fault:
        raise DatabaseUnusable(
            "The backup could not be written to {target}: {reason}. No backup was made.",
            target=target,
            reason=why(fault),
        ) from fault
    try:
        with closing(library.connect(source)) as origin, closing(library.connect(target)) as copy:
            origin.backup(copy)
    except library.Error as fault:
        target.unlink(missing_ok=True)
        raise DatabaseUnusable(
            "The backup could not be written to {target}: {why}. No backup was made.", target=target, why=str(fault)
        ) from fault


def integrity(database: Database) -> str | None:
    """What is damaged in the database's file, in SQLite's words; None when it is sound."""
    with database.reading() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT 1"))
            return None
        said = str(connection.execute(text("PRAGMA quick_check(1)")).scalar())
    return None if said == "ok" else said


def _check_empty(database: Database) -> None:
    with database.reading() as connection:
        inspector = inspect(connection)
        if inspector.get_table_names() and not inspector.has_table("alembic_version"):
            raise DatabaseUnusable(
                "The database {database} belongs to another program. Nothing was read or changed. Name another "
                "one, or a file that does not exist yet.",
                database=database.url.database,
            )


def _backup_file(path: Path) -> Path:
    """A name that no earlier backup has."""
    endings = chain([""], (f"-{number}" for number in count(2)))
    names = (path.with_suffix(f".before-{HEAD}{ending}.sqlite") for ending in endings)
    return next(name for name in names if not name.exists())


def _run_alembic(database: Database) -> None:
    from alembic import command
    from alembic.config import Config

    from distrib.db import roles

    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    with database.writing() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})
        config.attributes["connection"] = connection
        with_roles = not database.is_sqlite and _has_roles(connection)
        command.upgrade(config, "head")
        if with_roles:
            roles.give_again(connection)


def _has_roles(connection: Connection) -> bool:
    from distrib.db import roles

    return inspect(connection).has_table("alembic_version") and roles.are_given(connection)
