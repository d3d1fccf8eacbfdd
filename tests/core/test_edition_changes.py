"""Two states of an edition: what differs, and two people's changes brought together."""

from __future__ import annotations

from dataclasses import fields, replace

from distrib.core.release import Attachment, Contact, Dateline, Edition
from distrib.core.release.edition_changes import FieldChange, MergedEdition, bring_together, changes, open_questions
from distrib.core.release.edition_fields import FIELDS

BASE = Edition(
    language="en",
    headline="Water reaches Derna",
    body="The pumps run again.\n\nWork goes on.",
    dateline=Dateline("Tripoli", "24 November 2026"),
    contacts=(Contact(name="Ana Lima", phones=("+218915550142",)),),
)
NAMES = ("ana", "ben")


def test_every_field_that_differs_is_named_as_people_name_it() -> None:
    """With both values as text."""
    file = Attachment("map.pdf", "application/pdf", 1200, "ab" * 32, "A map")
    after = replace(BASE, headline="Water reaches Tobruk", attachments=(file,), contacts=(), dateline=Dateline("Derna"))
    assert changes(BASE, BASE) == ()
    assert changes(BASE, after) == (
        FieldChange("headline", "Water reaches Derna", "Water reaches Tobruk"),
        FieldChange("dateline", "Tripoli, 24 November 2026", "Derna"),
        FieldChange("contacts", "Ana Lima, +218915550142", ""),
        FieldChange("files", "", "map.pdf (1,200 bytes, abababababab): A map"),
    )


def test_no_field_of_an_edition_is_forgotten() -> None:
    """What has no name would be lost where two people's changes are brought together, and seen in no comparison."""
    assert set(FIELDS) == {one.name for one in fields(Edition)} - {"language", "translation_of"}


def test_a_correction_note_is_seen_and_no_question() -> None:
    """It is made anew for what is saved."""
    mine, theirs = replace(BASE, correction="Twelve, not ten."), replace(BASE, correction="Ten, not two.")
    assert changes(BASE, mine) == (FieldChange("correction note", "", "Twelve, not ten."),)
    assert bring_together(BASE, mine, theirs, names=NAMES) == MergedEdition(theirs, ())


def test_changes_of_different_fields_both_stand() -> None:
    """Nobody is asked."""
    mine = replace(BASE, headline="Water reaches Tobruk")
    theirs = replace(BASE, body="The pumps run again.\n\nWork goes on, they say.", notes="On request.")
    merged = bring_together(BASE, mine, theirs, names=NAMES)
    assert merged.edition == replace(theirs, headline="Water reaches Tobruk")
    assert merged.contested == ()


def test_a_headline_both_changed_stays_theirs_and_mine_is_kept_above_the_text() -> None:
    """Where it cannot be overlooked: such a text cannot be saved as done."""
    mine, theirs = replace(BASE, headline="Water for Tobruk"), replace(BASE, headline="Water for Benghazi")
    merged = bring_together(BASE, mine, theirs, names=NAMES)
    assert merged.edition.headline == "Water for Benghazi"
    assert merged.contested == ("headline",)
    assert merged.edition.body.startswith("[[ As worded by ana (headline): ]]\n\nWater for Tobruk")
    assert list(open_questions(merged.edition)) == ["text"]
    assert list(open_questions(BASE)) == []


def test_what_both_did_alike_is_no_question() -> None:
    """Two people who mend the same slip agree."""
    same = replace(BASE, headline="Water reaches Derna again", notes="On request.")
    assert bring_together(BASE, same, same, names=NAMES).edition == same
