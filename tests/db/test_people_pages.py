"""Pages of the list, whatever was read before them and from whichever side they are walked to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from an_office import new_sqlite
from hypothesis import given, settings
from hypothesis import strategies as st
from people_office import NOW
from sqlalchemy import event

from distrib.core.people import Journalist, JournalistStatus, NewJournalist
from distrib.core.query import parse
from distrib.db import people, people_pages
from distrib.db.engine import Database, Transaction
from distrib.db.people_pages import OrderedPeople

COUNT = 53
"""No multiple of a page."""

DESK = "of the desk for everything that happens north of the great desert"
"""Seven names are shared, and too long for the address to decide the order: ids do."""

QUERIES = ["all", "country:LY", "-country:LY", "language:ar", "reporter", '"reporter 3"', "rep country:TN", "nobody"]
NEVER_LOOKED = patch.object(people_pages, "LOOKED_AT", 0)
"""Nobody is looked at one by one: every page is walked to."""

READS = st.lists(st.tuples(st.integers(0, COUNT + 5), st.integers(1, 20)), min_size=1, max_size=12)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def roster(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A list that none of these tests changes."""
    if request.param == "sqlite":
        url = new_sqlite(tmp_path_factory.mktemp("office"))
    else:
        url = request.getfixturevalue("new_postgresql")()
    database = Database(url)
    with database.writing() as transaction:
        people.insert_journalists(transaction, [(_one(n), JournalistStatus.PENDING) for n in range(COUNT)], NOW)
    yield database
    database.close()


def _one(n: int) -> NewJournalist:
    languages = ("ar",) if n % 4 else ("en",)
    country = "LY" if n % 3 else "TN"
    return NewJournalist(f"Reporter {n * 5 % 7} {DESK}", f"r{n}@x.example", country=country, languages=languages)


@pytest.mark.parametrize("query", QUERIES)
def test_every_page_is_that_part_of_the_whole(roster: Database, query: str) -> None:
    """At every offset, also past the end, with nothing read before."""
    with roster.reading() as transaction:
        whole = people.find(transaction, parse(query), limit=100)
        for offset in range(COUNT + 5):
            for limit in (1, 10, 100):
                page = people.find(transaction, parse(query), limit=limit, offset=offset)
                assert page == whole[offset : offset + limit]


@settings(max_examples=40, deadline=None)
@given(
    query=st.sampled_from(QUERIES), reads=READS, top=st.sampled_from([0, 3, 20, 4_000]), few=st.sampled_from([0, 1_000])
)
def test_what_was_read_before_changes_no_page(
    roster: Database, query: str, reads: list[tuple[int, int]], top: int, few: int
) -> None:
    """In any order of reads, by any way to a page."""
    with (
        patch.multiple(people_pages, LOOKED_AT=top, FEW=few),
        roster.reading() as transaction,
    ):
        whole = sorted(people.find_all(transaction, parse(query)), key=_by_name)
        listed = OrderedPeople(parse(query))
        for offset, limit in reads:
            page = listed.page(transaction, limit=limit, offset=offset)
            assert [one.id for one in page] == [one.id for one in whole[offset : offset + limit]]
        assert listed.count(transaction) == len(whole)


def _by_name(one: Journalist) -> tuple[str, int]:
    return one.name, one.id


@pytest.mark.parametrize("query", ["all", "status:pending", "-country:FR"])
def test_no_page_is_walked_to_from_afar(roster: Database, query: str) -> None:
    """The last one is walked to from the end, a neighbour from the page that was read."""
    with NEVER_LOOKED, roster.reading() as transaction, _skipped(transaction) as skipped:
        listed = OrderedPeople(parse(query))
        for offset in (0, 50, 40, 30, 10):
            listed.page(transaction, limit=10, offset=offset)
    assert skipped == [0, 0, 0, 0, 1]


@contextmanager
def _skipped(transaction: Transaction) -> Iterator[list[int]]:
    """How many rows each statement with an offset skips."""
    found: list[int] = []

    def before(_connection: object, _cursor: object, statement: str, values: object, *_: object) -> None:
        if "OFFSET" in statement:
            names = re.findall(r"OFFSET %\((\w+)\)s", statement)
            found.append(values[names[0] if names else -1])  # type: ignore[index]

    event.listen(transaction, "before_cursor_execute", before)
    yield found
    event.remove(transaction, "before_cursor_execute", before)


@pytest.mark.parametrize("roster", ["sqlite"], indirect=True)
def test_sqlite_seeks_a_known_place_and_sorts_nothing(roster: Database) -> None:
    """Both ways along the index that lists are in, which PostgreSQL would not use for a list of fifty."""
    with NEVER_LOOKED, roster.reading() as transaction:
        listed = OrderedPeople(parse("all"))
        listed.page(transaction, limit=5, offset=30)
        with _plans(transaction) as plans:
            listed.page(transaction, limit=5, offset=36)
            listed.page(transaction, limit=5, offset=24)
    index = "SEARCH journalists USING COVERING INDEX ix_journalists_sort_key_id"
    assert plans == [f"{index} (sort_key>?)", f"{index} (sort_key<?)"]


@pytest.mark.parametrize("roster", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "query", ["status:pending", "country:LY", "language:ar", "type:agency", "beat:x", "sent:2026-001"]
)
def test_who_is_looked_at_one_by_one_is_looked_up_by_who_they_are(roster: Database, query: str) -> None:
    """Never by a value that half of them share, which SQLite does not know; PostgreSQL has statistics."""
    with patch.object(people_pages, "LOOKED_AT", 10), roster.reading() as transaction, _plans(transaction) as plans:
        OrderedPeople(parse(query)).page(transaction, limit=5)
    (_edge, plan, *_) = plans
    assert "ix_journalists_sort_key_id (sort_key<?)" in plan
    assert not re.search(r"(status|country|language|kind|reference)=\?", plan)
    assert "TEMP B-TREE" not in plan


@contextmanager
def _plans(transaction: Transaction) -> Iterator[list[str]]:
    """How SQLite goes about each statement that reads the list in its order."""
    found: list[str] = []

    def before(_connection: object, cursor: Any, statement: str, values: object, *_: object) -> None:
        if "sort_key" in statement:
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}", values)
            found.append(" ".join(row[3] for row in cursor.fetchall()))

    event.listen(transaction, "before_cursor_execute", before)
    yield found
    event.remove(transaction, "before_cursor_execute", before)
