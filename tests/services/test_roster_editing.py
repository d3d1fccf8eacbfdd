"""What is done to the roster by hand is in the audit trail, and what cannot be done leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from people_office import people_office
from sqlalchemy import select

from distrib.core.people import Phone
from distrib.db.schema import AuditEventRow
from distrib.errors import UsageError
from distrib.services import people
from distrib.services.context import Context
from distrib.services.people import availability, roster_editing, roster_export
from distrib.services.people.roster_editing import Written


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    """An empty office with a clock that stands still."""
    with people_office(tmp_path) as context:
        yield context


def trail(context: Context) -> list[tuple[str, str, str, dict[str, Any]]]:
    """Who did what to whom."""
    row = AuditEventRow
    with context.database.reading() as transaction:
        statement = select(row.actor, row.action, row.subject, row.detail).order_by(row.id)
        return [tuple(event) for event in transaction.execute(statement)]


def test_every_step_is_in_the_trail(context: Context) -> None:
    """With who, what and whom; no name and no number is repeated there."""
    roster_editing.add(context, Written(name="Amal Haddad", mobiles=["+216 98 123 456"]))
    roster_editing.add(context, Written(name="Bo Li"))
    roster_editing.edit(context, "amal haddad", Written(title="Spokesperson", topics=["health"]))
    roster_editing.edit(context, "1", Written(title="Spokesperson"))
    availability.set_duty(context, "1", "mon 9-17", "Tunis")
    availability.add_leave(context, "1", first="2026-12-20", last="2027-01-03")
    availability.set_cover(context, "1", "Bo Li")
    availability.remove_leave(context, "1", 1)
    roster_export.export_spokespeople(context, "csv")
    roster_export.export_spokespeople(context, "vcard", with_internal=True)
    roster_editing.retire(context, "2")
    assert trail(context) == [
        ("ana", "spokesperson added", "spokesperson 1", {}),
        ("ana", "spokesperson added", "spokesperson 2", {}),
        ("ana", "spokesperson changed", "spokesperson 1", {"fields": ["title", "topics"]}),
        ("ana", "duty hours set", "spokesperson 1", {"hours": "Mon 09:00-17:00", "zone": "Africa/Tunis"}),
        ("ana", "leave added", "spokesperson 1", {"from": "2026-12-20", "to": "2027-01-03", "cover": None}),
        ("ana", "cover set", "spokesperson 1", {"leave": 1, "cover": 2}),
        ("ana", "leave removed", "spokesperson 1", {"leave": 1}),
        ("ana", "spokespeople exported with internal numbers", "spokespeople", {"people": 2}),
        ("ana", "spokesperson retired", "spokesperson 2", {}),
    ]


def test_a_number_that_is_internal_anywhere_is_internal(context: Context) -> None:
    """Written twice it stands once, and is not given out by mistake."""
    number = "+216 98 123 456"
    person = roster_editing.add(context, Written(name="Amal", phones=[number], internal_phones=[number, "4711"]))
    assert person.phones == (Phone("+21698123456", is_public=False), Phone("4711", is_public=False))


def test_a_kind_of_number_replaces_its_kind(context: Context) -> None:
    """The others stay."""
    roster_editing.add(context, Written(name="Amal", phones=["+21671555018"], mobiles=["+21698123456"]))
    changed = roster_editing.edit(context, "Amal", Written(phones=["+21671555019", "+21671555020"], mobiles=None))
    assert [phone.number for phone in changed.phones] == ["+21671555019", "+21671555020", "+21698123456"]
    assert [phone.number for phone in roster_editing.edit(context, "Amal", Written(phones=[])).phones] == [
        "+21698123456"
    ]


def test_a_cover_without_a_leave_to_come_is_refused(context: Context) -> None:
    """A leave that is over needs nobody; the next that is not gets the cover."""
    roster_editing.add(context, Written(name="Amal"))
    roster_editing.add(context, Written(name="Bo"))
    availability.add_leave(context, "Amal", first="2026-08-01", last="2026-08-31")
    with pytest.raises(Exception, match="is on no leave"):
        availability.set_cover(context, "Amal", "Bo")
    availability.add_leave(context, "Amal", first="2026-11-24", last="2026-11-24")
    changed = availability.set_cover(context, "Amal", "Bo")
    assert [one.cover for one in changed.leave] == [None, 2]


@pytest.mark.parametrize(
    "written",
    [
        Written(name="x" * 400),
        Written(name="A", topics=["x" * 200]),
        Written(name="A", languages=["ar", "arabik"]),
        Written(name="A", places=["Libya; Atlantis"]),
        Written(name="\x1b\u202e"),
        Written(name="A", emails=["a@x.example; nobody"]),
    ],
)
def test_what_cannot_be_kept_leaves_nothing_behind(context: Context, written: Written) -> None:
    """And says so without repeating what a terminal would obey."""
    with pytest.raises(UsageError) as caught:
        roster_editing.add(context, written)
    assert str(caught.value).isprintable()
    assert people.roster(context) == ()
    assert trail(context) == []
