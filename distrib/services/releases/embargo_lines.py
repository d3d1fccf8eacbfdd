"""What the embargo lines of a release say together, and whether its embargo is settled. Changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from distrib.core.phrase import Said, phrased
from distrib.core.plain_text import one_line
from distrib.core.release import Edition, Release
from distrib.core.release.embargo import Doubt, Embargo
from distrib.errors import NotAllowed


def said_by(editions: Sequence[Edition], now: datetime) -> Embargo | Doubt | None:
    """The one embargo that all lines name, why they name none surely, or None where no edition has a line."""
    from distrib.ingest.release.embargo_reading import read_embargo

    found: list[tuple[Edition, Embargo]] = []
    for edition in editions:
        if edition.embargo is None:
            continue
        reading = read_embargo(edition.embargo, now, edition.dateline.date)
        if isinstance(reading, Doubt):
            return Doubt(
                phrased(
                    "The embargo line of the {language} edition cannot be taken as it is written ({embargo}). {why}",
                    language=edition.language,
                    embargo=one_line(edition.embargo),
                    why=reading.said,
                )
            )
        found.append((edition, reading))
    for edition, reading in found[1:]:
        first, embargo = found[0]
        if reading.until != embargo.until:
            return Doubt(
                phrased(
                    "The embargo lines of the {one} and {other} editions name two moments.",
                    one=first.language,
                    other=edition.language,
                )
            )
    return found[0][1] if found else None


def settled(release: Release, edition: Edition, editions: Sequence[Edition], now: datetime) -> Embargo | None:
    """The embargo of a release once an edition was added or written anew; `editions` are all of them then.

    A line that was changed counts anew, and one that comes with another language only where it surely contradicts.
    """
    before = {one.language: one.embargo for one in release.editions}
    if release.embargo is not None:
        if edition.embargo is None or edition.embargo == before.get(edition.language):
            return release.embargo
        if edition.language not in before:
            added = said_by([edition], now)
            contradicts = isinstance(added, Embargo) and added.until != release.embargo.until
            return None if contradicts else release.embargo
    whole = said_by(editions, now)
    return whole if isinstance(whole, Embargo) else None


def doubt_about(release: Release, now: datetime) -> Said | None:
    """Why it is not settled until when the release is under embargo, with what to do; None where it is."""
    if release.embargo is not None or all(edition.embargo is None for edition in release.editions):
        return None
    said = said_by(release.editions, now)
    changed = phrased("An embargo line was added or is not what was set before.")
    return phrased(
        "{why} Say until when {reference} is under embargo: distrib release embargo {reference} "
        '"2026-12-01T06:00" --zone Africa/Tripoli, with your own day, time and city; or that it is not: --none',
        why=said.said if isinstance(said, Doubt) else changed,
        reference=release.reference,
    )


def check_settled(release: Release, now: datetime, *, done: str) -> None:
    """Whether it is sure until when the release is under embargo, if it is; `done` is what it is about to be.

    Raises:
        NotAllowed: it is not, and says why and what to do.
    """
    doubt = doubt_about(release, now)
    if doubt is not None:
        raise NotAllowed(
            "{reference} was not {done}. {doubt}", reference=release.reference, done=phrased(done), doubt=doubt
        )
