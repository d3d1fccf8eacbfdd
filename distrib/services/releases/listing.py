"""Releases as a list shows them: with their last send, and only those that a person is looking for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from distrib.core.release import Release, ReleaseState
from distrib.core.release.states import states_in
from distrib.core.search import understand
from distrib.db import dispatches
from distrib.db import releases as rows
from distrib.db import search as found
from distrib.db.engine import Transaction
from distrib.services.context import Context

MOST_FOUND = 500
"""Of words that a person is looking for; who finds more writes another word."""


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
        states, words = states_in(wanted.split())
        if words:
            page = _found(transaction, states, words)[offset : offset + limit]
        else:
            page = rows.newest(transaction, limit, offset, states)
        sent = dispatches.last_sends(transaction, [one.id for one in page])
    return tuple(Listed(one, sent.get(one.id)) for one in page)


def count(context: Context, wanted: str) -> int:
    """How many there are of what is wanted."""
    with context.database.reading() as transaction:
        states, words = states_in(wanted.split())
        return len(_found(transaction, states, words)) if words else rows.count(transaction, states)


def _found(transaction: Transaction, states: Collection[ReleaseState], words: Sequence[str]) -> Sequence[Release]:
    releases = found.found_releases(transaction, understand(" ".join(words)), MOST_FOUND)
    if states:
        return [one for one in releases if one.state in states]
    return [one for one in releases if one.state is not ReleaseState.DISCARDED]
