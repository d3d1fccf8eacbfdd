"""The languages of a release: stale translations, editions that wait, and what the office says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from an_office import AnOffice, an_office
from command_line import RELEASE

from distrib.core.delivery.audience import Reason
from distrib.errors import NotAllowed, NotFound, UsageError
from distrib.services import releases, sending
from distrib.services.people import roster_editing
from distrib.services.people.roster_editing import Written
from distrib.services.releases import approving, contact_blocks, editions, embargoes, writing

REF = "2026-001"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[AnOffice]:
    """An office with one approved release, 2026-001, in en and fr, and readers of both."""
    with an_office(tmp_path, people=6) as opened:
        yield opened


def test_a_translation_is_stale_when_its_source_moves_on(office: AnOffice) -> None:
    """Until somebody says that it is up to date, or it is brought in anew."""
    added = releases.add(office.context, RELEASE.encode(), "r.txt", language="es", to=REF)
    assert editions.stale(added) == ()
    moved = writing.save(office.context, REF, replace(added.source, body="Other words."), base=added.version)
    assert not isinstance(moved, writing.SavedMeanwhile)
    assert editions.stale(moved) == ("es",)
    assert editions.stale(editions.translated(office.context, REF, "es")) == ()
    with pytest.raises(NotAllowed, match="is the source"):
        editions.translated(office.context, REF, "en")


def test_a_translation_is_not_stale_where_no_word_of_its_source_changed(office: AnOffice) -> None:
    """Contacts and the embargo are no translator's; what is said in words later still counts."""
    editions.translated(office.context, REF, "fr")
    roster_editing.add(office.context, Written(name="Ana Silva", emails=["ana@office.example"]))
    contact_blocks.set_contacts(office.context, REF, ["Ana Silva"], language="en")
    moved = embargoes.set_embargo(office.context, REF, "2026-11-25T06:00", "Tripoli")
    assert editions.stale(moved) == ()
    said = writing.save(office.context, REF, replace(moved.source, body="Other words."), base=moved.version)
    assert not isinstance(said, writing.SavedMeanwhile)
    assert editions.stale(said) == ("fr",)


def test_saying_that_a_translation_is_up_to_date_keeps_the_approval(office: AnOffice) -> None:
    """Nothing of what is sent changed."""
    before = releases.get(office.context, REF)
    after = editions.translated(office.context, REF, "fr")
    assert after.version == 2
    assert (after.state, after.approved_hash) == (before.state, before.approved_hash)
    approving.sendable(office.context, after.reference)


def test_a_stale_translation_is_said_before_it_is_sent(office: AnOffice) -> None:
    """It is no reason to stop: a slip in the source need not concern the translation."""
    editions.translated(office.context, REF, "fr")
    source = releases.get(office.context, REF).source
    writing.save(office.context, REF, replace(source, body="Other words."), base=2)
    approving.approve(office.context, REF)
    planned = sending.plan(office.context, REF, "all")
    assert ["fr: translated from a text" in str(one) for one in planned.warnings].count(True) == (
        1 if planned.audience.by_language.get("fr") else 0
    )
    assert planned.audience.by_language.get("fr")


def test_whose_edition_is_held_is_left_out_and_reached_later(office: AnOffice) -> None:
    """Nobody gets another language in its place, and nobody gets two."""
    everybody = sending.plan(office.context, REF, "all").audience
    readers = everybody.by_language["fr"]
    editions.hold(office.context, REF, "fr")
    assert editions.held(office.context, REF) == {"fr"}
    planned = sending.plan(office.context, REF, "all")
    assert planned.audience.by_reason == {Reason.EDITION_HELD: readers}
    assert "fr" not in planned.audience.by_language
    sending.freeze(office.context, planned)
    editions.let_go(office.context, REF, "fr")
    rest = sending.plan(office.context, REF, "all").audience
    assert rest.by_language == {"fr": readers}
    assert rest.by_reason == {Reason.ALREADY_HAS_IT: len(everybody.recipients) - readers}


def test_holding_is_said_when_it_changes_nothing(office: AnOffice) -> None:
    """And an edition that is not there cannot be held."""
    editions.hold(office.context, REF, "fr")
    with pytest.raises(NotAllowed, match="is held already"):
        editions.hold(office.context, REF, "fr")
    editions.let_go(office.context, REF, "FR")
    with pytest.raises(NotAllowed, match="is not held"):
        editions.let_go(office.context, REF, "fr")
    with pytest.raises(NotFound, match="no edition in 'es'"):
        editions.hold(office.context, REF, "es")


def test_the_offices_boilerplate_fills_the_editions_that_have_none(office: AnOffice) -> None:
    """In their own language; with `replace_all` also the others."""
    editions.keep_boilerplate(office.context, "French", "  À propos de nous.\n")
    editions.keep_boilerplate(office.context, "en", "About us.")
    editions.keep_boilerplate(office.context, "en", "About all of us.")
    assert [(one.language, one.text) for one in editions.boilerplates(office.context)] == [
        ("en", "About all of us."),
        ("fr", "À propos de nous."),
    ]
    source = replace(releases.get(office.context, REF).source, boilerplate="Our own words.")
    writing.save(office.context, REF, source, base=1)
    release = releases.get(office.context, REF)
    assert editions.take_boilerplates(office.context, REF).source.boilerplate == "Our own words."
    assert release.version + 1 == releases.get(office.context, REF).version
    taken = editions.take_boilerplates(office.context, REF, replace_all=True)
    assert [one.boilerplate for one in taken.editions] == ["About all of us.", "À propos de nous."]
    with pytest.raises(NotAllowed, match="no boilerplate to put into"):
        editions.take_boilerplates(office.context, REF)
    with pytest.raises(UsageError, match="has no text"):
        editions.keep_boilerplate(office.context, "en", " \n")
