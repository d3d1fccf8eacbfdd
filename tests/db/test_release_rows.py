"""What is kept of a release comes back as it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from distrib.core.release import Attachment, Edition, ReleaseKind
from distrib.core.release.embargo import Embargo
from distrib.db import blobs, releases
from distrib.db.engine import Database

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
EDITION = Edition(language="en", headline="Water reaches Derna", body="The pumps run again.", notes="On request.")


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """Empty, of either kind."""
    database = Database(url)
    yield database
    database.close()


def test_a_version_with_files_embargo_and_audience(database: Database) -> None:
    """Everything an approval binds is read back with the hash it was written with."""
    embargo = Embargo(datetime(2026, 12, 1, 6, 0, tzinfo=UTC), "Africa/Tripoli")
    with database.writing() as transaction:
        digest = blobs.keep(transaction, b"%PDF-1.7 figures")
        assert blobs.keep(transaction, b"%PDF-1.7 figures") == digest
        file = Attachment("figures.pdf", "application/pdf", 16, digest, "A table", "figures@office.example")
        french = replace(EDITION, language="fr", translation_of=EDITION.content_hash)
        kept = (replace(EDITION, attachments=(file,)), french)
        identity = releases.insert_release(transaction, "2026-002", NOW, kind=ReleaseKind.CORRECTION, about="2026-001")
        releases.insert_version(
            transaction, identity, 1, kept, actor="ana", now=NOW, embargo=embargo, audience="country:ly", comment="new"
        )
    with database.reading() as transaction:
        release = releases.by_reference(transaction, "2026-002")
        assert blobs.read(transaction, digest) == b"%PDF-1.7 figures"
    assert release is not None
    assert release.editions == kept
    assert (release.kind, release.about) == (ReleaseKind.CORRECTION, "2026-001")
    assert (release.embargo, release.audience) == (embargo, "country:ly")
