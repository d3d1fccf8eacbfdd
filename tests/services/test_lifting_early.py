"""Lifting an embargo early: a notice to exactly those who hold the text, and the rest gets it at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from an_office import ACCEPTED, LOST, NOW, REFUSED_AT_DOT, AnOffice, add_journalists
from embargo_office import LIFT, OTHERS, TRUSTED, in_two_waves, put_under_embargo
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from distrib.core.delivery.ledger import State
from distrib.core.delivery.outcome import Outcome
from distrib.core.delivery.status import Status
from distrib.core.desk import SOON
from distrib.core.people.agreements import AgreementEvent
from distrib.core.release import ReleaseKind, ReleaseState
from distrib.db import holders
from distrib.errors import NotAllowed
from distrib.services import people, releases, sending
from distrib.services.context import Context
from distrib.services.delivery import dispatches, hands
from distrib.services.office import dkim
from distrib.services.people import agreements
from distrib.services.releases import approving, discarding, embargoes, lifting


def take_all(office: AnOffice, *outcomes: Outcome) -> list[str]:
    """Everything due goes out, and ends so by turns; to whom."""
    jobs = office.claim()
    for number, job in enumerate(jobs):
        assert office.commit(job)
        office.record(job, outcomes[number % len(outcomes)])
    return sorted(job.email for job in jobs)


def test_holders_get_a_notice_and_the_rest_the_text(office: AnOffice) -> None:
    """The notice goes first, in the language they had; it is a release of its own that names the other."""
    _, second = in_two_waves(office)
    take_all(office, ACCEPTED)
    done = lifting.lift(office.context, office.reference)
    assert done.notice is not None
    notice = releases.get(office.context, done.notice.release_reference)
    assert (notice.kind, notice.about) == (ReleaseKind.LIFT, office.reference)
    assert [one.headline for one in notice.editions] == [
        "Embargo lifted: Harbour Office raises alarm (en)",
        "Embargo levé : Harbour Office raises alarm (fr)",
    ]
    assert done.freed == 2
    (first, *_) = office.claim(1)
    assert (first.email, first.dispatch_id) == (TRUSTED, done.notice.id)
    assert sorted(job.email for job in office.claim()) == list(OTHERS)
    assert dispatches.get(office.context, second.id).standing.not_before == NOW


def test_who_is_in_doubt_holds_it_and_who_refused_does_not(office: AnOffice) -> None:
    """Exactly the accepted and the doubtful; a refused copy is no copy."""
    put_under_embargo(office)
    for other in OTHERS:
        agreements.set_agreement(office.context, other, AgreementEvent.ACCEPTED, "a mail")
    plan = sending.plan(office.context, office.reference, "all", embargoed_copies=True)
    sending.freeze(office.context, plan)
    take_all(office, ACCEPTED, LOST, REFUSED_AT_DOT)
    done = lifting.lift(office.context, office.reference)
    assert done.notice is not None
    assert take_all(office, ACCEPTED) == [OTHERS[0], TRUSTED]
    with office.database.reading() as transaction:
        held = holders.holders(transaction, [office.reference])
    assert {one.email for one in held} == {OTHERS[0], TRUSTED}


def test_a_copy_that_is_not_out_yet_goes_out_as_the_text(office: AnOffice) -> None:
    """Its claim is taken away, and nobody is told of the lift who has nothing."""
    in_two_waves(office)
    (job,) = office.claim()
    done = lifting.lift(office.context, office.reference)
    assert (done.notice, done.freed) == (None, 3)
    assert not office.commit(job)
    again = office.claim()
    assert sorted(one.email for one in again) == sorted((TRUSTED, *OTHERS))
    assert all(one.lifts_at == NOW for one in again)


def test_a_paused_wave_stays_paused(office: AnOffice) -> None:
    """A pause is a person's; resuming it begins it, the lift being past."""
    _, second = in_two_waves(office)
    take_all(office, ACCEPTED)
    hands.pause(office.context, second.id)
    lifting.lift(office.context, office.reference)
    assert take_all(office, ACCEPTED) == [TRUSTED]
    assert dispatches.get(office.context, second.id).standing.status is Status.PAUSED
    hands.resume(office.context, second.id)
    assert take_all(office, ACCEPTED) == list(OTHERS)


def test_whoever_opted_out_meanwhile_gets_no_notice(office: AnOffice) -> None:
    """They are named with the reason."""
    put_under_embargo(office)
    for other in OTHERS:
        agreements.set_agreement(office.context, other, AgreementEvent.ACCEPTED, "a mail")
    sending.freeze(office.context, sending.plan(office.context, office.reference, "all", embargoed_copies=True))
    take_all(office, ACCEPTED)
    people.opt_out(office.context, TRUSTED)
    done = lifting.lift(office.context, office.reference)
    assert done.notice is not None
    assert [one.email for one in dispatches.left_out(office.context, done.notice.id)] == [TRUSTED]
    assert take_all(office, ACCEPTED) == list(OTHERS)


