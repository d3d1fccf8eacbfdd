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
from queue import Empty, SimpleQueue

from distrib.errors import DatabaseUnusable
from distrib.services.delivering import Answer, GiveBack, Record, Step

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
        self._queue: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._is_closed = False
        self._bug: Exception | None = None

    def post(self, step: Step) -> asyncio.Future[Answer]:
        """Queue a step; the future is its answer, or DatabaseUnusable for a claim or a D3.

        Once `run` has ended by a bug every future is that bug, or cancelled where nobody waits for it.
        """
        waiting = _Waiting(step, asyncio.get_running_loop().create_future())
        if self._bug is not None:
            _fail([waiting], self._bug)
        else:
            self._queue.put(waiting)
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
        self._queue.put(None)

    def _work(self, loop: asyncio.AbstractEventLoop) -> None:
        batch: list[_Waiting] = []
        while batch := self._next(batch):
            try:
                answers = self._apply([waiting.step for waiting in batch])
            except DatabaseUnusable as fault:
                loop.call_soon_threadsafe(self._complain, str(fault))
                loop.call_soon_threadsafe(_fail, [one for one in batch if not isinstance(one.step, _KEPT)], fault)
                batch = [one for one in batch if isinstance(one.step, _KEPT)]  # they stay first in line
                time.sleep(self._retry_seconds)
            except Exception as bug:
                loop.call_soon_threadsafe(_fail, batch, bug)
                raise
            else:
                loop.call_soon_threadsafe(_answer, batch, answers)
                batch = []

    def _next(self, kept: list[_Waiting]) -> list[_Waiting]:
        """Those kept, then what is posted; waits for a first one, and a moment for others. Empty: there is no more."""
        batch = kept if kept or self._is_closed else self._taken(None)
        latest = time.monotonic() + GATHER_SECONDS
        asking = sum(not isinstance(one.step, _KEPT) for one in batch)
        while len(batch) < MOST_STEPS and not self._is_closed:
            more = self._taken(max(0.0, latest - time.monotonic()) if asking < self._lanes else 0.0)
            if not more:
                break
            asking += not isinstance(more[0].step, _KEPT)
            batch += more
        return batch

    def _taken(self, within: float | None) -> list[_Waiting]:
        """The next one, if it comes in time; None waits for ever."""
        try:
            waiting = self._queue.get(within != 0, within)
        except Empty:
            return []
        self._is_closed = waiting is None
        return [] if waiting is None else [waiting]

    def _left(self) -> list[_Waiting]:
        left = []
        while not self._queue.empty():
            waiting = self._queue.get()
            if waiting is not None:
                left.append(waiting)
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
