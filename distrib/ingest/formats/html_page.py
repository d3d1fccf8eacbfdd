"""An HTML page being read: its elements become lines, lists, links and tables. Told of tags; finds none itself."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urljoin

from distrib.ingest.characters import collapse
from distrib.ingest.formats.paper import NESTED, as_link
from distrib.ingest.formats.tables import Flow
from distrib.ingest.lines import Note, make_line

MAX_DEPTH = 6
"""Lists within each other that are told apart."""

_ATTRIBUTE = re.compile(r"""([^\s=>"'/]{1,60})(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_BLOCK_NAMES = (
    "address article blockquote br dd div dl dt fieldset figcaption figure footer form header hr li main nav ol p "
    "section table tbody td th thead title tr ul h1 h2 h3 h4 h5 h6"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_PARAGRAPHS = _BLOCKS - {"br", "td", "th", "tr", "li", "dd", "span"}
_VOID = frozenset(("br", "hr", "img", "input", "meta", "link"))

_LEAD = re.compile(r"\b(?:lead|lede|standfirst|subhead|subheading|subtitle|intro|summary)\b|lead-?paragraph", re.I)
_CARD = re.compile(r"\bv?card\b|\bcontact", re.I)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|$)", re.I)
_RUNS = re.compile(r"[\s\x00-\x1f]*(?:javascript|vbscript|data)\s*:", re.IGNORECASE)


@dataclass(slots=True)
class Page:
    """What has been read so far."""

    base: str | None = None
    """Address of the page, for links that are relative to it."""
    flow: Flow = field(default_factory=Flow)
    counts: Counter[str] = field(default_factory=Counter)
    """Pictures, and links that would run something."""
    _pieces: list[str] = field(default_factory=list)
    _began: int = 0
    """Where in the source the line that is read begins."""
    _is_blank: bool = True
    _gap: int = 0
    _level: int = 0
    _notes: list[tuple[str, Note]] = field(default_factory=list)
    """Open elements that carry a note, innermost last."""
    _lists: list[str] = field(default_factory=list)
    """Open lists, innermost last."""
    _mark: str = ""
    _href: str | None = None
    _link_from: int = 0

    def text(self, text: str, at: int) -> None:
        """Characters as the source has them from `at` on."""
        if self._is_blank and text.strip():
            self._is_blank, self._began = False, at + len(text) - len(text.lstrip())
        self._pieces.append(html.unescape(text))

    def end_line(self) -> None:
        """What was read since the last line is one. Its `row` is the place in the source, in characters."""
        text = collapse("".join(self._pieces))
        if text:
            note = self._notes[-1][1] if self._notes else Note.PLAIN
            indent = NESTED * min(max(len(self._lists) - 1, 0), MAX_DEPTH) if self._mark else 0
            where = {"gap": self._gap, "row": self._began}
            self.flow.add(make_line(self._mark + text, indent=indent, level=self._level, note=note, **where))
            self._gap, self._mark = 0, ""
        self._pieces.clear()
        self._link_from, self._is_blank = 0, True

    def open(self, tag: str, attributes: str) -> None:
        """An element begins."""
        if tag in _BLOCKS:
            self.end_line()
            self._gap = max(self._gap, 1 if tag in _PARAGRAPHS else 0)
        if tag[0] == "h" and tag[1:].isdigit():
            self._level = int(tag[1:])
        elif tag in ("ul", "ol"):
            self._lists.append(tag)
        elif tag == "li":
            self._mark = "1. " if self._lists and self._lists[-1] == "ol" else "* "
        elif tag == "a":
            self._href, self._link_from = attribute(attributes, "href"), len(self._pieces)
        elif tag == "img":
            self.counts["pictures"] += 1
        else:
            self._open_table(tag)
        note = _note(tag, attributes)
        if note and tag not in _VOID:
            self._notes.append((tag, note))

    def _open_table(self, tag: str) -> None:
        if tag == "table":
            self.flow.begin_table()
        elif tag == "tr":
            self.flow.begin_row()
        elif tag in ("td", "th"):
            self.flow.begin_cell()

    def close(self, tag: str) -> None:
        """An element ends."""
        if tag == "a":
            self._end_link()
        if tag not in _BLOCKS:
            return
        self.end_line()
        self._gap = max(self._gap, 1 if tag in _PARAGRAPHS else 0)
        if tag[0] == "h":
            self._level = 0
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag == "table":
            self.flow.end_table()
        if self._notes and self._notes[-1][0] == tag:
            self._notes.pop()

    def _end_link(self) -> None:
        """Keeps a link as Markdown; a relative one leads nowhere without the address of its page."""
        label = "".join(self._pieces[self._link_from :])
        target, self._href = self._href, None
        if not target or not label.strip():
            return
        if _RUNS.match(target):
            self.counts["links"] += 1
            return
        link = as_link(label, _absolute(self.base, target.strip()))
        if link != label:
            self._pieces[self._link_from :] = [f" {link}" if self._link_from else link]


def _absolute(base: str | None, target: str) -> str:
    try:
        return urljoin(base, target) if base else target
    except ValueError:
        return ""


def is_hidden(attributes: str) -> bool:
    """Whether the page's reader does not see the element."""
    folded = attributes.lower()
    if "hidden" in folded and attribute(attributes, "hidden") is not None:
        return True
    return "style" in folded and bool(_HIDING.search(attribute(attributes, "style") or ""))


def attribute(attributes: str, name: str) -> str | None:
    """The value of an attribute; empty for one without."""
    for found in _ATTRIBUTE.finditer(attributes[:4000]):
        if found[1].lower() == name:
            return html.unescape(found[2] or found[3] or found[4] or "")
    return None


def _note(tag: str, attributes: str) -> Note | None:
    if tag == "blockquote":
        return Note.QUOTE
    if "class" not in attributes and "CLASS" not in attributes:
        return None
    names = attribute(attributes, "class") or ""
    if tag in ("p", "div", "h2", "h3") and _LEAD.search(names):
        return Note.LEAD
    return Note.CONTACT if tag in ("div", "section", "address", "li", "p") and _CARD.search(names) else None
