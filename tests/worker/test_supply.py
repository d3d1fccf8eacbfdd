"""What the lanes are given: one claim for all of them, made ahead; what was turned away meanwhile goes back."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from an_office import NOW

from distrib.core.delivery.dispatch import Job
from distrib.services.delivery.delivering import Answer, GiveBack, Step
from distrib.worker.hand import Hand
from distrib.worker.supply import Supply
from distrib.worker.writer import LedgerWriter

JOB = Job(1, 1, 1, 1, "a@news.example", "A", "<t@office.example>", "t", 1, "claim", NOW, domain="news.example")
SIZE = 8
LANES = 2


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
        self.supply = Supply(self.hand, self.claim, lambda: self.is_halted, size=SIZE, lanes=LANES)

    def post(self, step: Step) -> asyncio.Future[Answer]:
        assert isinstance(step, GiveBack)
        self.given_back += step.jobs
        return asyncio.get_running_loop().create_future()

    async def claim(self, limit: int) -> tuple[Job, ...]:
        self.asked.append(limit)
        await self.gate.wait()
        if self.due < 0:
            raise ZeroDivisionError
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
        jobs = await asyncio.gather(*(claims.supply.next_job() for _ in range(SIZE - LANES)))
        assert {job.delivery_id for job in jobs if job is not None} == set(range(SIZE - LANES))
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


def test_a_claim_is_made_ahead_of_the_lanes_that_will_need_it() -> None:
    """No lane that sends one message after the other ever finds the hand empty while there is more."""

    async def work() -> None:
        claims = Claims(due=3 * SIZE)
        assert await claims.supply.next_job() is not None
        for taken in range(1, 3 * SIZE):
            left = len(claims.hand)
            assert claims.supply.job_at_hand() is not None, f"nothing at hand after {taken}"
            assert left > 1 or len(claims.asked) > 1
            await asyncio.sleep(0)  # the claim is answered
            await asyncio.sleep(0)
        assert claims.supply.job_at_hand() is None
        await claims.supply.end()

    run(work())


def test_nothing_is_claimed_ahead_where_a_claim_did_not_come_back_full() -> None:
    """There is no more just now, and the ledger is not asked for each of the last messages."""

    async def work() -> None:
        claims = Claims(due=SIZE - 1)
        await claims.supply.next_job()
        for _ in range(SIZE - 1):
            claims.supply.job_at_hand()
            await asyncio.sleep(0)
        assert claims.asked == [SIZE]
        await claims.supply.end()

    run(work())


def test_one_claim_is_under_way_at_a_time_whoever_asks() -> None:
    """That of a lane which finds nothing waits for the one that was made ahead, and takes of what it brings."""

    async def work() -> None:
        claims = Claims(due=2 * SIZE)
        await claims.supply.next_job()
        claims.gate.clear()
        for _ in range(SIZE):
            claims.supply.job_at_hand()
            await asyncio.sleep(0)
        asking = asyncio.create_task(claims.supply.next_job())
        await asyncio.sleep(0)
        assert claims.asked == [SIZE, SIZE]
        claims.gate.set()
        assert await asking is not None
        assert claims.asked == [SIZE, SIZE]
        await claims.supply.end()

    run(work())


@pytest.mark.parametrize("how", ["halted", "given up"])
def test_what_was_claimed_ahead_goes_back_when_the_worker_is_halted(how: str) -> None:
    """Nothing stays claimed by a worker that sends nothing."""

    async def work() -> None:
        claims = Claims(due=2 * SIZE)
        await claims.supply.next_job()
        claims.gate.clear()
        while len(claims.hand) >= LANES:
            assert claims.supply.job_at_hand() is not None
        await asyncio.sleep(0)
        assert claims.asked == [SIZE, SIZE]
        if how == "halted":
            claims.is_halted = True
        claims.hand.give_back()
        claims.gate.set()
        await claims.supply.end()
        assert (len(claims.hand), len(claims.given_back)) == (0, SIZE + LANES - 1)

    run(work())


def test_a_bug_in_a_claim_made_ahead_ends_whoever_waits_for_jobs() -> None:
    """And nobody who has begun a message; at the end it is said as well."""

    async def work() -> None:
        claims = Claims(due=2 * SIZE)
        await claims.supply.next_job()
        claims.due = -1
        for _ in range(SIZE - 1):
            assert claims.supply.job_at_hand() is not None
            await asyncio.sleep(0)
        for asked in (claims.supply.next_job, claims.supply.next_job, claims.supply.end):
            with pytest.raises(ZeroDivisionError):
                await asked()

    run(work())
