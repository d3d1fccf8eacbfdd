"""The one place where everything is built and wired together."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from distrib.config import Settings, make_home
from distrib.core.smtp.target import SmtpTarget
from distrib.db.engine import Database
from distrib.db.migrate import upgrade
from distrib.db.server_journal import ServerJournal
from distrib.services import office
from distrib.services.context import Context
from distrib.services.delivery.restored import Restored, freeze_older_copy

if TYPE_CHECKING:
    from distrib.core.delivery.routes import Route
    from distrib.mail.smtp import SmtpConnection
    from distrib.worker.process import Listener, Worker

_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
"""Lower case, because mail hosts change the case of what they return; no letters that are taken for others."""

_LETTERS = _ALPHABET.encode() * 8
"""Octet → letter: 32 of them, so that each is as likely as any other."""

_TOKEN_LENGTH = 20
"""100 bits: nobody guesses the token of another recipient."""


@dataclass(frozen=True, slots=True)
class Office:
    """A press office, ready for use."""

    context: Context
    upgraded_from: str | None
    """The schema's revision before this program brought it up to date; None when it was."""
    restored: Restored | None = None
    """What was paused because the database turned out to be an older copy."""

    @property
    def settings(self) -> Settings:
        """What is configured."""
        return self.context.settings

    def mail_server(self) -> SmtpTarget:
        """The configured mail server.

        Raises:
            MailServerUnusable: none is configured.
        """
        return office.mail_server(self.context)

    def worker(self, listener: Listener, metrics_file: Path | None = None) -> Worker:
        """A worker that sends through the configured mail servers; it leaves its numbers in `metrics_file`.

        Raises:
            MailServerUnusable: none is configured.
        """
        from distrib.mail.smtp import SmtpConnection, tls_context
        from distrib.mail.token_command import TokenCommand
        from distrib.services.delivery.message_sizes import SizeMemory
        from distrib.worker.process import Worker

        known = {
            name: (target, tls_context(target), TokenCommand(target.token_command))
            for name, target in office.mail_servers(self.context).items()
        }
        sizes = SizeMemory(self.context)

        def connect(route: Route) -> SmtpConnection:
            return SmtpConnection(*known[route.name], partial(sizes.heard, route.name))

        return Worker(self.context, connect, listener, metrics_file)

    def close(self) -> None:
        """Let go of the database."""
        self.context.database.close()


def build(settings: Settings) -> Office:
    """Open the database, bring it up to date, and wire the office.

    Raises:
        SettingsError: the office's folder cannot be made.
        NotAllowed: the database does not let this login in.
        DatabaseUnusable: it cannot be opened, or is newer than this program.
    """
    make_home(settings.home)
    database = Database(settings.database_url, ServerJournal(settings.home))
    with ExitStack() as undo:
        undo.callback(database.close)
        before = upgrade(database)
        context = Context(
            settings=settings,
            database=database,
            now=lambda: datetime.now(UTC),
            actor=database.login() or _system_login(),
            new_token=new_token,
        )
        office = Office(context, before, freeze_older_copy(context))
        undo.pop_all()
    return office


def new_token() -> str:
    """An unguessable token that survives in the local part of an address."""
    return os.urandom(_TOKEN_LENGTH).translate(_LETTERS).decode("ascii")


def _system_login() -> str:
    """Whom the system knows this process by, and no variable, which anybody sets."""
    try:
        if sys.platform == "win32":
            return os.getlogin()
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (OSError, KeyError):
        return "unknown"
