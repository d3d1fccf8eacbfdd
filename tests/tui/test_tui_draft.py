"""What is said of a text while it is written: whether it is a version, and which one it builds on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from distrib.core.release import Edition, Release, ReleaseState
from distrib.core.release.writing import UnsavedText
from distrib.tui.draft import Draft
from distrib.tui.tasks.release_writing import Written

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
EDITION = Edition("en", "Rain", "It rains.")
RELEASE = Release(1, "2026-001", ReleaseState.DRAFT, 3, (EDITION,), NOW, NOW)
WRITTEN = Written(RELEASE, EDITION, "It rains.")
UNSAVED = UnsavedText("en", "ana", 2, "It pours.", NOW)


def test_a_saved_text_is_its_version() -> None:
    """And builds on it."""
    draft = Draft.of(WRITTEN)
    assert (draft.first_text, draft.base) == ("It rains.", 3)
    assert not draft.is_touched(draft.first_text)
    assert draft.words(draft.first_text) == "Version 3, as it is saved."


def test_what_was_not_saved_comes_first_and_builds_on_its_own_version() -> None:
    """However many were saved since."""
    draft = Draft.of(replace(WRITTEN, unsaved=UNSAVED))
    assert (draft.first_text, draft.base) == ("It pours.", 2)
    assert draft.is_touched(draft.first_text)
    assert "not saved yet" in draft.words(draft.first_text)


def test_typing_goes_on_from_the_version_that_was_saved_meanwhile() -> None:
    """Its text is what the editor is compared with only once it is read."""
    draft = Draft.of(WRITTEN).saved_as(replace(RELEASE, version=4))
    assert draft.typed("It snows.").base == 4
    assert draft.is_touched("It snows.")


def test_two_peoples_work_builds_on_the_newest_version_and_is_none() -> None:
    """The edition is the one in which both are."""
    both = replace(EDITION, body="It rains and snows.")
    draft = Draft.of(WRITTEN).merged_with(replace(RELEASE, version=4), both)
    typed = draft.typed("It rains and snows.")
    assert (typed.edition, typed.base) == (both, 4)
    assert draft.is_touched(typed.form)


def test_a_text_that_was_sent_says_how_it_can_be_corrected() -> None:
    """Whatever stands in the editor."""
    sent = replace(WRITTEN, release=replace(RELEASE, state=ReleaseState.ISSUED))
    assert "begins a correction" in Draft.of(sent).words("other words")
