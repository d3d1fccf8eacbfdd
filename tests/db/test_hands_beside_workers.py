"""A hand on a dispatch while workers write to it: no deed and no worker fails, and after a stop no dot is allowed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from an_office import ACCEPTED, MESSAGE, AnOffice, an_office

from distrib.core.delivery.dispatch import Job
from distrib.core.delivery.ledger import State
from distrib.services.delivery import dispatches, hands
from distrib.services.delivery.delivering import Answer, Claim, CommitToSend, GiveBack, Record, Step, apply

PEOPLE, WORKERS, BATCH = 600, 3, 8
MOST_DOTS = PEOPLE // WORKERS // 2
"""A worker sends no more, so that there is work for as long as the test lasts, on any machine."""


@pytest.fixture
def full(url: str, tmp_path: Path) -> Iterator[AnOffice]:
    """Many people, queued."""
    with an_office(tmp_path, people=PEOPLE, url=url) as office:
        office.dispatch()
        yield office


class Sender:
    """A worker that sends in batches whose rows come in no order, as replies do."""

    def __init__(self, office: AnOffice, name: str, stopped: threading.Event, moved: threading.Event) -> None:
        self.office, self.name, self.stopped, self.moved = office, name, stopped, moved
        self.dots: list[str] = []
        self.too_late: list[str] = []

    def run(self, *, until: threading.Event) -> None:
        while not until.is_set():
            (jobs,) = self._apply(Claim(self.name, BATCH))
            assert isinstance(jobs, tuple)
            if jobs:
                self._send(list(jobs[::-1]) if len(self.dots) % 2 else list(jobs))

    def _send(self, jobs: list[Job]) -> None:
        """The first of a batch is sent; the rest is given back unsent."""
        is_after = self.stopped.is_set()
        allowed = self._apply(*(CommitToSend(job, MESSAGE) for job in jobs))
        ended: list[Step] = []
        for number, (job, may) in enumerate(zip(jobs, allowed, strict=True)):
            if may and is_after:
                self.too_late.append(job.email)
            is_sent = may and not is_after and number == 0 and len(self.dots) < MOST_DOTS
            if is_sent:
                self.dots.append(job.email)
            self.moved.set()
            ended.append(Record(job, ACCEPTED, 0.0) if is_sent else GiveBack((job,)))
        self._apply(*ended)

    def _apply(self, *steps: Step) -> list[Answer]:
        return apply(self.office.context, steps)


def test_a_hand_and_workers_do_not_get_into_each_others_way(full: AnOffice) -> None:
    """Neither by deadlock nor by a dot that is allowed after the stop."""
    stopped, done, moved = threading.Event(), threading.Event(), threading.Event()
    senders = [Sender(full, f"w{number}", stopped, moved) for number in range(WORKERS)]
    with ThreadPoolExecutor(WORKERS) as pool:
        runs = [pool.submit(sender.run, until=done) for sender in senders]
        try:
            for _ in range(4):
                moved.clear()
                assert moved.wait(60)
                hands.pause(full.context, 1)
                hands.hold(full.context, "wire.example")
                hands.resume(full.context, 1)
                hands.release(full.context, "wire.example")
            hands.stop(full.context, 1)
            stopped.set()
        finally:
            done.set()
        for run in runs:
            run.result(60)
    dots = [email for sender in senders for email in sender.dots]
    assert len(dots) == len(set(dots)) > 0
    assert [sender.too_late for sender in senders] == [[]] * WORKERS
    tally = dispatches.get(full.context, 1).tally
    assert tally.accepted == len(dots)
    assert tally.accepted + tally.count(State.CANCELLED, State.QUEUED) == PEOPLE
