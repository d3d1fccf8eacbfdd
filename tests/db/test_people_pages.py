"""Pages of the list, from whichever end they are walked to."""

from __future__ import annotations

import pytest
from people_office import NOW

from distrib.core.people import JournalistStatus, NewJournalist
from distrib.core.query import parse
from distrib.db import people, people_found
from distrib.db.engine import Database


@pytest.mark.parametrize("query", ["all", "country:LY", "-country:LY", "reporter"])
def test_every_page_is_that_part_of_the_whole(url: str, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also past the end, and for a list whose length is no multiple of a page."""
    monkeypatch.setattr(people_found, "DEEP", 5)
    database = Database(url)
    rows = [
        (
            NewJournalist(f"Reporter {n % 7}", f"r{n}@x.example", country="LY" if n % 3 else "TN"),
            JournalistStatus.PENDING,
        )
        for n in range(53)
    ]
    with database.writing() as transaction:
        people.insert_journalists(transaction, rows, NOW)
        whole = people.find(transaction, parse(query), limit=100)
        for offset in range(70):
            for limit in (1, 10, 100):
                page = people.find(transaction, parse(query), limit=limit, offset=offset)
                assert page == whole[offset : offset + limit]
    database.close()
