"""The deliveries that a worker has claimed and not begun; what is not used goes back to the ledger."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from distrib.core.delivery.dispatch import Job
from distrib.services.delivery.delivering import GiveBack
from distrib.worker.writer import LedgerWriter


class Hand:
    """Jobs in the order of their claims, shared by the lanes."""

    def __init__(self, writer: LedgerWriter) -> None:
        self._writer = writer
        self._jobs: deque[Job] = deque()
        self._turned_away: set[str] = set()
        """Domains that were given back since the last claim was made: what it brings of them goes back too."""
        self._is_given_up = False
        """Everything was given back since then, and so is all that it brings."""

    def __len__(self) -> int:
        return len(self._jobs)

    def is_filled_anew(self) -> None:
        """A claim is made now; it knows of everything that was given back before."""
        self._turned_away.clear()
        self._is_given_up = False

    def add(self, jobs: Iterable[Job]) -> None:
        """What was claimed."""
        self._jobs.extend(jobs)
        if self._is_given_up:
            self.give_back()
        for domain in self._turned_away:
            self._give_back_domain(domain)

    def take(self) -> Job | None:
        """The next one; None where there is none."""
        return self._jobs.popleft() if self._jobs else None

    def give_back(self) -> None:
        """All of it; a fresh claim finds what may still be sent of it."""
        self._is_given_up = True
        if self._jobs:
            self._writer.post(GiveBack(tuple(self._jobs)))
            self._jobs.clear()

    def give_back_domain(self, domain: str) -> None:
        """What goes there: how many may still go is for the next claim to say."""
        self._turned_away.add(domain)
        self._give_back_domain(domain)

    def _give_back_domain(self, domain: str) -> None:
        theirs = tuple(job for job in self._jobs if job.domain == domain)
        if theirs:
            self._writer.post(GiveBack(theirs))
            self._jobs = deque(job for job in self._jobs if job.domain != domain)
