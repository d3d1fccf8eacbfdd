"""A mailbox to read over IMAP: where it is and whose. Encryption is not a choice. Opens nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from distrib.core.phrase import Unclear
from distrib.core.smtp.target import is_loopback

PORT = 993
"""TLS from the first byte (RFC 8314)."""


@dataclass(frozen=True, slots=True)
class ImapTarget:
    """Where and as whom to read."""

    host: str
    port: int
    user: str
    password: str | None = field(default=None, repr=False)
    token_command: tuple[str, ...] = field(default=(), repr=False)
    """Prints an OAuth 2.0 access token, which is used instead of a password."""
    folder: str = "INBOX"
    ca_file: str | None = None
    """PEM file of a private certificate authority; None: those of the system."""

    @property
    def is_loopback(self) -> bool:
        """It is on this machine."""
        return is_loopback(self.host)

    def __str__(self) -> str:
        """Without the login, fit for a screen or a log."""
        return f"imaps://{self.host}:{self.port}/{self.folder}"


def parse_imap_url(
    url: str, *, password: str | None = None, token_command: tuple[str, ...] = (), ca_file: str | None = None
) -> ImapTarget:
    """Read `imaps://user[:password]@host[:port][/folder]`; parts may be %-encoded.

    `password` or `token_command` stand in where the URL names none. Messages of errors never quote the URL: it may
    hold a password.

    Raises:
        ValueError: it is no such URL, or names no login.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise Unclear("the address has a port or host that cannot be read; write imaps://user@host.") from None
    if parts.scheme != "imaps":
        raise Unclear("the address must begin with imaps://; a mailbox is read over verified TLS only.")
    if not parts.hostname or any(character.isspace() for character in parts.hostname):
        raise Unclear("the address names no host; write imaps://user@host.")
    if parts.query or parts.fragment:
        raise Unclear("nothing may follow the folder; write % / ? # @ in a password as %25 %2F %3F %23 %40.")
    user, secret = unquote(parts.username or ""), unquote(parts.password or "") or password
    if not user or not (secret or token_command):
        raise Unclear("a user and a password are needed: imaps://user@host, and `returns_password` in secrets.toml.")
    folder = unquote(parts.path.strip("/")) or "INBOX"
    if (
        any(one in user + (secret or "") for one in "\0\1")
        or not (folder.isascii() and folder.isprintable())
        or any(one in folder for one in '"\\')
    ):
        raise Unclear("the user, the password or the folder holds a character that cannot be sent.")
    commands = () if secret else token_command
    return ImapTarget(parts.hostname, PORT if port is None else port, user, secret, commands, folder, ca_file)
