"""What the lanes are given: one claim for all of them; what was turned away meanwhile goes back."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from an_office import NOW

from distrib.core.dispatch import Job
from distrib.services.delivering import Answer, GiveBack, Step
from distrib.worker.hand import Hand
from distrib.worker.supply import Supply
from distrib.worker.writer import LedgerWriter

JOB = Job(1, 1, 1, 1, "a@news.example", "A", "<t@office.example>", "t", 1, "claim", NOW, domain="news.example")
SIZE = 8


@dataclass
class Claims:
    """A ledger with so many due deliveries, that answers a claim when it is let; every fourth goes to a busy domain."""

    due: int
    is_halted: bool = False
    asked: list[int] = field(default_factory=list)
    given_back: list[Job] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.gate.set()
        self.hand = Hand(LedgerWriter(lambda _steps: [], complain=print))
        self.hand._writer.post = self.post  # type: ignore[method-assign]
        self.supply = Supply(self.hand, self.claim, lambda: self.is_halted, size=SIZE)

    def post(self, step: Step) -> asyncio.Future[Answer]:
        assert isinstance(step, GiveBack)
        self.given_back += step.jobs
        return asyncio.get_running_loop().create_future()

    async def claim(self, limit: int) -> tuple[Job, ...]:
        self.asked.append(limit)
        await self.gate.wait()
        number = min(limit, self.due)
        self.due -= number
        domains = ["busy.example", *["news.example"] * 3] * SIZE
        return tuple(replace(JOB, delivery_id=place, domain=domains[place]) for place in range(number))


def run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(work)


def test_lanes_that_find_the_hand_empty_share_one_claim() -> None:
    """They ask one after the other."""

    async def work() -> None:
        claims = Claims(due=SIZE)
        jobs = await asyncio.gather(*(claims.supply.next_job() for _ in range(SIZE)))
        assert {job.delivery_id for job in jobs if job is not None} == set(range(SIZE))
        assert claims.asked == [SIZE]

    run(work())


def test_what_a_claim_under_way_brings_of_a_domain_that_was_turned_away_goes_back() -> None:
    """It was claimed before the ledger knew; the next claim knows."""

    async def work() -> None:
        claims = Claims(due=3 * SIZE)
        claims.gate.clear()
        waiting = asyncio.create_task(claims.supply.next_job())
        await asyncio.sleep(0)
        claims.hand.give_back_domain("busy.example")
        claims.gate.set()
        assert await waiting is not None
        assert {job.domain for job in claims.given_back} == {"busy.example"}
        assert len(claims.given_back) == 2
        assert len(claims.hand) == SIZE - 3
        claims.given_back.clear()
        claims.hand.give_back()
        claims.given_back.clear()
        await claims.supply.fill()
        assert claims.given_back == []

    run(work())


def test_nothing_is_given_out_or_claimed_while_the_worker_is_halted() -> None:
    """What is in the hand stays there, to be given back."""

    async def work() -> None:
        claims = Claims(due=SIZE)
        await claims.supply.next_job()
        claims.is_halted = True
        assert await claims.supply.next_job() is None
        assert claims.supply.job_at_hand() is None
        await claims.supply.fill()
        assert (len(claims.hand), claims.asked) == (SIZE - 1, [SIZE])

    run(work())


@pytest.mark.parametrize("how", ["halted", "given up"])
def test_what_comes_after_everything_was_given_back_goes_back_as_well(how: str) -> None:
    """Nothing is held through a rest, nor sent by a route it was not claimed for; what may go is claimed anew."""

    async def work() -> None:
        claims = Claims(due=3 * SIZE)
        claims.gate.clear()
        waiting = asyncio.create_task(claims.supply.next_job())
        await asyncio.sleep(0)
        if how == "halted":
            claims.is_halted = True
        claims.hand.give_back()
        claims.gate.set()
        job = await waiting
        assert len(claims.given_back) == SIZE
        assert (job is None, len(claims.hand)) == ((True, 0) if how == "halted" else (False, SIZE - 1))
        assert claims.asked == [SIZE] * (1 if how == "halted" else 2)

    run(work())
