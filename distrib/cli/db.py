"""`distrib db`: the database's schema, its backup, and whether its counts add up."""

from __future__ import annotations

from pathlib import Path

import click

from distrib.cli.output import open_office, remark, say


@click.group("db")
def command() -> None:
    """Upgrade, back up or check the database."""


@command.command("upgrade")
def upgrade() -> None:
    """Bring the database to the schema of this program; every command does so by itself."""
    from distrib.services.office import storage

    with open_office() as office:
        before = office.upgraded_from
        now = storage.revision(office.context)
    say(f"The database is at {now}." if before is None else f"The database was brought from {before} to {now}.")


@command.command("backup")
@click.argument("file", type=click.Path(dir_okay=False))
def backup(file: str) -> None:
    """Copy a SQLite database while it is in use."""
    from distrib.services.office import storage

    with open_office() as office:
        storage.backup(office.context, Path(file))
    say(f"Backed up to {file}.")


@command.command("roles")
@click.option("--create", is_flag=True, help="Make them; only the owner of the database may.")
def roles(create: bool) -> None:
    """Print the SQL that gives the roles of a PostgreSQL database their rights, or carry it out.

    The database enforces the policy that stands in these settings as [office] approval.
    """
    from distrib.services.office import roles as service

    with open_office() as office:
        if not create:
            say(service.script(office.context))
            remark("Nothing was changed. Carry it out as the database's owner: distrib db roles --create")
            return
        policy = service.make(office.context)
    say(f"The roles distrib_worker, distrib_editor and distrib_approver have their rights. Approval: {policy.value}.")
    remark("Give one to each login, such as: GRANT distrib_editor TO ana;")


@command.command("check")
def check() -> int:
    """Read the whole ledger and name whatever in it does not add up. Changes nothing."""
    from distrib.services.office import storage

    with open_office() as office:
        damage = storage.damage(office.context)
        found = storage.unsound(office.context) if damage is None else ()
    if damage is not None:
        say(f"The database is damaged ({damage}). Restore the newest backup.")
    for one in found:
        say(str(one))
    if damage is None and not found:
        say("The ledger is sound: every recipient is counted once, and every row has what it must have.")
        return 0
    remark("Send nothing before somebody has looked at it. Keep a copy: distrib db backup")
    return 1
