"""An SMTP session on a wire: writes what the session has to say and waits for answers, each wait with its limit."""

from __future__ import annotations

import asyncio
from collections import deque

from distrib.core.delivery.outcome import Fault, Outcome, judge
from distrib.core.smtp.phases import Answer, Phase
from distrib.core.smtp.session import Session
from distrib.core.smtp.stages import Stage
from distrib.core.smtp.target import Timeouts
from distrib.mail.wire import Wire, WireFault


class Conversation:
    """The session and the wire it runs on. What goes wrong is returned, judged by the stage at which it did."""

    def __init__(self, timeouts: Timeouts) -> None:
        self.wire = Wire()
        self.session = Session()
        self._timeouts = timeouts
        self._by_stage = {
            Stage.GREETING: timeouts.greeting,
            Stage.MAIL: timeouts.mail,
            Stage.RCPT: timeouts.rcpt,
            Stage.DATA: timeouts.data,
            Stage.DOT: timeouts.dot,
        }
        self._answers: deque[Answer] = deque()

    @property
    def has_unheard(self) -> bool:
        """Answers have come that nobody took."""
        return bool(self._answers)

    async def step(self) -> Outcome | None:
        """Until everything asked is answered; None when all of it was granted."""
        while self._answers or self.session.awaited is not None:
            answer = await self.next()
            if isinstance(answer, Outcome):
                return answer
            if not answer.is_granted:
                return judge(answer.stage, answer.reply)
        return None

    async def next(self) -> Answer | Outcome:
        """The next answer, after writing what is to be written; or what went wrong instead.

        The whole answer must come in time: a server that sends a byte now and then holds nobody up.
        """
        stage = self.session.awaited or Stage.DATA
        fault = await self.write_out()
        if self._answers:
            return self._answers.popleft()
        clock = asyncio.get_running_loop().time
        deadline = clock() + self._patience(stage)
        while not self._answers:
            if self.session.phase is Phase.SPOILT:
                return judge(stage, Fault.MALFORMED)
            if fault is Fault.TIMEOUT:
                return judge(stage, fault)
            try:
                data = await self.wire.read(within=deadline - clock())
            except WireFault as lost:
                return judge(stage, lost.fault)
            self._answers += self.session.receive(data)
        return self._answers.popleft()

    async def write_out(self) -> Fault | None:
        """Write what the session has to say; None when the system took it."""
        output = self.session.take_output()
        try:
            if output:
                await self.wire.write(output, within=self._timeouts.block)
        except WireFault as lost:
            return lost.fault
        return None

    async def last_words(self) -> Outcome | None:
        """What the server said unasked while the message was written, without waiting; None when it said nothing."""
        try:
            self._answers += self.session.receive(await self.wire.read(within=0))
        except WireFault:
            return None
        return judge(Stage.DATA, self._answers.popleft().reply) if self._answers else None

    def forget(self) -> None:
        """What was said before TLS does not count."""
        self._answers.clear()

    def cut(self) -> None:
        """Let go at once; nothing more goes out."""
        self.session.phase = Phase.SPOILT
        self.wire.cut()

    async def take_leave(self) -> None:
        """QUIT where it can be said, without waiting long; then let go."""
        if self.session.phase is Phase.READY and not self.wire.is_lost:
            self.session.quit()
            try:
                await self.wire.write(self.session.take_output(), within=self._timeouts.quit)
                await self.wire.read(within=self._timeouts.quit)
            except WireFault:
                pass
        self.session.phase = Phase.SPOILT
        self.wire.close()

    def _patience(self, stage: Stage) -> float:
        return self._by_stage.get(stage, self._timeouts.command)
