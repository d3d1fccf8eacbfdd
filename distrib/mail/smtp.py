"""One SMTP connection, driven stage by stage: what a reply or a fault at each stage means is returned as an outcome.

It never writes a final dot by itself.
"""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import Callable

from distrib.core.delivery.outcome import Fault, Outcome, judge
from distrib.core.smtp.commands import Envelope, IllegalOrder
from distrib.core.smtp.phases import Answer, Phase
from distrib.core.smtp.stages import Stage
from distrib.core.smtp.target import Protection, SmtpTarget
from distrib.core.smtp.transparency import Transparent
from distrib.mail.conversation import Conversation
from distrib.mail.greeting import greet
from distrib.mail.token_command import TokenCommand


def tls_context(target: SmtpTarget) -> ssl.SSLContext | None:
    """Certificates are verified against the system's authorities, or the target's own, and against the host name.

    None where the connection is not protected: to read the system's authorities takes longer than all of it.
    """
    return None if target.protection is Protection.NONE else ssl.create_default_context(cafile=target.ca_file)


SHORT = 64 * 1024
"""Octets that the system takes at once. A longer message is on its way before the ledger allows its dot, so that
little time passes between that and the reply."""


class SmtpConnection:
    """A connection to one target; messages go through it one after the other."""

    def __init__(
        self,
        target: SmtpTarget,
        tls: ssl.SSLContext | None,
        tokens: TokenCommand | None = None,
        heard_size: Callable[[int | None], None] | None = None,
    ) -> None:
        """`heard_size` is told the largest message that the server takes, as `size_limit`, whenever it is greeted."""
        self._target = target
        self._tls = tls
        self._tokens = tokens or TokenCommand(target.token_command)
        self._conversation = Conversation(target.timeouts)
        self._session = self._conversation.session
        self._heard_size = heard_size
        self._is_announced = False

    @property
    def is_usable(self) -> bool:
        """Whether `begin` may be called: the server has not closed nor said that it will, or the message is begun."""
        return self._is_announced or (self._session.phase is Phase.READY and not self.has_news)

    @property
    def has_news(self) -> bool:
        """The server has said something unasked, or hung up."""
        return self._conversation.wire.has_unread or self._conversation.wire.is_lost

    @property
    def size_limit(self) -> int | None:
        """The largest message the server takes, in octets; None where it names none."""
        return self._session.capabilities.size

    async def open(self) -> Outcome | None:
        """Connect, greet, begin TLS, log in. None when ready, else why not."""
        outcome = await greet(self._conversation, self._target, self._tls, self._tokens)
        if outcome is not None:
            self._conversation.cut()
        elif self._heard_size is not None:
            self._heard_size(self.size_limit)
        return outcome

    async def begin(self, envelope: Envelope, message: Transparent) -> Outcome | None:
        """MAIL, RCPT, DATA and the whole message but its final dot. None when only the dot is missing.

        A short message is written together with its dot, by `finish`.

        Raises:
            IllegalOrder: an address cannot be put into SMTP; nothing was written.
        """
        was_announced, self._is_announced = self._is_announced, False
        if not was_announced:
            unfit = self._unfit(envelope, message)
            if unfit is not None:
                return judge(Stage.MAIL, unfit)
            self._session.begin(envelope, len(message))
        elif self._session.phase is Phase.SPOILT and not self._conversation.has_unheard:
            return judge(Stage.MAIL, Fault.CLOSED)
        refusal = await self._envelope_answers()
        if refusal is not None:
            return refusal
        self._session.body(message)
        if len(message) <= SHORT:
            return None
        fault = await self._conversation.write_out()
        return None if fault is None else await self._conversation.last_words() or judge(Stage.DATA, fault)

    async def finish(self, envelope: Envelope | None = None, message: bytes = b"") -> Outcome:
        """Write the final dot and read its reply.

        Where a next message is named and the server takes it, its MAIL, RCPT and DATA go in the same write; call
        `begin` with the same message next. A connection that is gone, or that refused the message while it was
        written, gets no dot; the outcome then says so by its stage.
        """
        if self._conversation.wire.has_unread and (refusal := await self._conversation.last_words()) is not None:
            return refusal
        if self._conversation.wire.is_lost or self._session.phase is not Phase.WRITTEN:
            return judge(Stage.DATA, Fault.CLOSED)
        self._session.dot()
        if envelope is not None:
            self._announce(envelope, message)
        answer = await self._conversation.next()
        if isinstance(answer, Answer):
            return judge(answer.stage, answer.reply)
        # Without an answer to this dot none can be waited for to what was announced behind it.
        self._session.phase = Phase.SPOILT
        return answer

    async def abandon(self) -> None:
        """Close without the dot: the server has no message then (RFC 5321 §4.1.1.4)."""
        self._conversation.cut()

    async def quit(self) -> None:
        """Take leave, without waiting long."""
        await self._conversation.take_leave()

    async def _envelope_answers(self) -> Outcome | None:
        """None when the server waits for the text; else the first refusal or fault."""
        refusal: Outcome | None = None
        while self._conversation.has_unheard or self._session.phase is Phase.OPENING:
            answer = await self._conversation.next()
            if isinstance(answer, Outcome):
                return refusal or answer
            if not answer.is_granted:
                refusal = refusal or judge(answer.stage, answer.reply)
        if refusal is None and self._session.phase is not Phase.TEXT:
            return judge(Stage.DATA, Fault.MALFORMED)
        return refusal

    def _announce(self, envelope: Envelope, message: bytes) -> None:
        """Begin the next message behind the dot; where that cannot be, `begin` finds out and says why."""
        if not self._session.can_follow_a_dot or self._unfit(envelope, message) is not None:
            return
        with contextlib.suppress(IllegalOrder):
            self._session.begin(envelope, len(message))
            self._is_announced = True

    def _unfit(self, envelope: Envelope, message: bytes) -> Fault | None:
        """Why this server cannot take the message, known before asking."""
        capabilities = self._session.capabilities
        if envelope.needs_smtputf8 and "SMTPUTF8" not in capabilities:
            return Fault.NO_SMTPUTF8
        return Fault.TOO_LARGE if capabilities.size is not None and len(message) > capabilities.size else None
