"""What is wrong with a set-up: its folder and its database here, then mail and what is left lying."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

from distrib.core.health import Finding, Health
from distrib.core.phrase import figure, phrased
from distrib.db import migrate
from distrib.services.context import Context
from distrib.services.office import doctor_mail, doctor_work, roles

LEAST_FREE = 100_000_000
"""Bytes that should be free: a ledger that cannot be written stops every send."""


def examine(context: Context) -> Iterator[Finding]:
    """Look at everything, in the order in which a person would put it right."""
    yield from _folder(context)
    yield from _database(context)
    yield from _approval(context)
    yield from doctor_mail.examine(context)
    yield from doctor_work.examine(context)


def _folder(context: Context) -> Iterator[Finding]:
    home = context.settings.home
    if not os.access(home, os.W_OK):
        yield Finding(
            Health.BAD, phrased("The folder {home} may not be written to. Change its permissions.", home=home)
        )
        return
    free = shutil.disk_usage(home).free
    if free < LEAST_FREE:
        yield Finding(
            Health.ATTENTION,
            phrased(
                "Only {free} MB are free on the disk of {home}. Make room.", free=figure(free // 1_000_000), home=home
            ),
        )
    elif os.name == "posix" and home.stat().st_mode & 0o077:
        yield Finding(
            Health.ATTENTION, phrased("Others on this machine can read {home}. Run: chmod 700 {home}", home=home)
        )
    else:
        yield Finding(Health.GOOD, phrased("The folder is {home}.", home=home))


def _database(context: Context) -> Iterator[Finding]:
    database = context.database
    fault = migrate.integrity(database)
    if fault is not None:
        yield Finding(Health.BAD, phrased("The database is damaged ({why}). Restore the newest backup.", why=fault))
    else:
        kind = "SQLite" if database.is_sqlite else "PostgreSQL"
        yield Finding(
            Health.GOOD,
            phrased(
                "The {kind} database is sound and at revision {revision}.",
                kind=kind,
                revision=migrate.revision(database),
            ),
        )


def _approval(context: Context) -> Iterator[Finding]:
    """A policy that only this machine's settings know is one that another machine's do not."""
    if not context.database.is_sqlite and not roles.is_enforced(context):
        yield Finding(
            Health.ATTENTION,
            phrased(
                "The settings want four eyes for an approval, and the database does not enforce it: a program "
                "with other settings could approve its user's own text. As the database's owner run: "
                "distrib db roles --create"
            ),
        )
