"""Releases as a list shows them: with their last send, and only those that a person is looking for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from distrib.core.release import Release, ReleaseState
from distrib.core.release_states import states_in
from distrib.core.search import understand
from distrib.db import dispatches
from distrib.db import releases as rows
from distrib.db import search as found
from distrib.db.engine import Transaction
from distrib.services.context import Context

MOST_FOUND = 500
"""Of what a person is looking for; who finds more writes another word."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A release in a list."""

    release: Release
    last_sent: datetime | None
    """When its newest dispatch was queued."""


def some(context: Context, wanted: str, offset: int, limit: int) -> tuple[Listed, ...]:
    """A page, the last changed first. `wanted` is a reference, words of a headline, and names of states.

    What was discarded is shown to whoever asks for `discarded`.
    """
    with context.database.reading() as transaction:
        found_now = _wanted(transaction, wanted)
        page = rows.newest(transaction, limit, offset) if found_now is None else found_now[offset : offset + limit]
        sent = dispatches.last_sends(transaction, [one.id for one in page])
    return tuple(Listed(one, sent.get(one.id)) for one in page)


def count(context: Context, wanted: str) -> int:
    """How many there are of what is wanted."""
    with context.database.reading() as transaction:
        page = _wanted(transaction, wanted)
        return rows.count(transaction) if page is None else len(page)


def _wanted(transaction: Transaction, wanted: str) -> Sequence[Release] | None:
    """None where everything is wanted."""
    states, others = states_in(wanted.split())
    if not others:
        return rows.in_states(transaction, sorted(states), MOST_FOUND) if states else None
    releases = found.found_releases(transaction, understand(" ".join(others)), MOST_FOUND)
    if states:
        return [one for one in releases if one.state in states]
    return [one for one in releases if one.state is not ReleaseState.DISCARDED]
