"""Planning and freezing: what a person saw is what is queued, or nothing is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from an_office import ACCEPTED, LOST, NOW, REFUSED, AnOffice, add_journalists, add_release, an_office, edition
from sqlalchemy import text

from distrib.core.delivery.ledger import State
from distrib.core.delivery.outcome import Outcome
from distrib.core.release import ReleaseState
from distrib.db import releases as release_rows
from distrib.errors import MailServerUnusable, NotAllowed, NotFound
from distrib.services import people, releases, sending
from distrib.services.delivery import dispatches
from distrib.services.releases import approving, embargoes


@pytest.fixture
def office(tmp_path: Path) -> Iterator[AnOffice]:
    """Three journalists and an approved release."""
    with an_office(tmp_path) as opened:
        yield opened


def test_a_plan_changes_nothing(office: AnOffice) -> None:
    """It can be looked at as often as one likes."""
    plans = [sending.plan(office.context, office.reference, "all") for _ in range(2)]
    assert plans[0].substance == plans[1].substance
    assert len(plans[0].audience.recipients) == 3
    assert plans[0].server == "smtp://localhost:2"
    assert dispatches.newest(office.context) == ()
    assert releases.get(office.context, office.reference).state is ReleaseState.APPROVED


def test_freezing_queues_everybody_in_their_language(office: AnOffice) -> None:
    """One transaction: dispatch, deliveries, left out, the release's state, and the audit trail."""
    people.opt_out(office.context, "reporter2@news.example")
    dispatch = office.dispatch()
    assert (dispatch.tally.audience, dispatch.tally.pending) == (2, 2)
    assert (dispatch.release_reference, dispatch.created_by, dispatch.query) == (office.reference, "ana", "all")
    assert dispatch.next_due == dispatch.created_at == NOW
    assert [(row.email, row.edition) for row in office.deliveries()] == [
        ("reporter0@news.example", "en"),
        ("reporter1@news.example", "fr"),
    ]
    (left,) = dispatches.left_out(office.context, dispatch.id)
    assert left.email == "reporter2@news.example"
    assert releases.get(office.context, office.reference).state is ReleaseState.ISSUED
    with office.database.reading() as transaction:
        trail = transaction.execute(text("SELECT action FROM audit_events ORDER BY id")).scalars().all()
    assert trail == ["opted out", "dispatch queued"]


def _more_people(office: AnOffice) -> None:
    with office.database.writing() as transaction:
        add_journalists(transaction, 1, first=3)


def _fewer_people(office: AnOffice) -> None:
    people.opt_out(office.context, "reporter1@news.example")


def _another_address(office: AnOffice) -> None:
    with office.database.writing() as transaction:
        transaction.execute(text("UPDATE journalist_addresses SET email = 'new@news.example' WHERE id = 1"))


def _another_text(office: AnOffice) -> None:
    with office.database.writing() as transaction:
        release_rows.insert_version(transaction, 1, 2, [edition(body="Other words.")], actor="ana", now=NOW)
    approving.approve(office.context, office.reference)


def _sent_meanwhile(office: AnOffice) -> None:
    office.dispatch()


@pytest.mark.parametrize("change", [_more_people, _fewer_people, _another_address, _another_text, _sent_meanwhile])
def test_what_changed_since_it_was_looked_at_is_not_sent(office: AnOffice, change: Callable[[AnOffice], None]) -> None:
    """Somebody confirmed other numbers or another text."""
    plan = sending.plan(office.context, office.reference, "all")
    change(office)
    before = len(dispatches.newest(office.context))
    with pytest.raises(NotAllowed, match="changed since you looked"):
        sending.freeze(office.context, plan)
    assert len(dispatches.newest(office.context)) == before


def _text_only(office: AnOffice) -> None:
    with office.database.writing() as transaction:
        release_rows.insert_version(transaction, 1, 2, [edition(body="Other words.")], actor="ana", now=NOW)


def test_a_text_that_was_changed_after_approval_is_not_sent(office: AnOffice) -> None:
    """Whoever changed it, and however."""
    plan = sending.plan(office.context, office.reference, "all")
    _text_only(office)
    for step in (
        lambda: sending.freeze(office.context, plan),
        lambda: sending.plan(office.context, office.reference, "all"),
    ):
        with pytest.raises(
            NotAllowed,
            match=r"is not what was approved.*Changed since: text of the en edition; fr edition taken away\.",
        ):
            step()


@pytest.mark.parametrize(
    ("outcome", "is_committed", "is_mailed_again"),
    [(ACCEPTED, True, False), (LOST, True, False), (REFUSED, False, True)],
)
def test_whoever_has_it_or_may_have_it_is_left_out(
    office: AnOffice, outcome: Outcome, is_committed: bool, is_mailed_again: bool
) -> None:
    """Doubt counts as having it; a refused address may have been corrected."""
    office.dispatch()
    for job in office.claim():
        if is_committed:
            office.commit(job)
        office.record(job, outcome)
    plan = sending.plan(office.context, office.reference, "all")
    assert len(plan.audience.recipients) == (3 if is_mailed_again else 0)
    assert len(plan.audience.left_out) == (0 if is_mailed_again else 3)


def test_two_releases_do_not_know_of_each_other(office: AnOffice) -> None:
    """The second goes to the same people."""
    office.dispatch()
    with office.database.writing() as transaction:
        other = add_release(transaction, [edition(headline="Another matter")])
    assert len(sending.plan(office.context, other, "all").audience.recipients) == 3


def test_nobody_left_is_said(office: AnOffice) -> None:
    """With how many were found."""
    office.dispatch()
    plan = sending.plan(office.context, office.reference, "all")
    with pytest.raises(NotAllowed, match="Nobody is left to send 2026-001 to: 3 found, all left out"):
        sending.freeze(office.context, plan)


def test_pages_and_filters_of_a_dispatch(office: AnOffice) -> None:
    """In the order in which they were frozen."""
    dispatch = office.dispatch()
    (job,) = office.claim(1)
    office.record(job, REFUSED)
    page = dispatches.deliveries(office.context, dispatch.id, limit=2, offset=1)
    assert [row.email for row in page] == ["reporter1@news.example", "reporter2@news.example"]
    (refused,) = dispatches.deliveries(office.context, dispatch.id, states=(State.REFUSED,))
    assert (refused.email, refused.outlet) == ("reporter0@news.example", "The Mercury")
    assert dispatches.get(office.context, dispatch.id).tally.refused == 1
    assert dispatches.of_release(office.context, office.reference)[0].id == dispatch.id
    for wrong in (lambda: dispatches.get(office.context, 99), lambda: dispatches.of_release(office.context, "x")):
        with pytest.raises(NotFound):
            wrong()


def test_without_a_mail_server_there_is_no_plan(tmp_path: Path) -> None:
    """It would promise what cannot be kept."""
    with an_office(tmp_path, smtp="") as office, pytest.raises(MailServerUnusable, match="No mail server is set up"):
        sending.plan(office.context, office.reference, "all")


def test_an_embargo_line_in_any_edition_stops_the_plan(office: AnOffice) -> None:
    """Also when only the translation carries it."""
    with office.database.writing() as transaction:
        editions = [edition("en"), edition("fr", embargo="SOUS EMBARGO jusqu'au 25 novembre")]
        reference = add_release(transaction, editions)
    with pytest.raises(NotAllowed, match="SOUS EMBARGO"):
        sending.plan(office.context, reference, "all")
    embargoes.clear_embargo(office.context, reference)
    approving.approve(office.context, reference)
    assert sending.plan(office.context, reference, "all").audience.recipients
