"""A hand on what is under way: the next dot is not sent, others go on, and the counts always add up."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from an_office import ACCEPTED, DEFERRED, DEFERRED_AT_DOT, NOW, AnOffice, add_release, edition
from sqlalchemy import text

from distrib.core.delivery.dispatch import Dispatch
from distrib.core.delivery.ledger import State
from distrib.core.delivery.status import Standing, Status
from distrib.errors import NotAllowed, NotFound, UsageError
from distrib.services import people, sending
from distrib.services.context import Context
from distrib.services.delivery import delivering, dispatches, hands
from distrib.services.delivery.delivering import GiveBack

OTHER = "reporter9@wire.example"


def trail(office: AnOffice) -> list[str]:
    """What the audit trail says, in order."""
    with office.database.reading() as transaction:
        return list(transaction.execute(text("SELECT action FROM audit_events ORDER BY id")).scalars())


def second_release(office: AnOffice) -> str:
    """Another release that everybody may get."""
    with office.database.writing() as transaction:
        return add_release(transaction, [edition(headline="Another matter")])


def dispatch_of(office: AnOffice, reference: str, standing: Standing) -> Dispatch:
    """Frozen with a standing."""
    return sending.freeze(office.context, sending.plan(office.context, reference, "all"), standing)


def test_a_pause_keeps_everything_queued_and_resuming_goes_on(office: AnOffice) -> None:
    """Nothing is claimed meanwhile, nobody's tries are spent, and what had ended stays."""
    dispatch = office.dispatch()
    first, second = office.claim(2)
    office.commit(first)
    office.record(first, ACCEPTED)
    paused = hands.pause(office.context, dispatch.id)
    assert paused.standing.status is Status.PAUSED
    assert (paused.tally.pending, paused.waiting, paused.next_due) == (2, 2, None)
    assert not office.commit(second)
    office.clock.forward(days=1)
    assert office.claim() == ()
    assert office.states() == [State.ACCEPTED, State.QUEUED, State.QUEUED]
    assert delivering.pending(office.context) == (0, None)
    resumed = hands.resume(office.context, dispatch.id)
    assert (resumed.standing.status, resumed.waiting, resumed.tally.pending) == (Status.RUNNING, 0, 2)
    jobs = office.claim()
    assert [(job.email, job.attempt) for job in jobs] == [
        ("reporter1@news.example", 1),
        ("reporter2@news.example", 1),
    ]
    assert trail(office)[-2:] == ["dispatch paused", "dispatch resumed"]


def test_what_comes_back_to_a_paused_dispatch_waits(office: AnOffice) -> None:
    """A deferred delivery keeps its time, and goes once that has come and somebody resumed."""
    dispatch = office.dispatch()
    (job,) = office.claim(1)
    office.commit(job)
    hands.pause(office.context, dispatch.id)
    assert office.record(job, DEFERRED_AT_DOT)
    office.clock.forward(hours=1)
    assert office.claim() == ()
    hands.resume(office.context, dispatch.id)
    assert [one.attempt for one in office.claim()] == [2, 1, 1]


def test_a_stop_cancels_what_has_not_reached_its_dot(office: AnOffice) -> None:
    """For good; what is past its dot gets its outcome."""
    dispatch = office.dispatch()
    committing, claimed = office.claim(2)
    office.commit(committing)
    stopped = hands.stop(office.context, dispatch.id)
    assert stopped.standing.status is Status.STOPPED
    assert not office.commit(claimed)
    assert office.states() == [State.COMMITTING, State.CANCELLED, State.CANCELLED]
    assert office.record(committing, ACCEPTED)
    assert office.states() == [State.ACCEPTED, State.CANCELLED, State.CANCELLED]
    assert trail(office)[-1] == "dispatch stopped"
    tally = dispatches.get(office.context, dispatch.id).tally
    assert (tally.accepted, tally.pending, tally.count(State.CANCELLED)) == (1, 0, 2)


