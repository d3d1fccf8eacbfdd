"""One SMTP conversation without its socket: commands out, bytes in, answers. An illegal order raises.

    CONNECTED ─220─▶ GREETED ─EHLO─▶ READY ─MAIL RCPT DATA─▶ OPENING ─354─▶ TEXT ─body─▶ WRITTEN ─dot─▶ DOTTED ─▶ READY
                        ▲               │                      ▲ │ refused ─▶ READY                        │
                        └── secured ────┘ STARTTLS             └─┴──────── MAIL RCPT DATA of the next ─────┘

With PIPELINING (RFC 2920) MAIL, RCPT and DATA travel in one write, and with the final dot of the message before.
The dot is a step of its own, so that whoever drives the conversation can make its own record durable first.
"""

from __future__ import annotations

import base64
import re
from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum

from distrib.core.outcome import Stage
from distrib.core.reply import MalformedReply, Reply, ReplyReader


class Phase(StrEnum):
    """Where the conversation stands."""

    CONNECTED = "connected"
    GREETED = "greeted"
    READY = "ready"
    SECURING = "securing"
    """STARTTLS is granted; whatever comes before TLS is up is thrown away."""
    OPENING = "opening"
    TEXT = "text"
    WRITTEN = "written"
    DOTTED = "dotted"
    SPOILT = "spoilt"
    """Nothing more can be said but farewell."""


class IllegalOrder(Exception):
    """A step that the conversation does not allow now. A bug in the caller; nothing was written."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Whom the server is told the message is from and for; one recipient always."""

    sender: str
    recipient: str

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
class Answer:
    """The reply to a command."""

    stage: Stage
    reply: Reply
    is_granted: bool
    """The reply is the one the command needs to go on."""


@dataclass(slots=True)
class _Command:
    stage: Stage
    line: bytes


_SIZE = re.compile(r"\d{1,15}")
_UNSAFE = re.compile(r"[\x00-\x20\x7f<>]")


