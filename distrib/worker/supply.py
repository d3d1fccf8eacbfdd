"""What the lanes are given: jobs of the hand, which is filled by claims before it is empty.

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
        low: int,
    ) -> None:
        """`claim` brings at most as many jobs as it is asked for: `size`, once fewer than `low` are in the hand.

        Nothing is given out or claimed while `is_halted`.
        """
        self._hand = hand
        self._claim = claim
        self._is_halted = is_halted
        self._size = size
        self._low = low
        self._one_claim = asyncio.Lock()
        self._ahead: asyncio.Task[None] | None = None
        self._is_more_likely = False

    async def next_job(self) -> Job | None:
        """A job, claimed where there is none; None when there is none to be had now."""
        await self.fill(at_least=1)
        return None if self._is_halted() else self._hand.take()

    def job_at_hand(self) -> Job | None:
        """A job that is claimed already.

        No lane waits for a claim that is made before the hand is empty, and behind each dot there is a next message.
        """
        if self._is_halted():
            return None
        job = self._hand.take()
        if len(self._hand) < self._low and self._is_more_likely and not self._has_failed_ahead:
            self._is_more_likely = False
            self._ahead = asyncio.create_task(self.fill(at_least=self._low))
        return job

    async def fill(self, *, at_least: int) -> None:
        """Claims where fewer are in the hand, once whoever else claims is done.

        What comes once nothing is given out any more goes back; where all of a claim does, there may be more.
        """
        async with self._one_claim:
            while not self._is_halted() and len(self._hand) < at_least:
                self._hand.is_filled_anew()
                jobs = await self._claim(self._size)
                self._is_more_likely = len(jobs) == self._size
                self._hand.add(jobs)
                if self._is_halted():
                    self._hand.give_back()
                if self._hand or not jobs:
                    return

    async def end(self) -> None:
        """Whatever was claimed ahead is in the hand when this returns; raises what made such a claim fail."""
        if self._ahead is not None:
            await self._ahead

    @property
    def _has_failed_ahead(self) -> bool:
        return self._ahead is not None and self._ahead.done() and self._ahead.exception() is not None
