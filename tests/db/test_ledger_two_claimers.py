"""Claimers at the same moment: on a SQLite file between processes, on PostgreSQL between connections."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from an_office import AnOffice, an_office
from sqlalchemy import text

from distrib.core.delivery.dispatch import Dispatch, Job
from distrib.core.delivery.ledger import State
from distrib.db import claiming
from distrib.services import people, sending
from distrib.services.delivery import delivering
from distrib.services.sending import AudienceChanged

PEOPLE, CLAIMERS, BATCH = 60, 4, 4
CLAIM_UNTIL_EMPTY = """
import sys
from an_office import ClockedDatabase, Clock
from distrib.db import claiming

database = ClockedDatabase(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
number = 0
while True:
    number += 1
    with database.writing() as transaction:
        token = f"{sys.argv[2]}.{number}"
        jobs = claiming.claim(transaction, worker=sys.argv[2], token=token, limit=4, now=Clock()())
    if not jobs:
        break
    print(*[job.email for job in jobs], flush=True)
"""


@pytest.fixture
def full(url: str, tmp_path: Path) -> AnOffice:
    """More people than fit into one claim, queued."""
    with an_office(tmp_path, people=PEOPLE, url=url) as office:
        office.dispatch()
    return office


def test_threads_never_share_a_claim(full: AnOffice) -> None:
    """Each row goes to exactly one of them, and none is left."""
    barrier = threading.Barrier(CLAIMERS)

    def claim_all(number: int) -> list[Job]:
        barrier.wait()
        jobs: list[Job] = []
        while batch := delivering.apply(full.context, [delivering.Claim(f"w{number}", BATCH)])[0]:
            assert isinstance(batch, tuple)
            jobs += batch
        return jobs

    with ThreadPoolExecutor(CLAIMERS) as pool:
        jobs = [job for one in pool.map(claim_all, range(CLAIMERS)) for job in one]
    assert Counter(job.delivery_id for job in jobs) == Counter(range(1, PEOPLE + 1))
    assert {job.attempt for job in jobs} == {1}
    full.database.close()


def test_processes_never_share_a_claim(full: AnOffice) -> None:
    """The same between processes that know nothing of each other."""
    arguments = [sys.executable, "-c", CLAIM_UNTIL_EMPTY, full.url]
    processes = [
        subprocess.Popen(
            [*arguments, f"w{number}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={"PYTHONPATH": str(Path(__file__).parent.parent)},
        )
        for number in range(2)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    printed = [process.communicate(timeout=60)[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert Counter(" ".join(printed).split()) == Counter(f"reporter{number}@news.example" for number in range(PEOPLE))


def test_an_opt_out_while_the_row_is_being_claimed_is_not_missed(full: AnOffice) -> None:
    """Whichever comes first, the message is not sent: the opt-out waits for the claim, then takes it away."""
    opting_out = threading.Thread(target=people.opt_out, args=(full.context, "reporter0@news.example"))
    with full.database.writing() as transaction:
        jobs = claiming.claim(transaction, worker="w", token="t", limit=1, now=full.clock())
        opting_out.start()
        while not full.database.is_sqlite and opting_out.is_alive() and not _waits_for_a_row(full):
            pass
    opting_out.join(30)
    assert [job.email for job in jobs] == ["reporter0@news.example"]
    assert not full.commit(jobs[0])
    assert full.states()[0] is State.SUPPRESSED
    full.database.close()


def test_two_who_send_at_the_same_moment_queue_everybody_once(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second waits for the first, and is told that the people have it meanwhile."""
    freeze_within, reached, told = sending.freeze_within, list[int](), list[str]()

    def freeze() -> None:
        try:
            sending.freeze(office.context, plan)
        except AudienceChanged as fault:
            told.append(str(fault))

    def held(*arguments: Any) -> tuple[Dispatch, ...]:
        reached.append(len(reached))
        if len(reached) == 1:
            second.start()
            while not office.database.is_sqlite and len(reached) == 1 and not _waits_for_a_row(office):
                pass
        return freeze_within(*arguments)

    second = threading.Thread(target=freeze)
    monkeypatch.setattr(sending, "freeze_within", held)
    with an_office(tmp_path, people=3, url=url) as office:
        plan = sending.plan(office.context, office.reference, "all")
        freeze()
        second.join(30)
        assert office.states() == [State.QUEUED] * 3
    assert len(told) == 1


def _waits_for_a_row(office: AnOffice) -> bool:
    with office.database.reading() as transaction:
        waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        return bool(transaction.execute(text(waiting)).scalar())
