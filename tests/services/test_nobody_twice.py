"""Who has a release gets it once, whatever was done to their entry or their dispatch between two sends of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from an_office import ACCEPTED, DEFERRED_AT_DOT, AnOffice

from distrib.core.delivery.audience import Reason
from distrib.core.delivery.ledger import State
from distrib.services import explaining, people, sending
from distrib.services.delivery import hands
from distrib.services.people import editing, merging, undoing

WHO, NEW = "reporter0@news.example", "reporter0@other.example"


def all_have_it(office: AnOffice) -> None:
    """A whole send."""
    office.dispatch()
    for job in office.claim():
        assert office.commit(job)
        office.record(job, ACCEPTED)


def moved(office: AnOffice) -> None:
    """Another address in the place of the old one, which nobody has any more."""
    all_have_it(office)
    editing.edit(office.context, WHO, {"email": NEW})
    editing.edit(office.context, NEW, {"others": ""})


def moved_back(office: AnOffice) -> None:
    """It was sent to an address that an edit brought, and the edit is undone."""
    editing.edit(office.context, WHO, {"email": NEW})
    all_have_it(office)
    undoing.last_edit(office.context, NEW)


def moved_and_merged(office: AnOffice) -> None:
    """The new address came in as somebody new, who has nothing, and both were found to be one person."""
    all_have_it(office)
    people.import_journalists(office.context, f"name,email\nSomebody,{NEW}\n".encode(), "list.csv")
    merging.merge(office.context, NEW, WHO)
    editing.edit(office.context, NEW, {"others": ""})


@pytest.mark.parametrize("deed", [moved, moved_back, moved_and_merged])
def test_who_has_it_at_another_address_does_not_get_it_again(
    office: AnOffice, deed: Callable[[AnOffice], None]
) -> None:
    """The person was mailed, whatever their address is by now; and asked why, it says so."""
    deed(office)
    planned = sending.plan(office.context, office.reference, "all")
    assert planned.audience.recipients == ()
    assert {one.reason for one in planned.audience.left_out} == {Reason.ALREADY_HAS_IT}
    address = WHO if deed is moved_back else NEW
    assert not explaining.explain(office.context, office.reference, "all", address).is_in


def test_what_came_back_to_a_stopped_dispatch_is_sent_by_the_next(office: AnOffice) -> None:
    """No worker has cancelled it yet. Both at once are not sent, and nobody is missed."""
    office.dispatch()
    *others, last = office.claim()
    for job in others:
        assert office.commit(job)
        office.record(job, ACCEPTED)
    assert office.commit(last)
    hands.stop(office.context, 1)
    assert sending.plan(office.context, office.reference, "all").audience.recipients == ()
    assert office.record(last, DEFERRED_AT_DOT)
    planned = sending.plan(office.context, office.reference, "all")
    assert [one.email for one in planned.audience.recipients] == [last.email]
    sending.freeze(office.context, planned)
    office.clock.forward(hours=3)
    assert [job.dispatch_id for job in office.claim()] == [2]
    assert office.states() == [State.ACCEPTED, State.ACCEPTED, State.CANCELLED, State.CLAIMED]
