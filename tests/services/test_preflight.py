"""Preflight over a whole office: what stops a send before anybody is queued, and that everybody's message is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from an_office import AnOffice, add_release, an_office, edition
from embargo_office import put_under_embargo

from distrib.config import SmtpSettings
from distrib.core.message import Greeting, Slot, values_of_person
from distrib.core.message.dkim import Algorithm, Signer
from distrib.core.preflight import Finding, Part, Place, stops, warnings
from distrib.core.release import Dateline, Edition
from distrib.core.release.embargo import Embargo
from distrib.errors import NotAllowed
from distrib.mail import render
from distrib.mail.parts import Parts
from distrib.mail.render import make_both as render_both
from distrib.services import releases
from distrib.services.releases import checks, editions, lifting, preflight, writing
from distrib.services.releases.preflight_edition import embargo_findings
from distrib.services.sending import plan


@pytest.fixture
def office(tmp_path: Path) -> Iterator[AnOffice]:
    """Three journalists and an approved release in two languages."""
    with an_office(tmp_path) as opened:
        yield opened


def looked_over(office: AnOffice, *editions: Edition) -> tuple[str, tuple[Finding, ...]]:
    """A release with these editions, approved, and what stops it."""
    with office.database.writing() as transaction:
        reference = add_release(transaction, editions)
    return reference, stops(preflight.check(office.context, reference, "all").findings)


def test_a_sound_release_passes_and_everybody_is_rendered(office: AnOffice) -> None:
    """Nothing stops it, and each recipient's message was made."""
    report = preflight.check(office.context, office.reference, "all")
    assert stops(report.findings) == ()
    assert report.rendered == 3


