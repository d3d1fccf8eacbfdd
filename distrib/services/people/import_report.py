"""What an import did, or would do, in counts and lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from distrib.core.phrase import Said, phrased
from distrib.ingest.roster.reading import Rejected

LINES_NAMED = 10
"""Lines that a note names before it only counts."""

CHANGES_SHOWN = 200
"""Changes that a report spells out."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Every row of the file is counted once."""

    added: int
    updated: int
    unchanged: int
    rejected: tuple[Rejected, ...]
    notes: tuple[Said, ...]
    duplicates: tuple[Rejected, ...] = ()
    """Rows that were left out because somebody known, or a line before, is the same or seems to be."""
    changes: tuple[Rejected, ...] = ()
    """What changes in whom, of the first of them."""
    news: tuple[Rejected, ...] = ()
    """Who comes in, of the first of them."""
    mapping: tuple[tuple[str, str], ...] = ()
    """Field and header of each column that was read."""
    import_id: int | None = None
    """By which it can be undone; None when nothing was written."""


def lines_of(lines: Sequence[int]) -> Said:
    """ "line 3" or "lines 3, 7 and 2 more"."""
    named = ", ".join(map(str, lines[:LINES_NAMED]))
    more = len(lines) - LINES_NAMED
    if more > 0:
        return phrased("lines {lines} and {more} more", lines=named, more=more)
    return phrased("line {line}", line=named) if len(lines) == 1 else phrased("lines {lines}", lines=named)
