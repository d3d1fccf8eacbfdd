"""Two waves from one send: whoever agreed before the lift, everybody else at it, whatever dispatch and clock do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from an_office import ACCEPTED, DEFERRED, LOST, NOW, AnOffice
from embargo_office import LIFT, OTHERS, TRUSTED, in_two_waves, put_under_embargo
from sqlalchemy import update

from distrib.core.delivery.audience import Reason
from distrib.core.delivery.dispatch import Job
from distrib.core.delivery.ledger import State
from distrib.core.delivery.status import Status
from distrib.core.desk import SOON
from distrib.core.people.agreements import AgreementEvent
from distrib.db.schema import DeliveryRow, DispatchRow
from distrib.errors import NotAllowed
from distrib.services import embargo_waves, people, recipient_previews, sending
from distrib.services.delivery import delivering, dispatches, hands, history, settling
from distrib.services.delivery.composing import Composer
from distrib.services.people import agreements, editing
from distrib.services.releases import embargoes
from distrib.services.sending import AudienceChanged


def claimed(office: AnOffice) -> list[str]:
    """Addresses of whoever may be sent to now."""
    return sorted(job.email for job in office.claim())


def take_the_copy(office: AnOffice) -> Job:
    """The one under embargo goes out."""
    (job,) = office.claim()
    assert office.commit(job)
    assert office.record(job, ACCEPTED)
    return job


def text_of(office: AnOffice, job: Job) -> str:
    """The message of a delivery."""
    import email
    from email import policy

    message = email.message_from_bytes(Composer(office.context).compose(job).message, policy=policy.default)
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_both_waves_are_frozen_at_once_and_add_up(office: AnOffice) -> None:
    """Nobody is in both; the second is scheduled for the lift and names the first."""
    first, second = in_two_waves(office)
    rows = [(row.dispatch_id, row.email) for row in office.deliveries()]
    assert rows == [(first.id, TRUSTED), *((second.id, other) for other in OTHERS)]
    assert (first.tally.audience, second.tally.audience) == (1, 2)
    assert (first.standing.status, second.standing.status) == (Status.RUNNING, Status.SCHEDULED)
    assert (second.standing.not_before, second.standing.start_by) == (LIFT, LIFT + timedelta(minutes=15))
    assert (first.follows, second.follows) == (None, first.id)
    kept_out = dispatches.left_out(office.context, first.id)
    assert [(one.email, one.reason) for one in kept_out] == [(other, Reason.NO_EMBARGO_AGREEMENT) for other in OTHERS]
    assert dispatches.left_out(office.context, second.id) == ()
    with pytest.raises(NotAllowed, match="Nobody is left"):
        sending.freeze(office.context, sending.plan(office.context, office.reference, "all"))


def test_by_default_everybody_waits_for_the_lift(office: AnOffice) -> None:
    """Also who keeps embargoes: early copies are a decision of their own."""
    put_under_embargo(office)
    plan = sending.plan(office.context, office.reference, "all")
    (only,) = sending.freeze_waves(office.context, plan)
    assert (only.tally.audience, only.standing.status, only.standing.not_before) == (3, Status.SCHEDULED, LIFT)
    in_words = str(embargo_waves.in_words(plan.release, plan.waves))
    assert in_words.startswith("3 at 06:00 Tripoli time, Wednesday 25 November")
    assert claimed(office) == []
    office.clock.at = LIFT
    assert len(claimed(office)) == 3


def test_the_plan_says_how_many_when(office: AnOffice) -> None:
    """Before anything is confirmed."""
    put_under_embargo(office)
    plan = sending.plan(office.context, office.reference, "all", embargoed_copies=True)
    words = "1 now under embargo, 2 at 06:00 Tripoli time, Wednesday 25 November 2026 (04:00 GMT)"
    assert str(embargo_waves.in_words(plan.release, plan.waves)) == words


def test_only_who_agreed_is_claimed_before_the_lift(office: AnOffice) -> None:
    """Then the others, with the date of the lift."""
    in_two_waves(office)
    (early,) = office.claim()
    assert early.email == TRUSTED
    assert office.record(early, DEFERRED)
    office.clock.at = LIFT - timedelta(seconds=1)
    assert claimed(office) == [TRUSTED]
    office.clock.at = LIFT
    jobs = office.claim()
    assert sorted(job.email for job in jobs) == list(OTHERS)
    assert {job.queued_at for job in jobs} == {LIFT}


def test_a_copy_says_until_when_and_a_later_one_does_not(office: AnOffice) -> None:
    """In words made from the object, in the edition's language."""
    in_two_waves(office)
    early = take_the_copy(office)
    line = "SOUS EMBARGO JUSQU’AU mercredi 25 novembre 2026 à 06 h 00, heure de Tripoli (04 h 00 GMT)"
    assert line in text_of(office, early)
    office.clock.at = LIFT
    for job in office.claim():
        assert "EMBARGO" not in text_of(office, job)


