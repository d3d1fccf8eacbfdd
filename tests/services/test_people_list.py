"""A list that is read in parts while others change it."""

from __future__ import annotations

from an_office import AnOffice

from distrib.services import people
from distrib.services.people import saved_audiences
from distrib.services.people.listing import PeopleList

HEAD = "name,email,country\n"


def _import(office: AnOffice, *names: str) -> None:
    lines = "".join(f"{name},{name.lower()}@y.example,LY\n" for name in names)
    people.import_journalists(office.context, (HEAD + lines).encode(), "list.csv")


def _names(listed: PeopleList, offset: int, limit: int = 3) -> list[str]:
    return [one.name for one in listed.page(offset, limit)]


def test_whoever_came_meanwhile_stands_where_they_belong(office: AnOffice) -> None:
    """Places and count that were true before the change are not used after it."""
    _import(office, *(f"M{n}" for n in range(1, 8)))
    listed = PeopleList(office.context, "country:LY email:@y.example")
    assert (listed.count(), _names(listed, 2), _names(listed, 5)) == (7, ["M3", "M4", "M5"], ["M6", "M7"])
    _import(office, "Aaa", "Zzz")
    assert (_names(listed, 3), _names(listed, 6), listed.count()) == (["M3", "M4", "M5"], ["M6", "M7", "Zzz"], 9)
    people.opt_out(office.context, "m1@y.example")
    still = PeopleList(office.context, "-status:opted_out email:@y.example")
    assert _names(still, 1) == ["M2", "M3", "M4"]


def test_a_saved_audience_means_what_it_says_now(office: AnOffice) -> None:
    """Somebody changed it while its people are listed."""
    _import(office, "Ana", "Bea")
    saved_audiences.save(office.context, "desk", "email:ana@y.example")
    listed = PeopleList(office.context, "audience:desk")
    assert _names(listed, 0) == ["Ana"]
    saved_audiences.save(office.context, "desk", "email:bea@y.example")
    assert (_names(listed, 0), listed.count()) == (["Bea"], 1)