@dataclass(slots=True)
class Session:
    """The client's side. `take_output` is what is to be written, `receive` takes what was read."""

    phase: Phase = Phase.CONNECTED
    capabilities: Capabilities = field(default_factory=Capabilities)
    is_secure: bool = False
    _waiting: deque[_Command] = field(default_factory=deque)
    """Written, not yet answered."""
    _unsent: deque[_Command] = field(default_factory=deque)
    """To be written once those before are answered, where the server does not take them at once."""
    _output: bytearray = field(default_factory=bytearray)
    _reader: ReplyReader = field(default_factory=ReplyReader)
    _must_reset: bool = False
    _is_refused: bool = False
    _is_extended: bool = True

    def __post_init__(self) -> None:
        self._waiting.append(_Command(Stage.GREETING, b""))

    def hello(self, name: str, *, is_extended: bool = True) -> None:
        """EHLO, or HELO (RFC 5321 §4.1.1.1); after HELO the server offers nothing, whatever it says."""
        self._require(Phase.GREETED)
        self._is_extended = is_extended
        self._say(Stage.HELLO, f"{'EHLO' if is_extended else 'HELO'} {name}")

    def start_tls(self) -> None:
        """STARTTLS (RFC 3207); call `secured` when TLS is up."""
        self._require(Phase.READY)
        if self.is_secure:
            raise IllegalOrder("TLS is up already")
        self._say(Stage.TLS, "STARTTLS")

    def secured(self) -> None:
        """TLS is up: whatever was said in the clear is forgotten, and the greeting begins anew."""
        self.is_secure = True
        if self.phase is Phase.SECURING:
            self.phase = Phase.GREETED
        self.capabilities = Capabilities()
        self._reader.forget()

    def login(self, mechanism: str, user: str, password: str) -> None:
        """AUTH PLAIN (RFC 4616) with its initial response, or AUTH LOGIN."""
        self._require(Phase.READY)
        if mechanism == "PLAIN":
            self._say(Stage.LOGIN, "AUTH PLAIN " + _base64(f"\0{user}\0{password}"))
            return
        self._say(Stage.LOGIN, "AUTH LOGIN")
        self._unsent += [_Command(Stage.LOGIN, _base64(part).encode()) for part in (user, password)]

    def begin(self, envelope: Envelope, size: int) -> None:
        """MAIL, RCPT and DATA for a message of `size` octets; right behind a dot where `can_follow_a_dot`.

        Raises:
            IllegalOrder: not ready, or an address would break the command line.
        """
        if not (self.phase is Phase.DOTTED and self.can_follow_a_dot):
            self._require(Phase.READY)
        commands = [
            _Command(Stage.MAIL, self._mail(envelope, size)),
            _Command(Stage.RCPT, b"RCPT TO:<" + _path(envelope.recipient) + b">"),
            _Command(Stage.DATA, b"DATA"),
        ]
        if self._must_reset and self.phase is Phase.READY:
            commands.insert(0, _Command(Stage.MAIL, b"RSET"))
        self._must_reset, self._is_refused = True, False
        self.phase = Phase.OPENING
        self._unsent += commands
        self._send_next()

    def body(self, message: bytes) -> None:
        """The message with its dots stuffed, all but the final dot. Every line must end in CR LF."""
        self._require(Phase.TEXT)
        self._output += stuffed(message)
        self.phase = Phase.WRITTEN

    def dot(self) -> None:
        """The final dot: from here on only its reply tells what became of the message."""
        self._require(Phase.WRITTEN)
        self._say(Stage.DOT, ".")
        self.phase = Phase.DOTTED

    def quit(self) -> None:
        """QUIT."""
        self._require(Phase.GREETED, Phase.READY)
        self._say(Stage.HELLO, "QUIT")
        self.phase = Phase.SPOILT

    def take_output(self) -> bytes:
        """What is to be written now."""
        output = bytes(self._output)
        self._output.clear()
        return output

    def receive(self, data: bytes) -> list[Answer]:
        """Answers that are complete, in order. What is no SMTP, or was not asked for, spoils the conversation."""
        answers: list[Answer] = []
        try:
            for reply in self._reader.feed(data):
                answers.append(self._answer(reply))
                if self.phase is Phase.SECURING:
                    break
        except MalformedReply:
            self.phase = Phase.SPOILT
        return answers

    @property
    def can_follow_a_dot(self) -> bool:
        """Whether the next message may be begun in the same write as a final dot (RFC 2920 §3.1)."""
        return "PIPELINING" in self.capabilities

    @property
    def awaited(self) -> Stage | None:
        """The stage whose reply comes next; None when nothing is asked."""
        return self._waiting[0].stage if self._waiting else None

    def _require(self, *phases: Phase) -> None:
        if self.phase not in phases or self._waiting or self._unsent:
            raise IllegalOrder(f"not now: the conversation is {self.phase}")

    def _say(self, stage: Stage, line: str) -> None:
        if "\r" in line or "\n" in line:
            raise IllegalOrder("a command line cannot hold a line break")
        self._write(_Command(stage, line.encode("utf-8")))

    def _write(self, command: _Command) -> None:
        self._output += command.line + b"\r\n"
        self._waiting.append(command)

    def _send_next(self) -> None:
        """All that waits where commands may be grouped (RFC 2920 §3.1), else one."""
        while self._unsent:
            self._write(self._unsent.popleft())
            if "PIPELINING" not in self.capabilities or self.phase is not Phase.OPENING:
                return

    def _mail(self, envelope: Envelope, size: int) -> bytes:
        line = b"MAIL FROM:<" + _path(envelope.sender) + b">"
        if "SIZE" in self.capabilities:
            line += b" SIZE=%d" % size
        if envelope.needs_smtputf8:
            line += b" SMTPUTF8 BODY=8BITMIME"
        return line

    def _answer(self, reply: Reply) -> Answer:
        if not self._waiting:
            return self._unasked(reply)
        stage = self._waiting.popleft().stage
        answer = Answer(stage, reply, self._is_good(stage, reply))
        if reply.code == 421:
            self._unsent.clear()
            self._waiting.clear()
            self.phase = Phase.SPOILT
        else:
            self._advance(answer)
        return answer

    def _unasked(self, reply: Reply) -> Answer:
        """A server may say that it closes (421), and may refuse a message while it is being written."""
        is_in_message = self.phase in (Phase.TEXT, Phase.WRITTEN)
        self.phase = Phase.SPOILT
        if reply.code != 421 and not (is_in_message and (reply.is_transient or reply.is_permanent)):
            raise MalformedReply("the server answers what was not asked")
        return Answer(Stage.DATA if is_in_message else Stage.MAIL, reply, is_granted=False)

    def _advance(self, answer: Answer) -> None:
        stage, reply = answer.stage, answer.reply
        if not answer.is_granted:
            self._refuse(stage)
        elif stage is Stage.GREETING:
            self.phase = Phase.GREETED
        elif stage is Stage.HELLO and self.phase is Phase.GREETED:
            self.capabilities = _capabilities(reply) if self._is_extended else Capabilities()
            self.phase = Phase.READY
        elif stage is Stage.TLS:
            self.phase = Phase.SECURING
        elif stage is Stage.DATA:
            # 354 after a refused recipient: a dot would send to nobody, and nothing else may follow (RFC 2920 §3.1).
            self.phase = Phase.SPOILT if self._is_refused else Phase.TEXT
        elif stage is Stage.DOT:
            self._end_transaction()
        elif self._unsent:
            self._send_next()

    def _end_transaction(self) -> None:
        """After the reply to a dot; where the next message was begun behind it, that one goes on."""
        if self.phase is Phase.DOTTED:
            self.phase, self._must_reset = Phase.READY, False

    def _is_good(self, stage: Stage, reply: Reply) -> bool:
        if stage is Stage.DATA:
            return reply.code == 354
        if stage is Stage.LOGIN:
            return reply.code == (334 if self._unsent else 235)
        return reply.is_positive

    def _refuse(self, stage: Stage) -> None:
        if stage is Stage.DOT:
            self._end_transaction()
            return
        self._unsent.clear()
        self._is_refused = True
        if stage in (Stage.MAIL, Stage.RCPT, Stage.DATA):
            self.phase = Phase.OPENING if self._waiting else Phase.READY
        elif stage is Stage.GREETING:
            self.phase = Phase.SPOILT


