"""Copies under embargo, their lift and what is done meanwhile: none to who does not agree, no line that is over."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from an_office import ACCEPTED, LOST, NOW, AnOffice
from embargo_office import LIFT, OTHERS, TRUSTED, in_two_waves, put_under_embargo

from distrib.core.delivery.dispatch import Job
from distrib.core.delivery.outcome import Outcome
from distrib.core.people import Journalist
from distrib.core.people.agreements import AgreementEvent
from distrib.core.release import Release, ReleaseKind
from distrib.errors import MailServerUnusable, NotAllowed
from distrib.services import releases, sending
from distrib.services.delivery import hands, settling
from distrib.services.delivery.composing import Composer
from distrib.services.delivery.settling import Word
from distrib.services.people import agreements, merging
from distrib.services.releases import approving, lifting, notices, writing

WITHDRAWN, SANCTIONED = AgreementEvent.WITHDRAWN, AgreementEvent.SANCTIONED


def take_all(office: AnOffice, outcome: Outcome = ACCEPTED) -> None:
    """Everything due goes out, and ends so."""
    for job in office.claim():
        assert office.commit(job)
        office.record(job, outcome)


def names_the_embargo(office: AnOffice, job: Job) -> bool:
    """Whether the message says until when."""
    message = message_from_bytes(Composer(office.context).compose(job).message, policy=policy.default)
    part = message.get_body(("plain",))
    return part is not None and "embargo jusqu" in part.get_content().lower()


def correction(office: AnOffice) -> Release:
    """Approved; what was still to go of the text is stopped."""
    hands.stop(office.context, 2)
    notice = notices.correct(office.context, office.reference)
    body = notice.source.body.replace("amilies", "amilies and friends")
    writing.save(office.context, notice.reference, replace(notice.source, body=body), base=notice.version)
    return approving.approve(office.context, notice.reference)


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_who_withdraws_while_copies_are_being_queued_gets_none(
    office: AnOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The withdrawal waits for the queue, and then finds the copy in it."""
    put_under_embargo(office)
    planned = sending.plan(office.context, office.reference, "all", embargoed_copies=True)
    inside, withdrawn = sending.freeze_within, list[Future[tuple[Journalist, int]]]()
    with ThreadPoolExecutor(1) as pool:

        def beside(*arguments: object, **named: object) -> object:
            monkeypatch.undo()
            said = (office.context, TRUSTED, WITHDRAWN, "a call")
            withdrawn.append(pool.submit(agreements.set_agreement, *said))
            with suppress(TimeoutError):
                withdrawn[0].exception(1)
            return inside(*arguments, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(sending, "freeze_within", beside)
        sending.freeze_waves(office.context, planned)
        assert withdrawn[0].result(30)[1] == 1
    assert office.claim() == ()


def test_a_merge_with_who_agrees_no_more_keeps_the_copy_back(office: AnOffice) -> None:
    """What was said last of either is what counts for the person."""
    in_two_waves(office)
    agreements.set_agreement(office.context, OTHERS[0], AgreementEvent.ACCEPTED, "a call")
    agreements.set_agreement(office.context, OTHERS[0], WITHDRAWN, "another call")
    merging.merge(office.context, OTHERS[0], TRUSTED)
    assert office.claim() == ()


def test_a_merge_of_who_agrees_still_keeps_nothing_back(office: AnOffice) -> None:
    """Nothing was said against it, and it goes to the address that stays theirs."""
    in_two_waves(office)
    merging.merge(office.context, TRUSTED, OTHERS[0])
    assert TRUSTED in {job.email for job in office.claim()}


def test_a_copy_in_doubt_is_not_sent_again_before_the_lift_to_who_broke_one(office: AnOffice) -> None:
    """It waits for the lift, and does not name it then."""
    in_two_waves(office)
    take_all(office, LOST)
    agreements.set_agreement(office.context, TRUSTED, SANCTIONED, "their site of today")
    settling.settle(office.context, 1, Word.AGAIN)
    assert office.claim() == ()
    office.clock.at = LIFT
    (again,) = (job for job in office.claim() if job.dispatch_id == 1)
    assert not names_the_embargo(office, again)


def test_a_copy_in_doubt_that_is_sent_again_after_an_early_lift_names_none(office: AnOffice) -> None:
    """A reader would keep back what everybody else has."""
    in_two_waves(office)
    take_all(office, LOST)
    lifting.lift(office.context, office.reference)
    settling.settle(office.context, 1, Word.AGAIN)
    (again,) = (job for job in office.claim() if job.dispatch_id == 1)
    assert not names_the_embargo(office, again)


def test_a_copy_in_doubt_that_is_sent_again_before_the_lift_names_it(office: AnOffice) -> None:
    """Nothing changed for them."""
    in_two_waves(office)
    take_all(office, LOST)
    settling.settle(office.context, 1, Word.AGAIN)
    (again,) = office.claim()
    assert names_the_embargo(office, again)


def test_who_broke_an_embargo_hears_of_a_correction_at_once(office: AnOffice) -> None:
    """They hold the text; a notice is no copy that could be kept back."""
    in_two_waves(office)
    take_all(office)
    notice = correction(office)
    sending.freeze(office.context, sending.plan(office.context, notice.reference))
    agreements.set_agreement(office.context, TRUSTED, SANCTIONED, "their site of today")
    (job,) = office.claim()
    assert (job.email, names_the_embargo(office, job)) == (TRUSTED, True)


@pytest.mark.parametrize("is_early", [True, False])
def test_a_correction_that_is_sent_after_the_lift_names_no_embargo(office: AnOffice, is_early: bool) -> None:
    """It was made and approved before, under the embargo of the text."""
    in_two_waves(office)
    take_all(office)
    notice = correction(office)
    assert notice.embargo is not None
    if is_early:
        lifting.lift(office.context, office.reference)
        take_all(office)
    office.clock.at = NOW + timedelta(minutes=5) if is_early else LIFT
    sending.freeze(office.context, sending.plan(office.context, notice.reference))
    (job,) = office.claim()
    assert not names_the_embargo(office, job)


def test_a_corrected_release_is_lifted_by_its_correction(office: AnOffice) -> None:
    """Which is what people hold, and is named."""
    in_two_waves(office)
    take_all(office)
    notice = correction(office)
    sending.freeze(office.context, sending.plan(office.context, notice.reference))
    take_all(office)
    with pytest.raises(NotAllowed, match=r"corrected by a later release.*Lift the embargo of the later one"):
        lifting.lift(office.context, office.reference)
    assert lifting.lift(office.context, notice.reference).notice is not None


def test_a_lift_is_not_told_before_it_happens(office: AnOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its notice was made and approved, and the lift itself failed; sent by hand it would be untrue."""
    in_two_waves(office)
    take_all(office)

    def no_server(_context: object) -> object:
        raise MailServerUnusable("There is no mail server.")

    with monkeypatch.context() as patched:
        patched.setattr("distrib.services.office.mail_server", no_server)
        with pytest.raises(MailServerUnusable):
            lifting.lift(office.context, office.reference)
    (notice,) = (one for one in releases.newest(office.context) if one.kind is ReleaseKind.LIFT)
    with pytest.raises(NotAllowed, match="says that the embargo of 2026-001 is lifted, and it is not yet"):
        sending.plan(office.context, notice.reference)
    assert lifting.lift(office.context, office.reference).notice is not None


def test_copies_that_are_queued_while_it_is_lifted_are_told_too(
    office: AnOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There were none when the notice was looked for; by the lift one is read."""
    put_under_embargo(office)
    sending.freeze(office.context, sending.plan(office.context, office.reference, f"email:{OTHERS[0]}"))
    looked_for = lifting._notice

    def meanwhile(*arguments: object) -> Release | None:
        notice = looked_for(*arguments)  # type: ignore[arg-type]
        monkeypatch.undo()
        planned = sending.plan(office.context, office.reference, "all", embargoed_copies=True)
        sending.freeze_waves(office.context, planned)
        take_all(office)
        return notice

    monkeypatch.setattr(lifting, "_notice", meanwhile)
    with pytest.raises(NotAllowed, match="Copies of 2026-001 were queued at this moment"):
        lifting.lift(office.context, office.reference)
    done = lifting.lift(office.context, office.reference)
    assert done.notice is not None
    assert done.notice.tally.audience == 1
