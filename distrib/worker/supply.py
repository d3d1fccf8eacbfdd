"""What the lanes are given: jobs of the hand, which is filled by one claim after the other.

It decides neither whether a claim may be made nor what it asks for.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from distrib.core.dispatch import Job
from distrib.worker.hand import Hand


class Supply:
    """Claims one after the other, for all lanes."""

    def __init__(
        self,
        hand: Hand,
        claim: Callable[[int], Awaitable[tuple[Job, ...]]],
        is_halted: Callable[[], bool],
        *,
        size: int,
    ) -> None:
        """`claim` brings at most as many jobs as it is asked for, which is `size`.

        Nothing is given out or claimed while `is_halted`.
        """
        self._hand = hand
        self._claim = claim
        self._is_halted = is_halted
        self._size = size
        self._one_claim = asyncio.Lock()

    async def next_job(self) -> Job | None:
        """A job, claimed where there is none; None when there is none to be had now."""
        await self.fill()
        return None if self._is_halted() else self._hand.take()

    def job_at_hand(self) -> Job | None:
        """A job that is claimed already; never waits."""
        return None if self._is_halted() else self._hand.take()

    async def fill(self) -> None:
        """Claims where nothing is in the hand, once whoever else claims is done.

        What comes once nothing is given out any more goes back; where all of a claim does, there may be more.
        """
        async with self._one_claim:
            while not (self._is_halted() or self._hand):
                self._hand.is_filled_anew()
                jobs = await self._claim(self._size)
                self._hand.add(jobs)
                if self._is_halted():
                    self._hand.give_back()
                if not jobs:
                    return
