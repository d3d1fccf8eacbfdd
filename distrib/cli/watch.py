"""A dispatch watched until it is done: a line for each change, so that it can be piped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from distrib.cli.output import moment
from distrib.core.delivery.dispatch import Dispatch
from distrib.core.delivery.progress import Progress, counted, in_words

BEAT = 1.0
"""Seconds between two looks at the ledger."""

Seen = tuple[Dispatch, Progress]


def changes(look: Callable[[], Seen], sleep: Callable[[float], None]) -> Iterator[Seen]:
    """What `look` sees, each time it is other than before, until nothing is left to do."""
    before: object = None
    while True:
        dispatch, progress = seen = look()
        now = (dispatch.tally, dispatch.standing, progress.why, progress.until)
        if now != before:
            yield seen
        if dispatch.has_ended:
            return
        before = now
        sleep(BEAT)


def line(seen: Seen, at: datetime) -> str:
    """One look, in one line."""
    dispatch, progress = seen
    return f"{moment(at)}  {counted(dispatch.tally)}. {in_words(progress, moment)}."


def values(progress: Progress) -> dict[str, Any]:
    """Progress for programs."""
    return {
        "done": progress.done,
        "why": progress.why.value,
        "per_minute": None if progress.per_minute is None else round(progress.per_minute, 1),
        "seconds_left": None if progress.left is None else round(progress.left.total_seconds()),
        "until": progress.until,
        "because": progress.because,
    }
