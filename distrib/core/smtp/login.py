"""The lines of a login (RFC 4954): AUTH PLAIN, LOGIN or XOAUTH2. It neither writes nor keeps them."""

from __future__ import annotations

import base64

from distrib.core.smtp.commands import Command, IllegalOrder
from distrib.core.smtp.stages import Stage

LONGEST_COMMAND = 512
"""Octets of a command line with its CR LF (RFC 5321 §4.5.3.1.4); a longer first answer goes on a line of its own."""

LONGEST_ANSWER = 12_288
"""Octets of base64 that servers take on a line (RFC 4954 §4)."""


def login_commands(mechanism: str, user: str, secret: str) -> list[Command]:
    """What is said line by line: after each but the last of them the server must ask for more (334).

    `secret` is the password, or for XOAUTH2 an access token. XOAUTH2 ends in an empty line, which is only asked for by
    a server that refuses the token: it says why in a challenge first, and refuses after that line
    (https://developers.google.com/workspace/gmail/imap/xoauth2-protocol).

    Raises:
        IllegalOrder: the answer is longer than a server takes.
    """
    if mechanism == "LOGIN":
        lines = [b"AUTH LOGIN", _base64(user), _base64(secret)]
    elif mechanism == "XOAUTH2":
        lines = [*_opening(b"AUTH XOAUTH2", _base64(bearer(user, secret))), b""]
    else:
        lines = _opening(b"AUTH PLAIN", _base64(f"\0{user}\0{secret}"))  # RFC 4616
    if max(map(len, lines)) > LONGEST_ANSWER:
        raise IllegalOrder("the login is longer than a line may be")
    return [Command(Stage.LOGIN, line) for line in lines]


def bearer(user: str, token: str) -> str:
    """What XOAUTH2 says, in SMTP as in IMAP."""
    return f"user={user}\1auth=Bearer {token}\1\1"


def _opening(command: bytes, answer: bytes) -> list[bytes]:
    """The first answer on the line of the command where it fits there, else once it is asked for (RFC 4954 §4)."""
    line = command + b" " + answer
    return [line] if len(line) + 2 <= LONGEST_COMMAND else [command, answer]


def _base64(text: str) -> bytes:
    return base64.b64encode(text.encode("utf-8"))
