"""Journalists are added, changed and found page by page; consent is only ever added to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from an_office import new_sqlite

from distrib.core.people import ConsentKind, JournalistStatus, NewJournalist
from distrib.core.query import parse
from distrib.db import people as rows
from distrib.db.chunks import CHUNK
from distrib.db.engine import Database

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SUBSCRIBED = JournalistStatus.SUBSCRIBED
ANA = NewJournalist("Ana Sílva", "Ana@x.example", "Radio Tunis", "Editor", "TN", ("ar", "fr"), ("migration", "Health"))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty office."""
    opened = Database(new_sqlite(tmp_path))
    yield opened
    opened.close()


def test_a_journalist_comes_back_as_stored(database: Database) -> None:
    """Every field, lists in their order, found by the address however it is spelt."""
    with database.writing() as connection:
        (identity,) = rows.insert_journalists(connection, [(ANA, SUBSCRIBED)], NOW)
    with database.reading() as connection:
        found = rows.by_addresses(connection, ["ana@x.example", "other@x.example"])
    assert list(found) == ["ana@x.example"]
    one = found["ana@x.example"]
    assert (one.id, one.name, one.email, one.status) == (identity, "Ana Sílva", "Ana@x.example", SUBSCRIBED)
    assert (one.outlet, one.role, one.country) == ("Radio Tunis", "Editor", "TN")
    assert (one.languages, one.beats, one.created_at) == (("ar", "fr"), ("migration", "Health"), NOW)


def test_one_outlet_however_it_is_typed(database: Database) -> None:
    """Case and accents do not make another newspaper; the first spelling stays."""
    people = [
        NewJournalist("A", "a@x.example", "L'Écho"),
        NewJournalist("B", "b@x.example", "L’ECHO"),
    ]
    with database.writing() as connection:
        rows.insert_journalists(connection, [(one, SUBSCRIBED) for one in people], NOW)
        rows.insert_journalists(connection, [(NewJournalist("C", "c@x.example", "l echo"), SUBSCRIBED)], NOW)
        found = rows.find(connection, parse('outlet:"l echo"'), limit=10)
    assert [one.outlet for one in found] == ["L'Écho"] * 3


def test_a_change_replaces_lists_and_search_text_and_keeps_the_status(database: Database) -> None:
    """What was true before is not found any more."""
    with database.writing() as connection:
        (identity,) = rows.insert_journalists(connection, [(ANA, JournalistStatus.OPTED_OUT)], NOW)
        changed = NewJournalist("Ana Costa", "ana@x.example", None, None, None, ("pt",), ())
        rows.update_journalists(connection, [(identity, changed)], NOW + timedelta(days=1))
    with database.reading() as connection:
        assert rows.count(connection, parse("silva OR migration OR language:ar OR country:TN OR tunis")) == 0
        (one,) = rows.find(connection, parse("name:costa language:pt"), limit=10)
    assert (one.status, one.outlet, one.beats) == (JournalistStatus.OPTED_OUT, None, ())


def test_pages_follow_one_another_by_name(database: Database) -> None:
    """No one is skipped or shown twice, accents do not matter, those without a name come last."""
    names = ["Zoé", "élan", "", "Eric", "Ana", "Élan"]
    people = [NewJournalist(name, f"p{number}@x.example") for number, name in enumerate(names)]
    with database.writing() as connection:
        rows.insert_journalists(connection, [(one, SUBSCRIBED) for one in people], NOW)
        pages = [rows.find(connection, parse("all"), limit=2, offset=start) for start in (0, 2, 4, 6)]
    assert [one.name for page in pages for one in page] == ["Ana", "élan", "Élan", "Eric", "Zoé", ""]


def test_statuses_are_set_and_counted(database: Database) -> None:
    """With the consent event beside it."""
    people = [(NewJournalist(str(n), f"p{n}@x.example"), SUBSCRIBED) for n in range(3)]
    with database.writing() as connection:
        ids = rows.insert_journalists(connection, people, NOW)
        rows.set_status(connection, ids[:1], JournalistStatus.OPTED_OUT, NOW)
        rows.add_consent(connection, ids, ConsentKind.IMPORTED, source="list.csv", now=NOW)
        assert rows.count_by_status(connection) == {JournalistStatus.OPTED_OUT: 1, SUBSCRIBED: 2}


def test_many_rows_cross_every_chunk(database: Database) -> None:
    """More people than one statement holds, ids one for one with what was given."""
    people = [
        (NewJournalist(f"N{n}", f"p{n}@x.example", languages=("en",), beats=("b",)), SUBSCRIBED)
        for n in range(CHUNK + 7)
    ]
    with database.writing() as connection:
        ids = rows.insert_journalists(connection, people, NOW)
        found = rows.readers(connection, parse("language:en beat:b"))
    assert [one.id for one in found] == ids
    assert [one.email for one in found] == [new.email for new, _ in people]
