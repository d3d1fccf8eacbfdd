"""Whether it is sure until when a release is under embargo: lines of all editions, edits, and what a person said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from an_office import AnOffice, add_release, edition

from distrib.core.release import Release
from distrib.core.release.embargo import Embargo
from distrib.errors import NotAllowed
from distrib.services import releases, sending
from distrib.services.releases import approving, embargoes, previews, writing

SIX = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)
EN = "EMBARGOED UNTIL 06:00 GMT, Tuesday 1 December 2026"
FR = "SOUS EMBARGO jusqu’au mardi 1er décembre 2026 à 7 h, heure de Genève"
OTHER = "SOUS EMBARGO jusqu’au mardi 1er décembre 2026 à 9 h, heure de Genève"
UNSURE = "SOUS EMBARGO jusqu’au mardi 1er décembre 2026 à 7 h"
STORY = "\n\nHarbour Office raises alarm\n\nGeneva - Families left their homes, said the Harbour Office today.\n"
STORY_FR = (
    "\n\nLe Bureau du port tire la sonnette d'alarme\n\n"
    "Genève - Des familles ont quitté leurs maisons, a dit le Bureau du port ce jour.\n"
)


def added(office: AnOffice, line: str) -> Release:
    """A release with a line."""
    return releases.add(office.context, (line + STORY).encode(), "t", language="en")


def with_french(office: AnOffice, reference: str, line: str) -> Release:
    """The French edition beside it."""
    return releases.add(office.context, (line + STORY_FR).encode(), "t", language="fr", to=reference)


def test_a_line_that_is_sure_is_the_embargo(office: AnOffice) -> None:
    """Kept with the version; a second line that says the same moment by another clock agrees."""
    release = added(office, EN)
    assert release.embargo == Embargo(SIX, "UTC")
    assert with_french(office, release.reference, FR).embargo == Embargo(SIX, "UTC")
    approving.approve(office.context, release.reference)


@pytest.mark.parametrize(("line", "is_kept"), [(OTHER, False), (UNSURE, True), ("", True)])
def test_a_line_that_contradicts_unsettles_it(office: AnOffice, line: str, *, is_kept: bool) -> None:
    """One that is merely unclear, or missing, does not: the other edition's is sure."""
    reference = added(office, EN).reference
    release = with_french(office, reference, line)
    assert (release.embargo is not None) == is_kept
    if not is_kept:
        with pytest.raises(NotAllowed, match="the en and fr editions name two moments"):
            approving.approve(office.context, reference)


def test_an_edited_line_moves_the_embargo_or_unsettles_it(office: AnOffice) -> None:
    """What the mail says is what a person last wrote, and never what stood there before."""
    release = added(office, EN)
    later = replace(release.source, embargo=EN.replace("06:00", "09:00"))
    moved = writing.save(office.context, release.reference, later, base=release.version)
    assert isinstance(moved, Release)
    assert moved.embargo == Embargo(SIX + timedelta(hours=3), "UTC")
    unclear = replace(moved.source, embargo="EMBARGOED UNTIL 09:00, 1 December 2026")
    unsettled = writing.save(office.context, release.reference, unclear, base=moved.version)
    assert isinstance(unsettled, Release)
    assert unsettled.embargo is None
    with pytest.raises(NotAllowed, match="by which clock"):
        approving.approve(office.context, release.reference)


def test_an_edit_elsewhere_keeps_what_a_person_said(office: AnOffice) -> None:
    """Also against the line as it stands."""
    reference = added(office, EN).reference
    release = embargoes.set_embargo(office.context, reference, "2026-12-02T06:00", "Tripoli")
    edited = writing.save(office.context, reference, replace(release.source, body="Other."), base=release.version)
    assert isinstance(edited, Release)
    assert edited.embargo == Embargo(datetime(2026, 12, 2, 4, 0, tzinfo=UTC), "Africa/Tripoli")


def test_a_moved_embargo_voids_the_approval(office: AnOffice) -> None:
    """By a minute or by a zone."""
    reference = added(office, EN).reference
    approving.approve(office.context, reference)
    embargoes.set_embargo(office.context, reference, "2026-12-01T08:00", "Tripoli")
    with pytest.raises(NotAllowed, match="is not what was approved"):
        sending.plan(office.context, reference, "all")


def test_what_was_approved_with_a_line_before_there_were_objects_is_asked_about(office: AnOffice) -> None:
    """At the send, which is the last moment."""
    with office.database.writing() as transaction:
        reference = add_release(transaction, [edition("en", embargo=EN), edition("fr")])
    with pytest.raises(NotAllowed, match="An embargo line was added or is not what was set"):
        sending.plan(office.context, reference, "all")


def test_a_sent_release_keeps_its_embargo(office: AnOffice) -> None:
    """What is out can only be lifted."""
    embargoes.set_embargo(office.context, office.reference, "2026-12-01T06:00")
    approving.approve(office.context, office.reference)
    sending.freeze(office.context, sending.plan(office.context, office.reference, "all"))
    with pytest.raises(NotAllowed, match="cannot be changed any more"):
        embargoes.set_embargo(office.context, office.reference, "2026-12-01T05:00")
    with pytest.raises(NotAllowed, match="cannot be changed any more"):
        embargoes.clear_embargo(office.context, office.reference)


def test_a_preview_shows_it_until_it_is_over(office: AnOffice) -> None:
    """Both parts say so as the mail will."""
    release = added(office, EN)
    for make in (previews.as_text, previews.as_html):
        assert EN in make(office.context, release)
    office.clock.at = SIX
    for make in (previews.as_text, previews.as_html):
        assert "EMBARGOED" not in make(office.context, release)