def stuffed(message: bytes) -> bytes:
    """The message as DATA wants it: dots doubled at the start of lines (RFC 5321 §4.5.2), CR LF at its end.

    Raises:
        IllegalOrder: a CR or LF stands alone; a server might read the end of the message there.
    """
    pairs = message.count(b"\r\n")
    if message.count(b"\r") != pairs or message.count(b"\n") != pairs:
        raise IllegalOrder("a message may hold no CR or LF but in pairs")
    if message.startswith(b"."):
        message = b"." + message
    message = message.replace(b"\r\n.", b"\r\n..")
    return message if message.endswith(b"\r\n") else message + b"\r\n"


def _path(address: str) -> bytes:
    if _UNSAFE.search(address) or not 3 <= len(address) <= 320:
        raise IllegalOrder("an address cannot stand in a command line")
    return address.encode("utf-8")


def _base64(text: str) -> str:
    return base64.b64encode(text.encode("utf-8")).decode("ascii")


def _capabilities(reply: Reply) -> Capabilities:
    words = [line.upper().replace("AUTH=", "AUTH ").split() for line in reply.lines[1:]]
    offered = {line[0]: line[1:] for line in words if line}
    size = next((int(word) for word in offered.get("SIZE", []) if _SIZE.fullmatch(word)), 0)
    return Capabilities(frozenset(offered), size or None, frozenset(offered.get("AUTH", [])))
