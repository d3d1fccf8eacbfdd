"""Internal numbers are recognised in a text however they are written; other numbers are not taken for them."""

from __future__ import annotations

import pytest

from distrib.core.people import Phone, Spokesperson
from distrib.core.people.house_numbers import internal_numbers, named_in

CAMILLE = Spokesperson(
    id=1,
    name="Camille",
    phones=(Phone("+33155500121"), Phone("+33655500121", is_public=False), Phone("4711", is_public=False)),
)
DESK = Spokesperson(id=2, name="Desk", phones=(Phone("+41225550110", is_public=False),))
ALSO = Spokesperson(id=3, name="Also", phones=(Phone("+41225550110"),))
INTERNAL = internal_numbers([CAMILLE, DESK, ALSO])


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("Call +33655500121 now", True),
        ("Call +33 6 55 50 01 21.", True),
        ("06.55.50.01.21", True),
        ("(0033) 6/55-50 01–21", True),
        ("٠٦ ٥٥ ٥٠ ٠١ ٢١", True),
        ("+33 1 55 50 01 21 or +33 6 55 50 01 21", True),
        ("+33 1 55 50 01 21", False),
        ("extension 4711", False),
        ("+41 22 555 01 10", False),
        ("In 2026, 55,500,121 people", False),
        ("", False),
    ],
)
def test_a_number_is_known_by_its_digits(text: str, is_named: bool) -> None:
    """With its country or without; one that is public for somebody else is no secret, and an extension is a number."""
    assert named_in(text, INTERNAL) == (CAMILLE if is_named else None)
    assert named_in(text, {}) is None
