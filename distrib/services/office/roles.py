"""The roles of a database on a server, and the policy that it enforces: the owner's to make and to change."""

from __future__ import annotations

from distrib.core.release.approval import Policy, stricter
from distrib.db import approvals, office, roles
from distrib.errors import UsageError
from distrib.services.context import Context


def script(context: Context) -> str:
    """What `make` would carry out, as SQL. Changes nothing.

    Raises:
        UsageError: the database is a file.
    """
    _check_server(context)
    with context.database.reading() as transaction:
        return roles.script(transaction, _policy(context))


def make(context: Context) -> Policy:
    """Make the roles, give them their rights, and have the database enforce the policy of these settings.

    It can be repeated, and takes rights away that are not theirs.

    Raises:
        UsageError: the database is a file.
        NotAllowed: this login does not own the database.
    """
    _check_server(context)
    policy = _policy(context)
    with context.database.writing() as transaction:
        before = approvals.policy(transaction)
        roles.make(transaction, policy)
        office.record(
            transaction,
            actor=context.actor,
            action="roles made",
            subject="database",
            detail={"policy": policy.value, "policy before": before.value},
            now=context.now(),
        )
    return policy


def is_enforced(context: Context) -> bool:
    """Whether the database is as strict as the settings."""
    with context.database.reading() as transaction:
        stored = approvals.policy(transaction)
    return stricter(stored, _policy(context)) is stored


def _policy(context: Context) -> Policy:
    return Policy(context.settings.office.approval)


def _check_server(context: Context) -> None:
    if context.database.is_sqlite:
        raise UsageError(
            "This office keeps its database in a file, which knows no logins: whoever may write the file may write "
            "everything in it. Nothing was changed. Roles are for a database on a PostgreSQL server."
        )
