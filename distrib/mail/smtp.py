"""One SMTP connection, driven stage by stage: what a reply or a fault at each stage means is returned as an outcome.

It never writes a final dot by itself, and never a login outside TLS but to this machine.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections import deque

from distrib.core.outcome import Fault, Outcome, Stage, judge
from distrib.core.smtp import Answer, Envelope, IllegalOrder, Phase, Session
from distrib.core.smtp_target import Protection, SmtpTarget
from distrib.mail.wire import Wire, WireFault


def tls_context(target: SmtpTarget) -> ssl.SSLContext:
    """Certificates are verified against the system's authorities, or the target's own, and against the host name."""
    return ssl.create_default_context(cafile=target.ca_file)


class SmtpConnection:
    """A connection to one target; messages go through it one after the other."""

    def __init__(self, target: SmtpTarget, tls: ssl.SSLContext) -> None:
        self._target = target
        self._tls = tls
        self._wire = Wire()
        self._session = Session()
        self._answers: deque[Answer] = deque()
        self._is_announced = False

    @property
    def is_usable(self) -> bool:
        """Whether `begin` may be called: the server has not closed nor said that it will, or the message is begun."""
        return self._is_announced or (self._session.phase is Phase.READY and not self.has_news)

    @property
    def has_news(self) -> bool:
        """The server has said something unasked, or hung up."""
        return self._wire.has_unread or self._wire.is_lost

    @property
    def size_limit(self) -> int | None:
        """The largest message the server takes, in octets; None where it names none."""
        return self._session.capabilities.size

    async def open(self) -> Outcome | None:
        """Connect, greet, begin TLS, log in. None when ready, else why not."""
        target = self._target
        implicit = target.protection is Protection.TLS
        try:
            await self._wire.connect(
                target.host, target.port, tls=self._tls if implicit else None, within=target.timeouts.connect
            )
        except WireFault as fault:
            return judge(Stage.CONNECT, fault.fault)
        if implicit:
            self._session.secured()
        outcome = await self._prepare()
        if outcome is not None:
            self._wire.cut()
        return outcome

    async def begin(self, envelope: Envelope, message: bytes) -> Outcome | None:
        """MAIL, RCPT, DATA and the whole message but its final dot. None when only the dot is missing.

        Raises:
            IllegalOrder: an address or the message cannot be put into SMTP; nothing of it was written.
        """
        was_announced, self._is_announced = self._is_announced, False
        if not was_announced:
            unfit = self._unfit(envelope, message)
            if unfit is not None:
                return judge(Stage.MAIL, unfit)
            self._session.begin(envelope, len(message))
        elif self._session.phase is Phase.SPOILT:
            return judge(Stage.MAIL, Fault.CLOSED)
        refusal: Outcome | None = None
        while self._answers or self._session.phase is Phase.OPENING:
            answer = await self._next()
            if isinstance(answer, Outcome):
                return refusal or answer
            if not answer.is_granted:
                refusal = refusal or judge(answer.stage, answer.reply)
        if refusal is not None or self._session.phase is not Phase.TEXT:
            return refusal or judge(Stage.DATA, Fault.MALFORMED)
        self._session.body(message)
        fault = await self._write_out()
        return None if fault is None else await self._last_words() or judge(Stage.DATA, fault)

    async def finish(self, envelope: Envelope | None = None, message: bytes = b"") -> Outcome:
        """Write the final dot and read its reply.

        Where a next message is named and the server takes it, its MAIL, RCPT and DATA go in the same write; call
        `begin` with the same message next. A connection that is gone, or that refused the message while it was
        written, gets no dot; the outcome then says so by its stage.
        """
        if self._wire.has_unread:
            self._answers += self._session.receive(await self._wire.read(within=1))
        if self._answers:
            return judge(Stage.DATA, self._answers.popleft().reply)
        if self._wire.is_lost or self._session.phase is not Phase.WRITTEN:
            return judge(Stage.DATA, Fault.CLOSED)
        self._session.dot()
        if envelope is not None:
            self._announce(envelope, message)
        answer = await self._next()
        if isinstance(answer, Answer):
            return judge(answer.stage, answer.reply)
        # Without an answer to this dot none can be waited for to what was announced behind it.
        self._session.phase = Phase.SPOILT
        return answer

    async def abandon(self) -> None:
        """Close without the dot: the server has no message then (RFC 5321 §4.1.1.4)."""
        self._session.phase = Phase.SPOILT
        self._wire.cut()

    async def quit(self) -> None:
        """Take leave, without waiting long."""
        if self.is_usable:
            self._session.quit()
            try:
                await self._wire.write(self._session.take_output(), within=self._target.timeouts.quit)
                await self._wire.read(within=self._target.timeouts.quit)
            except WireFault:
                pass
        self._session.phase = Phase.SPOILT
        self._wire.close()

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

    async def _prepare(self) -> Outcome | None:
        session, target = self._session, self._target
        outcome = await self._step() or await self._hello()
        if outcome is not None:
            return outcome
        if target.protection is Protection.STARTTLS:
            outcome = await self._start_tls() or await self._hello()
            if outcome is not None:
                return outcome
        if target.user is None or target.password is None:
            return None
        if not (session.is_secure or target.is_loopback):
            return judge(Stage.LOGIN, Fault.NO_TLS)
        mechanism = next((one for one in ("PLAIN", "LOGIN") if one in session.capabilities.logins), None)
        if mechanism is None:
            return judge(Stage.LOGIN, Fault.NO_LOGIN)
        session.login(mechanism, target.user, target.password)
        return await self._step()

    async def _hello(self) -> Outcome | None:
        """EHLO; and HELO to a server that does not know it (RFC 5321 §3.2), which then offers nothing."""
        self._session.hello(self._wire.local_name())
        outcome = await self._step()
        if outcome is None or outcome.reply is None or not outcome.reply.is_unknown_command:
            return outcome
        self._session.hello(self._wire.local_name(), is_extended=False)
        return await self._step()

    async def _start_tls(self) -> Outcome | None:
        if "STARTTLS" not in self._session.capabilities:
            return judge(Stage.TLS, Fault.NO_TLS)
        self._session.start_tls()
        outcome = await self._step()
        if outcome is not None:
            return outcome
        try:
            await self._wire.start_tls(self._target.host, self._tls, within=self._target.timeouts.command)
        except WireFault as fault:
            return judge(Stage.TLS, fault.fault)
        self._answers.clear()
        self._session.secured()
        return None

    async def _step(self) -> Outcome | None:
        """Until everything asked is answered; None when all of it was granted."""
        while self._answers or self._session.awaited is not None:
            answer = await self._next()
            if isinstance(answer, Outcome):
                return answer
            if not answer.is_granted:
                return judge(answer.stage, answer.reply)
        return None

    async def _next(self) -> Answer | Outcome:
        """The next answer, after writing what is to be written; or what went wrong instead.

        The whole answer must come in time: a server that sends a byte now and then holds nobody up.
        """
        stage = self._session.awaited or Stage.DATA
        fault = await self._write_out()
        clock = asyncio.get_running_loop().time
        deadline = clock() + self._patience(stage)
        while not self._answers:
            if self._session.phase is Phase.SPOILT:
                return judge(stage, Fault.MALFORMED)
            if fault is Fault.TIMEOUT:
                return judge(stage, fault)
            try:
                data = await self._wire.read(within=deadline - clock())
            except WireFault as lost:
                return judge(stage, lost.fault)
            self._answers += self._session.receive(data)
        return self._answers.popleft()

    async def _write_out(self) -> Fault | None:
        output = self._session.take_output()
        try:
            if output:
                await self._wire.write(output, within=self._target.timeouts.block)
        except WireFault as lost:
            return lost.fault
        return None

    async def _last_words(self) -> Outcome | None:
        """Why the server hung up in the middle of a message, where it said so."""
        try:
            self._answers += self._session.receive(await self._wire.read(within=0))
        except WireFault:
            return None
        return judge(Stage.DATA, self._answers.popleft().reply) if self._answers else None

    def _patience(self, stage: Stage) -> float:
        timeouts = self._target.timeouts
        by_stage = {Stage.GREETING: timeouts.greeting, Stage.DATA: timeouts.data, Stage.DOT: timeouts.dot}
        return by_stage.get(stage, timeouts.command)
