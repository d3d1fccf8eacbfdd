"""How far a dispatch is and why it is not going on, for whoever waits for it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from distrib.core.delivery.dispatch import Dispatch
from distrib.core.delivery.progress import WINDOW, Crew, Progress, progress
from distrib.db import progress as rows
from distrib.services.context import Context
from distrib.services.delivery import dispatches, workers


def of(context: Context, dispatch_id: int) -> tuple[Dispatch, Progress]:
    """A dispatch with its counts, and how far it is.

    Raises:
        NotFound: there is none.
    """
    dispatch = dispatches.get(context, dispatch_id)
    with context.database.reading() as transaction:
        now = context.database.now(transaction)
        pace = rows.pace(transaction, dispatch_id, now - WINDOW)
    return dispatch, progress(dispatch, pace, crew(context), now)


def crew(context: Context) -> Crew:
    """Who works, on this host by their locks, on others by their word."""
    with context.database.reading() as transaction:
        known = rows.known_workers(transaction)
        now = context.database.now(transaction)
    here = workers.host()
    living = [one for one in known if one.host != here or workers.is_alive(Path(one.lock_file))]
    resting = [one for one in living if one.rests_until is not None and one.rests_until > now]
    if not living or len(resting) < len(living):
        return Crew(len(living))
    first = min(resting, key=lambda one: one.rests_until or now)
    return Crew(len(living), first.rests_until, first.rests_because)


def note_rest(context: Context, worker: str, seconds: float, because: str) -> None:
    """A worker rests so long because the mail server does not serve.

    Raises:
        DatabaseUnusable: nobody else will know; the rest is the same.
    """
    with context.database.writing() as transaction:
        until = context.database.now(transaction) + timedelta(seconds=seconds)
        rows.note_rest(transaction, worker, until, because)
