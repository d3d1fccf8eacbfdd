"""What a query may go on with, out of what the database holds; alike on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from people_office import NOW

from distrib.core.people import JournalistStatus, NewJournalist
from distrib.core.query.saved_audience import SavedAudience
from distrib.db import people, saved_audiences
from distrib.db.completing import values
from distrib.db.engine import Database, Transaction


@pytest.fixture
def filled(url: str) -> Iterator[Transaction]:
    """An outlet, beats shared by many, a saved audience."""
    database = Database(url)
    with database.writing() as transaction:
        beats = ("Migration", "Migrants' rights", "Health", "100% water", "Élections")
        rows = [
            (
                NewJournalist(f"N{n}", f"n{n}@x.example", "Radio Tunis", beats=beats[: n % 5 + 1], tags=("circle",)),
                JournalistStatus.SUBSCRIBED,
            )
            for n in range(50)
        ]
        people.insert_journalists(transaction, rows, NOW)
        saved_audiences.save(transaction, SavedAudience("Maghreb desk", "country:TN", "ana", NOW))
        yield transaction
    database.close()


@pytest.mark.parametrize(
    ("field", "beginning", "found"),
    [
        ("beat", "mig", ("Migrants' rights", "Migration")),
        ("beat", "MIGRATI", ("Migration",)),
        ("beat", "elec", ("Élections",)),
        ("beat", "100%", ("100% water",)),
        ("beat", "%", ()),
        ("beat", "zzz", ()),
        ("tag", "", ("circle",)),
        ("outlet", "radio t", ("Radio Tunis",)),
        ("audience", "magh", ("Maghreb desk",)),
        ("sent", "2026", ()),
    ],
)
def test_values_begin_as_typed(filled: Transaction, field: str, beginning: str, found: tuple[str, ...]) -> None:
    """Case and accents folded, each once, nothing typed is a pattern."""
    assert sorted(values(filled, field, beginning, 8)) == sorted(found)


def test_no_more_than_were_asked_for(filled: Transaction) -> None:
    """The first in order."""
    assert values(filled, "beat", "", 2) == ("100% water", "Élections")
