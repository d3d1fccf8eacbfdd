"""Spokespeople come back as they were stored, and a change replaces what was true before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from distrib.core.people import DutyHours, Leave, NewSpokesperson, Phone, Spokesperson
from distrib.db import availability
from distrib.db import spokespeople as rows
from distrib.db.engine import Database

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
AMAL = NewSpokesperson(
    name="Amal Haddad",
    title="Spokesperson",
    office="Tunis",
    phones=(Phone("+21670123456"), Phone("4711", "office", is_public=False)),
    emails=("Amal@x.example",),
    languages=("ar", "en"),
    topics=("migration", "Health"),
    places=("LY", "015"),
)


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """An empty office, on either kind of database."""
    opened = Database(url)
    yield opened
    opened.close()


def with_id(one: NewSpokesperson, identity: int) -> Spokesperson:
    """What is expected back."""
    lists = (one.phones, one.emails, one.languages, one.topics, one.places)
    return Spokesperson(one.name, one.title, one.office, *lists, id=identity)


def test_every_field_comes_back_in_its_order(database: Database) -> None:
    """Two in one office share it, however it is spelt."""
    other = NewSpokesperson(name="ábel", office="TUNIS")
    with database.writing() as connection:
        first, second = rows.insert_spokespeople(connection, [AMAL, other], NOW)
    with database.reading() as connection:
        found = rows.everybody(connection)
        assert rows.count(connection) == 2
    shared = NewSpokesperson(name="ábel", office="Tunis")
    assert found == (with_id(shared, second), with_id(AMAL, first))


def test_a_change_replaces_every_list(database: Database) -> None:
    """Nothing of the old ones stays."""
    changed = NewSpokesperson(name="Amal Haddad", phones=(Phone("+41229171234"),), places=("001",))
    with database.writing() as connection:
        (identity,) = rows.insert_spokespeople(connection, [AMAL], NOW)
        rows.update_spokespeople(connection, [(identity, changed)], NOW)
        assert rows.everybody(connection) == (with_id(changed, identity),)


def test_no_rows_are_no_mistake(database: Database) -> None:
    """An empty list changes nothing."""
    with database.writing() as connection:
        assert rows.insert_spokespeople(connection, [], NOW) == []
        rows.update_spokespeople(connection, [], NOW)
        assert rows.everybody(connection) == ()


def test_duty_hours_and_leave_come_back(database: Database) -> None:
    """In the order of the week and of the calendar; new hours replace the old ones."""
    night, day = DutyHours("Africa/Tunis", 5, 1320, 360), DutyHours("Africa/Tunis", 0, 540, 1080)
    with database.writing() as connection:
        amal, other = rows.insert_spokespeople(connection, [AMAL, NewSpokesperson(name="Zoë")], NOW)
        availability.set_duty(connection, amal, [DutyHours("UTC", 0, 0, 60)])
        availability.set_duty(connection, amal, [night, day])
        later = Leave(date(2026, 12, 20), date(2027, 1, 3), "Africa/Tunis", other)
        second = availability.add_leave(connection, amal, later)
        first = availability.add_leave(connection, amal, Leave(date(2026, 8, 1), date(2026, 8, 31), "Africa/Tunis"))
        gone = availability.add_leave(connection, other, later)
        availability.remove_leave(connection, gone)
        found = {one.id: one for one in rows.everybody(connection)}
    assert found[amal].duty == (day, night)
    assert [one.id for one in found[amal].leave] == [first, second]
    assert found[amal].leave[1] == replace(later, id=second)
    assert (found[other].duty, found[other].leave) == ((), ())


def test_whoever_retires_is_on_the_roster_no_more(database: Database) -> None:
    """But stays in the tables, because releases and leave may name them."""
    with database.writing() as connection:
        (identity,) = rows.insert_spokespeople(connection, [AMAL], NOW)
        rows.retire(connection, identity, NOW)
        assert rows.everybody(connection) == ()
        assert rows.count(connection) == 0


def test_covers_are_read_with_whom_they_cover(database: Database) -> None:
    """Along the chain, also where it goes in a circle; nobody else is read, and nobody who is retired."""
    names = ("Libya", "Cover", "Covers the cover", "Tunisia", "Retired")
    places = (("LY", "015"), (), ("FR",), ("TN",), ("LY",))
    people = [NewSpokesperson(name, places=where) for name, where in zip(names, places, strict=True)]
    with database.writing() as connection:
        libya, cover, second, tunisia, retired = rows.insert_spokespeople(connection, people, NOW)
        for owner, covering in ((libya, cover), (cover, second), (second, libya), (tunisia, retired)):
            availability.add_leave(connection, owner, Leave(NOW.date(), NOW.date(), "UTC", covering))
        rows.retire(connection, retired, NOW)
        found = rows.speaking_for(connection, ["LY", "015", "002", "001"])
        everybody = {one.id: one for one in rows.everybody(connection)}
        assert rows.speaking_for(connection, ["JP", "001"]) == ()
    assert [one.name for one in found] == ["Cover", "Covers the cover", "Libya"]
    assert all(one == everybody[one.id] for one in found)