@pytest.mark.parametrize("back", ["deferred", "given back"])
def test_what_comes_back_to_a_stopped_dispatch_is_cancelled(office: AnOffice, back: str) -> None:
    """It was past its dot when the stop came; it is not sent once more."""
    dispatch = office.dispatch()
    (job,) = office.claim(1)
    office.commit(job)
    hands.stop(office.context, dispatch.id)
    if back == "deferred":
        assert office.record(job, DEFERRED_AT_DOT)
    else:
        assert office.apply(GiveBack((job,))) == 1
    office.clock.forward(hours=1)
    assert office.claim() == ()
    assert office.states() == [State.CANCELLED] * 3


def test_a_deferred_delivery_is_stopped_too(office: AnOffice) -> None:
    """Its next try does not come."""
    dispatch = office.dispatch()
    (job,) = office.claim(1)
    office.record(job, DEFERRED)
    hands.stop(office.context, dispatch.id)
    assert office.states() == [State.CANCELLED] * 3


def test_those_who_were_stopped_can_be_reached_by_another_dispatch(office: AnOffice) -> None:
    """A stop is no outcome of a delivery."""
    hands.stop(office.context, office.dispatch().id)
    assert office.dispatch().tally.audience == 3


@pytest.mark.parametrize("deed", [hands.pause, hands.stop])
def test_a_hand_on_one_dispatch_leaves_the_others_alone(
    office: AnOffice, deed: Callable[[Context, int], Dispatch]
) -> None:
    """Also when both go to the same people."""
    first = office.dispatch()
    second = dispatch_of(office, second_release(office), Standing())
    jobs = office.claim()
    deed(office.context, first.id)
    assert [office.commit(job) for job in jobs] == [job.dispatch_id == second.id for job in jobs]


ILLEGAL: list[tuple[list[str], str, str]] = [
    ([], "resume", "is not paused: a worker delivers it. Nothing was changed."),
    (["pause"], "pause", "is paused already"),
    (["stop"], "pause", "has ended"),
    (["stop"], "resume", "was stopped for good"),
    (["stop"], "stop", "has ended"),
]


@pytest.mark.parametrize(("before", "deed", "sentence"), ILLEGAL)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    office: AnOffice, before: list[str], deed: str, sentence: str
) -> None:
    """In a sentence about the dispatch."""
    dispatch = office.dispatch()
    for one in before:
        getattr(hands, one)(office.context, dispatch.id)
    states, stands = office.states(), dispatches.get(office.context, dispatch.id).standing
    with pytest.raises(NotAllowed, match=f"^Dispatch {dispatch.id} {sentence}"):
        getattr(hands, deed)(office.context, dispatch.id)
    assert (office.states(), dispatches.get(office.context, dispatch.id).standing) == (states, stands)


@pytest.mark.parametrize("deed", [hands.pause, hands.resume, hands.stop])
def test_a_dispatch_that_is_not_there(office: AnOffice, deed: Callable[[Context, int], Dispatch]) -> None:
    """Is not found."""
    with pytest.raises(NotFound, match="There is no dispatch 77"):
        deed(office.context, 77)


def wire_reporter(office: AnOffice) -> None:
    """One journalist moves to another house."""
    with office.database.writing() as transaction:
        transaction.execute(
            text(f"UPDATE journalist_addresses SET email = '{OTHER}', address_key = '{OTHER}' WHERE id = 1")
        )


def test_a_held_domain_waits_and_the_others_get_theirs(office: AnOffice) -> None:
    """Its claim is taken away; every other claim stays."""
    wire_reporter(office)
    dispatch = office.dispatch()
    jobs = office.claim()
    assert hands.hold(office.context, "@NEWS.example ") == 2
    assert {job.email: office.commit(job) for job in jobs} == {
        OTHER: True,
        "reporter1@news.example": False,
        "reporter2@news.example": False,
    }
    assert office.claim() == ()
    now = dispatches.get(office.context, dispatch.id)
    assert (now.tally.pending, now.waiting, now.standing.status) == (3, 2, Status.RUNNING)
    assert [(one.domain, one.since, one.by) for one in hands.held_domains(office.context)] == [
        ("news.example", NOW, office.context.actor)
    ]
    assert hands.release(office.context, "news.example") == 2
    assert len(office.claim()) == 2
    assert trail(office)[-2:] == ["domain held", "domain released"]


