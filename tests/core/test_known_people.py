"""Somebody on a list is known by address, then number, then near name; never two for one."""

from __future__ import annotations

import pytest

from distrib.core.people import NewSpokesperson, Phone, Spokesperson
from distrib.core.people.known import KnownPeople

AMAL = Spokesperson(
    id=1, name="Amal Haddad", office="Tunis", emails=("amal@office.example",), phones=(Phone("+21671555018"),)
)
RASHID = Spokesperson(id=2, name="Rashid Al Amin", office="Tripoli", phones=(Phone("+218915550142"),))
DESK = Spokesperson(id=3, name="Bo Li", emails=("press@office.example",), phones=(Phone("+21671555018"),))
PLAIN = Spokesperson(id=4, name="Chidi Okafor")
KNOWN = KnownPeople([AMAL, RASHID, DESK, PLAIN])


def new(name: str, email: str = "", number: str = "", office: str | None = None) -> NewSpokesperson:
    """Somebody on a list."""
    phones = (Phone(number),) if number else ()
    return NewSpokesperson(name, office=office, phones=phones, emails=(email,) if email else ())


@pytest.mark.parametrize(
    ("one", "sure", "likely"),
    [
        (new("AMAL HADDAD", "Amal@Office.example"), 1, 1),
        (new("Amal H. Ben Salah", "amal@office.example"), None, 1),
        (new("Amal Haddad", "other@office.example"), None, None),
        (new("Amal Haddad", "other@office.example", "+21671555018"), 1, 1),
        (new("Somebody Else", "press@office.example"), None, None),
        (new("Bo Li", "press@office.example"), 3, 3),
        (new("Li, Bo", "press@office.example"), None, 3),
        (new("Rasheed Al-Amin", number="+218915550142"), None, 2),
        (new("Somebody Else", number="+218915550142"), None, None),
        (new("Rashid Al-Amin"), None, 2),
        (new("Rashid Al Amin", office="Tripoli"), None, 2),
        (new("Rashid Al Amin", office="Cairo"), None, None),
        (new("Chidi Okafor"), 4, 4),
        (new("Chidi Okafor", "chidi@office.example"), None, 4),
        (new("Nobody Known", "nobody@office.example"), None, None),
    ],
)
def test_who_it_is(one: NewSpokesperson, sure: int | None, likely: int | None) -> None:
    """An address of one's own decides; a desk's, or a shared number, only with the name."""
    found = KNOWN.surely(one), KNOWN.likely(one)
    assert tuple(known and known.id for known in found) == (sure, likely)


def test_where_two_fit_nobody_does() -> None:
    """And whoever is taken is left out."""
    twins = KnownPeople([PLAIN, Spokesperson(id=5, name="Chidi Okafor")])
    assert twins.likely(new("Chidi Okafor", "c@office.example")) is None
    assert twins.likely(new("Chidi Okafor", "c@office.example"), taken={5}) == PLAIN
