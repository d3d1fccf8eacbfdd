"""Offices under their regions, and the clock that somebody lives by."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from distrib.core.contacts.office_regions import by_region, local_zone
from distrib.core.people import DutyHours, Leave, Phone, Spokesperson


def person(number: int, name: str, office: str | None, *phones: str) -> Spokesperson:
    return Spokesperson(name=name, office=office, phones=tuple(map(Phone, phones)), id=number)


def test_offices_stand_under_their_region_and_what_is_not_known_comes_last() -> None:
    """By city, else by the telephones of the office."""
    people = [
        person(1, "Zoe", "Tunis"),
        person(2, "Adam", "Tunis"),
        person(3, "Bea", "Field Base 7"),
        person(4, "Cem", None),
        person(5, "Dai", "Harbour House", "+41225550110"),
    ]
    found = by_region(people)
    assert [region.name for region in found] == ["Northern Africa", "Western Europe", ""]
    assert [one.name for one in found[0].offices[0].people] == ["Adam", "Zoe"]
    assert [office.name for office in found[2].offices] == ["Field Base 7", ""]


def test_the_clock_is_that_of_the_duty_hours_then_of_leave_then_of_the_office() -> None:
    """None where nothing tells."""
    at_desk = person(1, "A", "Tunis")
    assert local_zone(at_desk) == "Africa/Tunis"
    away = Spokesperson(name="B", office="Tunis", leave=(Leave(date(2026, 1, 1), date(2026, 1, 2), "Asia/Tokyo"),))
    assert local_zone(away) == "Asia/Tokyo"
    on_duty = Spokesperson(name="C", office="Tunis", duty=(DutyHours("Africa/Cairo", 0, 0, 60),), leave=away.leave)
    assert local_zone(on_duty) == "Africa/Cairo"
    assert local_zone(person(2, "D", "Field Base 7")) is None
    assert local_zone(person(3, "E", "Geneva", "+41225550110")) == "Europe/Zurich"
    assert local_zone(person(4, "F", "Washington", "+12025550110")) is None


@given(st.lists(st.sampled_from(["Tunis", "Cairo", "Geneva", "Nowhere", None]), max_size=20))
def test_everybody_stands_there_once(offices: list[str | None]) -> None:
    """However many offices there are."""
    people = [person(number, f"P{number}", office) for number, office in enumerate(offices)]
    found = [one.id for region in by_region(people) for office in region.offices for one in office.people]
    assert sorted(found) == [one.id for one in people]
