"""Many rows at once: the same rows as SQLAlchemy would have written, and faults in its words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from an_office import NOW, AnOffice
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from distrib.core.smtp.stages import Stage
from distrib.db import bulk
from distrib.db.schema import AttemptRow, DomainHoldRow

HOSTILE = ["plain", "tab\tand \\backslash", "two\nlines\r", "\\N", "", "Ægir 記者 \u200f", "'; DROP TABLE x; --"]
"""Text that the COPY format has to escape (https://www.postgresql.org/docs/current/sql-copy.html)."""


@pytest.mark.parametrize("number", [0, 1, 2 * bulk._CHUNK + 3])
def test_every_row_arrives_as_it_was_given(office: AnOffice, number: int) -> None:
    """Instants keep their zone, text every character."""
    given = [
        (f"{number} {HOSTILE[number % len(HOSTILE)]}", NOW + timedelta(seconds=number)) for number in range(number)
    ]
    with office.database.writing() as transaction:
        bulk.insert_rows(transaction, DomainHoldRow, {"held_by": "ana"}, ("domain", "since"), given)
    with office.database.reading() as transaction:
        columns = (DomainHoldRow.domain, DomainHoldRow.since, DomainHoldRow.held_by)
        found = transaction.execute(select(*columns).order_by(DomainHoldRow.id)).all()
    assert [tuple(row) for row in found] == [(*one, "ana") for one in given]


def test_nothing_is_nothing(office: AnOffice) -> None:
    """An absent value arrives as such, and never as an empty text."""
    office.dispatch()
    shared = {"delivery_id": office.deliveries()[0].id, "stage": Stage.DOT.value, "verdict": "x", "scope": "x"}
    names = ("number", "code", "reply", "claim_token", "ended_at")
    with office.database.writing() as transaction:
        bulk.insert_rows(transaction, AttemptRow, shared, names, [(1, None, None, "", NOW)])
    with office.database.reading() as transaction:
        row = transaction.execute(select(AttemptRow.code, AttemptRow.reply, AttemptRow.claim_token)).one()
    assert tuple(row) == (None, None, "")


def test_a_row_that_breaks_a_rule_undoes_all(office: AnOffice) -> None:
    """As an error of SQLAlchemy's, on either kind of database."""
    rows = [("slow.example",), ("fast.example",), ("slow.example",)]
    with pytest.raises(IntegrityError), office.database.writing() as transaction:
        bulk.insert_rows(transaction, DomainHoldRow, {"held_by": "ana", "since": NOW}, ("domain",), rows)
    with office.database.reading() as transaction:
        assert transaction.execute(select(DomainHoldRow.id)).all() == []
