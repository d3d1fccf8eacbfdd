"""Approval: what voids it and what is said then, who may give it, for whom it holds, and the trail of it all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from an_office import NOW, AnOffice, an_office
from sqlalchemy import text

from distrib.core.query import parse
from distrib.core.query.text import spelled_out
from distrib.core.release import Attachment, Contact, Release, ReleaseKind, ReleaseState
from distrib.core.release.approval import Policy
from distrib.core.release.embargo import Embargo
from distrib.db import approvals, blobs
from distrib.errors import NotAllowed, UsageError
from distrib.services import releases, sending
from distrib.services.context import Context
from distrib.services.people import privacy, saved_audiences
from distrib.services.releases import approving, editions, reviewing


def with_editions(release: Release, **changes: object) -> Release:
    """The same changes in its first edition."""
    first, *others = release.editions
    return replace(release, editions=(replace(first, **changes), *others))  # type: ignore[arg-type]


FILE = b"%PDF-1.7 figures"
CHANGES: dict[str, Callable[[Release], Release]] = {
    "headline of the en edition": lambda one: with_editions(one, headline="H"),
    "text of the en edition": lambda one: with_editions(one, body="Other words."),
    "notes to editors of the en edition": lambda one: with_editions(one, notes="On request."),
    "contacts (Helena Brandt taken away, Bo added) of the en edition": lambda one: with_editions(
        one, contacts=(Contact("Bo", phones=("+1",), phones_as_written=("1",)),)
    ),
    "fr edition taken away": lambda one: replace(one, editions=one.editions[:1]),
    "embargo none → 2026-11-24 10:00 Europe/Zurich": lambda one: replace(one, embargo=Embargo(NOW, "Europe/Zurich")),
    "audience none → country:LY": lambda one: replace(one, audience="country:LY"),
}


def changed(office: AnOffice, change: Callable[[Release], Release]) -> None:
    """A new version, as every service makes one."""
    with office.database.writing() as transaction:
        release = releases.found(transaction, office.reference, lock=True)
        releases.change(office.context, transaction, release, change(release), "changed")


@pytest.mark.parametrize("said", CHANGES)
def test_every_change_voids_the_approval_and_is_named(office: AnOffice, said: str) -> None:
    """At the plan, at the freezing, and in what a person is shown before approving anew."""
    plan = sending.plan(office.context, office.reference, "all")
    changed(office, CHANGES[said])
    with pytest.raises(NotAllowed) as refused:
        sending.plan(office.context, office.reference, None if said.startswith("audience") else "all")
    assert f"is not what was approved, so it was not sent. Changed since: {said}. Read it" in str(refused.value)
    with pytest.raises(NotAllowed, match="is not what was approved"):
        sending.freeze(office.context, plan)
    release = releases.get(office.context, office.reference)
    approval, changes = approving.last_approval(office.context, release)
    assert approval is not None
    assert (approval.version, release.version, tuple(map(str, changes))) == (1, 2, (said,))
    approving.approve(office.context, office.reference)
    assert approving.last_approval(office.context, releases.get(office.context, office.reference))[1] == ()
    approving.sendable(office.context, office.reference)


def test_a_file_that_was_added_voids_it_too(office: AnOffice) -> None:
    """By the hash of its bytes."""
    with office.database.writing() as transaction:
        digest = blobs.keep(transaction, FILE)
    file = Attachment("figures.pdf", "application/pdf", len(FILE), digest)
    changed(office, lambda one: with_editions(one, attachments=(file,)))
    with pytest.raises(NotAllowed, match=r"Changed since: files \(figures.pdf added\) of the en edition\."):
        approving.sendable(office.context, office.reference)


def test_a_text_that_is_changed_back_has_to_be_approved_anew(office: AnOffice) -> None:
    """Nothing of it differs, and yet somebody touched it."""
    before = releases.get(office.context, office.reference)
    changed(office, CHANGES["text of the en edition"])
    changed(office, lambda one: replace(one, editions=before.editions))
    with pytest.raises(NotAllowed, match="approve it first"):
        approving.sendable(office.context, office.reference)


def test_an_approval_is_a_row_with_everything_that_proves_it(office: AnOffice) -> None:
    """And a release keeps all of them."""
    office.clock.forward(hours=1)
    release = approving.approve(office.context, office.reference)
    with office.database.reading() as transaction:
        approval = approvals.last(transaction, release.id)
        count = transaction.execute(text("SELECT count(*) FROM approvals")).scalar_one()
    assert approval is not None
    assert (approval.version, approval.version_hash, approval.by) == (1, release.version_hash, office.context.actor)
    assert (approval.at, approval.policy, count) == (NOW + timedelta(hours=1), Policy.SELF, 2)


def test_a_later_version_that_says_the_same_sends_the_approved_one(office: AnOffice) -> None:
    """Nobody looked at the later one."""
    assert editions.translated(office.context, office.reference, "fr").version == 2
    assert office.dispatch().version == 1


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[AnOffice]:
    """An office in a file, where anybody may say who they are."""
    with an_office(tmp_path) as opened:
        yield opened


def as_somebody(office: AnOffice, actor: str, policy: str = "four-eyes") -> Context:
    """The office as another person, under a policy of the settings."""
    settings = replace(office.context.settings, office=replace(office.context.settings.office, approval=policy))
    return replace(office.context, actor=actor, settings=settings)


def edited(context: Context, reference: str) -> None:
    """A version by whoever it is."""
    with context.database.writing() as transaction:
        release = releases.found(transaction, reference, lock=True)
        other = with_editions(release, body=f"{release.source.body} And {context.actor}.")
        releases.change(context, transaction, release, other, "changed")


def test_four_eyes_refuse_everybody_who_wrote_since_the_last_approval(alone: AnOffice) -> None:
    """Also whoever wrote an earlier version of it; an approval begins anew."""
    ana, ben, ida = (as_somebody(alone, name) for name in ("ana", "ben", "ida"))
    edited(ben, alone.reference)
    edited(ana, alone.reference)
    for author in (ana, ben):
        with pytest.raises(NotAllowed, match=f"was not approved: {author.actor} wrote some of it"):
            approving.approve(author, alone.reference)
    assert releases.get(ana, alone.reference).state is ReleaseState.DRAFT
    approving.approve(ida, alone.reference)
    edited(ida, alone.reference)
    with pytest.raises(NotAllowed, match="ida wrote some of it"):
        approving.approve(ida, alone.reference)
    approving.approve(ana, alone.reference)


def test_the_stricter_of_settings_and_database_counts(alone: AnOffice) -> None:
    """An old settings file on one machine is no way round."""
    ana = as_somebody(alone, "ana", "self")
    edited(ana, alone.reference)
    with alone.database.writing() as transaction:
        approvals.set_policy(transaction, Policy.FOUR_EYES)
    assert approving.policy(ana) is Policy.FOUR_EYES
    with pytest.raises(NotAllowed, match="ana wrote some of it"):
        approving.approve(ana, alone.reference)
    with alone.database.writing() as transaction:
        transaction.execute(text("DELETE FROM approval_policy"))
    assert approving.policy(ana) is Policy.FOUR_EYES, "a database that says nothing allows nothing"


def test_the_log_says_that_an_author_approved_their_own_text(alone: AnOffice) -> None:
    """In an office of one person that is so, and it is written down."""
    ana = as_somebody(alone, "ana", "self")
    edited(ana, alone.reference)
    approving.approve(ana, alone.reference)
    approving.approve(as_somebody(alone, "ben", "self"), alone.reference)
    said = [one.detail for one in reviewing.history(ana, alone.reference) if one.action == "release approved"]
    assert said == [
        {"version": 2, "policy": "self", "own text": True, "changed": ["text of the en edition"]},
        {"version": 2, "policy": "self", "own text": False, "changed": None},
    ]


def test_the_way_of_a_release_is_in_its_history(office: AnOffice) -> None:
    """Who, when, and the hash of the text at that moment."""
    context, reference = office.context, office.reference
    reviewing.set_audience(context, reference, "country:GB")
    reviewing.submit(context, reference)
    reviewing.send_back(context, reference, " Name\nthe town. ")
    assert releases.get(context, reference).state is ReleaseState.DRAFT
    reviewing.submit(context, reference)
    office.clock.forward(minutes=5)
    approved = approving.approve(context, reference)
    sending.freeze(context, sending.plan(context, reference, None))
    events = reviewing.history(context, reference)
    assert [one.action for one in events] == [
        "audience set",
        "release submitted",
        "release sent back",
        "release submitted",
        "release approved",
        "dispatch queued",
    ]
    assert {one.content_hash for one in events} == {approved.version_hash}
    assert {one.actor for one in events} == {context.actor}
    assert [one.at for one in events[-3:]] == [NOW, NOW + timedelta(minutes=5), NOW + timedelta(minutes=5)]
    assert events[2].in_words == "version: 2; because: Name the town."
    assert events[0].in_words == "version: 2; changed: audience none → country:GB"


@pytest.mark.parametrize("because", ["", "  \n", "x" * 1001])
def test_a_release_is_sent_back_with_a_reason(office: AnOffice, because: str) -> None:
    """Of reasonable length."""
    changed(office, CHANGES["text of the en edition"])
    reviewing.submit(office.context, office.reference)
    with pytest.raises(UsageError, match="Say why in 1 to 1,000 characters"):
        reviewing.send_back(office.context, office.reference, because)
    assert releases.get(office.context, office.reference).state is ReleaseState.IN_REVIEW


def test_only_drafts_are_submitted_and_only_what_is_in_review_is_sent_back(office: AnOffice) -> None:
    """An approved release is neither."""
    with pytest.raises(NotAllowed, match="2026-001 is approved and cannot be submitted"):
        reviewing.submit(office.context, office.reference)
    with pytest.raises(NotAllowed, match="2026-001 is approved and cannot be sent back"):
        reviewing.send_back(office.context, office.reference, "x")


def test_an_edit_takes_a_release_out_of_review(office: AnOffice) -> None:
    """Else somebody would approve what is being changed."""
    changed(office, CHANGES["text of the en edition"])
    reviewing.submit(office.context, office.reference)
    changed(office, CHANGES["headline of the en edition"])
    assert releases.get(office.context, office.reference).state is ReleaseState.DRAFT


def test_a_release_goes_to_the_audience_that_was_approved(office: AnOffice) -> None:
    """Left out it is used, said in other words it is the same, and another is refused."""
    reviewing.set_audience(office.context, office.reference, "country:GB -beat:sports")
    approving.approve(office.context, office.reference)
    for query in (None, "country:GB -beat:sports", "  country:gb   -beat:Sports "):
        plan = sending.plan(office.context, office.reference, query)
        assert plan.query == "country:GB -beat:sports"
    for other in ("all", "country:GB"):
        with pytest.raises(NotAllowed, match=r"was approved for `country:GB -beat:sports` and goes to nobody else"):
            sending.plan(office.context, office.reference, other)


def test_whoever_sends_says_to_whom_where_the_approval_does_not(office: AnOffice) -> None:
    """A release without an audience."""
    with pytest.raises(UsageError, match="Say who gets it with --to"):
        sending.plan(office.context, office.reference, None)


def test_a_saved_audience_is_approved_as_what_it_said(office: AnOffice) -> None:
    """What it is changed to later is nobody's approval."""
    saved_audiences.save(office.context, "Desk", "country:GB OR tag:circle")
    release = reviewing.set_audience(office.context, office.reference, 'audience:"Desk" beat:world')
    assert release.audience == "(country:GB OR tag:circle) beat:world"
    approving.approve(office.context, office.reference)
    assert sending.plan(office.context, office.reference, "audience:Desk beat:world").query == release.audience
    saved_audiences.save(office.context, "Desk", "all")
    with pytest.raises(NotAllowed, match="goes to nobody else"):
        sending.plan(office.context, office.reference, "audience:Desk beat:world")
    assert sending.plan(office.context, office.reference, None).query == release.audience