def test_an_edition_is_composed_once(office: AnOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its page is looked at as it was composed for the message; a look over is waited for."""
    composed: list[str] = []

    def make_both(one: Edition, *given: Any, **named: Any) -> Parts:
        composed.append(one.language)
        return render_both(one, *given, **named)

    monkeypatch.setattr(render, "make_both", make_both)
    preflight.check(office.context, office.reference, "all")
    assert sorted(composed) == ["en", "fr"]


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"body": "Hello {{ name }}."}, Part.BODY),
        ({"subheadline": "Wednesday 24 November 2026"}, Part.SUBHEADLINE),
        ({"body": "See [above](#figures)."}, Part.BODY),
        ({"body": "![](https://x.example/p.png)"}, Part.BODY),
        ({"boilerplate": "See [us](about.html)."}, Part.BOILERPLATE),
        ({"body": "word " * 20_000}, Part.MESSAGE),
        ({"headline": "  "}, Part.HEADLINE),
        ({"dateline": Dateline("Geneva", "31 February 2026", None)}, Part.DATELINE),
    ],
)
def test_what_stops_a_release_leads_to_its_place(office: AnOffice, changes: dict[str, Any], part: Part) -> None:
    """And `send` refuses with the same sentences; nobody is queued."""
    reference, found = looked_over(office, edition(**changes))
    assert [(one.place.part, one.place.language) for one in found[:1]] == [(part, "en")]
    with pytest.raises(NotAllowed, match="Nothing was sent, because this has to be put right first"):
        plan(office.context, reference, "all")


def test_an_edition_that_names_nobody_is_thought_about_before_it_is_sent(office: AnOffice) -> None:
    """By the checks, by the command, and by the send; nothing keeps it back."""
    with office.database.writing() as transaction:
        reference = add_release(transaction, [edition(contacts=()), edition("fr")])
    said = "The en edition names nobody whom its readers can ask."
    (one,) = warnings(preflight.check(office.context, reference).findings)
    assert (one.place, one.sentence) == (Place(Part.CONTACTS, "en"), said)
    assert [str(one) for one in plan(office.context, reference, "all").warnings] == [f"en, contacts: {said}"]
    assert [(one.sentence, one.part) for one in checks.findings(office.context, reference) if one.weight == 1] == [
        (said, "contacts")
    ]


def test_an_edition_that_waits_or_is_behind_its_source_is_said(office: AnOffice) -> None:
    """As the checks on the screen say it."""
    editions.translated(office.context, office.reference, "fr")
    source = releases.get(office.context, office.reference).source
    writing.save(office.context, office.reference, replace(source, body="Other words."), base=2)
    editions.hold(office.context, office.reference, "fr")
    found = warnings(preflight.check(office.context, office.reference).findings)
    assert [str(one.place) for one in found] == ["fr, message"] * 2
    assert [one.sentence.partition(":")[0] for one in found] == [
        "The fr edition was translated from a text that has changed since.",
        "The fr edition is held",
    ]


@pytest.mark.parametrize("is_early", [True, False], ids=["early", "at its time"])
def test_an_embargo_that_has_lifted_stops_nothing(office: AnOffice, is_early: bool) -> None:
    """No line says it any more, and none has to."""
    put_under_embargo(office)
    assert stops(preflight.check(office.context, office.reference, "all").findings) == ()
    if is_early:
        office.dispatch()
        lifting.lift(office.context, office.reference)
    else:
        office.clock.forward(days=2)
    assert stops(preflight.check(office.context, office.reference).findings) == ()
    assert [one.part for one in checks.findings(office.context, office.reference) if one.weight == 0] == []


def test_an_embargo_must_stand_above_the_headline(office: AnOffice) -> None:
    """In each edition."""
    embargo = Embargo(datetime(2026, 12, 1, 6, tzinfo=UTC), "Africa/Tripoli")
    release = replace(releases.get(office.context, office.reference), embargo=embargo)
    one = edition()
    above, below = f"EMBARGOED UNTIL NOON\n\n{one.headline}\n\nText.", f"{one.headline}\n\nThe embargo ended."
    assert list(embargo_findings(release, one, (above, above))) == []
    (missing,) = embargo_findings(release, one, (below, below))
    assert missing.place.part is Part.EMBARGO
    worded = replace(one, embargo="EMBARGOED UNTIL NOON")
    assert list(embargo_findings(release, worded, (above, above))) == []
    (hidden,) = embargo_findings(release, worded, (above, below))
    assert hidden.place.part is Part.EMBARGO, "a template that lost the line in one of both parts"


def test_a_mail_larger_than_the_server_takes_stops(office: AnOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the file was attached before the server said so."""
    monkeypatch.setattr("distrib.services.delivery.message_sizes.limit", lambda *_: 2000)
    found = stops(preflight.check(office.context, office.reference, "all").findings)
    assert {one.place.part for one in found} == {Part.FILES}


def test_a_foreign_signature_stops(office: AnOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key for another domain than the sender's."""
    signer = Signer("elsewhere.example", "s", Algorithm.ED25519, lambda digest: digest)
    monkeypatch.setattr("distrib.services.office.dkim.signers", lambda _context: (signer,))
    (found,) = stops(preflight.check(office.context, office.reference).findings)
    assert (found.place.part, "elsewhere.example" in found.sentence) == (Part.SENDER, True)


def test_a_header_that_changes_on_reading_stops(office: AnOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """For the one recipient whose it is, by address."""

    def broken(greeting: Greeting, name: str, email: str) -> dict[Slot, bytes]:
        values = values_of_person(greeting, name, email)
        is_one = b"reporter1@" in values[Slot.RECIPIENT]
        return values | ({Slot.RECIPIENT: b"x <reporter1@news.example>\r\nBcc: y@z.example"} if is_one else {})

    monkeypatch.setattr("distrib.services.releases.preflight.values_of_person", broken)
    (found,) = stops(preflight.check(office.context, office.reference, "all").findings)
    assert (found.place.part, found.place.detail) == (Part.RECIPIENT, "reporter1@news.example")


def test_no_mail_server_is_needed_to_look(office: AnOffice) -> None:
    """A text can be checked before anything is set up."""
    context = replace(office.context, settings=replace(office.context.settings, smtp=SmtpSettings()))
    assert stops(preflight.check(context, office.reference).findings) == ()