def test_what_is_sent_after_an_early_lift_waits_for_nothing(office: AnOffice) -> None:
    """The approved release is the same; its embargo is over."""
    in_two_waves(office)
    lifting.lift(office.context, office.reference)
    with office.database.writing() as transaction:
        add_journalists(transaction, 1, first=7)
    (only,) = sending.freeze_waves(office.context, sending.plan(office.context, office.reference, "email:reporter7"))
    assert only.standing.status is Status.RUNNING
    assert "reporter7@news.example" in take_all(office, ACCEPTED)


def test_a_lift_is_done_once_and_only_while_there_is_an_embargo(office: AnOffice) -> None:
    """Each refusal says why."""
    with pytest.raises(NotAllowed, match="under no embargo"):
        lifting.lift(office.context, office.reference)
    put_under_embargo(office)
    with pytest.raises(NotAllowed, match="was sent or queued, so there is no embargo"):
        lifting.lift(office.context, office.reference)
    plan = sending.plan(office.context, office.reference, "all")
    sending.freeze(office.context, plan)
    lifting.lift(office.context, office.reference)
    with pytest.raises(NotAllowed, match="is over since 2026-11-24 09:00 GMT"):
        lifting.lift(office.context, office.reference)
    assert embargoes.lifting_soon(office.context, SOON) == ()


def test_a_notice_that_was_made_before_is_used(office: AnOffice) -> None:
    """So a lift whose notice somebody else has to approve goes on from there."""
    in_two_waves(office)
    take_all(office, ACCEPTED)
    made = lifting._notice(office.context, office.reference)
    assert made is not None
    approving.approve(office.context, made.reference)
    done = lifting.lift(office.context, office.reference)
    assert done.notice is not None
    assert done.notice.release_reference == made.reference


def test_after_the_embargo_there_is_nothing_to_lift(office: AnOffice) -> None:
    """It was over by itself."""
    in_two_waves(office)
    office.clock.at = LIFT + timedelta(minutes=1)
    with pytest.raises(NotAllowed, match="is over since 2026-11-25 04:00 GMT"):
        lifting.lift(office.context, office.reference)


SQLITE_ONLY = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SQLITE_ONLY
@given(
    outcomes=st.lists(st.sampled_from([ACCEPTED, LOST, REFUSED_AT_DOT, None]), min_size=6, max_size=6),
    agreed=st.sets(st.integers(0, 5)),
)
def test_the_notices_recipients_equal_accepted_and_in_doubt(
    tmp_path_factory: pytest.TempPathFactory, outcomes: list[Outcome | None], agreed: set[int]
) -> None:
    """For random agreements and random ends of the first wave; everybody else gets the text, and nobody both."""
    from an_office import an_office

    with an_office(tmp_path_factory.mktemp("lift"), people=6) as office:
        embargoes.set_embargo(office.context, office.reference, "2026-11-25T06:00", "Tripoli")
        approving.approve(office.context, office.reference)
        for number in agreed:
            agreements.set_agreement(
                office.context, f"reporter{number}@news.example", AgreementEvent.ACCEPTED, "a mail"
            )
        plan = sending.plan(office.context, office.reference, "all", embargoed_copies=True)
        sending.freeze_waves(office.context, plan)
        for job, outcome in zip(office.claim(), outcomes, strict=False):
            if outcome is not None:
                assert office.commit(job)
                office.record(job, outcome)
        holding = {row.email for row in office.deliveries() if row.state in (State.ACCEPTED, State.IN_DOUBT)}
        refused = {row.email for row in office.deliveries() if row.state is State.REFUSED}
        done = lifting.lift(office.context, office.reference)
        noticed = {one.email for one in dispatches.deliveries(office.context, done.notice.id)} if done.notice else set()
        assert noticed == holding
        texts = {job.email for job in office.claim() if done.notice is None or job.dispatch_id != done.notice.id}
        assert texts == {f"reporter{n}@news.example" for n in range(6)} - holding - refused


def test_a_notice_that_was_discarded_meanwhile_is_not_sent(office: AnOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is lifted either: whoever holds the text would not be told."""
    in_two_waves(office)
    take_all(office, ACCEPTED)
    signers, discarded = dkim.signers, list[str]()

    def meanwhile(context: Context) -> object:
        (notice,) = [one for one in releases.newest(office.context) if one.kind is ReleaseKind.LIFT]
        discarded.append(discarding.discard(context, notice.reference).reference)
        return signers(context)

    monkeypatch.setattr(dkim, "signers", meanwhile)
    with pytest.raises(NotAllowed, match="is discarded, so it was not sent"):
        lifting.lift(office.context, office.reference)
    assert office.claim() == ()
    assert releases.get(office.context, discarded[0]).state is ReleaseState.DISCARDED
    assert releases.get(office.context, office.reference).lifts_at is not None
