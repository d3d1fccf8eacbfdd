"""`distrib db`: the database's schema and its backup."""

from __future__ import annotations

from pathlib import Path

import click

from distrib.cli.output import open_office, say


@click.group("db")
def command() -> None:
    """Upgrade or back up the database."""


@command.command("upgrade")
def upgrade() -> None:
    """Bring the database to the schema of this program; every command does so by itself."""
    from distrib.services import storage

    with open_office() as office:
        before = office.upgraded_from
        now = storage.revision(office.context)
    say(f"The database is at {now}." if before is None else f"The database was brought from {before} to {now}.")


@command.command("backup")
@click.argument("file", type=click.Path(dir_okay=False))
def backup(file: str) -> None:
    """Copy a SQLite database while it is in use."""
    from distrib.services import storage

    with open_office() as office:
        storage.backup(office.context, Path(file))
    say(f"Backed up to {file}.")
