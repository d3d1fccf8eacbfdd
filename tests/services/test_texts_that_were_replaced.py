"""Once a text is corrected, killed or held, no earlier one is written to anybody again, however it would come about."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from an_office import ACCEPTED, DEFERRED_AT_DOT, LOST, REFUSED, AnOffice, add_journalists, add_release, an_office

from distrib.core.delivery.audience import Reason
from distrib.core.delivery.dispatch import Job
from distrib.core.delivery.ledger import State
from distrib.core.delivery.outcome import Outcome
from distrib.core.release import Release, ReleaseKind, ReleaseState
from distrib.errors import DatabaseUnusable, NotAllowed
from distrib.services import addressing, releases, sending
from distrib.services.delivery import hands, settling
from distrib.services.delivery.settling import Word
from distrib.services.releases import approving, discarding, editions, notices, writing

REF = "2026-001"


@pytest.fixture
def office(tmp_path: Path, url: str) -> Iterator[AnOffice]:
    """An office of either database with one approved release and three readers."""
    with an_office(tmp_path, people=3, url=url) as opened:
        yield opened


def sent_but_one(office: AnOffice, last: Outcome | None = None) -> Job:
    """Two have the release; the third is past its dot, or ended so."""
    office.dispatch()
    *others, third = office.claim(3)
    for job in others:
        assert office.commit(job)
        office.record(job, ACCEPTED)
    assert office.commit(third)
    if last is not None:
        office.record(third, last)
    return third


def correction(office: AnOffice, of: str = REF, kind: ReleaseKind = ReleaseKind.CORRECTION) -> Release:
    """One whose English text was mended and approved."""
    notice = notices.correct(office.context, of, kind)
    body = notice.source.body.replace("amilies", "amilies and friends")
    writing.save(office.context, notice.reference, replace(notice.source, body=body), base=notice.version)
    return approving.approve(office.context, notice.reference)


def send(office: AnOffice, notice: Release, last: Outcome = ACCEPTED) -> None:
    """A notice goes out to everybody it is for; the last message ends so."""
    dispatch = sending.freeze(office.context, sending.plan(office.context, notice.reference))
    jobs = [job for job in office.claim() if job.dispatch_id == dispatch.id]
    for job in jobs:
        assert office.commit(job) or last is REFUSED
        office.record(job, last if job == jobs[-1] else ACCEPTED)


@pytest.mark.parametrize("kind", [ReleaseKind.KILL, ReleaseKind.HOLD])
def test_what_comes_back_from_its_dot_is_not_sent_after_a_kill_or_a_hold(office: AnOffice, kind: ReleaseKind) -> None:
    """The dispatch had nothing else to do, and its last message is put off by the server after the notice was begun."""
    third = sent_but_one(office)
    notices.tell(office.context, REF, kind, "The figures are wrong.")
    assert office.record(third, DEFERRED_AT_DOT)
    office.clock.forward(hours=3)
    assert office.claim() == ()
    stands = {ReleaseKind.KILL: State.CANCELLED, ReleaseKind.HOLD: State.QUEUED}[kind]
    assert office.states() == [State.ACCEPTED, State.ACCEPTED, stands]


def test_a_doubt_is_not_sent_again_after_a_kill(office: AnOffice) -> None:
    """Whoever may have it is told by the kill."""
    sent_but_one(office, LOST)
    kill = notices.tell(office.context, REF, ReleaseKind.KILL, "The figures are wrong.")
    with pytest.raises(NotAllowed, match="2026-001 is killed, so it is not sent again"):
        settling.settle(office.context, 1, Word.AGAIN)
    approving.approve(office.context, kill.reference)
    assert len(sending.plan(office.context, kill.reference).audience.recipients) == 3


def test_a_doubt_that_is_sent_again_during_a_hold_waits_for_a_person(office: AnOffice) -> None:
    """Until the dispatch is resumed."""
    sent_but_one(office, LOST)
    notices.tell(office.context, REF, ReleaseKind.HOLD, "We are checking a name.")
    settling.settle(office.context, 1, Word.AGAIN)
    assert office.claim() == ()
    hands.resume(office.context, 1)
    assert len(office.claim()) == 1


def test_who_sends_a_text_to_more_people_is_told_that_it_is_held(office: AnOffice) -> None:
    """A person may know better; one who does not know should hear of it before they confirm."""
    sent_but_one(office, ACCEPTED)
    hold = notices.tell(office.context, REF, ReleaseKind.HOLD, "We are checking a name.")
    with office.database.writing() as transaction:
        add_journalists(transaction, 2, first=10)
    (warning,) = sending.plan(office.context, REF, "all").warnings
    assert str(warning).startswith(f"{hold.reference} asks those who have 2026-001 not to use it")
    discarding.discard(office.context, hold.reference)
    assert sending.plan(office.context, REF, "all").warnings == ()


def test_a_correction_of_a_text_under_hold_is_sent_without_a_word_of_the_hold(office: AnOffice) -> None:
    """It goes to those who were asked to wait, and to nobody else."""
    sent_but_one(office, ACCEPTED)
    send(
        office,
        approving.approve(office.context, notices.tell(office.context, REF, ReleaseKind.HOLD, "A name.").reference),
    )
    assert sending.plan(office.context, correction(office).reference).warnings == ()


def test_a_correction_waits_for_what_is_past_its_dot(office: AnOffice) -> None:
    """It may come back, and would follow its own correction. Once its dispatch is stopped it cannot, and is told."""
    third = sent_but_one(office)
    notice = correction(office)
    with pytest.raises(NotAllowed, match="1 person is still to get 2026-001 as it was"):
        sending.plan(office.context, notice.reference)
    hands.stop(office.context, 1)
    send(office, notice)
    assert office.record(third, DEFERRED_AT_DOT)
    office.clock.forward(hours=3)
    assert office.claim() == ()


def test_what_a_stopped_dispatch_gets_back_keeps_no_correction_waiting(office: AnOffice) -> None:
    """It is cancelled by the next worker; there may be none before the correction is sent."""
    third = sent_but_one(office)
    hands.stop(office.context, 1)
    assert office.record(third, DEFERRED_AT_DOT)
    planned = sending.plan(office.context, correction(office).reference)
    assert third.email not in {one.email for one in planned.audience.recipients}
    assert len(planned.audience.recipients) == 2


def test_a_doubt_is_not_sent_again_after_a_correction(office: AnOffice) -> None:
    """The uncorrected text would be the last that they read."""
    sent_but_one(office, LOST)
    send(office, correction(office))
    with pytest.raises(NotAllowed, match="2026-001 is corrected by a later release, so it is not sent again"):
        settling.settle(office.context, 1, Word.AGAIN)
    assert office.claim() == ()
    settling.settle(office.context, 1, Word.SENT)


def test_a_correction_that_was_corrected_goes_to_nobody_any_more(office: AnOffice) -> None:
    """Neither anew to whom it did not reach, nor again to who is in doubt."""
    sent_but_one(office, ACCEPTED)
    first = correction(office)
    send(office, first, LOST)
    second = correction(office, first.reference)
    send(office, second)
    assert releases.get(office.context, first.reference).state is ReleaseState.CORRECTED
    assert releases.get(office.context, second.reference).state is ReleaseState.ISSUED
    with pytest.raises(NotAllowed, match="corrected by a later release"):
        sending.plan(office.context, first.reference)
    with pytest.raises(NotAllowed, match="so it is not sent again"):
        settling.settle(office.context, 2, Word.AGAIN)


def test_a_correction_is_made_of_the_text_that_people_have(office: AnOffice) -> None:
    """Of the first text it would bring back what was mended, and name words that nobody has."""
    sent_but_one(office, ACCEPTED)
    first = correction(office)
    send(office, first)
    with pytest.raises(NotAllowed, match=f"2026-001 is corrected by {first.reference}, and that is the text"):
        notices.correct(office.context, REF)
    assert notices.correct(office.context, first.reference).source.body == first.source.body


def test_a_correction_of_a_text_that_was_replaced_meanwhile_is_not_sent(office: AnOffice) -> None:
    """Two were in the making, of a kind each; the one that was sent first is what people have."""
    sent_but_one(office, ACCEPTED)
    late, first = correction(office), correction(office, kind=ReleaseKind.REFILE)
    planned = sending.plan(office.context, late.reference)
    send(office, first)
    said = f"{first.reference} has taken the place of 2026-001 since {late.reference} was made of it"
    with pytest.raises(NotAllowed, match=said):
        sending.plan(office.context, late.reference)
    with pytest.raises(NotAllowed, match=said):
        sending.freeze(office.context, planned)


def test_readers_of_a_held_edition_of_a_correction_are_left_out_until_it_is_let_go(office: AnOffice) -> None:
    """A translation that waits is sent to nobody, and then to exactly those."""
    sent_but_one(office, ACCEPTED)
    notice = correction(office)
    editions.hold(office.context, notice.reference, "fr")
    planned = sending.plan(office.context, notice.reference)
    assert {one.language for one in planned.audience.recipients} == {"en"}
    assert [one.reason for one in planned.audience.left_out] == [Reason.EDITION_HELD]
    sending.freeze(office.context, planned)
    editions.let_go(office.context, notice.reference, "fr")
    assert {one.language for one in sending.plan(office.context, notice.reference).audience.recipients} == {"fr"}


def test_a_correction_without_an_edition_that_people_have_is_not_sent(office: AnOffice) -> None:
    """They would keep the wrong text, or get it mended in a language that is not theirs."""
    sent_but_one(office, ACCEPTED)
    notice = correction(office)
    with office.database.writing() as transaction:
        release = releases.found(transaction, notice.reference, lock=True)
        releases.change(office.context, transaction, release, replace(release, editions=release.editions[:1]), "cut")
    approving.approve(office.context, notice.reference)
    with pytest.raises(NotAllowed, match=f"1 person has 2026-001 in fr; {notice.reference} has no such edition"):
        sending.plan(office.context, notice.reference)


def test_a_hold_goes_before_what_is_not_urgent(office: AnOffice) -> None:
    """Whoever has the text should not publish it while others are still being written to about something else."""
    sent_but_one(office, ACCEPTED)
    hold = notices.tell(office.context, REF, ReleaseKind.HOLD, "We are checking a name.")
    approving.approve(office.context, hold.reference)
    with office.database.writing() as transaction:
        another = add_release(transaction)
    sending.freeze(office.context, sending.plan(office.context, another, "all"))
    office.clock.forward(seconds=5)
    dispatch = sending.freeze(office.context, sending.plan(office.context, hold.reference))
    assert {job.dispatch_id for job in office.claim(3)} == {dispatch.id}


@pytest.mark.parametrize("kind", [ReleaseKind.CORRECTION, ReleaseKind.HOLD])
def test_after_a_kill_no_notice_repeats_the_text(office: AnOffice, kind: ReleaseKind) -> None:
    """One that was approved before is not planned, and one that was planned before is not sent; a word is."""
    sent_but_one(office, ACCEPTED)
    if kind is ReleaseKind.CORRECTION:
        notice = correction(office)
    else:
        notice = notices.tell(office.context, REF, kind, "We are checking a name.")
        approving.approve(office.context, notice.reference)
    planned = sending.plan(office.context, notice.reference)
    kill = notices.tell(office.context, REF, ReleaseKind.KILL, "The figures are wrong.")
    said = f"2026-001 is killed and must not be used any more, so {notice.reference} was not sent"
    with pytest.raises(NotAllowed, match=said):
        sending.plan(office.context, notice.reference)
    with pytest.raises(NotAllowed, match=said):
        sending.freeze(office.context, planned)
    advice = notices.tell(office.context, REF, ReleaseKind.ADVISORY, "A new text follows.")
    for one in (kill, advice):
        approving.approve(office.context, one.reference)
        send(office, one)
    assert len(office.deliveries()) == 3


def test_a_correction_that_was_sent_does_not_reach_more_people_after_a_kill(office: AnOffice) -> None:
    """Whom it did not reach is told of the kill, and of nothing else."""
    sent_but_one(office, ACCEPTED)
    notice = correction(office)
    send(office, notice, REFUSED)
    notices.tell(office.context, REF, ReleaseKind.KILL, "The figures are wrong.")
    with pytest.raises(NotAllowed, match="must not be used any more"):
        sending.plan(office.context, notice.reference)


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_correction_sees_what_is_queued_of_the_text_at_the_same_moment(
    office: AnOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text is being queued for more people, who would get it and never the correction."""
    sent_but_one(office, ACCEPTED)
    notice = correction(office)
    planned = sending.plan(office.context, notice.reference)
    with office.database.writing() as transaction:
        add_journalists(transaction, 2, first=10)
    more = sending.plan(office.context, REF, "all")
    inside, before = sending.freeze_within, []

    with ThreadPoolExecutor(1) as pool:

        def beside(*arguments: object, **named: object) -> object:
            monkeypatch.undo()
            before.append(pool.submit(sending.freeze, office.context, planned))
            with suppress(TimeoutError):  # it waits for the release that is being sent, or for nothing
                before[0].exception(1)
            return inside(*arguments, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(sending, "freeze_within", beside)
        sending.freeze(office.context, more)
        with pytest.raises(NotAllowed, match="2 people are still to get 2026-001 as it was"):
            before[0].result(30)
    assert releases.get(office.context, REF).state is ReleaseState.ISSUED


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_kill_and_a_send_at_the_same_moment_wait_for_one_another(
    office: AnOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither fails for the other's sake: the kill comes after the send, and stops it."""
    sent_but_one(office, ACCEPTED)
    with office.database.writing() as transaction:
        add_journalists(transaction, 2, first=10)
    more = sending.plan(office.context, REF, "all")
    waves, kill = addressing.waves, []

    with ThreadPoolExecutor(1) as pool:

        def beside(*arguments: object, **named: object) -> object:
            monkeypatch.undo()
            kill.append(pool.submit(notices.tell, office.context, REF, ReleaseKind.KILL, "The figures are wrong."))
            with suppress(TimeoutError):
                kill[0].exception(1)
            return waves(*arguments, **named)  # type: ignore[arg-type]

        monkeypatch.setattr(addressing, "waves", beside)
        try:
            sending.freeze(office.context, more)
        except DatabaseUnusable as fault:
            raise AssertionError("the send and the kill met in deadlock") from fault
        kill[0].result(30)
    assert office.claim() == ()
    assert [one.state for one in office.deliveries()][-2:] == [State.CANCELLED] * 2