def test_a_hold_holds_for_what_is_sent_later(office: AnOffice) -> None:
    """A dispatch that is frozen meanwhile waits for the same people."""
    wire_reporter(office)
    hands.hold(office.context, "news.example")
    dispatch = office.dispatch()
    assert dispatch.waiting == 2
    assert [job.email for job in office.claim()] == [OTHER]


def test_a_hold_and_a_pause_do_not_undo_each_other(office: AnOffice) -> None:
    """Only what neither keeps back may go."""
    wire_reporter(office)
    dispatch = office.dispatch()
    hands.hold(office.context, "news.example")
    hands.pause(office.context, dispatch.id)
    assert hands.release(office.context, "news.example") == 0
    assert office.claim() == ()
    hands.hold(office.context, "news.example")
    assert hands.resume(office.context, dispatch.id).waiting == 2
    assert [job.email for job in office.claim()] == [OTHER]


@pytest.mark.parametrize("domain", ["s.example", "ews.example", "sub.news.example", "%.example", "news_example.test"])
def test_a_hold_is_of_exactly_this_domain(office: AnOffice, domain: str) -> None:
    """Neither its parents, nor its children, nor a pattern."""
    office.dispatch()
    try:
        assert hands.hold(office.context, domain) == 0
    except UsageError:
        assert hands.held_domains(office.context) == ()
    assert len(office.claim()) == 3


@pytest.mark.parametrize("domain", ["", "@", "a b", "x@news.example", "\x1b[2J", "-", "a" * 400])
def test_what_is_no_domain_is_refused(office: AnOffice, domain: str) -> None:
    """Shown as text."""
    for deed in (hands.hold, hands.release):
        with pytest.raises(UsageError, match=r"is no domain\. Nothing was changed\.") as caught:
            deed(office.context, domain)
        assert "\x1b" not in str(caught.value)


def test_a_domain_is_held_once_and_released_once(office: AnOffice) -> None:
    """Said in a sentence."""
    hands.hold(office.context, "news.example")
    with pytest.raises(NotAllowed, match=r"news\.example is held already"):
        hands.hold(office.context, "NEWS.example")
    hands.release(office.context, "news.example")
    with pytest.raises(NotFound, match=r"news\.example is not held"):
        hands.release(office.context, "news.example")


def test_urgent_deliveries_are_claimed_first(office: AnOffice) -> None:
    """Though they were queued later."""
    routine = office.dispatch()
    office.clock.forward(minutes=1)
    urgent = dispatch_of(office, second_release(office), Standing(is_urgent=True))
    jobs = office.claim(4)
    assert sorted(job.dispatch_id for job in jobs) == [routine.id] + [urgent.id] * 3
    assert {job.dispatch_id for job in office.claim()} == {routine.id}


def test_an_urgent_pause_does_not_lose_its_urgency(office: AnOffice) -> None:
    """Resumed, it goes first again."""
    office.dispatch()
    urgent = dispatch_of(office, second_release(office), Standing(is_urgent=True))
    hands.pause(office.context, urgent.id)
    assert hands.resume(office.context, urgent.id).standing.is_urgent
    assert {job.dispatch_id for job in office.claim(3)} == {urgent.id}


def test_somebody_who_opts_out_of_a_paused_dispatch_is_stopped(office: AnOffice) -> None:
    """A pause keeps nobody on the list."""
    dispatch = office.dispatch()
    hands.pause(office.context, dispatch.id)
    people.opt_out(office.context, "reporter0@news.example")
    assert hands.resume(office.context, dispatch.id).tally.pending == 2
    assert len(office.claim()) == 2
