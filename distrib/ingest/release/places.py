"""Places: where in a document each field of a draft was read. Looks for what was recognised; recognises nothing.

A field is looked for by its letters and digits alone, because on the way from a line to a field marks and white space
may go; and where a text says something twice, in the order in which a release says things.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from distrib.core.release import Contact, Draft
from distrib.core.release.recognised import Found, Place
from distrib.ingest.formats.document import Document
from distrib.ingest.lines import Line, plain

KEY = 600
"""Letters by which a paragraph is known."""

NEAR = 400
"""Letters between a contact's name and the first way to reach them."""


def find_places(draft: Draft, document: Document) -> tuple[Found, ...]:
    """The fields that stand somewhere, in the order of the draft's fields."""
    source = _Source(document)
    return tuple(_find(draft, source))


def _letters(text: str) -> str:
    return "".join(character.lower()[:1] for character in text if character.isalnum())


@dataclass(slots=True)
class _Source:
    """The letters of a document, and which line each is of."""

    document: Document
    letters: str = ""
    starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        lines = [_letters(line.text) for line in self.document.lines]
        self.letters = "".join(lines)
        self.starts = list(accumulate(map(len, lines), initial=0))[:-1]

    def find(self, text: str | None, start: int = 0, end: int | None = None) -> int:
        """Where a text stands first; -1 for one that stands nowhere or has no letters."""
        key = _letters(plain(text or ""))[:KEY]
        return self.letters.find(key, max(0, start), end) if key else -1

    def find_last(self, text: str | None, end: int) -> int:
        """Where a text stands nearest before `end`; else where it stands first."""
        key = _letters(plain(text or ""))[:KEY]
        if not key:
            return -1
        before = self.letters.rfind(key, 0, end)
        return before if before >= 0 else self.letters.find(key)

    def place(self, at: int) -> Place:
        """The place of a letter."""
        number = bisect_right(self.starts, at) - 1
        line = self.document.lines[number]
        column = line.column + _offset(line, at - self.starts[number]) if self.document.unit == "line" else None
        return Place(line.row, self.document.unit, column, line.part)

    def mark(self, mark: str | None, start: int) -> Place | None:
        """The place of a line that is nothing but signs."""
        first = bisect_right(self.starts, start) - 1
        line = next((one for one in self.document.lines[max(0, first) :] if mark and one.raw == mark), None)
        column = line.column if line and self.document.unit == "line" else None
        return Place(line.row, self.document.unit, column, line.part) if line else None


def _offset(line: Line, letters: int) -> int:
    """Characters before that letter of a line; 0 where markup stands between them."""
    if line.raw != line.text or not letters:
        return 0
    seen = 0
    for offset, character in enumerate(line.raw):
        seen += character.isalnum()
        if seen > letters:
            return offset
    return 0


def _find(draft: Draft, source: _Source) -> Iterator[Found]:
    paragraphs = [part for part in draft.body.split("\n\n") if _letters(part)]
    body = source.find(paragraphs[0]) if paragraphs else -1
    above = body if body >= 0 else len(source.letters)
    heads = (
        ("headline", draft.headline),
        ("subheadline", draft.subheadline),
        ("embargo", draft.embargo),
        ("release_line", draft.release_line),
        ("date", draft.dateline.date_text),
        *((f"markers {number}", marker) for number, marker in enumerate(draft.markers)),
    )
    for name, text in heads:
        at = source.find_last(text, above)
        if at >= 0:
            what, _, number = name.partition(" ")
            yield Found(what, source.place(at), number=int(number or 0))
    # A place is named all over a release; the dateline's stands nearest before its date.
    date = source.find_last(draft.dateline.date_text, above)
    place = source.find_last(draft.dateline.place, date if date >= 0 else above)
    if place >= 0:
        yield Found("place", source.place(place))
    if body >= 0:
        yield Found("body", source.place(body), _last(source, paragraphs, body))
    yield from _below(draft, source, max(body, 0))


def _below(draft: Draft, source: _Source, body: int) -> Iterator[Found]:
    about = [part for part in (draft.boilerplate or "").split("\n\n") if _letters(part)]
    start = source.find(about[0], body) if about else -1
    if start >= 0:
        yield Found("boilerplate", source.place(start), _last(source, about, start))
    end = source.find(draft.end_mark, body)
    end_place = source.place(end) if end >= 0 else source.mark(draft.end_mark, body)
    if end_place:
        yield Found("end_mark", end_place)
    for number, contact in enumerate(draft.contacts):
        at = _contact(contact, source)
        if at >= 0:
            yield Found("contacts", source.place(at), number=number)


def _last(source: _Source, paragraphs: list[str], start: int) -> Place:
    at = source.find(paragraphs[-1], start)
    return source.place(at if at >= 0 else start)


def _contact(contact: Contact, source: _Source) -> int:
    """Where a contact begins: with the name that stands nearest before a way, else with the way."""
    ways = [source.find(way) for way in (*contact.phones_as_written, *contact.emails)]
    first = min((way for way in ways if way >= 0), default=-1)
    if first < 0:
        return source.find(contact.name)
    name = source.find_last(contact.name, first)
    return name if name >= 0 and abs(first - name) <= NEAR else first
