"""How far long work is: told by its thread, read by the screen, which may ask it to stop. Touches no widget."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

from distrib.core.delivery.progress import span
from distrib.errors import DistribError
from distrib.tui.wording import _, said

FIRST_GUESS = 0.03
"""Share of the work after which the time left is said; before that it is mostly wrong."""


class Stopped(DistribError):
    """A person stopped the work; its transaction was rolled back."""


class Meter:
    """One piece of work. Numbers are set by one thread and read by another; each is written whole."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began = clock()
        self.total = 0
        self.done = 0
        self.is_stopped = False

    def told(self, done: int) -> None:
        """So much is done.

        Raises:
            Stopped: it is to end.
        """
        if self.is_stopped:
            raise Stopped("It was stopped. Nothing was changed.")
        self.done = done

    @property
    def share(self) -> float | None:
        """From 0 to 1; None while it is not known."""
        return min(self.done / self.total, 1.0) if self.total else None

    @property
    def left(self) -> timedelta | None:
        """The time left at the pace so far; None while there is no telling."""
        share = self.share
        if share is None or share < FIRST_GUESS:
            return None
        return timedelta(seconds=(self._clock() - self._began) * (1 - share) / share)

    def words(self) -> str:
        """Such as "45 %, about 12 s left"."""
        share, left = self.share, self.left
        if share is None:
            return _("under way")
        done = f"{share * 100:.0f} %"
        return done if left is None else _("{share}, {span} left").format(share=done, span=said(span(left)))


def bar(share: float | None, width: int) -> str:
    """A bar of so many columns; empty while the share is not known."""
    full = round((share or 0.0) * width)
    return "█" * full + "░" * (width - full)
