"""Whatever makes somebody want no mail suppresses every address and stops what is queued for it, both together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from an_office import AnOffice, an_office

from distrib.core.delivery.ledger import State
from distrib.db import office as office_rows
from distrib.db import suppressions
from distrib.services import people
from distrib.services.people import editing, merging, privacy

FIRST, SECOND, THIRD = (f"reporter{one}@news.example" for one in range(3))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[AnOffice]:
    """Mail is queued for all three; the first one's address is nobody's any more, the third wants no mail."""
    with an_office(tmp_path) as made:
        made.dispatch()
        editing.edit(made.context, FIRST, {"email": "new@news.example"})
        editing.edit(made.context, "new@news.example", {"others": f"-{FIRST}"})
        people.opt_out(made.context, THIRD)
        yield made


def unlisted(office: AnOffice, email: str) -> None:
    """It is suppressed all the same."""
    assert people.opt_out(office.context, email) is None


def bring_in(office: AnOffice, row: str) -> None:
    """A list that says of somebody what it says."""
    people.import_journalists(office.context, f"Email,Other emails,Status\n{row}\n".encode(), "list.csv")


WAYS: dict[str, Callable[[AnOffice], object]] = {
    "an opt-out": lambda office: people.opt_out(office.context, "new@news.example"),
    "an opt-out of an address that is not on the list": lambda office: unlisted(office, FIRST),
    "an erasure": lambda office: privacy.erase(office.context, "new@news.example"),
    "an erasure of an address that is not on the list": lambda office: privacy.erase(office.context, FIRST),
    "a list that says so of somebody new": lambda office: bring_in(office, f"{FIRST},,opted out"),
    "a list that gives the address to somebody opted out": lambda office: bring_in(office, f"{THIRD},{FIRST},"),
    "an edit that gives it to somebody opted out": lambda office: editing.edit(
        office.context, THIRD, {"others": f"+{FIRST}"}
    ),
}


def is_suppressed(office: AnOffice, email: str) -> bool:
    """Whether no list can bring it in as somebody who gets mail."""
    with office.database.reading() as transaction:
        founded = office_rows.organisation(transaction)
        return founded is not None and bool(suppressions.suppressed_among(transaction, founded[1], [email]))


@pytest.mark.parametrize("way", WAYS)
def test_an_address_is_suppressed_and_its_mail_stopped(office: AnOffice, way: str) -> None:
    """The second reporter's mail goes on its way."""
    assert not is_suppressed(office, FIRST)
    assert office.states() == [State.QUEUED, State.QUEUED, State.SUPPRESSED]
    WAYS[way](office)
    assert is_suppressed(office, FIRST)
    assert office.states() == [State.SUPPRESSED, State.QUEUED, State.SUPPRESSED]


def test_a_merge_with_somebody_opted_out_stops_the_mail_of_both(office: AnOffice) -> None:
    """The stricter consent holds for every address of the one they are now."""
    merging.merge(office.context, SECOND, THIRD)
    assert is_suppressed(office, SECOND)
    assert office.states() == [State.QUEUED, State.SUPPRESSED, State.SUPPRESSED]


def test_a_former_address_that_is_somebody_elses_now_stays_theirs(office: AnOffice) -> None:
    """An opt-out is one person's, wherever they were written to before."""
    editing.edit(office.context, SECOND, {"others": f"+{FIRST}"})
    people.opt_out(office.context, "new@news.example")
    assert not is_suppressed(office, FIRST)


def test_a_claim_that_is_held_is_taken_away(office: AnOffice) -> None:
    """So the final dot is not written."""
    jobs = office.claim()
    editing.edit(office.context, THIRD, {"others": f"+{FIRST}"})
    assert [office.commit(job) for job in jobs if job.email == FIRST] == [False]
