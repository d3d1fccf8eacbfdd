"""The one road to the ledger: steps of all connections share commits, in order of arrival, in a thread of their own.

Because the order is kept and a commit is all or nothing, a step that has been answered proves that every step
submitted before it is on disk too. Outcomes (D4) and claims given back are never dropped: while the database
does not answer they are tried again, and nothing submitted after them is answered.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import Empty, Queue

from distrib.errors import DatabaseUnusable
from distrib.services.delivery.delivering import Answer, GiveBack, Record, Step

MOST_STEPS = 256
"""Steps in one transaction: more would only delay the first of them."""

GATHER_SECONDS = 0.0005
"""How long a batch waits for lanes that have not asked yet: less than a commit takes, which it may save them."""

RETRY_SECONDS = 1.0
"""Pause while the database does not answer."""

_KEPT = (Record, GiveBack)


@dataclass(frozen=True, slots=True)
class _Waiting:
    step: Step
    answer: asyncio.Future[Answer]


class LedgerWriter:
    """Collects steps and has them applied, a transaction at a time. The thread touches no future: the loop does."""

    def __init__(
        self,
        apply: Callable[[Sequence[Step]], list[Answer]],
        *,
        complain: Callable[[str], None],
        lanes: int = 1,
        retry_seconds: float = RETRY_SECONDS,
    ) -> None:
        """`apply` blocks and raises DatabaseUnusable; `complain` is told what a person should know.

        `lanes` are those who ask: a batch in which all of them do waits for nobody.
        """
        self._apply = apply
        self._complain = complain
        self._lanes = lanes
        self._retry_seconds = retry_seconds
        self._posted: list[_Waiting] = []
        # No SimpleQueue: in Python 3.11 it may wait for ever, where its timeout runs out before the wait has begun.
        self._queue: Queue[list[_Waiting] | None] = Queue()
        self._is_closed = False
        self._bug: Exception | None = None

    def post(self, step: Step) -> asyncio.Future[Answer]:
        """Queue a step; the future is its answer, or DatabaseUnusable for a claim or a D3.

        Once `run` has ended by a bug every future is that bug, or cancelled where nobody waits for it.
        """
        loop = asyncio.get_running_loop()
        waiting = _Waiting(step, loop.create_future())
        if self._bug is not None:
            _fail([waiting], self._bug)
            return waiting.answer
        if not self._posted:
            loop.call_soon(self._hand_over)
        self._posted.append(waiting)
        return waiting.answer

    async def run(self) -> None:
        """Work until `close` was called and the queue is empty. A bug in a step ends it, and nobody waits in vain."""
        loop = asyncio.get_running_loop()
        try:
            await asyncio.to_thread(self._work, loop)
        except Exception as bug:
            self._bug = bug
            _fail(self._left(), bug)
            raise

    def close(self) -> None:
        """Write what is queued, and end."""
        self._hand_over()
        self._queue.put(None)

    def _hand_over(self) -> None:
        """Once in a turn of the loop: waking the thread costs more than a step does."""
        if self._posted:
            self._queue.put(self._posted)
            self._posted = []

    def _work(self, loop: asyncio.AbstractEventLoop) -> None:
        waiting: list[_Waiting] = []
        while waiting := self._next(waiting):
            batch, waiting = waiting[:MOST_STEPS], waiting[MOST_STEPS:]
            try:
                answers = self._apply([one.step for one in batch])
            except DatabaseUnusable as fault:
                loop.call_soon_threadsafe(self._complain, str(fault))
                loop.call_soon_threadsafe(_fail, [one for one in batch if not isinstance(one.step, _KEPT)], fault)
                waiting = [one for one in batch if isinstance(one.step, _KEPT)] + waiting  # they stay first in line
                time.sleep(self._retry_seconds)
            except Exception as bug:
                loop.call_soon_threadsafe(_fail, batch + waiting, bug)
                raise
            else:
                loop.call_soon_threadsafe(_answer, batch, answers)

    def _next(self, kept: list[_Waiting]) -> list[_Waiting]:
        """Those kept, then what is posted; waits for a first one, and a moment for others. Empty: there is no more."""
        batch = kept if kept or self._is_closed else self._taken(None)
        latest = time.monotonic() + GATHER_SECONDS
        while len(batch) < MOST_STEPS and not self._is_closed:
            asking = sum(not isinstance(one.step, _KEPT) for one in batch)
            more = self._taken(max(0.0, latest - time.monotonic()) if asking < self._lanes else 0.0)
            if not more:
                break
            batch += more
        return batch

    def _taken(self, within: float | None) -> list[_Waiting]:
        """What is posted next, if it comes in time; None waits for ever."""
        try:
            posted = self._queue.get(within != 0, within)
        except Empty:
            return []
        self._is_closed = posted is None
        return posted or []

    def _left(self) -> list[_Waiting]:
        left, self._posted = self._posted, []
        while not self._queue.empty():
            left += self._queue.get() or []
        return left


def _answer(batch: Sequence[_Waiting], answers: Sequence[Answer]) -> None:
    for waiting, answer in zip(batch, answers, strict=True):
        if not waiting.answer.cancelled():
            waiting.answer.set_result(answer)


def _fail(batch: Sequence[_Waiting], fault: Exception) -> None:
    """Steps that somebody waits for get the fault; the others are posted and not looked at again."""
    for one in batch:
        if isinstance(one.step, _KEPT):
            one.answer.cancel()
        elif not one.answer.done():
            one.answer.set_exception(fault)
