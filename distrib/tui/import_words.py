"""What bringing a list in did, and what taking it back did, counted in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from distrib.tui.plain import joined
from distrib.tui.wording import counted

if TYPE_CHECKING:
    from distrib.services.people.import_report import ImportReport
    from distrib.services.people.undoing import Undone


def kept_words(report: ImportReport) -> str:
    """Who is new and who is another than before, such as "2 new, 1 changed"."""
    new = counted("{number} new", "", report.added)
    return joined(new, counted("{number} changed", "", report.updated))


def brought_in_words(report: ImportReport) -> str:
    """The same, with the lines that were not taken."""
    out = len(report.rejected) + len(report.duplicates)
    return joined(kept_words(report), counted("{number} not taken", "", out))


def undone_words(undone: Undone) -> str:
    """Who is gone again, who is as before, and who was let be."""
    return joined(
        counted("{number} removed", "", undone.removed),
        counted("{number} as before", "", undone.restored),
        counted("{number} left as it is", "{number} left as they are", len(undone.left)),
    )
