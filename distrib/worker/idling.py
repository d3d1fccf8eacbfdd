"""What lanes do while there is nothing to send: look for work once for all of them, or end. It sends nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from enum import StrEnum

from distrib.errors import DatabaseUnusable
from distrib.worker.hand import Hand
from distrib.worker.rest import Rest
from distrib.worker.supply import Supply

POLL = timedelta(seconds=1)
"""How often the ledger is asked for new work."""


class Mode(StrEnum):
    """When a worker ends by itself."""

    ONCE = "once"
    """When nothing is due, or the mail server does not serve us."""
    DRAIN = "drain"
    """When nothing is left to do, retries included."""
    FOREVER = "forever"


class Idling:
    """The waits of one worker."""

    def __init__(
        self,
        mode: Mode,
        hand: Hand,
        supply: Supply,
        rest: Rest,
        *,
        pending: Callable[[], tuple[int, datetime | None]],
        listen: Callable[[float], bool] | None,
    ) -> None:
        """`pending` tells how many deliveries are left, and when the first is due; it may block.

        `listen` blocks until work is announced, or so many seconds; it is False when nothing can be heard.
        """
        self._mode = mode
        self._hand = hand
        self._supply = supply
        self._rest = rest
        self._pending = pending
        self._listen = listen
        self._stopping = asyncio.Event()
        self._looking: asyncio.Task[bool] | None = None

    @property
    def is_stopping(self) -> bool:
        """No lane begins anything any more."""
        return self._stopping.is_set()

    def stop(self) -> None:
        """Every wait ends now."""
        self._stopping.set()

    async def wait_for_more(self, has_way: bool) -> bool:
        """Until a lane may ask for a job again; False when there will be none.

        A lane without a way looks for one after a while; meanwhile the others go on with the hand.
        """
        if not has_way:
            return await self._wait_for_a_way()
        while self._mode is not Mode.ONCE and not self.is_stopping:
            if self._hand and not self._rest.seconds_left:
                return True
            if self._looking is None or self._looking.done():
                self._looking = asyncio.create_task(self._look_again())
            if not await asyncio.shield(self._looking):
                return False
        return False

    async def _wait_for_a_way(self) -> bool:
        if self._mode is Mode.ONCE or (self._mode is Mode.DRAIN and not await self._is_anything_left()):
            return False
        await self._sleep(POLL.total_seconds())
        return not self.is_stopping

    async def _look_again(self) -> bool:
        """A pause and a claim for all lanes that have nothing to do: however many they are, they ask once.

        False when there will be no more to do.
        """
        if self._mode is Mode.DRAIN and not await self._is_anything_left():
            return False
        await self._pause(max(POLL.total_seconds(), self._rest.seconds_left))
        await self._supply.fill()
        return True

    async def _is_anything_left(self) -> bool:
        try:
            left, _ = await asyncio.to_thread(self._pending)
        except DatabaseUnusable:
            return True
        return left > 0

    async def _pause(self, seconds: float) -> None:
        if self._listen is not None and not self._rest.seconds_left:
            stopped = asyncio.create_task(self._stopping.wait())
            heard = asyncio.create_task(asyncio.to_thread(self._listen, seconds))
            await asyncio.wait({stopped, heard}, return_when=asyncio.FIRST_COMPLETED)
            stopped.cancel()
            if not heard.done() or heard.result():
                return
        await self._sleep(seconds)

    async def _sleep(self, seconds: float) -> None:
        """So long, or until a stop."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
