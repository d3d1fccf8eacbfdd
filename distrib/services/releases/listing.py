"""Releases as a list shows them: with their last send, and only those that a person is looking for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from distrib.core.release import Release
from distrib.core.release.states import states_in
from distrib.core.search import understand
from distrib.db import dispatches
from distrib.db import releases as rows
from distrib.db import search as found
from distrib.db.engine import Transaction
from distrib.services.context import Context


@dataclass(frozen=True, slots=True)
class Listed:
    """A release in a list."""

    release: Release
    last_sent: datetime | None
    """When its newest dispatch was queued."""


class ReleaseList:
    """The last changed first. `wanted` is a reference, words of a headline, and names of states.

    What was discarded is shown to whoever asks for `discarded`. Words are looked up once for the count and all pages,
    until anything in the database changes. Both methods may be called from any thread.
    """

    def __init__(self, context: Context, wanted: str) -> None:
        self._database = context.database
        self._states, words = states_in(wanted.split())
        self._wanted = understand(" ".join(words)) if words else None
        self._lock = Lock()
        self._stamp = ""
        self._ids: Sequence[int] = ()

    def count(self) -> int:
        """How many they are."""
        with self._lock:
            stamp = self._database.change_stamp()
            with self._database.reading() as transaction:
                ids = self._found(transaction, stamp)
                return rows.count(transaction, self._states) if ids is None else len(ids)

    def page(self, offset: int, limit: int) -> tuple[Listed, ...]:
        """Those from an offset on; none past the end."""
        with self._lock:
            stamp = self._database.change_stamp()
            with self._database.reading() as transaction:
                ids = self._found(transaction, stamp)
                if ids is None:
                    page = rows.newest(transaction, limit, offset, self._states)
                else:
                    page = rows.by_ids(transaction, ids[offset : offset + limit])
                sent = dispatches.last_sends(transaction, [one.id for one in page])
        return tuple(Listed(one, sent.get(one.id)) for one in page)

    def _found(self, transaction: Transaction, stamp: str) -> Sequence[int] | None:
        """Rows that the words name; None where there are no words. The stamp is older than the view, or as old."""
        if self._wanted is None:
            return None
        if stamp != self._stamp:
            self._stamp, self._ids = stamp, found.release_ids(transaction, self._wanted, self._states)
        return self._ids


def some(context: Context, wanted: str, offset: int, limit: int) -> tuple[Listed, ...]:
    """A page of what is wanted."""
    return ReleaseList(context, wanted).page(offset, limit)


def count(context: Context, wanted: str) -> int:
    """How many there are of what is wanted."""
    return ReleaseList(context, wanted).count()
