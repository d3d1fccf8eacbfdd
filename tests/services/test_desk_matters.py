"""What stands on the desk of a real office: doubts, what waits, what came back, who is on duty."""

from __future__ import annotations

from datetime import timedelta

from an_office import ACCEPTED, LOST, AnOffice
from embargo_office import LIFT, put_under_embargo

from distrib.core.delivery.bounce import Kind, Report
from distrib.core.delivery.ledger import Event
from distrib.core.desk import Urgency, in_words
from distrib.core.release.embargo import Embargo
from distrib.db import desk as rows
from distrib.db import embargoes, releases, returns
from distrib.services import desk
from distrib.services.delivery import hands


def texts(office: AnOffice, urgency: Urgency | None = None) -> list[str]:
    found = desk.matters(office.context)
    return [str(in_words(one, str)) for one in found if urgency in (None, one.urgency)]


def bounce(office: AnOffice, email: str, number: int) -> None:
    token = next(one.message_id for one in office.deliveries() if one.email == email).strip("<").partition("@")[0]
    report = Report(Kind.FAILED, (token,), "5.1.1", "no such user", None)
    with office.database.writing() as transaction:
        named = returns.named(transaction, [token])
        assert named is not None
        returns.note(transaction, named, report, source="t", digest=f"d{number}", now=office.clock())
        returns.follow(transaction, named, Event.BOUNCE, report, office.clock())


def test_an_empty_desk_says_nothing(office: AnOffice) -> None:
    """The release is approved and nobody keeps duty hours."""
    assert texts(office) == []


def test_doubt_comes_before_what_waits_and_what_came_back(office: AnOffice) -> None:
    """Each with its dispatch."""
    office.dispatch()
    for outcome in (ACCEPTED, LOST):
        (job,) = office.claim(1)
        office.commit(job)
        office.record(job, outcome)
    bounce(office, "reporter0@news.example", 1)
    hands.hold(office.context, "news.example")
    found = desk.matters(office.context)
    assert [one.urgency for one in found] == [Urgency.DECIDE, Urgency.REVIEW, Urgency.REVIEW, Urgency.KNOW]
    assert texts(office)[0].startswith("1 in doubt: they may have 2026-001 or not")
    assert texts(office, Urgency.KNOW)[0].startswith("1 of 2026-001 came back since yesterday")
    office.clock.forward(days=2)
    assert texts(office, Urgency.KNOW) == []


def test_what_came_back_is_found_over_many_pages(office: AnOffice, monkeypatch: object) -> None:
    """The newest first, and no further than yesterday."""
    office.dispatch()
    for _ in range(3):
        (job,) = office.claim(1)
        office.commit(job)
        office.record(job, ACCEPTED)
    monkeypatch.setattr(rows, "PAGE", 1)  # type: ignore[attr-defined]
    bounce(office, "reporter0@news.example", 0)
    office.clock.forward(hours=30)
    bounce(office, "reporter1@news.example", 1)
    bounce(office, "reporter2@news.example", 2)
    with office.database.reading() as transaction:
        (some,) = rows.bounces(transaction, office.clock.forward(hours=-1))
    assert some.number == 2


def test_a_dispatch_that_nobody_delivers_is_late(office: AnOffice) -> None:
    """No worker runs in this test."""
    office.dispatch()
    assert texts(office, Urgency.LATE) == ["2026-001 is late: 3 wait and no worker runs"]


def test_the_embargo_of_the_newest_version_is_counted_down(office: AnOffice) -> None:
    """Not one that an earlier version had."""
    with office.database.writing() as transaction:
        release = releases.by_reference(transaction, office.reference)
        assert release is not None
        for number, hours in ((2, 3), (3, 30)):
            lifts = Embargo(office.clock() + timedelta(hours=hours), "UTC")
            releases.insert_version(
                transaction, release.id, number, release.editions, actor="ana", now=office.clock(), embargo=lifts
            )
    assert texts(office, Urgency.SOON) == []
    office.clock.forward(hours=10)
    assert texts(office, Urgency.SOON)[0].startswith("The embargo of 2026-001 lifts at")


def test_a_text_that_was_not_approved_waits(office: AnOffice) -> None:
    """As a draft."""
    from an_office import add_release

    with office.database.writing() as transaction:
        reference = add_release(transaction, is_approved=False)
        assert releases.count(transaction) == 2
    assert texts(office) == [f"{reference} waits for approval: Harbour Office raises alarm (en)"]


def test_an_embargo_that_was_lifted_early_or_killed_is_counted_down_no_more(office: AnOffice) -> None:
    """Whoever still sees the countdown waits for something that has happened."""
    put_under_embargo(office)
    office.clock.at = LIFT - timedelta(hours=5)
    assert texts(office, Urgency.SOON) == [
        f"The embargo of {office.reference} lifts at {LIFT}, in about 5 h 0 min: Harbour Office raises alarm (en)"
    ]
    with office.database.writing() as transaction:
        release = releases.by_reference(transaction, office.reference)
        assert release is not None
        embargoes.lift(transaction, release.id, LIFT, office.clock())
    assert texts(office, Urgency.SOON) == []
