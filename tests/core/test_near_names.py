"""Names that may be one person's, by their spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distrib.core.people.near_names import are_near, meant, nearest, sorted_words

DESK = [sorted_words(name) for name in ("Maria Garcia", "Smith, Jon", "Desk 1", "Ana Sílva")]


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("Rashid Al Amin", "rashid al-amin", True),
        ("Amal Haddad", "Amal Ben Haddad", True),
        ("Haddad, Amal", "Amal Haddad", True),
        ("Amal Haddad", "Amal Hadad", True),
        ("José Núñez", "Jose Nunez", True),
        ("أمل حداد", "أمل حدّاد", True),
        ("Amal Haddad", "Amal Khoury", False),
        ("Amal", "Amal Khoury", False),
        ("Ana Silva", "Ines Silva", False),
        ("", "Amal", False),
    ],
)
def test_names_that_may_be_one_persons(one: str, other: str, near: bool) -> None:
    """In any order of the two."""
    assert are_near(one, other) == are_near(other, one) == near


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Jon Smith", 1),
        ("Ana Silva", 3),
        ("Ana Silvaa", 3),
        ("Mario Garcia", None),
        ("Desk 2", None),
        ("Desk 1", 2),
        ("", None),
    ],
)
def test_somebody_at_a_desk_is_known_by_a_name_that_is_almost_the_same(name: str, place: int | None) -> None:
    """Numbers in it have to be; another first name is another person."""
    assert nearest(sorted_words(name), DESK) == place
    assert nearest(sorted_words(name), []) is None


def test_whom_somebody_meant_is_named_the_nearest_first() -> None:
    """What is like nobody's name means nobody."""
    names = ["amal haddad", "amal khoury", "bo li"]
    assert meant("amal hadad", names)[0] == "amal haddad"
    assert meant("xyzzy", names) == ()


@given(st.text(max_size=30))
def test_a_name_is_near_itself_in_any_order_of_its_words(name: str) -> None:
    """Unless it has no word at all."""
    turned = " ".join(reversed(sorted_words(name).split()))
    assert are_near(name, turned) == bool(sorted_words(name))
    assert nearest(sorted_words(turned), [sorted_words(name)]) == (0 if sorted_words(name) else None)
