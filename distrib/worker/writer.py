"""The one road to the ledger: steps of all connections share commits, in order of arrival, off the event loop.

Because the order is kept and a commit is all or nothing, a step that has been answered proves that every step
submitted before it is on disk too. Outcomes (D4) and claims given back are never dropped: while the database
does not answer they are tried again, and nothing submitted after them is answered.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from distrib.errors import DatabaseUnusable
from distrib.services.delivering import Answer, GiveBack, Record, Step

MOST_STEPS = 256
"""Steps in one transaction: more would only delay the first of them."""

RETRY_SECONDS = 1.0
"""Pause while the database does not answer."""

_KEPT = (Record, GiveBack)


@dataclass(frozen=True, slots=True)
class _Waiting:
    step: Step
    answer: asyncio.Future[Answer]


class LedgerWriter:
    """Collects steps and has them applied, a transaction at a time."""

    def __init__(
        self,
        apply: Callable[[Sequence[Step]], list[Answer]],
        *,
        complain: Callable[[str], None],
        retry_seconds: float = RETRY_SECONDS,
    ) -> None:
        """`apply` blocks and raises DatabaseUnusable; `complain` is told what a person should know."""
        self._apply = apply
        self._complain = complain
        self._retry_seconds = retry_seconds
        self._queue: deque[_Waiting] = deque()
        self._arrived = asyncio.Event()
        self._is_closing = False
        self._bug: Exception | None = None

    def post(self, step: Step) -> asyncio.Future[Answer]:
        """Queue a step; the future is its answer, or DatabaseUnusable for a claim or a D3.

        Once `run` has ended by a bug every future is that bug, or cancelled where nobody waits for it.
        """
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        waiting = _Waiting(step, answer)
        if self._bug is not None:
            _fail([waiting], self._bug)
            return answer
        self._queue.append(waiting)
        self._arrived.set()
        return answer

    async def run(self) -> None:
        """Work until `close` was called and the queue is empty. A bug in a step ends it, and nobody waits in vain."""
        while self._queue or not self._is_closing:
            if not self._queue:
                self._arrived.clear()
                await self._arrived.wait()
                continue
            batch = [self._queue.popleft() for _ in range(min(len(self._queue), MOST_STEPS))]
            try:
                answers = await asyncio.to_thread(self._apply, [waiting.step for waiting in batch])
            except DatabaseUnusable as fault:
                await self._hold(batch, fault)
                continue
            except Exception as bug:
                self._bug = bug
                _fail([*batch, *self._queue], bug)
                self._queue.clear()
                raise
            for waiting, answer in zip(batch, answers, strict=True):
                if not waiting.answer.cancelled():
                    waiting.answer.set_result(answer)

    def close(self) -> None:
        """Take no more rest than is needed to write what is queued."""
        self._is_closing = True
        self._arrived.set()

    async def _hold(self, batch: Sequence[_Waiting], fault: DatabaseUnusable) -> None:
        """What must not be lost stays first in line; every other step fails, so that no dot is sent on a guess."""
        self._complain(str(fault))
        _fail([waiting for waiting in batch if not isinstance(waiting.step, _KEPT)], fault)
        self._queue.extendleft(reversed([waiting for waiting in batch if isinstance(waiting.step, _KEPT)]))
        await asyncio.sleep(self._retry_seconds)


def _fail(waiting: Sequence[_Waiting], fault: Exception) -> None:
    """Steps that somebody waits for get the fault; the others are posted and not looked at again."""
    for one in waiting:
        if isinstance(one.step, _KEPT):
            one.answer.cancel()
        elif not one.answer.done():
            one.answer.set_exception(fault)
