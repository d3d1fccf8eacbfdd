"""The audit trail and the approvals, on either kind of database: rows are added, and what they say stays."""

from __future__ import annotations

import pytest
from an_office import NOW, AnOffice
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from distrib.db import office as rows
from distrib.errors import DistribError
from distrib.services.releases import approving

TRICKS = [
    "DELETE FROM {table}",
    "DELETE FROM {table} WHERE id = 1",
    "UPDATE {table} SET id = id + 100",
]
ON_THE_TRAIL = [
    "UPDATE audit_events SET at = '2020-01-01 00:00:00'",
    "UPDATE audit_events SET actor = 'ben'",
    "UPDATE audit_events SET action = 'x'",
    "UPDATE audit_events SET content_hash = NULL",
    "UPDATE audit_events SET content_hash = 'x', detail = '[\"erased\"]'",
    "UPDATE audit_events SET subject = 'release 2026-002'",
    "UPDATE audit_events SET detail = '[]'",
]
ON_APPROVALS = [
    "UPDATE approvals SET version_hash = 'x'",
    "UPDATE approvals SET approved_by = 'ben'",
    "UPDATE approvals SET policy = 'four-eyes'",
]
ALL = [
    *(trick.format(table=table) for table in ("audit_events", "approvals") for trick in TRICKS),
    *ON_THE_TRAIL,
    *ON_APPROVALS,
]


def whole(office: AnOffice) -> list[tuple[object, ...]]:
    """Everything in both tables."""
    with office.database.reading() as transaction:
        found = [transaction.execute(text(f"SELECT * FROM {one} ORDER BY id")) for one in ("audit_events", "approvals")]
        return [tuple(row) for rows in found for row in rows]


@pytest.mark.parametrize("trick", ALL)
def test_what_was_written_stays(office: AnOffice, trick: str) -> None:
    """Whoever tries, also the one to whom the file or the database belongs."""
    approving.approve(office.context, office.reference)
    before = whole(office)
    with pytest.raises((DBAPIError, DistribError)), office.database.writing() as transaction:
        transaction.exec_driver_sql(trick)
    assert whole(office) == before


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_nothing_on_a_file_is_replaced_either(office: AnOffice) -> None:
    """SQLite deletes what it replaces without asking those that watch deletions; PostgreSQL has no such statement."""
    approving.approve(office.context, office.reference)
    before = whole(office)
    for table in ("audit_events", "approvals"):
        with pytest.raises(DBAPIError, match="only added to"), office.database.writing() as transaction:
            transaction.execute(text(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"))
    assert whole(office) == before


def test_only_erasing_takes_words_out_of_the_trail(office: AnOffice) -> None:
    """A person's address goes; who did what, when and to which text stays."""
    with office.database.writing() as transaction:
        rows.record(transaction, actor="ana", action="a", subject="s x@y.example", detail={"q": "x@y.example"}, now=NOW)
    with office.database.writing() as transaction:
        transaction.exec_driver_sql("UPDATE audit_events SET subject = 's erased', detail = '[\"erased\"]'")
    (event,) = whole(office)[:1]
    assert "x@y.example" not in str(event)
