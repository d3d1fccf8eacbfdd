"""One SMTP conversation without its socket: commands out, bytes in, answers. An illegal order raises.

With PIPELINING (RFC 2920) MAIL, RCPT and DATA travel in one write, and with the final dot of the message before.
The dot is a step of its own, so that whoever drives the conversation can make its own record durable first.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from distrib.core.smtp.commands import (
    Capabilities,
    Command,
    Envelope,
    IllegalOrder,
    Outbox,
    envelope_commands,
    read_capabilities,
)
from distrib.core.smtp.login import login_commands
from distrib.core.smtp.phases import Answer, Phase, is_granted, may_go_on, phase_after, unasked
from distrib.core.smtp.reply import MalformedReply, Reply, ReplyReader
from distrib.core.smtp.stages import Stage
from distrib.core.smtp.transparency import Transparent


@dataclass(slots=True)
class Session:
    """The client's side. `take_output` is what is to be written, `receive` takes what was read."""

    phase: Phase = Phase.CONNECTED
    capabilities: Capabilities = field(default_factory=Capabilities)
    is_secure: bool = False
    _outbox: Outbox = field(default_factory=Outbox)
    _reader: ReplyReader = field(default_factory=ReplyReader)
    _must_reset: bool = False
    _is_refused: bool = False
    _is_extended: bool = True

    def hello(self, name: str, *, is_extended: bool = True) -> None:
        """EHLO, or HELO (RFC 5321 §4.1.1.1); after HELO the server offers nothing, whatever it says."""
        self._require(Phase.GREETED)
        self._is_extended = is_extended
        self._outbox.write(Stage.HELLO, f"{'EHLO' if is_extended else 'HELO'} {name}".encode())

    def start_tls(self) -> None:
        """STARTTLS (RFC 3207); call `secured` when TLS is up."""
        self._require(Phase.READY)
        if self.is_secure:
            raise IllegalOrder("TLS is up already")
        self._outbox.write(Stage.TLS, b"STARTTLS")

    def secured(self) -> None:
        """TLS is up: whatever was said in the clear is forgotten, and the greeting begins anew."""
        self.is_secure = True
        if self.phase is Phase.SECURING:
            self.phase = Phase.GREETED
        self.capabilities = Capabilities()
        self._reader.forget()

    def login(self, mechanism: str, user: str, password: str) -> None:
        """AUTH, line by line; for XOAUTH2 the password is an access token."""
        self._require(Phase.READY)
        self._outbox.add(login_commands(mechanism, user, password), are_grouped=False)

    def begin(self, envelope: Envelope, size: int) -> None:
        """MAIL, RCPT and DATA for a message of `size` octets; right behind a dot where `can_follow_a_dot`.

        Raises:
            IllegalOrder: not ready, or an address would break the command line.
        """
        if not (self.phase is Phase.DOTTED and self.can_follow_a_dot):
            self._require(Phase.READY)
        commands = envelope_commands(envelope, size, self.capabilities)
        if self._must_reset and self.phase is Phase.READY:
            commands.insert(0, Command(Stage.MAIL, b"RSET"))
        self._must_reset, self._is_refused = True, False
        self.phase = Phase.OPENING
        self._outbox.add(commands, are_grouped=self.can_follow_a_dot)

    def body(self, message: Transparent) -> None:
        """The message, all but the final dot."""
        self._require(Phase.TEXT)
        self._outbox.output.append(message)
        self.phase = Phase.WRITTEN

    def dot(self) -> None:
        """The final dot: from here on only its reply tells what became of the message."""
        self._require(Phase.WRITTEN)
        self._outbox.write(Stage.DOT, b".")
        self.phase = Phase.DOTTED

    def quit(self) -> None:
        """QUIT."""
        self._require(Phase.GREETED, Phase.READY)
        self._outbox.write(Stage.HELLO, b"QUIT")
        self.phase = Phase.SPOILT

    def take_output(self) -> bytes:
        """What is to be written now."""
        return self._outbox.take()

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
        return self._outbox.waiting[0] if self._outbox.waiting else None

    def _require(self, *phases: Phase) -> None:
        if self.phase not in phases or not self._outbox.is_idle:
            raise IllegalOrder(f"not now: the conversation is {self.phase}")

    def _answer(self, reply: Reply) -> Answer:
        if not self._outbox.waiting:
            phase, self.phase = self.phase, Phase.SPOILT
            return unasked(phase, reply)
        stage = self._outbox.waiting.popleft()
        answer = Answer(stage, reply, is_granted(stage, reply, is_more_to_say=bool(self._outbox.unsent)))
        if reply.code == 421:
            self._outbox.forget()
            self.phase = Phase.SPOILT
        else:
            self._advance(answer)
        return answer

    def _advance(self, answer: Answer) -> None:
        stage = answer.stage
        if stage is Stage.HELLO and answer.is_granted and self.phase is Phase.GREETED:
            self.capabilities = read_capabilities(answer.reply) if self._is_extended else Capabilities()
        elif stage is Stage.DOT:
            # Where the next message was begun behind the dot, that one's transaction is open.
            self._must_reset = self._must_reset and self.phase is not Phase.DOTTED
        elif not answer.is_granted:
            self._is_refused = True
        self.phase = phase_after(
            self.phase, answer, was_refused=self._is_refused, is_more_awaited=bool(self._outbox.waiting)
        )
        if stage is not Stage.DOT:  # whose reply is nothing to what follows
            self._outbox.go_on(may_go_on(answer))
