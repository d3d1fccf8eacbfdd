"""One waiter at a time for something that happens on a connection, with a limit on the wait. It knows no bytes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Waiting:
    """Who changes what is waited for calls `wake`.

    Most waits are over long before their limit, so an alarm is not set for each: the one of an earlier wait is left
    standing, and moved on when it rings.
    """

    def __init__(self) -> None:
        self._waiter: asyncio.Future[None] | None = None
        self._deadline = 0.0
        self._alarm: asyncio.TimerHandle | None = None

    async def until(self, is_over: Callable[[], bool], *, within: float) -> None:
        """Wait until it is over; `within` seconds.

        Raises:
            TimeoutError: it was not.
        """
        loop = asyncio.get_running_loop()
        self._deadline = loop.time() + within
        while not is_over():
            self._waiter = loop.create_future()
            if self._alarm is None or self._alarm.when() > self._deadline:
                self._set_alarm(loop)
            try:
                await self._waiter
            finally:
                self._waiter = None

    def wake(self) -> None:
        """Something happened: look again."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def end(self) -> None:
        """Nothing more will happen: the waiter looks a last time, and no alarm stays."""
        self.wake()
        if self._alarm is not None:
            self._alarm.cancel()

    def _set_alarm(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = loop.call_at(self._deadline, self._ring, loop)

    def _ring(self, loop: asyncio.AbstractEventLoop) -> None:
        self._alarm = None
        if self._waiter is None or self._waiter.done():
            return
        if loop.time() < self._deadline:
            self._set_alarm(loop)
        else:
            self._waiter.set_exception(TimeoutError())
