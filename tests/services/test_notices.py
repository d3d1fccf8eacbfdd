"""Corrections, kills, holds and advisories: to exactly those who hold the earlier text, threaded under it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from an_office import ACCEPTED, LOST, NOW, REFUSED, AnOffice, an_office, edition
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from distrib.core.delivery.audience import Reason
from distrib.core.delivery.ledger import State
from distrib.core.delivery.status import Status
from distrib.core.release import Release, ReleaseKind, ReleaseState
from distrib.core.release.holders import HOLDS
from distrib.db.schema import DeliveryRow
from distrib.errors import NotAllowed, UsageError
from distrib.services import people, releases, sending
from distrib.services.delivery import delivering, dispatches, hands, history
from distrib.services.delivery.composing import Composer
from distrib.services.releases import approving, checks, notices, writing

REF = "2026-001"


@pytest.fixture
def office(tmp_path: Path, url: str) -> Iterator[AnOffice]:
    """An office of either database with one approved release and six readers of en and fr."""
    with an_office(tmp_path, people=6, url=url) as opened:
        yield opened


def sent(office: AnOffice, outcomes: int = 6) -> None:
    """Every claimed message is accepted, the third refused, the fourth lost; `outcomes` of six are tried."""
    office.dispatch()
    for number, job in enumerate(office.claim(outcomes)):
        assert office.commit(job) or number == 2
        office.record(job, {2: REFUSED, 3: LOST}.get(number, ACCEPTED))


def mended(office: AnOffice, notice: Release, old: str = "Families", new: str = "Forty families") -> Release:
    """A correction whose English text was mended and approved."""
    body = notice.source.body.replace(old, new)
    writing.save(office.context, notice.reference, replace(notice.source, body=body), base=notice.version)
    return approving.approve(office.context, notice.reference)


def addresses(office: AnOffice, reference: str) -> set[str]:
    """Whom the ledger has for a release."""
    return {one.email for one in dispatches.log(office.context, reference)}


def test_a_correction_goes_to_whom_the_text_reached_or_may_have_reached(office: AnOffice) -> None:
    """In the language they had; the one who refused it never had it."""
    sent(office)
    notice = mended(office, notices.correct(office.context, REF))
    planned = sending.plan(office.context, notice.reference)
    held = {one.email: one.edition for one in office.deliveries() if one.state in (State.ACCEPTED, State.IN_DOUBT)}
    assert len(held) == 5
    assert {one.email: one.language for one in planned.audience.recipients} == held
    sending.freeze(office.context, planned)
    assert addresses(office, notice.reference) == set(held)
    assert releases.get(office.context, REF).state is ReleaseState.CORRECTED


def test_what_was_sent_of_a_notice_is_made_again_to_the_byte(office: AnOffice) -> None:
    """Threaded as it was."""
    sent(office)
    notice = mended(office, notices.correct(office.context, REF))
    sending.freeze(office.context, sending.plan(office.context, notice.reference))
    jobs = office.claim()
    for job in jobs:
        office.apply(delivering.CommitToSend(job, Composer(office.context).compose(job).message))
        office.record(job, ACCEPTED)
    assert [history.as_sent(office.context, job.delivery_id).is_identical for job in jobs] == [True] * 5


def test_it_is_threaded_under_what_they_have_and_says_what_changed(office: AnOffice) -> None:
    """With the old and the new wording, in both parts."""
    sent(office)
    notice = mended(office, notices.correct(office.context, REF))
    sending.freeze(office.context, sending.plan(office.context, notice.reference))
    earlier = {one.email: one.message_id for one in office.deliveries()}
    composer = Composer(office.context)
    for job in office.claim():
        message = message_from_bytes(composer.compose(job).message, policy=policy.default)
        assert message["In-Reply-To"] == message["References"] == earlier[job.email]
        is_english = message["Content-Language"] == "en"
        assert str(message["Subject"]).startswith("CORRECTION: " if is_english else "RECTIFICATIF: ")
        for kind in ("plain", "html"):
            part = message.get_body((kind,))
            text = part.get_content() if part else ""
            said = "Families left their homes.” now reads “Forty families left their homes.”"
            assert (said in text) is is_english
            assert ("Paragraph 1" in text) is is_english


def test_a_second_correction_is_threaded_under_both(office: AnOffice) -> None:
    """Whoever missed the first still has the original, and is told now."""
    sent(office)
    first = mended(office, notices.correct(office.context, REF))
    sending.freeze(office.context, sending.plan(office.context, first.reference))
    jobs = office.claim()
    for number, job in enumerate(jobs):
        assert office.commit(job) or not number
        office.record(job, ACCEPTED if number else REFUSED)
    second = mended(office, notices.correct(office.context, first.reference), "Forty", "Fifty")
    told = sending.plan(office.context, second.reference).audience.recipients
    assert {one.email for one in told} == {job.email for job in jobs}
    lengths = {one.email: len(one.answers) for one in told}
    assert lengths == {job.email: 2 if number else 1 for number, job in enumerate(jobs)}


def test_nobody_is_corrected_while_somebody_is_still_to_get_the_wrong_text(office: AnOffice) -> None:
    """The dispatch is named that has to be stopped first."""
    sent(office, outcomes=4)
    notice = mended(office, notices.correct(office.context, REF))
    with pytest.raises(NotAllowed, match=r"2 people are still to get 2026-001 as it was \(dispatch 1\)"):
        sending.plan(office.context, notice.reference)
    hands.stop(office.context, 1)
    assert len(sending.plan(office.context, notice.reference).audience.recipients) == 3


def test_a_correction_that_corrects_nothing_is_not_sent(office: AnOffice) -> None:
    """Nor one to a query."""
    sent(office)
    notice = notices.correct(office.context, REF)
    assert [one.correction for one in notice.editions] == [None, None]
    approving.approve(office.context, notice.reference)
    with pytest.raises(NotAllowed, match="it corrects nothing"):
        sending.plan(office.context, notice.reference)
    with pytest.raises(UsageError, match="exactly those who hold 2026-001"):
        sending.plan(office.context, notice.reference, "all")


def test_a_kill_stops_what_is_unsent_and_goes_before_everything(office: AnOffice) -> None:
    """Also before what is urgent, and to whoever is past the dot just now."""
    office.dispatch()
    done, past, claimed = office.claim(3)
    assert office.commit(done)
    office.record(done, ACCEPTED)
    assert office.commit(past)
    notice = notices.tell(office.context, REF, ReleaseKind.KILL, "The figures are wrong.")
    assert not office.commit(claimed)
    assert releases.get(office.context, REF).state is ReleaseState.KILLED
    assert dispatches.of_release(office.context, REF)[0].standing.status is Status.STOPPED
    with pytest.raises(NotAllowed, match="is killed"):
        sending.plan(office.context, REF, "all")
    approving.approve(office.context, notice.reference)
    with office.database.writing() as transaction:
        from an_office import add_journalists, add_release

        add_journalists(transaction, 3, first=10, domain="other.example")
        urgent = add_release(transaction, [edition(headline="Other")])
    from distrib.core.delivery.status import Standing

    planned = sending.plan(office.context, urgent, "country:gb")
    sending.freeze(office.context, planned, Standing(is_urgent=True))
    office.clock.forward(seconds=5)
    sending.freeze(office.context, sending.plan(office.context, notice.reference))
    jobs = office.claim(2)
    assert {job.email for job in jobs} == {done.email, past.email}
    message = message_from_bytes(Composer(office.context).compose(jobs[0]).message, policy=policy.default)
    assert str(message["Subject"]).split(": ")[0] in ("KILL", "ANNULATION")


def test_a_hold_pauses_and_an_advisory_touches_nothing(office: AnOffice) -> None:
    """Both go to those who hold the text by then."""
    sent(office, outcomes=2)
    advice = notices.tell(office.context, REF, ReleaseKind.ADVISORY, "A picture follows.")
    assert dispatches.of_release(office.context, REF)[0].standing.status is Status.RUNNING
    hold = notices.tell(office.context, REF, ReleaseKind.HOLD, "We are checking a name.")
    assert dispatches.of_release(office.context, REF)[0].standing.status is Status.PAUSED
    for notice in (advice, hold):
        approving.approve(office.context, notice.reference)
        assert len(sending.plan(office.context, notice.reference).audience.recipients) == 2
    assert "We are checking a name" in hold.source.body


def test_what_was_not_sent_needs_no_notice(office: AnOffice) -> None:
    """And one in the making is enough."""
    with pytest.raises(NotAllowed, match="was not sent, so there is nobody to tell"):
        notices.correct(office.context, REF)
    sent(office)
    first = notices.correct(office.context, REF)
    with pytest.raises(NotAllowed, match=f"has a correction in the making already: {first.reference}"):
        notices.correct(office.context, REF)
    with pytest.raises(UsageError, match="Say why"):
        notices.tell(office.context, REF, ReleaseKind.KILL, " ")
    assert releases.get(office.context, REF).state is ReleaseState.ISSUED


def test_whoever_opted_out_since_is_left_out_by_name(office: AnOffice) -> None:
    """A correction is mail as well."""
    sent(office)
    gone = next(one for one in office.deliveries() if one.state is State.ACCEPTED)
    people.opt_out(office.context, gone.email)
    notice = mended(office, notices.correct(office.context, REF))
    found = sending.plan(office.context, notice.reference).audience
    assert [(one.email, one.reason) for one in found.left_out] == [(gone.email, Reason.OPTED_OUT)]
    assert gone.email not in {one.email for one in found.recipients}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(states=st.lists(st.sampled_from(sorted(set(State) - {State.PLANNED})), min_size=6, max_size=6))
def test_the_recipients_are_the_accepted_and_the_doubtful(
    tmp_path_factory: pytest.TempPathFactory, states: list[State]
) -> None:
    """For any history of the earlier dispatch."""
    with an_office(tmp_path_factory.mktemp("office"), people=6) as office:
        office.dispatch()
        with office.database.writing() as transaction:
            for number, state in enumerate(states, 1):
                transaction.execute(update(DeliveryRow).where(DeliveryRow.id == number).values(state=state))
        notice = notices.tell(office.context, REF, ReleaseKind.ADVISORY, "For any history.")
        approving.approve(office.context, notice.reference)
        told = {one.email for one in sending.plan(office.context, notice.reference).audience.recipients}
        assert told == {one.email for one in office.deliveries() if one.state in HOLDS}
        assert office.clock() >= NOW


def test_a_corrected_release_and_a_killed_one_are_not_to_be_approved(office: AnOffice) -> None:
    """Whoever would send or approve one hears what comes in its place; the checks lead to its history."""
    sent(office)
    correction = mended(office, notices.correct(office.context, REF))
    sending.freeze(office.context, sending.plan(office.context, correction.reference))
    for words in ("corrected by a later release and goes to nobody any more", "killed and goes to nobody any more"):
        with pytest.raises(NotAllowed, match=words) as refused:
            sending.plan(office.context, REF, "all")
        assert "approve" not in str(refused.value)
        with pytest.raises(NotAllowed, match="cannot be approved any more"):
            approving.approvable(office.context, REF)
        first = checks.findings(office.context, REF)[0]
        assert (first.weight, first.part) == (checks.Weight.STOPS, "history")
        if "corrected" in words:
            notices.tell(office.context, REF, ReleaseKind.KILL, "It names the wrong town.")


def test_a_notice_shows_marks_of_a_headline_as_they_stand(office: AnOffice) -> None:
    """Only what would be markup is taken out of it."""
    sent(office)
    plain = "Stop! 4 + 4 > 7, #1 in Geneva"
    notice = notices.tell(office.context, REF, ReleaseKind.KILL, plain)
    assert f"Reason: {plain}" in notice.source.body
    with pytest.raises(UsageError, match="Say why: those who have 2026-001 read it"):
        notices.tell(office.context, REF, ReleaseKind.HOLD, " ")
