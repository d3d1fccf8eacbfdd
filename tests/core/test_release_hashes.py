"""What an approval binds: everything that is sent, and nothing that is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from distrib.core.release import Attachment, Contact, Edition, Release, ReleaseKind, ReleaseState
from distrib.core.release.embargo import Embargo

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
EDITION = Edition(language="en", headline="Water reaches Derna", body="The pumps run again.")
FILE = Attachment("figures.pdf", "application/pdf", 1200, "a" * 64)
RELEASE = Release(1, "2026-001", ReleaseState.DRAFT, 1, (EDITION,), NOW, NOW)


def test_hashes_from_before_there_were_files_and_embargoes_hold() -> None:
    """The ledger of an office that updates still names the text it sent."""
    assert EDITION.content_hash == "f1d6c5020b95cc702adfc88925f23a9ac012494e7f2a518a3b9bc34b77ca77bf"
    assert RELEASE.version_hash == "ced550cf1964ae863d6272b6d43b5f1303cdd603b170d35caa5715a8f4c3fd13"


@pytest.mark.parametrize(
    "change",
    [
        {"headline": "Water reaches Tobruk"},
        {"body": "The pumps run."},
        {"subheadline": "At last"},
        {"notes": "Pictures on request."},
        {"attachments": (FILE,)},
        {"attachments": (replace(FILE, sha256="b" * 64),)},
        {"attachments": (replace(FILE, alt="A table"),)},
        {"contacts": (Contact(name="Ana Lima"),)},
        {"language": "fr"},
    ],
)
def test_a_change_of_what_is_sent_is_another_hash(change: dict[str, object]) -> None:
    """Each makes a text that nobody approved."""
    others = {EDITION.content_hash, replace(EDITION, attachments=(FILE,)).content_hash}
    if change != {"attachments": (FILE,)}:
        assert replace(EDITION, **change).content_hash not in others  # type: ignore[arg-type]
    assert replace(EDITION, **change).content_hash != EDITION.content_hash  # type: ignore[arg-type]


def test_where_a_translation_comes_from_is_not_sent() -> None:
    """Saying so later does not undo an approval."""
    assert replace(EDITION, translation_of="c" * 64).content_hash == EDITION.content_hash


@pytest.mark.parametrize(
    "change",
    [
        {"embargo": Embargo(NOW, "Africa/Tripoli")},
        {"audience": "country:ly"},
        {"kind": ReleaseKind.CORRECTION},
        {"about": "2025-009"},
        {"editions": (EDITION, replace(EDITION, language="fr"))},
    ],
)
def test_what_is_decided_about_a_text_is_approved_with_it(change: dict[str, object]) -> None:
    """An embargo that is moved needs a second look as much as a headline does."""
    assert replace(RELEASE, **change).version_hash != RELEASE.version_hash  # type: ignore[arg-type]


def test_one_instant_in_two_zones_are_two_embargoes() -> None:
    """The wording differs, so what was approved differs."""
    there, here = (replace(RELEASE, embargo=Embargo(NOW, zone)) for zone in ("Africa/Tripoli", "Europe/Paris"))
    assert there.version_hash != here.version_hash


def test_a_naive_embargo_is_a_bug() -> None:
    """It would lift at another moment in each zone."""
    with pytest.raises(ValueError, match="aware"):
        Embargo(datetime(2026, 11, 24, 9, 0), "Europe/Paris")  # noqa: DTZ001


def test_a_translation_is_stale_when_its_source_moved_on() -> None:
    """One whose origin nobody named is not called stale."""
    french = replace(EDITION, language="fr", translation_of=EDITION.content_hash)
    assert not french.is_stale(EDITION)
    assert french.is_stale(replace(EDITION, body="The pumps stand still."))
    assert not replace(french, translation_of=None).is_stale(replace(EDITION, body="Other."))
