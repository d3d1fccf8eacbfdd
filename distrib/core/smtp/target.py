"""A mail server to send through: its address, how the connection is protected, and the login. Opens nothing."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from distrib.core.phrase import Unclear


class Protection(StrEnum):
    """How the connection is protected."""

    NONE = "smtp"
    STARTTLS = "smtp+starttls"
    """TLS begun inside SMTP (RFC 3207); without it nothing goes on."""
    TLS = "smtps"
    """TLS from the first byte (RFC 8314)."""


_PORTS = {Protection.NONE: 25, Protection.STARTTLS: 587, Protection.TLS: 465}


LONGEST_LOGIN = 500
"""Octets of a user name or password, so that what is said of it always fits on a line."""

LONGEST_WAIT = 840
"""Seconds: a minute less than a delivery stays its worker's own once its final dot is allowed."""


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds to wait for each answer; RFC 5321 §4.5.3.2 gives the least for a mail relay."""

    connect: float = 30
    greeting: float = 300
    command: float = 300
    """EHLO, STARTTLS and the login."""
    mail: float = 300
    rcpt: float = 300
    data: float = 120
    """For the server to ask for the message."""
    block: float = 180
    """For the server to take what is written."""
    dot: float = 600
    """Too short a wait here makes doubts and duplicates (RFC 1047)."""
    quit: float = 5


@dataclass(frozen=True, slots=True)
class SmtpTarget:
    """Where and how to connect."""

    host: str
    port: int
    protection: Protection
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token_command: tuple[str, ...] = field(default=(), repr=False)
    """Prints an OAuth 2.0 access token, which is used instead of a password."""
    ca_file: str | None = None
    """PEM file of a private certificate authority; None: those of the system."""
    timeouts: Timeouts = field(default_factory=Timeouts)

    @property
    def is_loopback(self) -> bool:
        """Nothing sent there leaves this machine."""
        return is_loopback(self.host)

    @property
    def has_login(self) -> bool:
        """Somebody logs in."""
        return self.user is not None and (self.password is not None or bool(self.token_command))

    def __str__(self) -> str:
        """Without the login, fit for a screen or a log."""
        return f"{self.protection.value}://{self.host}:{self.port}"


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this machine by definition (RFC 6761 §6.3, RFC 1122 §3.2.1.3, RFC 4291)."""
    if host.rstrip(".").lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def parse_smtp_url(
    url: str,
    *,
    password: str | None = None,
    token_command: tuple[str, ...] = (),
    ca_file: str | None = None,
    timeouts: Timeouts | None = None,
) -> SmtpTarget:
    """Read `smtp://`, `smtp+starttls://` or `smtps://[user[:password]@]host[:port]`; parts may be %-encoded.

    `password` or `token_command` stand in where the URL names a user and no password. Messages of errors never quote
    the URL: it may hold a password.

    Raises:
        ValueError: it is no such URL, or it would send a password in the clear.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise Unclear("the address has a port or host that cannot be read; write smtps://user@host:465.") from None
    try:
        protection = Protection(parts.scheme)
    except ValueError:
        raise Unclear(
            "the address must begin with smtp+starttls://, smtps:// or, on this machine only, smtp://."
        ) from None
    if not parts.hostname or any(character.isspace() for character in parts.hostname):
        raise Unclear("the address names no host; write smtps://user@host:465.")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise Unclear("nothing may follow the host and port; write % / ? # @ in a password as %25 %2F %3F %23 %40.")
    user = unquote(parts.username) if parts.username else None
    secret = unquote(parts.password) if parts.password else password if user else None
    target = SmtpTarget(
        host=parts.hostname,
        port=_PORTS[protection] if port is None else port,
        protection=protection,
        user=user,
        password=secret,
        token_command=token_command if user and not secret else (),
        ca_file=ca_file,
        timeouts=timeouts or Timeouts(),
    )
    _check(target)
    return target


def _check(target: SmtpTarget) -> None:
    if target.has_login and target.protection is Protection.NONE and not target.is_loopback:
        raise Unclear(
            "smtp:// would send the login unprotected, so it is refused. Write smtp+starttls:// or smtps:// instead."
        )
    if not 1 <= target.port <= 65535:
        raise Unclear("the port must be a number from 1 to 65535.")
    for part in (target.user or "", target.password or ""):
        if any(character in part for character in "\r\n\0\1"):  # \1 parts the fields of XOAUTH2
            raise Unclear("the user name and password may not hold line breaks or control characters.")
        if len(part.encode("utf-8", "replace")) > LONGEST_LOGIN:
            raise Unclear("the user name or password is longer than any mail server takes.")
