"""How large a message may be: what the office allows, and no more than its mail servers said that they take."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field

from distrib.db import message_sizes as rows
from distrib.db.engine import Transaction
from distrib.errors import DatabaseUnusable
from distrib.services.context import Context

MOST_OCTETS = 2**31 - 1
"""What is beyond means no limit to anybody, and would not fit into the database."""


def limit(context: Context, transaction: Transaction) -> int:
    """Octets of a whole message: it must fit through each of the office's routes, because any may be the one."""
    settings = context.settings
    said = rows.known(transaction)
    return min([settings.smtp.most_octets, *(said[one.name] for one in settings.routes if one.name in said)])


@dataclass(slots=True)
class SizeMemory:
    """What mail servers say while a worker runs; written down where it is new."""

    context: Context
    _heard: dict[str, int | None] = field(default_factory=dict)

    def heard(self, route: str, most: int | None) -> None:
        """A server was greeted. Nothing waits for the database: what is not kept is said again next time."""
        if self._heard.get(route, -1) != most:
            self._heard[route] = most
            asyncio.get_running_loop().run_in_executor(None, self._keep, route, most)

    def _keep(self, route: str, most: int | None) -> None:
        with suppress(DatabaseUnusable):
            keep(self.context, route, most)


def keep(context: Context, route: str, most: int | None) -> None:
    """Remember what a server said, unless it is known. Zero means that it has no fixed limit (RFC 1870 §4).

    Raises:
        DatabaseUnusable: it could not be written down.
    """
    said = min(most, MOST_OCTETS) if most else None
    with context.database.reading() as transaction:
        if rows.known(transaction).get(route) == said:
            return
    with context.database.writing() as transaction:
        rows.learn(transaction, route, said, context.now())
