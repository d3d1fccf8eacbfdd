"""Releases: numbered, versioned, approved as exactly the text that was read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from an_office import NOW, AnOffice, add_release, an_office, edition
from command_line import RELEASE

from distrib.core.release import Dateline, Edition, ReleaseState
from distrib.db import releases as rows
from distrib.errors import NotAllowed, NotFound, UnreadableText, UsageError
from distrib.services import releases
from distrib.services.releases import approving

TEXT = RELEASE.encode()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[AnOffice]:
    """An office with one approved release, 2026-001."""
    with an_office(tmp_path, people=0) as opened:
        yield opened


def test_references_are_counted_within_the_year(office: AnOffice) -> None:
    """Past 999 they grow a digit, and still sort and count on."""
    assert releases.add(office.context, TEXT, "r.txt").reference == "2026-002"
    with office.database.writing() as transaction:
        for reference in ("2026-999", "2026-1000", "2025-5000"):
            rows.insert_release(transaction, reference, NOW)
        assert rows.next_reference(transaction, 2026) == "2026-1001"
        assert rows.next_reference(transaction, 2025) == "2025-5001"
        assert rows.next_reference(transaction, 2027) == "2027-001"


def test_a_text_is_kept_as_a_draft_that_nobody_approved(office: AnOffice) -> None:
    """Version 1, in its language, with its contacts."""
    release = releases.add(office.context, TEXT, "r.txt")
    assert (release.state, release.version, release.approved_hash) == (ReleaseState.DRAFT, 1, None)
    assert release.source.language == "en"
    assert [contact.name for contact in release.source.contacts] == ["Rashid Al Amin", "Helena Brandt"]
    assert releases.get(office.context, release.reference) == release


def test_another_edition_is_a_new_version_and_takes_approval_away(office: AnOffice) -> None:
    """Added at the end, replaced in its place."""
    assert releases.get(office.context, "2026-001").state is ReleaseState.APPROVED
    added = releases.add(office.context, TEXT, "r.txt", language="es", to="2026-001")
    assert [one.language for one in added.editions] == ["en", "fr", "es"]
    assert (added.version, added.state, added.approved_hash) == (2, ReleaseState.DRAFT, None)
    replaced = releases.add(office.context, TEXT, "r.txt", language="French", to="2026-001")
    assert [one.language for one in replaced.editions] == ["en", "fr", "es"]
    assert replaced.editions[1].headline == replaced.editions[2].headline
    assert replaced.version == 3


def test_approval_holds_for_the_text_that_was_seen(office: AnOffice) -> None:
    """Somebody changed it while it was being read: nothing is approved."""
    seen = releases.add(office.context, TEXT, "r.txt").version_hash
    releases.add(office.context, TEXT, "r.txt", language="fr", to="2026-002")
    with pytest.raises(NotAllowed, match="was changed by somebody while you were reading it"):
        approving.approve(office.context, "2026-002", seen=seen)
    assert releases.get(office.context, "2026-002").approved_hash is None
    now = releases.get(office.context, "2026-002").version_hash
    assert approving.approve(office.context, "2026-002", seen=now).approved_hash == now


@pytest.mark.parametrize(
    ("data", "language", "to", "error"),
    [
        (b"", None, None, UnreadableText),
        (b"\x00\xff" * 300, None, None, UnreadableText),
        (b"A headline and nothing else", None, None, UnreadableText),
        (TEXT, "klingonish", None, UsageError),
        (TEXT, None, "2026-999", NotFound),
    ],
    ids=["empty", "junk", "headline only", "language", "reference"],
)
def test_what_cannot_be_kept_leaves_nothing(
    office: AnOffice, data: bytes, language: str | None, to: str | None, error: type[Exception]
) -> None:
    """No number is used up."""
    with pytest.raises(error):
        releases.add(office.context, data, "r.txt", language=language, to=to)
    assert releases.count(office.context) == 1
    assert releases.add(office.context, TEXT, "r.txt").reference == "2026-002"


def test_the_list_has_the_last_changed_first(office: AnOffice) -> None:
    """In pages."""
    for _ in range(3):
        office.clock.forward(minutes=1)
        releases.add(office.context, TEXT, "r.txt")
    office.clock.forward(minutes=1)
    approving.approve(office.context, "2026-002")
    listed = [one.reference for one in releases.newest(office.context)]
    assert listed == ["2026-002", "2026-004", "2026-003", "2026-001"]
    assert [one.reference for one in releases.newest(office.context, 2, 1)] == ["2026-004", "2026-003"]


@pytest.mark.parametrize(
    "whole",
    [
        edition(),
        Edition("ar", "عنوان", "نص", "فرعي", Dateline(), "embargo", ("KILL", "x"), "FOR RELEASE", "About", ()),
        edition(body="a\n\nb\tc \u200d\u2028 🙅 %s {{x}} '\"", headline="x" * 5000),
    ],
    ids=["plain", "all fields", "odd characters"],
)
def test_an_edition_comes_back_as_it_was_kept(office: AnOffice, whole: Edition) -> None:
    """The hash that was approved is the hash of what is read back."""
    with office.database.writing() as transaction:
        reference = add_release(transaction, [whole])
    release = approving.sendable(office.context, reference)
    assert release.editions == (whole,)
    assert release.version_hash == release.approved_hash


def test_a_reference_that_names_nothing(office: AnOffice) -> None:
    """With the command that lists them."""
    for step in (releases.get, approving.approve):
        with pytest.raises(NotFound, match="See the references with: distrib release list"):
            step(office.context, "x")
