"""Paper: an office document's paragraphs, lists, links and tables written down as lines. Knows no file format."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from distrib.ingest.characters import clean, collapse
from distrib.ingest.formats.document import MAX_CHARACTERS
from distrib.ingest.formats.package import TooLarge
from distrib.ingest.formats.tables import Flow
from distrib.ingest.lines import Note, make_line

MAX_PARAGRAPHS = 100_000
"""With empty ones, which some programs write by the thousand."""

MAX_LEVEL = 6
NESTED = 4
"""Columns by which a list within a list is indented, as Markdown wants it."""

_WEB = re.compile(r"https?://[^\s()\[\]<>]{1,2000}$", re.IGNORECASE)


def as_link(label: str, target: str) -> str:
    """Words and where they lead, as Markdown; the words alone where it is no page of the web, or is what they say."""
    words = collapse(label)
    if not words or not _WEB.match(target) or "[" in words or "]" in words:
        return label
    return label if target.rstrip("/").endswith(words.rstrip("/")) else f"[{words}]({target})"


@dataclass(slots=True)
class Style:
    """What a paragraph is."""

    level: int = 0
    """Heading level; 0: none."""
    note: Note = Note.PLAIN
    mark: str = ""
    """`*` or `1.` before an item of a list."""
    depth: int = 0
    """How many lists its list stands in."""


@dataclass(slots=True)
class _Paragraph:
    style: Style = field(default_factory=Style)
    pieces: list[str] = field(default_factory=list)
    links: list[tuple[str, int]] = field(default_factory=list)
    """Target, and number of the first piece, of links that are open."""


@dataclass(slots=True)
class Paper:
    """One part of a document: its text, a page header, a page footer."""

    part: str = ""
    flow: Flow = field(default_factory=Flow)
    """Where the lines go; tables are begun and ended there."""
    _open: list[_Paragraph] = field(default_factory=list)
    """Innermost last: a text box stands within a paragraph."""
    _begun: int = 0
    _number: int = 0
    _characters: int = 0
    _gap: int = 1

    @property
    def is_open(self) -> bool:
        """Whether a paragraph has begun and not ended."""
        return bool(self._open)

    def begin(self) -> None:
        """A paragraph.

        Raises:
            TooLarge: the document has more than any release, though nothing may stand in them.
        """
        self._begun += 1
        if self._begun > MAX_PARAGRAPHS:
            raise TooLarge("it holds more than {most:,} paragraphs", most=MAX_PARAGRAPHS)
        self._open.append(_Paragraph())

    def restyle(self, style: Style) -> None:
        """What the open paragraph is."""
        if self._open:
            self._open[-1].style = style

    def text(self, text: str) -> None:
        """Characters of the open paragraph.

        Raises:
            TooLarge: the document holds more than any release.
        """
        self._characters += len(text)
        if self._characters > MAX_CHARACTERS:
            raise TooLarge("it holds more than {most:,} characters of text", most=MAX_CHARACTERS)
        if self._open:
            self._open[-1].pieces.append(text)

    def begin_link(self, target: str) -> None:
        """The characters that follow lead somewhere."""
        if self._open:
            self._open[-1].links.append((target, len(self._open[-1].pieces)))

    def end_link(self) -> None:
        """They do so no more."""
        if not self._open or not self._open[-1].links:
            return
        paragraph = self._open[-1]
        target, first = paragraph.links.pop()
        label = "".join(paragraph.pieces[first:])
        paragraph.pieces[first:] = [as_link(label, target.strip())] if label else []

    def end(self) -> None:
        """The open paragraph is complete."""
        if not self._open:
            return
        while self._open[-1].links:
            self.end_link()
        paragraph = self._open.pop()
        texts = [part for part in clean("".join(paragraph.pieces)).split("\n") if part.strip()]
        if not texts:
            self._gap = 2
            return
        self._number += 1
        style = paragraph.style
        indent = NESTED * min(style.depth, MAX_LEVEL)
        for number, text in enumerate(texts):
            raw = f"{style.mark} {text.strip()}" if style.mark and not number else text
            gap = 0 if number else self._gap
            line = make_line(raw, indent=indent, gap=gap, level=min(style.level, MAX_LEVEL), note=style.note)
            self.flow.add(replace(line, row=self._number, part=self.part))
        self._gap = 1
