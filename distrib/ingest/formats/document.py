"""A document: the lines of whatever file or page a person brings, before anything is recognised in them."""

from __future__ import annotations

from dataclasses import dataclass

from distrib.core.phrase import Said
from distrib.errors import UnreadableText
from distrib.ingest.lines import MAX_LINES, Line

MAX_CHARACTERS = 1_000_000
"""More is no release."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says, cut into lines."""

    lines: tuple[Line, ...]
    kind: str = "a text"
    """In words, with its article."""
    unit: str = "line"
    """What `Line.row` counts."""
    subject: str | None = None
    """That of the mail it came in."""
    remarks: tuple[Said, ...] = ()
    """What a person must know of the reading, as sentences."""


def check_size(document: Document, name: str) -> None:
    """Nothing is cut off: a text is read as a whole or not at all.

    Raises:
        UnreadableText: it is longer than any release.
    """
    characters = sum(len(line.raw) for line in document.lines)
    if characters > MAX_CHARACTERS:
        raise UnreadableText(
            "{name} holds {characters:,} characters of text; a release may have {most:,} at most. "
            "Nothing was read, because a part would be missing. Save the release alone, without what surrounds "
            "it.",
            name=name,
            characters=characters,
            most=MAX_CHARACTERS,
        )
    if len(document.lines) > MAX_LINES:
        raise UnreadableText(
            "{name} holds more than {most:,} lines of text, which is more than any release. Nothing was "
            "read, because a part would be missing. Save the release alone, without what surrounds it.",
            name=name,
            most=MAX_LINES,
        )
