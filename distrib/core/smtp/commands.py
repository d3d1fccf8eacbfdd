"""Commands of SMTP on their way: written, waiting for their replies, or waiting to be written. Judges nothing."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from distrib.core.smtp.dsn import Notify, xtext
from distrib.core.smtp.reply import Reply
from distrib.core.smtp.stages import Stage


class IllegalOrder(Exception):
    """A step that the conversation does not allow now. A bug in the caller; nothing was written."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Whom the server is told the message is from and for; one recipient always."""

    sender: str
    recipient: str
    envelope_id: str | None = None
    """Named by whatever is reported about the message (RFC 3461); None asks for no report."""
    notify: Notify = Notify.FAILURES

    @property
    def needs_smtputf8(self) -> bool:
        """An address outside ASCII goes only to servers that speak RFC 6531."""
        return not (self.sender.isascii() and self.recipient.isascii())


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What the server offered in its answer to EHLO."""

    names: frozenset[str] = frozenset()
    size: int | None = None
    """The largest message in octets (RFC 1870); None where there is no limit."""
    logins: frozenset[str] = frozenset()

    def __contains__(self, name: str) -> bool:
        return name in self.names


@dataclass(frozen=True, slots=True)
class Command:
    """One line to the server, and the stage its reply belongs to."""

    stage: Stage
    line: bytes


_SIZE = re.compile(r"\d{1,15}")
_UNSAFE = re.compile(r"[\x00-\x20\x7f<>]")


@dataclass(slots=True)
class Outbox:
    """What is to be written, and whose replies are awaited, in order."""

    waiting: deque[Stage] = field(default_factory=lambda: deque([Stage.GREETING]))
    """Written, not yet answered; the greeting comes unasked."""
    unsent: deque[Command] = field(default_factory=deque)
    """To be written once those before are answered, where the server does not take them at once."""
    output: list[bytes] = field(default_factory=list)

    @property
    def is_idle(self) -> bool:
        """Nothing is awaited, nothing is to come."""
        return not (self.waiting or self.unsent)

    def write(self, stage: Stage, line: bytes) -> None:
        """A command that goes now.

        Raises:
            IllegalOrder: the line holds a line break.
        """
        if b"\r" in line or b"\n" in line:
            raise IllegalOrder("a command line cannot hold a line break")
        self.output += (line, b"\r\n")
        self.waiting.append(stage)

    def add(self, commands: Iterable[Command], *, are_grouped: bool) -> None:
        """Commands that go one after the other's reply, or all at once (RFC 2920 §3.1)."""
        self.unsent += commands
        self.send_next(are_grouped=are_grouped)

    def send_next(self, *, are_grouped: bool) -> None:
        """Write the next command, or all that are left."""
        while self.unsent:
            command = self.unsent.popleft()
            self.write(command.stage, command.line)
            if not are_grouped:
                return

    def go_on(self, may: bool) -> None:
        """After a reply: write the next command, or drop those that are left."""
        if may:
            self.send_next(are_grouped=False)
        else:
            self.unsent.clear()

    def take(self) -> bytes:
        """What is to be written now."""
        output = b"".join(self.output)
        self.output.clear()
        return output

    def forget(self) -> None:
        """The server closes: no reply will come, and nothing more is to be said."""
        self.waiting.clear()
        self.unsent.clear()


def envelope_commands(envelope: Envelope, size: int, capabilities: Capabilities) -> list[Command]:
    """MAIL, RCPT and DATA for a message of `size` octets.

    Raises:
        IllegalOrder: an address would break its line.
    """
    mail = b"MAIL FROM:<" + _path(envelope.sender) + b">"
    if "SIZE" in capabilities:
        mail += b" SIZE=%d" % size
    if envelope.needs_smtputf8:
        mail += b" SMTPUTF8 BODY=8BITMIME"
    recipient = b"RCPT TO:<" + _path(envelope.recipient) + b">"
    if envelope.envelope_id is not None and "DSN" in capabilities:
        mail += b" RET=HDRS ENVID=" + xtext(envelope.envelope_id).encode()
        recipient += b" NOTIFY=" + envelope.notify.encode()
        if envelope.recipient.isascii():  # else it would need the address type of RFC 6533, which few servers know
            recipient += b" ORCPT=rfc822;" + xtext(envelope.recipient).encode()
    return [Command(Stage.MAIL, mail), Command(Stage.RCPT, recipient), Command(Stage.DATA, b"DATA")]


def read_capabilities(reply: Reply) -> Capabilities:
    """What an answer to EHLO offers (RFC 5321 §4.1.1.1); old servers write `AUTH=LOGIN`."""
    words = [line.upper().replace("AUTH=", "AUTH ").split() for line in reply.lines[1:]]
    offered = {line[0]: line[1:] for line in words if line}
    size = next((int(word) for word in offered.get("SIZE", []) if _SIZE.fullmatch(word)), 0)
    return Capabilities(frozenset(offered), size or None, frozenset(offered.get("AUTH", [])))


def _path(address: str) -> bytes:
    if _UNSAFE.search(address) or not 3 <= len(address) <= 320:
        raise IllegalOrder("an address cannot stand in a command line")
    return address.encode("utf-8")
