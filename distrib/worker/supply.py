"""What the lanes are given: jobs of the hand, which is filled by one claim after the other.

It decides neither whether a claim may be made nor what it asks for.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from distrib.core.delivery.dispatch import Job
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
        lanes: int,
    ) -> None:
        """`claim` brings at most as many jobs as it is asked for, which is `size`.

        Nothing is given out or claimed while `is_halted`. Where a claim came back full and less than a job for each of
        the `lanes` is left of it, the next is made ahead: a lane that has to wait for one begins its message late.
        """
        self._hand = hand
        self._claim = claim
        self._is_halted = is_halted
        self._size = size
        self._lanes = lanes
        self._one_claim = asyncio.Lock()
        self._is_more_likely = False
        self._ahead: asyncio.Task[bool] | None = None

    async def next_job(self) -> Job | None:
        """A job, claimed where there is none; None when there is none to be had now."""
        await self.fill()
        return None if self._is_halted() else self._take()

    def job_at_hand(self) -> Job | None:
        """A job that is claimed already; never waits."""
        return None if self._is_halted() else self._take()

    async def fill(self) -> None:
        """Claims where nothing is in the hand, once whoever else claims is done.

        What comes once nothing is given out any more goes back; where all of a claim does, there may be more.
        """
        async with self._one_claim:
            if self._ahead is not None and self._ahead.done():
                self._ahead.result()  # a bug in it ends whoever waits for jobs, and nobody who has begun one
            while not (self._is_halted() or self._hand) and await self._claim_once():
                pass

    async def end(self) -> None:
        """Once no lane asks any more: what was claimed ahead is in the hand, to be given back. Raises a bug in it."""
        if self._ahead is not None:
            await self._ahead

    def _take(self) -> Job | None:
        job = self._hand.take()
        is_ahead = self._ahead is not None and not self._ahead.done()
        if self._is_more_likely and len(self._hand) < self._lanes and not is_ahead:
            self._ahead = asyncio.create_task(self._claim_ahead())
        return job

    async def _claim_ahead(self) -> bool:
        async with self._one_claim:
            return not self._is_halted() and len(self._hand) < self._lanes and await self._claim_once()

    async def _claim_once(self) -> bool:
        """Whether it brought anything."""
        self._is_more_likely = False
        self._hand.is_filled_anew()
        jobs = await self._claim(self._size)
        self._is_more_likely = len(jobs) == self._size
        self._hand.add(jobs)
        if self._is_halted():
            self._hand.give_back()
        return bool(jobs)
