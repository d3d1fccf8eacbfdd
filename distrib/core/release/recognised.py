"""What was recognised in a document, with the place each field was read at. Values only; reads nothing itself."""

from __future__ import annotations

from dataclasses import dataclass

from distrib.core.phrase import Joined, Said, phrased
from distrib.core.release import Draft


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a document, counted as whoever opens it can count."""

    row: int
    """Line or paragraph, the first is 1."""
    unit: str = "line"
    """What `row` counts: `line` or `paragraph`; paragraphs that hold nothing are not counted."""
    column: int | None = None
    """Character within the line, the first is 1; None where paragraphs are counted."""
    part: str = ""
    """`page header` and the like; nothing for the text itself. Each part counts anew."""

    def in_words(self) -> str:
        """ "line 3, column 5", "page header, paragraph 1"."""
        return str(self.said)

    @property
    def said(self) -> Joined:
        """The same, ready for any language."""
        one = phrased("line {row}", row=self.row) if self.unit == "line" else phrased("paragraph {row}", row=self.row)
        column = phrased("column {column}", column=self.column) if self.column else None
        return Joined(tuple(part for part in (_part(self.part), one, column) if part))


@dataclass(frozen=True, slots=True)
class Found:
    """Where a field was read."""

    field: str
    """Name of the field of `Draft`; `place` and `date` for those of its dateline."""
    place: Place
    last: Place | None = None
    """Where its last paragraph stands, for one of several."""
    number: int = 0
    """Which of the contacts or markers, the first is 0."""

    def in_words(self) -> str:
        """ "line 3, column 5", "lines 5 to 20"."""
        return str(self.said)

    @property
    def said(self) -> Joined:
        """The same, ready for any language."""
        first, last = self.place, self.last
        if last is None or last.row == first.row or last.part != first.part:
            return first.said
        if first.unit == "line":
            rows = phrased("lines {first} to {last}", first=first.row, last=last.row)
        else:
            rows = phrased("paragraphs {first} to {last}", first=first.row, last=last.row)
        return Joined(tuple(part for part in (_part(first.part), rows) if part))


def _part(name: str) -> Said | None:
    return phrased(name) if name else None


@dataclass(frozen=True, slots=True)
class Recognised:
    """A document as it was understood."""

    draft: Draft
    kind: str = "a text"
    """What the document is, in words: "a Word document (DOCX)"."""
    places: tuple[Found, ...] = ()
    remarks: tuple[Said, ...] = ()
    """Sentences a person must know before trusting the draft: what was left out, which changes were kept."""

    def place_of(self, field: str, number: int = 0) -> Found | None:
        """Where a field was read; None for one that stands nowhere, such as the language."""
        return next((found for found in self.places if found.field == field and found.number == number), None)
