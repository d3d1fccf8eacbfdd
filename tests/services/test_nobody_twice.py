"""Who has a release gets it once, whatever was done to their entry or their dispatch between two sends of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from an_office import ACCEPTED, DEFERRED_AT_DOT, LOST, AnOffice, add_release

from distrib.core.delivery.audience import Reason
from distrib.core.delivery.ledger import State
from distrib.core.release import ReleaseKind
from distrib.errors import DatabaseUnusable
from distrib.services import addressing, explaining, people, sending
from distrib.services.delivery import dispatches, hands
from distrib.services.people import editing, merging, undoing
from distrib.services.releases import approving, notices

WHO, NEW, OTHER = "reporter0@news.example", "reporter0@other.example", "reporter2@news.example"


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


@pytest.mark.parametrize(("into", "other"), [(WHO, OTHER), (OTHER, WHO)])
def test_two_entries_that_are_merged_on_the_way_get_one_message(office: AnOffice, into: str, other: str) -> None:
    """To the address that stays the first; the other is cancelled, also where a worker has it in hand."""
    office.dispatch()
    assert len(office.claim()) == 3
    merging.merge(office.context, into, other)
    states = {one.email: one.state for one in office.deliveries()}
    assert (states[into], states[other]) == (State.CLAIMED, State.CANCELLED)


def test_what_one_of_two_entries_has_the_other_does_not_get_after_a_merge(office: AnOffice) -> None:
    """Not even at the address that stays the first. Another release is another matter, and so is a notice."""
    office.dispatch()
    (job,) = (one for one in office.claim() if one.email == OTHER)
    assert office.commit(job)
    office.record(job, LOST)
    advice = notices.tell(office.context, office.reference, ReleaseKind.ADVISORY, "A picture follows.")
    approving.approve(office.context, advice.reference)
    sending.freeze(office.context, sending.plan(office.context, advice.reference))
    with office.database.writing() as transaction:
        another = add_release(transaction)
    sending.freeze(office.context, sending.plan(office.context, another, "all"))
    merging.merge(office.context, WHO, OTHER)
    states = {one.email: one.state for one in office.deliveries()}
    assert (states[WHO], states[OTHER]) == (State.CANCELLED, State.IN_DOUBT)
    assert {one.state for one in dispatches.log(office.context, advice.reference)} == {State.QUEUED}
    rest = {one.email: one.state for one in dispatches.log(office.context, another)}
    assert (rest[WHO], rest[OTHER]) == (State.QUEUED, State.CANCELLED)


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_send_whose_people_are_merged_while_it_is_queued_says_so(
    office: AnOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of it is queued, and a second try reaches whom there is."""
    planned, waves = sending.plan(office.context, office.reference, "all"), addressing.waves

    def beside(*arguments: object, **named: object) -> object:
        monkeypatch.undo()
        merging.merge(office.context, WHO, OTHER)
        return waves(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(addressing, "waves", beside)
    with pytest.raises(DatabaseUnusable, match="Somebody else was changing the same at this moment"):
        sending.freeze(office.context, planned)
    assert office.deliveries() == ()
    assert office.dispatch().tally.audience == 2


def test_what_a_stopped_dispatch_gets_back_is_not_what_a_merge_keeps(office: AnOffice) -> None:
    """It is about to be cancelled, and the person would get nothing."""
    office.dispatch()
    jobs = {job.email: job for job in office.claim()}
    assert office.commit(jobs[WHO])
    hands.stop(office.context, 1)
    assert office.record(jobs[WHO], DEFERRED_AT_DOT)
    sending.freeze(office.context, sending.plan(office.context, office.reference, f"email:{OTHER}"))
    merging.merge(office.context, WHO, OTHER)
    office.clock.forward(hours=3)
    assert [(job.email, job.dispatch_id) for job in office.claim()] == [(OTHER, 2)]


def test_an_address_of_the_past_is_silent_after_a_merge_with_who_opted_out(office: AnOffice) -> None:
    """Whatever was sent to the one entry went to a person who wants no mail, also at an address they have no more."""
    all_have_it(office)
    editing.edit(office.context, WHO, {"email": NEW})
    editing.edit(office.context, NEW, {"others": ""})
    people.opt_out(office.context, OTHER)
    merging.merge(office.context, OTHER, NEW)
    people.import_journalists(office.context, f"name,email\nAnybody,{WHO}\n".encode(), "list.csv")
    assert [one.email for one in people.find_journalists(office.context, "status:suppressed")] == [WHO]


def test_who_is_suppressed_at_a_second_address_gets_nothing_at_the_first(office: AnOffice) -> None:
    """A list brought the address beside the one that is mailed, after somebody opted out at it."""
    people.opt_out(office.context, NEW)
    people.import_journalists(office.context, f"email,other emails\n{WHO},{NEW}\n".encode(), "list.csv")
    planned = sending.plan(office.context, office.reference, "all")
    assert [(one.email, one.reason) for one in planned.audience.left_out] == [(WHO, Reason.SUPPRESSED)]