def test_setting_the_same_audience_changes_nothing(office: AnOffice) -> None:
    """And an approval stays."""
    reviewing.set_audience(office.context, office.reference, "all")
    approving.approve(office.context, office.reference)
    assert reviewing.set_audience(office.context, office.reference, " all ").state is ReleaseState.APPROVED
    assert reviewing.set_audience(office.context, office.reference, None).audience is None
    assert releases.get(office.context, office.reference).state is ReleaseState.DRAFT


def test_spelled_out_audiences_mean_the_same() -> None:
    """Wherever the name stands in the query."""
    saved = {"desk": "country:LY OR tag:circle", "wide": "audience:desk -beat:sports"}
    query = parse("-(audience:wide OR all) audience:desk", saved).expression
    assert spelled_out(query) == spelled_out(
        parse("-(((country:LY OR tag:circle) -beat:sports) OR all) (country:LY OR tag:circle)").expression
    )


def test_an_address_that_is_erased_leaves_the_audience_too(office: AnOffice) -> None:
    """It was somebody's, and the approval does not hold without it."""
    reviewing.set_audience(office.context, office.reference, "email:reporter1@news.example OR country:GB")
    approving.approve(office.context, office.reference)
    privacy.erase(office.context, "reporter1@news.example")
    release = releases.get(office.context, office.reference)
    assert release.audience == "email:erased OR country:GB"
    with pytest.raises(NotAllowed, match="such as an address that was erased"):
        approving.sendable(office.context, office.reference)
    assert all("reporter1" not in one.in_words for one in reviewing.history(office.context, office.reference))


def test_what_a_release_is_to_another_is_bound_too(office: AnOffice) -> None:
    """Whoever turns it into a kill past the services finds it approved no more."""
    with office.database.writing() as transaction:
        transaction.execute(text(f"UPDATE releases SET kind = '{ReleaseKind.KILL}'"))
    with pytest.raises(NotAllowed, match="is not what was approved"):
        approving.sendable(office.context, office.reference)
