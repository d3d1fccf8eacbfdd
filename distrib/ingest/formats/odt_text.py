"""The text of an OpenDocument text, or of its page headers and footers (ISO/IEC 26300), written on paper.

Tracked insertions stand in the text; tracked deletions are kept apart by the format itself, and are not read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from distrib.ingest.formats.docx_parts import value
from distrib.ingest.formats.paper import Paper, Style
from distrib.ingest.lines import Note

MAX_SPACES = 200
"""Spaces that one element may stand for."""

SAMPLE = 60
"""Characters of a deletion that are told."""

_UNREAD = {"annotation": "comments", "note": "footnotes", "tracked-changes": "", "ruby-text": "", "forms": ""}
_NOTES = {"quotations": Note.QUOTE, "subtitle": Note.LEAD}


@dataclass(slots=True)
class OdtStyles:
    """What styles are built on, and which lists count."""

    parents: dict[str, str] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    _style: str = ""
    _list: str = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """A style, or a level of a list; the first level says what a list is."""
        if name == "style":
            self._style = value(attributes, "name")
            self.parents[self._style] = value(attributes, "parent-style-name")
        elif name == "text-properties" and value(attributes, "display") == "none":
            self.hidden.add(self._style)
        elif name == "list-style":
            self._list = value(attributes, "name")
        elif name.startswith("list-level-style-") and self._list:
            self.lists.setdefault(self._list, "1." if name.endswith("number") else "*")

    def text(self, text: str) -> None:
        """Styles hold none."""

    def end(self, name: str) -> None:
        """Styles stand in none."""

    def family(self, style: str) -> str:
        """The style that a person chose, in lower case: automatic ones are built on it."""
        for _ in range(10):
            if style.casefold() in _NOTES or style in ("Title", "") or style not in self.parents:
                break
            style = self.parents[style]
        return style.casefold()


@dataclass(slots=True)
class OdtSeen:
    """What a person must be told of a document's text."""

    counts: Counter[str] = field(default_factory=Counter)
    deleted: str = ""
    """How the first tracked deletion begins."""


class OdtReader:
    """Hears the elements of a part and writes what stands within `inside` on paper."""

    def __init__(self, paper: Paper, seen: OdtSeen, styles: OdtStyles, inside: frozenset[str]) -> None:
        self._paper, self._seen, self._styles, self._inside = paper, seen, styles, inside
        self._within = 0
        self._unread = 0
        self._is_deletion = False
        self._paragraphs = 0
        self._lists: list[str] = []
        """Mark of each open list, outermost first."""
        self._is_item = False
        """An item has begun and its first paragraph has not."""
        self._starts: dict[str, Callable[[Mapping[str, str]], None]] = {
            "a": lambda attributes: paper.begin_link(value(attributes, "href")),
            "s": lambda attributes: paper.text(" " * _count(value(attributes, "c"))),
            "tab": lambda _: paper.text("\t"),
            "line-break": lambda _: paper.text("\n"),
            "list": self._begin_list,
            "list-item": self._begin_item,
            "table": lambda _: paper.flow.begin_table(),
            "table-row": lambda _: paper.flow.begin_row(),
            "table-cell": lambda _: paper.flow.begin_cell(),
            "image": lambda _: seen.counts.update(("pictures",)),
        }

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if self._unread:
            self._unread += 1
            if name in ("insertion", "deletion"):
                self._is_deletion = name == "deletion"
                self._seen.counts[name + "s"] += 1
            return
        if name in self._inside:
            self._within += 1
        elif not self._within:
            return
        elif name in _UNREAD or value(attributes, "style-name") in self._styles.hidden:
            self._unread = 1
            self._seen.counts[_UNREAD.get(name, "hidden") or "other"] += 1
        elif name in ("p", "h"):
            self._begin_paragraph(attributes, is_heading=name == "h")
        elif name in self._starts:
            self._starts[name](attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._unread:
            self._unread -= 1
            self._is_deletion = self._is_deletion and name != "deletion"
        elif name in self._inside:
            self._within -= 1
        elif not self._within:
            return
        elif name in ("p", "h"):
            self._paragraphs -= 1
            self._paper.end()
        elif name == "a":
            self._paper.end_link()
        elif name == "list" and self._lists:
            self._lists.pop()
        elif name == "table":
            self._paper.flow.end_table()

    def text(self, text: str) -> None:
        """Characters; runs of white space in the file are one space (§6.1.2)."""
        if self._unread:
            if self._is_deletion and self._seen.counts["deletions"] == 1:
                self._seen.deleted = (self._seen.deleted + text)[:SAMPLE]
        elif self._within and self._paragraphs:
            edges = " " if text[-1:].isspace() and text.strip() else ""
            self._paper.text((" " if text[:1].isspace() else "") + " ".join(text.split()) + edges)

    def _begin_paragraph(self, attributes: Mapping[str, str], *, is_heading: bool) -> None:
        self._paragraphs += 1
        self._paper.begin()
        family = self._styles.family(value(attributes, "style-name"))
        level = _count(value(attributes, "outline-level")) if is_heading else int(family == "title")
        style = Style(level=level, note=_NOTES.get(family, Note.PLAIN))
        if self._is_item and not level:
            style = Style(note=style.note, mark=self._lists[-1], depth=len(self._lists) - 1)
        self._is_item = False
        self._paper.restyle(style)

    def _begin_list(self, attributes: Mapping[str, str]) -> None:
        inherited = self._lists[-1] if self._lists else "*"
        self._lists.append(self._styles.lists.get(value(attributes, "style-name"), inherited))

    def _begin_item(self, _: Mapping[str, str]) -> None:
        self._is_item = bool(self._lists)


def _count(text: str) -> int:
    return min(int(text), MAX_SPACES) if text.isdecimal() and len(text) < 8 else 1