def test_what_either_wave_was_sent_is_made_again_to_the_byte(office: AnOffice) -> None:
    """With the line and the reader's clock for a copy under embargo, and without them for the others."""
    editing.edit(office.context, TRUSTED, {"zone": "Asia/Tokyo"})
    in_two_waves(office)
    for moment in (NOW, LIFT):
        office.clock.at = moment
        for job in office.claim():
            office.apply(delivering.CommitToSend(job, Composer(office.context).compose(job).message))
            office.record(job, ACCEPTED)
    sent = [history.as_sent(office.context, one.id) for one in office.deliveries()]
    assert [one.is_identical for one in sent] == [True, True, True]


def test_one_worker_composes_both_kinds_of_message(office: AnOffice) -> None:
    """In one language: the copy with the line, and then the others' without."""
    put_under_embargo(office)
    agreements.set_agreement(office.context, OTHERS[0], AgreementEvent.ACCEPTED, "a mail")
    plan = sending.plan(office.context, office.reference, "all", embargoed_copies=True)
    sending.freeze_waves(office.context, plan)
    composer = Composer(office.context)
    copies = {job.email: bytes(composer.compose(job).message) for job in office.claim()}
    office.clock.at = LIFT
    (late,) = [bytes(composer.compose(job).message) for job in office.claim() if job.email == OTHERS[1]]
    assert b"EMBARGOED UNTIL" in copies[OTHERS[0]]
    assert b"EMBARGOED UNTIL" not in late


def test_a_copy_names_the_lift_by_the_readers_clock_too(office: AnOffice) -> None:
    """As the reader's zone was when the send was frozen: a later try says the same."""
    editing.edit(office.context, TRUSTED, {"zone": "Asia/Tokyo"})
    put_under_embargo(office)
    plan = sending.plan(office.context, office.reference, "all", embargoed_copies=True)
    (reader,) = [one for one in plan.audience.recipients if one.email == TRUSTED]
    assert "13 h 00, heure de Tokyo" in recipient_previews.seen_by(office.context, plan, reader).text
    sending.freeze_waves(office.context, plan)
    editing.edit(office.context, TRUSTED, {"zone": "America/Lima"})
    line = "SOUS EMBARGO JUSQU’AU mercredi 25 novembre 2026 à 06 h 00, heure de Tripoli (04 h 00 GMT / 13 h 00, heure"
    assert line in text_of(office, take_the_copy(office))


@pytest.mark.parametrize("deed", ["pause and resume", "clock", "hold", "settings of the row"])
def test_nothing_reaches_its_dot_before_the_lift(office: AnOffice, deed: str) -> None:
    """Not by a pause, a resume, a clock that was ahead, or a due time that somebody changed."""
    _, second = in_two_waves(office)
    take_the_copy(office)
    if deed == "pause and resume":
        hands.pause(office.context, second.id)
        hands.resume(office.context, second.id)
    elif deed == "clock":
        office.clock.at = LIFT + timedelta(minutes=1)
        jobs = office.claim()
        assert len(jobs) == 2
        office.clock.at = NOW
        assert not any(office.commit(job) for job in jobs), "D3 asks for the embargo itself"
    elif deed == "hold":
        hands.hold(office.context, "news.example")
        hands.release(office.context, "news.example")
    else:
        with office.database.writing() as transaction:
            transaction.execute(update(DeliveryRow).values(due_at=NOW))
            transaction.execute(update(DispatchRow).values(status=Status.RUNNING, not_before=None, start_by=None))
    assert not set(claimed(office)) & set(OTHERS)


def test_what_a_clock_ahead_began_waits_for_the_lift_again(office: AnOffice) -> None:
    """Set back by a day it is not made due, which other dispatches are."""
    in_two_waves(office)
    take_the_copy(office)
    office.clock.at = LIFT + timedelta(minutes=1)
    assert claimed(office) == list(OTHERS)
    office.clock.at = NOW
    assert claimed(office) == [], "their leases are too far ahead, and they are queued again"
    assert {(row.state, row.due_at) for row in office.deliveries() if row.email in OTHERS} == {(State.QUEUED, LIFT)}
    office.clock.at = LIFT
    assert claimed(office) == list(OTHERS)


def test_a_lift_that_nobody_began_in_time_is_held(office: AnOffice) -> None:
    """The default grace is a quarter of an hour; then a person decides."""
    _, second = in_two_waves(office)
    office.clock.at = LIFT + timedelta(minutes=16)
    assert claimed(office) == [TRUSTED]
    held = dispatches.get(office.context, second.id)
    assert (held.standing.status, held.tally.pending) == (Status.HELD, 2)
    hands.resume(office.context, second.id)
    assert claimed(office) == list(OTHERS)


