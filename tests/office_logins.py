"""A PostgreSQL office with a login for each role: the owner, two editors, two approvers and a worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import psycopg
from cli_office import Cli, Ended
from sqlalchemy.engine import make_url

from distrib.core.release.approval import Policy
from distrib.db import roles
from distrib.db.engine import Database
from distrib.db.migrate import upgrade

LOGINS = {
    "ana": "distrib_editor",
    "eva": "distrib_editor",
    "ben": "distrib_approver",
    "ida": "distrib_approver",
    "wim": "distrib_worker",
    "nobody": None,
}
"""Login → its role."""


@dataclass(frozen=True)
class Logins:
    """The command line, and the database itself, as whoever is logged in. `owner` owns the database."""

    cli: Cli
    address: str
    """The database's URL, whoever logs in."""

    def url(self, login: str) -> str:
        """The same database, by another login."""
        return make_url(self.address).set(username=login).render_as_string(hide_password=False)

    def run(self, login: str, *arguments: str) -> Ended:
        """A command as that login."""
        self.cli.patch.setenv("DISTRIB_DATABASE", self.url(login))
        return self.cli(*arguments)

    def done(self, login: str, *arguments: str) -> Ended:
        """The same, and it must succeed."""
        ended = self.run(login, *arguments)
        assert ended.status == 0, ended
        return ended

    def sql(self, login: str, statement: str, *values: object) -> list[tuple[object, ...]]:
        """A statement past every program."""
        with psycopg.connect(self.url(login)) as connection:
            cursor = connection.execute(statement.encode(), values or None)
            return cursor.fetchall() if cursor.description else []


def an_owned_database(postgresql: Callable[..., str], template: str = "template1") -> str:
    """The URL of a database whose owner is no superuser, on a server that knows the logins; empty, or like another."""
    url = postgresql(template)
    with psycopg.connect(url, autocommit=True) as connection:
        known = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
        for login in LOGINS.keys() - known:
            connection.execute(f"CREATE ROLE {login} LOGIN".encode())
        if "owner" not in known:
            connection.execute("CREATE ROLE owner LOGIN CREATEROLE")
        connection.execute(f"ALTER DATABASE {make_url(url).database} OWNER TO owner".encode())
    return url


def with_roles(postgresql: Callable[..., str]) -> str:
    """The name of a migrated database under four eyes whose owner made the roles: for others to be like it."""
    address = make_url(an_owned_database(postgresql))
    database = Database(address.set(username="owner").render_as_string(hide_password=False))
    upgrade(database)
    with database.writing() as transaction:
        roles.make(transaction, Policy.FOUR_EYES)
    database.close()
    with psycopg.connect(address.render_as_string(hide_password=False), autocommit=True) as connection:
        for login, role in LOGINS.items():
            if role:
                connection.execute(f"GRANT {role} TO {login}".encode())
    return str(address.database)
