"""Writing: every save is a version, nobody overwrites anybody, and what was typed outlives the screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from an_office import AnOffice, an_office

from distrib.core.release import ReleaseState
from distrib.core.release.edition_form import as_form
from distrib.errors import NotAllowed, NotFound, UsageError
from distrib.services import releases
from distrib.services.context import Context
from distrib.services.releases import approving, writing

REF = "2026-001"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[AnOffice]:
    """An office with one approved release, 2026-001, in en and fr."""
    with an_office(tmp_path, people=0) as opened:
        yield opened


def beside(office: AnOffice) -> Context:
    """Somebody else at the same database."""
    return replace(office.context, actor="ben")


def test_every_save_is_a_version_that_says_what_and_by_whom(office: AnOffice) -> None:
    """Approval does not hold for another text."""
    before = releases.get(office.context, REF)
    saved = writing.save(beside(office), REF, replace(before.source, headline="Other words"), base=1)
    assert releases.get(office.context, REF) == saved
    assert (saved.version, saved.state, saved.approved_hash) == (2, ReleaseState.DRAFT, None)
    assert saved.editions[1:] == before.editions[1:]
    newest, first = writing.versions(office.context, REF)
    assert (newest.number, newest.by, newest.comment) == (2, "ben", "en edition changed")
    assert first.number == 1


def test_a_text_that_did_not_change_is_no_version(office: AnOffice) -> None:
    """Saving twice does not take an approval away."""
    before = releases.get(office.context, REF)
    assert writing.save(office.context, REF, before.source, base=1) == before


def test_two_people_at_one_edition_bring_their_changes_together(office: AnOffice) -> None:
    """The second sees who was first and what they did, and saves on top of it."""
    source = releases.get(office.context, REF).source
    base = writing.save(office.context, REF, replace(source, body="One.\n\nTwo."), base=1)
    assert not isinstance(base, writing.SavedMeanwhile)
    writing.save(beside(office), REF, replace(base.source, body="One.\n\nTwo.\n\nThree."), base=2)
    mine = replace(base.source, body="One!\n\nTwo.")
    second = writing.save(office.context, REF, mine, base=2)
    assert isinstance(second, writing.SavedMeanwhile)
    assert (second.by, second.release.version, second.contested) == ("ben", 3, ())
    assert [one.field for one in second.theirs] == ["text"]
    assert second.merged.body == "One!\n\nTwo.\n\nThree."
    assert releases.get(office.context, REF).version == 3
    merged = writing.save(office.context, REF, second.merged, base=3)
    assert not isinstance(merged, writing.SavedMeanwhile)
    assert (merged.version, merged.source.body) == (4, "One!\n\nTwo.\n\nThree.")


def test_people_at_different_editions_do_not_meet(office: AnOffice) -> None:
    """The French text is nobody's business who writes the English one."""
    before = releases.get(office.context, REF)
    writing.save(beside(office), REF, replace(before.editions[1], headline="Autres mots"), base=1)
    saved = writing.save(office.context, REF, replace(before.source, headline="Other words"), base=1)
    assert not isinstance(saved, writing.SavedMeanwhile)
    assert [one.headline for one in saved.editions] == ["Other words", "Autres mots"]


def test_two_wordings_are_not_saved_as_a_text(office: AnOffice) -> None:
    """A release that says both would go out as nobody meant it."""
    source = releases.get(office.context, REF).source
    for name, words in (("ben", "Water for Tobruk."), ("ana", "Water for Benghazi.")):
        context = replace(office.context, actor=name)
        result = writing.save(context, REF, replace(source, body=words), base=1)
    assert isinstance(result, writing.SavedMeanwhile)
    assert result.contested == ("text",)
    with pytest.raises(NotAllowed, match="two wordings stand"):
        writing.save(office.context, REF, result.merged, base=2)
    assert releases.get(office.context, REF).version == 2


def test_an_earlier_version_becomes_the_newest_again(office: AnOffice) -> None:
    """As a version of its own; what was between stays."""
    before = releases.get(office.context, REF)
    writing.save(office.context, REF, replace(before.source, headline="Other words"), base=1)
    restored = writing.restore(office.context, REF, 1)
    assert (restored.version, restored.editions) == (3, before.editions)
    assert writing.versions(office.context, REF)[0].comment == "version 1 restored"
    with pytest.raises(NotAllowed, match="has the text of version 1 already"):
        writing.restore(office.context, REF, 1)
    with pytest.raises(NotFound, match="no version 9"):
        writing.restore(office.context, REF, 9)


def test_versions_are_compared_field_by_field(office: AnOffice) -> None:
    """An edition that was not there yet is all new."""
    before = releases.get(office.context, REF)
    writing.save(office.context, REF, replace(before.source, headline="Other words"), base=1)
    one, other, changes = writing.compare(office.context, REF, 1)
    assert (one.version, other.version) == (1, 2)
    assert [(change.field, change.before, change.after) for change in changes] == [
        ("headline", before.source.headline, "Other words")
    ]
    assert writing.compare(office.context, REF, 1, language="fr")[2] == ()
    with pytest.raises(NotFound, match="have no edition in 'es'"):
        writing.compare(office.context, REF, 1, language="es")


def test_what_is_typed_is_kept_apart_and_forgotten_when_it_is_saved(office: AnOffice) -> None:
    """Half a form is kept as well; nobody else sees it."""
    writing.keep_unsaved(office.context, REF, "en", "Headline: Oth", base=1)
    writing.keep_unsaved(office.context, REF, "en", "Headline: Other wo", base=1)
    kept = writing.unsaved(office.context, REF, "en")
    assert kept is not None
    assert (kept.form, kept.base, kept.author) == ("Headline: Other wo", 1, office.context.actor)
    assert writing.unsaved(beside(office), REF, "en") is None
    assert writing.unsaved(office.context, REF, "fr") is None
    assert releases.get(office.context, REF).version == 1
    source = releases.get(office.context, REF).source
    writing.save(office.context, REF, replace(source, headline="Other words"), base=1)
    assert writing.unsaved(office.context, REF, "en") is None
    writing.keep_unsaved(office.context, REF, "en", "x", base=2)
    writing.forget_unsaved(office.context, REF, "en")
    assert writing.unsaved(office.context, REF, "en") is None


def test_a_form_is_read_with_its_date(office: AnOffice) -> None:
    """A line that is none of the form's is located, and nothing is saved."""
    _, edition, form = writing.form_of(office.context, REF)
    assert form == as_form(edition)
    assert writing.read_form(form, edition) == edition
    dated = writing.read_form(form.replace("Date:", "Date: 3 December 2026", 1) if "Date:\n" in form else form, edition)
    assert dated.headline == edition.headline
    with pytest.raises(UsageError, match="Line 1: there is no field `Headlin`"):
        writing.read_form(form.replace("Headline", "Headlin"), edition)


def test_a_release_that_was_sent_is_not_edited(office: AnOffice) -> None:
    """A correction is another release."""
    before = approving.approve(office.context, REF)
    with office.database.writing() as transaction:
        from distrib.db import releases as rows

        rows.set_state(transaction, before.id, ReleaseState.ISSUED, office.context.now(), before.approved_hash)
    with pytest.raises(NotAllowed, match="cannot be changed any more"):
        writing.save(office.context, REF, replace(before.source, headline="Other words"), base=1)
