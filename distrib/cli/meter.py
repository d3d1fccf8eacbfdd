"""The line that tells a person at a terminal how far sending is; where nobody looks it writes nothing."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable

import click

from distrib.cli.output import complain, remark
from distrib.core.delivery.dispatch import Job
from distrib.core.delivery.outcome import Outcome, Verdict
from distrib.core.delivery.progress import WINDOW, span, time_left

BEAT = 0.5
"""Seconds between two looks of the line."""


class Meter:
    """Counts attempts as they end. `total` is how many recipients there are to do, where that is known."""

    def __init__(self, total: int | None = None, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.by_verdict = dict.fromkeys(Verdict, 0)
        self._total = total
        self._clock = clock
        self._is_shown = sys.stderr.isatty()
        self._next_look = 0.0
        self._marks: deque[tuple[float, int]] = deque([(clock(), 0)])

    def heard(self, _job: Job, outcome: Outcome) -> None:
        """One attempt ended. Called for every message, so it does little."""
        self.by_verdict[outcome.verdict] += 1
        if self._is_shown and (now := self._clock()) >= self._next_look:
            self._next_look = now + BEAT
            click.echo(f"\r{self.line()}\x1b[K", nl=False, err=True)

    def complain(self, text: str) -> None:
        """Something that is to be read, on a line of its own."""
        self.clear()
        complain(text)

    def rests(self, seconds: float, _outcome: Outcome) -> None:
        """The mail server does not serve; what it said was complained of already."""
        self.clear()
        remark(f"Nothing is sent for {seconds:.0f} s, then the mail server is tried again.")

    def clear(self) -> None:
        """Take the line away."""
        if self._is_shown:
            click.echo("\r\x1b[K", nl=False, err=True)

    def line(self) -> str:
        """How far, how fast over the last minute, how long."""
        now, ended = self._clock(), sum(self.by_verdict.values())
        while len(self._marks) > 1 and now - self._marks[0][0] > WINDOW.total_seconds():
            self._marks.popleft()
        since, before = self._marks[0]
        self._marks.append((now, ended))
        per_minute = (ended - before) * 60 / max(now - since, 1.0)
        far = f"{ended:,}" if self._total is None else f"{ended:,} of {self._total:,}"
        parts = [f"Sending: {far}", f"{per_minute:,.0f} a minute"]
        left = None if self._total is None else time_left(max(self._total - ended, 0), per_minute)
        if left:
            parts.append(f"{span(left)} left")
        return ", ".join(
            parts + [f"{self.by_verdict[one]:,} {said}" for one, said in _SAID.items() if self.by_verdict[one]]
        )


_SAID = {Verdict.DEFERRED: "to be tried again", Verdict.REFUSED: "refused", Verdict.IN_DOUBT: "in doubt"}
