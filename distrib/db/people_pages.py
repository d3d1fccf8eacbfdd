"""A list of journalists by name, page by page. Must never change anything.

A page is walked to from the nearest row whose place is known: the ends of the list, and the ends of every page that was
read. So the last page costs what the first does, and so does the page that follows another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select, tuple_

from distrib.core.people import Journalist
from distrib.core.query import Query
from distrib.db.people_found import by_ids, count
from distrib.db.people_query import condition
from distrib.db.schema import JournalistRow

LOOKED_AT = 4_000
"""People after a known place who are looked at one by one before an index is asked: where a good part of the list is
named, sorting all of them takes longer."""

FEW = 1_000
"""Of so many an index says sooner who comes first than a look along the list."""

Place = tuple[str, int]
"""Sort key and id of a row: what the list is ordered by."""

_ORDER = (JournalistRow.sort_key, JournalistRow.id)


class OrderedPeople:
    """Whom a query names, in one state of the database: whatever is remembered is true as long as nothing changes."""

    def __init__(self, query: Query) -> None:
        self._query = query
        self._total: int | None = None
        self._places: dict[int, Place] = {}
        """Offset of a row that was read → its place."""

    def count(self, connection: Connection) -> int:
        """How many they are; counted once."""
        if self._total is None:
            self._total = count(connection, self._query)
        return self._total

    def page(self, connection: Connection, *, limit: int, offset: int = 0) -> tuple[Journalist, ...]:
        """Those from an offset on; none past the end."""
        rows = self._rows(connection, limit, offset)
        if rows:
            self._places |= {offset: rows[0], offset + len(rows) - 1: rows[-1]}
        ids = [identity for _, identity in rows]
        people = by_ids(connection, ids)
        return tuple(people[identity] for identity in ids)

    def _rows(self, connection: Connection, limit: int, offset: int) -> Sequence[Place]:
        """From the nearer side; the first page needs no count."""
        if not offset:
            return self._walk(connection, _Way(self._places.get(0)), 0, limit)
        total = self.count(connection)
        end = min(offset + limit, total)
        if end <= offset:
            return ()
        before = max((one for one in self._places if one <= offset), default=0)
        after = min((one for one in self._places if one >= end), default=total)
        if offset - before <= after - end:
            return self._walk(connection, _Way(self._places.get(before)), offset - before, end - offset)
        way = _Way(self._places.get(after), is_backwards=True)
        return self._walk(connection, way, after - end, end - offset)[::-1]

    def _walk(self, connection: Connection, way: _Way, skipped: int, wanted: int) -> Sequence[Place]:
        """As many as are wanted, after those that are skipped on the way."""
        if self._total is None or self._total > FEW:
            near = _near(connection, self._query, way, skipped + wanted)
            if near is not None:
                return near[skipped:]
        rows = way.along(select(*_ORDER).where(condition(connection, self._query)))
        return _read(connection, rows.offset(skipped).limit(wanted))


@dataclass(frozen=True, slots=True)
class _Way:
    """Along the list from a row whose place is known, or from the end where none is."""

    start: Place | None
    """Is met first; on the way back it is not met any more."""
    is_backwards: bool = False

    def along(self, rows: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
        """The rows of a statement as they are met."""
        if self.start is not None:
            here, row = tuple_(*self.start), tuple_(*_ORDER)
            rows = rows.where(row < here if self.is_backwards else row >= here)
        return rows.order_by(*(column.desc() if self.is_backwards else column for column in _ORDER))

    def before(self, edge: str) -> ColumnElement[bool]:
        """Whether a row is met before all with this sort key."""
        return JournalistRow.sort_key > edge if self.is_backwards else JournalistRow.sort_key < edge


def find(connection: Connection, query: Query, *, limit: int, offset: int = 0) -> tuple[Journalist, ...]:
    """A page of whom a query names, by name, for who reads no other."""
    return OrderedPeople(query).page(connection, limit=limit, offset=offset)


def _near(connection: Connection, query: Query, way: _Way, wanted: int) -> Sequence[Place] | None:
    """The first on the way whom a query names, when so many are found among the first; None when they are not."""
    if wanted > LOOKED_AT:
        return None
    edge = connection.scalar(way.along(select(JournalistRow.sort_key)).offset(LOOKED_AT).limit(1))
    if edge is None and way.start is None:  # the whole list is short
        return None
    rows = select(*_ORDER).where(condition(connection, query, is_scan=True))
    if edge is not None:
        rows = rows.where(way.before(edge))
    found = _read(connection, way.along(rows).limit(wanted))
    return found if len(found) == wanted else None


def _read(connection: Connection, rows: Select[str, int]) -> Sequence[Place]:
    return [(sort_key, identity) for sort_key, identity in connection.execute(rows).all()]
