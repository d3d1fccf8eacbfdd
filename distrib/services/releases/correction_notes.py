"""Keeps what a correction says in step with its text: each new version says anew what it corrects."""

from __future__ import annotations

from dataclasses import replace

from distrib.core.release import Edition, Release, ReleaseKind
from distrib.core.release.correction import corrected
from distrib.db import releases as rows
from distrib.db.engine import Transaction

CORRECTING = frozenset({ReleaseKind.CORRECTION, ReleaseKind.REFILE})
"""Kinds that bring the whole text again."""


def noted(transaction: Transaction, release: Release) -> Release:
    """The release with what each edition corrects in the one its readers have; others are left as they are."""
    earlier = rows.by_reference(transaction, release.about) if release.about else None
    if earlier is None or release.kind not in CORRECTING:
        return release
    before = {one.language: one for one in earlier.editions}
    editions = tuple(_noted(one, before.get(one.language)) for one in release.editions)
    return replace(release, editions=editions)


def _noted(edition: Edition, before: Edition | None) -> Edition:
    from distrib.mail.notices import correction

    if before is None:
        return edition
    passages = corrected(before, edition)
    words = correction(edition.language, before.headline, passages) if passages else None
    return replace(edition, correction=words)
