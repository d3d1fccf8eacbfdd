"""One recipient in a large ledger: what is asked is answered from an index, by the databases' own account of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from an_office import AnOffice, an_office
from sqlalchemy import Engine, event, text

from distrib.services import search
from distrib.services.people import lookup

PEOPLE = 500
"""So many that reading the whole table would cost PostgreSQL more than an index."""


@pytest.fixture
def office(url: str, tmp_path: Path) -> Iterator[AnOffice]:
    """A dispatch to many, whose size the planner knows."""
    with an_office(tmp_path, people=PEOPLE, url=url) as opened:
        opened.dispatch()
        with opened.database.writing() as transaction:
            transaction.execute(text("ANALYZE"))
        yield opened


@contextmanager
def asked(office: AnOffice) -> Iterator[list[tuple[str, Any]]]:
    """The statements that reach the ledger meanwhile, with their parameters."""
    heard: list[tuple[str, Any]] = []

    def hear(_connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        if "FROM deliveries" in statement:
            heard.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        event.remove(Engine, "before_cursor_execute", hear)


def plan(office: AnOffice, statement: str, parameters: Any) -> list[str]:
    """How the database would go about it, a step a line."""
    word = "EXPLAIN QUERY PLAN" if office.database.is_sqlite else "EXPLAIN"
    with office.database.reading() as transaction:
        rows = transaction.exec_driver_sql(f"{word} {statement}", parameters).all()
    return [str(row[-1]) for row in rows]


def is_full_scan(step: str) -> bool:
    """Whether a step reads every row of the ledger."""
    return "SCAN deliveries" in step or "Seq Scan on deliveries" in step or "pk_deliveries" in step


@pytest.mark.parametrize("wanted", ["address", "address in a release", "message"])
def test_one_recipient_is_found_by_an_index(office: AnOffice, wanted: str) -> None:
    """By the address, or by the token within the Message-ID."""
    one = office.deliveries()[PEOPLE // 2]
    by_what: Mapping[str, Any] = {
        "address": lambda: lookup.of_address(office.context, one.email),
        "address in a release": lambda: lookup.of_address(office.context, one.email.upper(), office.reference),
        "message": lambda: lookup.of_message(office.context, one.message_id),
    }
    with asked(office) as statements:
        assert by_what[wanted]() == (one,)
    ((statement, parameters),) = statements
    steps = plan(office, statement, parameters)
    assert not [step for step in steps if is_full_scan(step)], steps
    indexes = ("ix_deliveries_address_key", "uq_deliveries_dispatch_id_address_key", "uq_deliveries_token")
    unnamed = "sqlite_autoindex_deliveries"  # a unique constraint of SQLite's
    assert any(index in step for step in steps for index in (*indexes, unnamed)), steps
    with office.database.reading() as transaction:
        everything = transaction.execute(text("SELECT count(*) FROM deliveries")).scalar_one()
    assert everything == PEOPLE


@pytest.mark.parametrize("words", ["reporter250@news.example version 1", "reporter250 version 1"])
def test_the_search_finds_what_a_person_was_sent_by_an_index(office: AnOffice, words: str) -> None:
    """By the address, or by the few whom the index of words names."""
    with asked(office) as statements:
        found = search.find(office.context, words).hits
    assert [one.delivery.email for one in found if one.delivery] == ["reporter250@news.example"]
    steps = plan(office, *statements[0])
    assert not [step for step in steps if is_full_scan(step)], steps


def test_a_scan_would_be_seen(office: AnOffice) -> None:
    """The proof can fail: what no index answers is a scan by the same account."""
    steps = plan(office, "SELECT id FROM deliveries WHERE reply = 'x'", ())
    assert [step for step in steps if is_full_scan(step)], steps