def test_an_agreement_that_changes_while_a_person_looks_stops_the_send(office: AnOffice) -> None:
    """Also where the only one withdraws."""
    put_under_embargo(office)
    for query in ("all", f"email:{TRUSTED}"):
        agreements.set_agreement(office.context, TRUSTED, AgreementEvent.ACCEPTED, "a mail")
        plan = sending.plan(office.context, office.reference, query, embargoed_copies=True)
        agreements.set_agreement(office.context, TRUSTED, AgreementEvent.WITHDRAWN, "a call")
        with pytest.raises(AudienceChanged):
            sending.freeze_waves(office.context, plan)
    assert office.deliveries() == ()


@pytest.mark.parametrize("kind", [AgreementEvent.WITHDRAWN, AgreementEvent.SANCTIONED])
def test_a_copy_that_is_not_out_is_kept_back_from_who_agrees_no_more(office: AnOffice, kind: AgreementEvent) -> None:
    """Even when it is claimed; at the lift they get it like everybody else, without the line."""
    in_two_waves(office)
    (early,) = office.claim()
    assert agreements.set_agreement(office.context, TRUSTED, kind, "a call")[1] == 1
    row = office.deliveries()[0]
    assert (row.email, row.state, row.due_at) == (TRUSTED, State.QUEUED, LIFT), "its claim is taken away"
    assert not office.commit(early)
    assert claimed(office) == []
    office.clock.at = LIFT
    jobs = {job.email: job for job in office.claim()}
    assert sorted(jobs) == sorted((TRUSTED, *OTHERS))
    assert "EMBARGO" not in text_of(office, jobs[TRUSTED])


def test_an_opt_out_between_the_waves_stops_the_second(office: AnOffice) -> None:
    """As in any dispatch."""
    _, second = in_two_waves(office)
    people.opt_out(office.context, OTHERS[0])
    office.clock.at = LIFT
    assert claimed(office) == sorted((TRUSTED, OTHERS[1]))
    assert dispatches.get(office.context, second.id).tally.count(State.SUPPRESSED) == 1


def test_a_doubt_of_a_copy_is_sent_again_with_the_same_bytes(office: AnOffice) -> None:
    """Also after the lift: a mailbox that has it can tell."""
    first, _ = in_two_waves(office)
    (job,) = office.claim()
    before = text_of(office, job)
    office.commit(job)
    office.record(job, LOST)
    office.clock.at = LIFT + timedelta(hours=1)
    settling.settle(office.context, first.id, settling.Word.AGAIN)
    (again,) = [one for one in office.claim() if one.email == TRUSTED]
    assert text_of(office, again) == before


def test_a_deferred_copy_is_tried_again_before_the_lift(office: AnOffice) -> None:
    """It is theirs already."""
    in_two_waves(office)
    (job,) = office.claim()
    office.record(job, DEFERRED)
    office.clock.forward(minutes=5)
    assert claimed(office) == [TRUSTED]


def test_once_the_embargo_is_over_a_send_is_like_any_other(office: AnOffice) -> None:
    """One wave, now, without a line."""
    put_under_embargo(office)
    office.clock.at = LIFT
    plan = sending.plan(office.context, office.reference, "all", embargoed_copies=True)
    (only,) = sending.freeze_waves(office.context, plan)
    assert (only.tally.audience, only.standing.status) == (3, Status.RUNNING)
    jobs = office.claim()
    assert len(jobs) == 3
    assert "EMBARGO" not in text_of(office, jobs[0])
    assert all(office.commit(job) and office.record(job, ACCEPTED) for job in jobs)


def test_a_send_is_not_scheduled_for_before_the_lift(office: AnOffice) -> None:
    """Unless copies under embargo are wanted: then they begin at that time."""
    put_under_embargo(office)
    at = LIFT - timedelta(hours=1)
    with pytest.raises(NotAllowed, match="--embargoed-copies"):
        sending.plan(office.context, office.reference, "all", begins=at)
    assert len(sending.plan(office.context, office.reference, "all", begins=at, embargoed_copies=True).waves) == 2
    assert len(sending.plan(office.context, office.reference, "all", begins=LIFT).waves) == 1


def test_the_desk_sees_what_lifts_within_a_day(office: AnOffice) -> None:
    """Once, however many copies went out."""
    assert embargoes.lifting_soon(office.context, SOON) == ()
    in_two_waves(office)
    assert [one.reference for one in embargoes.lifting_soon(office.context, SOON)] == [office.reference]
    assert embargoes.lifting_soon(office.context, timedelta(hours=18)) == ()
    office.clock.at = LIFT
    assert embargoes.lifting_soon(office.context, SOON) == ()
