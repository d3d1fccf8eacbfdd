"""A list of journalists for a face that shows a part of it at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from distrib.core.people import Journalist
from distrib.db.engine import Transaction
from distrib.db.people_pages import OrderedPeople
from distrib.services.context import Context
from distrib.services.people.saved_audiences import listed


class PeopleList:
    """Whom a query names, by name; whoever was erased only where it asks for them.

    What one read learns of the list (how long it is, which row stands where) shortens the next, until anything in the
    database changes. A page that is read while somebody writes may be some rows off; the next one is right.

    Both methods may be called from any thread, and raise QueryError where the query cannot be
    understood.
    """

    def __init__(self, context: Context, query: str) -> None:
        self._database = context.database
        self._query = query
        self._lock = Lock()
        self._stamp = ""
        self._people: OrderedPeople | None = None

    def count(self) -> int:
        """How many they are."""
        with self._reading() as (transaction, people):
            return people.count(transaction)

    def page(self, offset: int, limit: int) -> tuple[Journalist, ...]:
        """Those from an offset on; none past the end."""
        with self._reading() as (transaction, people):
            return people.page(transaction, limit=limit, offset=offset)

    @contextmanager
    def _reading(self) -> Iterator[tuple[Transaction, OrderedPeople]]:
        """The stamp is older than the view or as old, so that nothing is remembered for a later state."""
        with self._lock:
            stamp = self._database.change_stamp()
            with self._database.reading() as transaction:
                if self._people is None or stamp != self._stamp:
                    self._stamp, self._people = stamp, OrderedPeople(listed(transaction, self._query))
                yield transaction, self._people
