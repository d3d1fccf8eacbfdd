"""SQL finds exactly whom the query means, on a real SQLite file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from people_strategies import journalists, queries

from distrib.core.people import Journalist, JournalistStatus, NewJournalist
from distrib.core.query import Query, QueryError, matches, parse
from distrib.db import people as rows
from distrib.db.engine import Database
from distrib.db.migrate import upgrade

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """An empty office; what a test writes while reading is rolled back."""
    file: Path = tmp_path_factory.mktemp("office") / "x.sqlite"
    opened = Database(f"sqlite:///{file}")
    upgrade(opened)
    yield opened
    opened.close()


def parsed(text: str) -> Query | None:
    """The query, unless it is refused."""
    try:
        return parse(text)
    except QueryError:
        return None


def as_new(one: Journalist) -> tuple[NewJournalist, JournalistStatus]:
    """What an import would have read."""
    new = NewJournalist(one.name, one.email, one.outlet, one.role, one.country, one.languages, one.beats)
    return new, one.status


SILVA = Journalist(1, "Ana", "a@x.example", JournalistStatus.PENDING, outlet="Silva Radio", role="Chef")


@settings(deadline=None)  # a real database, on a machine that may be busy
@given(journalists(), st.lists(queries(), min_size=1, max_size=5))
@example([SILVA], ["name:silva", "name:chef", '"ana silva"', "ana chef", 'outlet:"silva"', "-country:LY", "-outlet:x"])
def test_the_database_finds_whom_the_query_means(
    database: Database, people: list[Journalist], texts: list[str]
) -> None:
    """For any roster and any query, the rows found are those that match in memory."""
    with database.reading() as connection:
        ids = rows.insert_journalists(connection, [as_new(one) for one in people], NOW)
        stored = dict(zip(ids, people, strict=True))
        for text in texts:
            query = parsed(text)
            if query is None:
                continue
            meant = [identity for identity, one in stored.items() if matches(query, one)]
            found = list(rows.find_all(connection, query))
            assert [one.id for one in found] == sorted(meant), text
            assert [matches(query, one) for one in found] == [True] * len(found), text
            assert rows.count(connection, query) == len(meant)
            page = rows.find(connection, query, limit=100)
            assert sorted(one.id for one in page) == sorted(meant)
