"""What the roster says before a release goes out: at the moment at which it goes, and again when it is frozen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from an_office import NOW, AnOffice, add_release, an_office, edition, new_sqlite

from distrib.core.delivery.status import Standing, Status
from distrib.core.release import Contact
from distrib.errors import NotAllowed
from distrib.services import sending
from distrib.services.delivery import dispatches
from distrib.services.people import availability, roster_editing
from distrib.services.people.roster_editing import Written
from distrib.services.releases import approving, embargoes

LATER = NOW + timedelta(days=3)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[AnOffice]:
    """Amal and Bo on the roster, and a second release that names Amal by an address of hers."""
    with an_office(tmp_path, url=new_sqlite(tmp_path)) as office:
        roster_editing.add(office.context, Written(name="Amal Haddad", emails=["amal@office.example"]))
        roster_editing.add(office.context, Written(name="Bo Li", internal_phones=["+41 22 555 01 10"]))
        yield office


def release(office: AnOffice, **changes: Any) -> str:
    """An approved release."""
    with office.database.writing() as transaction:
        return add_release(transaction, [edition(**changes)])


def away(office: AnOffice, cover: str | None = None) -> None:
    """Amal, from tomorrow on for a week."""
    first, last = (str((NOW + timedelta(days=days)).date()) for days in (1, 8))
    availability.add_leave(office.context, "Amal Haddad", first=first, last=last, cover=cover)


NAMED = (Contact(name="A. Haddad", emails=("Amal@Office.example",)),)


def test_leave_counts_at_the_moment_of_sending(office: AnOffice) -> None:
    """Now she is here; in three days she is not."""
    reference = release(office, contacts=NAMED)
    away(office)
    assert sending.plan(office.context, reference, "all").warnings == ()
    with pytest.raises(NotAllowed, match=r"Amal Haddad, a contact in the en edition .* nobody covers"):
        sending.plan(office.context, reference, "all", begins=LATER)


def test_leave_that_begins_between_plan_and_freeze_stops_it(office: AnOffice) -> None:
    """Nothing is queued; a cover, or a release that names nobody on leave, goes."""
    reference = release(office, contacts=NAMED)
    later = Standing(Status.SCHEDULED, False, LATER, LATER + timedelta(hours=1))
    plan = sending.plan(office.context, reference, "all", begins=LATER)
    away(office)
    with pytest.raises(NotAllowed, match="nobody covers"):
        sending.freeze(office.context, plan, later)
    assert dispatches.of_release(office.context, reference) == ()
    availability.set_cover(office.context, "Amal Haddad", "Bo Li")
    assert sending.freeze(office.context, plan, later).tally.audience == 3


def test_leave_counts_at_the_lift_for_what_waits_for_it(office: AnOffice) -> None:
    """She is here now and away by then, and most readers get the text then."""
    with office.database.writing() as transaction:
        reference = add_release(transaction, [edition(contacts=NAMED)], is_approved=False)
    embargoes.set_embargo(office.context, reference, "2026-11-27T06:00", "Tripoli")
    approving.approve(office.context, reference)
    plan = sending.plan(office.context, reference, "all")
    away(office)
    with pytest.raises(NotAllowed, match="nobody covers"):
        sending.plan(office.context, reference, "all")
    with pytest.raises(NotAllowed, match="nobody covers"):
        sending.freeze(office.context, plan)


def test_a_cover_who_is_not_named_is_a_warning(office: AnOffice) -> None:
    """One who is named needs none."""
    away(office, "Bo Li")
    reference = release(office, contacts=NAMED)
    (warning,) = sending.plan(office.context, reference, "all", begins=LATER).warnings
    assert str(warning).startswith("en: Amal Haddad is on leave until ")
    assert str(warning).endswith("; Bo Li covers and is not named")
    reference = release(office, contacts=(*NAMED, Contact(name="Bo Li")))
    assert sending.plan(office.context, reference, "all", begins=LATER).warnings == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"body": "Call 022 555 01 10 at any hour."},
        {"headline": "Call +41225550110"},
        {"boilerplate": "Switchboard: (0041) 22 555-01-10"},
        {"contacts": (Contact(name="Somebody", phones=("+41225550110",)),)},
        {"contacts": (Contact(name="Somebody", phones=("x",), phones_as_written=("٠٢٢ ٥٥٥ ٠١ ١٠",)),)},
    ],
)
def test_an_internal_number_anywhere_stops_it(office: AnOffice, changes: dict[str, object]) -> None:
    """The sentence names whose it is, and does not repeat it."""
    reference = release(office, **changes)
    with pytest.raises(NotAllowed) as caught:
        sending.plan(office.context, reference, "all")
    assert "names an internal number of Bo Li" in str(caught.value)
    assert "555" not in str(caught.value)
    plan = sending.plan(office.context, reference, "all", may_name_internal=True)
    assert sending.freeze(office.context, plan).tally.audience == 3
