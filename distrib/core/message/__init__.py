"""A message as a skeleton composed once per edition, and the personal pieces spliced into it per recipient.

It never encodes the body again and knows neither templates nor servers. Every piece is checked on its own to hold
no bare CR or LF, so that the whole cannot hold one either (SMTP smuggling), and no line that begins with a dot, so that
what is spliced goes over the wire as it is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from enum import StrEnum
from functools import lru_cache

from distrib.core.message.quoted_printable import encode_line
from distrib.core.message.words import MAX_NAME, mailbox, needs_smtputf8
from distrib.core.phrase import Said
from distrib.core.plain_text import one_line
from distrib.core.smtp.transparency import Transparent, check_lines

__all__ = [
    "Greeting",
    "Personal",
    "Skeleton",
    "Slot",
    "envelope_sender",
    "filled",
    "needs_smtputf8",
    "read_token",
    "splice",
    "values_for",
    "values_of_person",
    "values_of_thread",
]

_KNOWN_DATES = 64
"""Dispatches under way at a time; all messages of one have its date."""

_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")


class Slot(StrEnum):
    """A personal place in a skeleton."""

    DATE = "date"
    RECIPIENT = "recipient"
    """Value of the To header."""
    MESSAGE_ID = "message id"
    """With its angle brackets."""
    ANSWERED = "answered"
    """The message it is about: value of In-Reply-To (RFC 5322 §3.6.4)."""
    THREAD = "thread"
    """The messages before it, the oldest first: value of References."""
    HEADER_TOKEN = "header token"  # noqa: S105 - a place, not a secret
    """The opt-out token in List-Unsubscribe."""
    TEXT_GREETING = "text greeting"
    HTML_GREETING = "html greeting"
    TEXT_TOKEN = "text token"  # noqa: S105
    HTML_TOKEN = "html token"  # noqa: S105


@dataclass(frozen=True, slots=True)
class Greeting:
    """How a recipient is addressed in one language."""

    before: str
    """What stands before a name."""
    after: str
    nameless: str
    """The whole greeting where no name is known."""

    def to(self, name: str) -> str:
        """The greeting for a name, which is shown as text whatever it holds."""
        shown = one_line(name)[:MAX_NAME].strip()
        return f"{self.before}{shown}{self.after}" if shown else self.nameless


@dataclass(frozen=True, slots=True)
class Personal:
    """What differs from recipient to recipient."""

    name: str
    email: str
    message_id: str
    """With or without angle brackets."""
    token: str
    """Names this delivery in the return address and the opt-out."""
    date: datetime
    """Aware: when the message is composed."""
    answers: tuple[str, ...] = ()
    """Message-IDs of the messages it is about, the oldest first."""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A composed edition with its personal places left open.

    Raises:
        ValueError: a piece holds a bare CR or LF, or a line that begins with a dot; the last does not end in CR LF.
    """

    pieces: tuple[bytes | Slot, ...]
    """Slots in a body stand between two quoted-printable soft breaks."""
    greeting: Greeting
    return_address: str
    opt_out_address: str
    warnings: tuple[Said, ...] = ()
    """Sentences for the person who approves the edition."""

    def __post_init__(self) -> None:
        """Check once what is sent many times."""
        for piece in self.pieces:
            if not isinstance(piece, Slot):
                check_lines(piece)
        if isinstance(self.pieces[-1], Slot) or not self.pieces[-1].endswith(b"\r\n"):
            raise ValueError("a message ends in CR LF")


def splice(skeleton: Skeleton, personal: Personal) -> Transparent:
    """The complete message (RFC 5322) with CRLF line ends.

    Raises:
        NotAllowed: the address cannot be written into a header.
        ValueError: token or Message-ID are not of our making, or the date is naive.
    """
    return filled(skeleton, values_for(skeleton.greeting, personal))


def filled(skeleton: Skeleton, values: Mapping[Slot, bytes]) -> Transparent:
    """The message with these values in its personal places."""
    return Transparent(b"".join([values[piece] if isinstance(piece, Slot) else piece for piece in skeleton.pieces]))


def values_for(greeting: Greeting, personal: Personal) -> dict[Slot, bytes]:
    """What stands in the personal places for a recipient, encoded and checked.

    Raises:
        NotAllowed, ValueError: as `splice`.
    """
    if personal.date.tzinfo is None:
        raise ValueError("a message needs an aware date")
    token = _checked_token(personal.token).encode()
    values = {
        Slot.DATE: _date(personal.date),
        Slot.MESSAGE_ID: _message_id(personal.message_id),
        Slot.HEADER_TOKEN: token,
        Slot.TEXT_TOKEN: token,
        Slot.HTML_TOKEN: token,
    }
    values |= values_of_person(greeting, personal.name, personal.email)
    return values | values_of_thread(personal.answers)


def values_of_person(greeting: Greeting, name: str, email: str) -> dict[Slot, bytes]:
    """Those values that say who the recipient is.

    Raises:
        NotAllowed, ValueError: as `splice`.
    """
    text = greeting.to(name)
    escaped = html.escape(text)
    coded = encode_line(text)
    values = {
        Slot.RECIPIENT: mailbox(name, email),
        Slot.TEXT_GREETING: coded,
        Slot.HTML_GREETING: coded if escaped == text else encode_line(escaped),
    }
    check_lines(b" ".join(values.values()))
    return values


def values_of_thread(answers: Sequence[str]) -> dict[Slot, bytes]:
    """Those values that say which messages it is about; none where it is about none."""
    if not answers:
        return {}
    thread = [_message_id(one) for one in answers]
    return {Slot.ANSWERED: thread[-1], Slot.THREAD: b"\r\n ".join(thread)}


@lru_cache(_KNOWN_DATES)
def _date(at: datetime) -> bytes:
    return format_datetime(at).encode()


def _message_id(text: str) -> bytes:
    bare = text.removeprefix("<").removesuffix(">")
    if not bare.isascii() or not bare.isprintable() or bare.count("@") != 1 or any(mark in bare for mark in " <>"):
        raise ValueError(f"not a Message-ID: {text!r}")
    return f"<{bare}>".encode()


def _checked_token(token: str) -> str:
    if not _TOKEN.fullmatch(token):
        raise ValueError(f"not a token: {token!r}")
    return token


def envelope_sender(return_address: str, token: str) -> str:
    """The address bounces come back to, naming the delivery: `press+TOKEN@office.example` (RFC 5233 subaddress).

    Raises:
        ValueError: the token is not of our making.
    """
    local, _, domain = return_address.rpartition("@")
    return f"{local}+{_checked_token(token)}@{domain}"


def read_token(address: str) -> str | None:
    """The token in an address made by `envelope_sender`, with or without angle brackets; None when there is none."""
    local, at, _ = address.strip().removeprefix("<").removesuffix(">").rpartition("@")
    _, plus, token = local.rpartition("+")
    return token if at and plus and _TOKEN.fullmatch(token) else None
