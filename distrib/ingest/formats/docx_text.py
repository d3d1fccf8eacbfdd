"""The text of a Word document, or of its page headers and footers (ECMA-376 part 1 §17), written on paper.

Tracked insertions are text, tracked deletions are not, and both are counted. Hidden text stays hidden.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from distrib.ingest.formats.docx_parts import Numbering, Relations, Styles, is_on, value
from distrib.ingest.formats.paper import Paper, Style

SAMPLE = 60
"""Characters of a deletion that are told."""

_PROPERTIES = frozenset(("pPr", "rPr", "trPr", "tcPr", "tblPr", "sectPr", "sdtPr"))
_FORMER = frozenset(("pPrChange", "rPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange"))
"""How something was formatted before it was changed."""
_REMOVED = frozenset(("del", "moveFrom"))
_COUNTED = {
    "ins": "insertions",
    "moveTo": "moves",
    "blip": "pictures",
    "imagedata": "pictures",
    "footnoteReference": "footnotes",
    "endnoteReference": "footnotes",
    "commentReference": "comments",
}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]{1,2000})"|(\S{1,2000}))', re.IGNORECASE)


@dataclass(slots=True)
class Seen:
    """What a person must be told of a document's text."""

    counts: Counter[str] = field(default_factory=Counter)
    deleted: str = ""
    """How the first tracked deletion begins."""


class TextReader:
    """Hears the elements of a part and writes its text on paper."""

    def __init__(self, paper: Paper, seen: Seen, styles: Styles, numbering: Numbering, links: Relations) -> None:
        self._paper, self._seen = paper, seen
        self._styles, self._numbering, self._links = styles, numbering, links
        self._unread = 0
        """Elements open since one began whose text is not read."""
        self._is_deletion = self._is_hidden = False
        self._properties = 0
        self._heard = ""
        """Which text is being heard: `t`, `delText`, `instrText`."""
        self._codes: list[tuple[str, bool]] = []
        """Code of each open field, and whether it became a link."""
        self._number = self._level = ""
        self._style = Style()
        self._starts: dict[str, Callable[[Mapping[str, str]], None]] = {
            "p": self._begin_paragraph,
            "r": self._begin_run,
            "tbl": lambda _: paper.flow.begin_table(),
            "tr": lambda _: paper.flow.begin_row(),
            "tc": lambda _: paper.flow.begin_cell(),
            "hyperlink": self._begin_link,
            "fldSimple": lambda attributes: paper.begin_link(_target(value(attributes, "instr"))),
            "fldChar": self._field,
        }
        self._ends: dict[str, Callable[[], None]] = {
            "p": paper.end,
            "pPr": self._end_properties,
            "tbl": paper.flow.end_table,
            "hyperlink": paper.end_link,
            "fldSimple": paper.end_link,
        }

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._heard = name if name in ("t", "delText", "instrText") else ""
        if self._unread:
            self._unread += 1
            return
        if name in _FORMER or name == "Fallback":
            self._unread = 1
        elif name in _PROPERTIES:
            self._properties += 1
        elif self._properties:
            self._property(name, attributes)
        elif name in _REMOVED:
            self._unread, self._is_deletion = 1, name == "del"
            self._seen.counts["deletions"] += name == "del"
        elif name in _SIGNS:
            self._write(_SIGNS[name])
        elif name in self._starts:
            self._starts[name](attributes)
        elif name in _COUNTED:
            self._seen.counts[_COUNTED[name]] += 1

    def end(self, name: str) -> None:
        """An element ends."""
        self._heard = ""
        if self._unread:
            self._unread -= 1
            self._is_deletion = self._is_deletion and bool(self._unread)
            return
        if name in _PROPERTIES:
            self._properties -= 1
        if name in self._ends and not self._properties:
            self._ends[name]()

    def text(self, text: str) -> None:
        """Characters; those between elements are layout."""
        if self._unread:
            if self._is_deletion and self._heard == "delText" and self._seen.counts["deletions"] == 1:
                self._seen.deleted = (self._seen.deleted + text)[:SAMPLE]
        elif self._heard == "t":
            self._write(text)
        elif self._heard == "instrText" and self._codes:
            code, is_link = self._codes[-1]
            self._codes[-1] = (code + text)[:4000], is_link

    def _write(self, text: str) -> None:
        if self._is_hidden:
            self._seen.counts["hidden"] += 1
        else:
            self._paper.text(text)

    def _begin_paragraph(self, _: Mapping[str, str]) -> None:
        self._paper.begin()
        self._number, self._level, self._style, self._is_hidden = "", "", Style(), False

    def _begin_run(self, _: Mapping[str, str]) -> None:
        self._is_hidden = False

    def _begin_link(self, attributes: Mapping[str, str]) -> None:
        self._paper.begin_link(self._links.targets.get(value(attributes, "id"), ("", ""))[1])

    def _property(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "pStyle":
            self._style = self._styles.of(value(attributes))
        elif name == "numId":
            self._number = value(attributes)
        elif name == "ilvl":
            self._level = value(attributes)
        elif name == "outlineLvl" and value(attributes) in set("012345"):
            self._style = replace(self._style, level=int(value(attributes)) + 1)
        elif name == "vanish":
            self._is_hidden = is_on(attributes)

    def _end_properties(self) -> None:
        """The mark at a paragraph's end may be hidden by itself; that hides no words."""
        self._is_hidden = False
        if self._number and not self._style.level:
            mark = self._numbering.mark(self._number, self._level)
            depth = int(self._level) if self._level in set("123456789") else 0
            self._style = replace(self._style, mark=mark, depth=depth)
        self._paper.restyle(self._style)

    def _field(self, attributes: Mapping[str, str]) -> None:
        """A field: its code, then what it shows (§17.16.18)."""
        kind = value(attributes, "fldCharType")
        if kind == "begin" and len(self._codes) < 20:
            self._codes.append(("", False))
        elif kind == "separate" and self._codes and _target(self._codes[-1][0]):
            self._paper.begin_link(_target(self._codes[-1][0]))
            self._codes[-1] = "", True
        elif kind == "end" and self._codes and self._codes.pop()[1]:
            self._paper.end_link()


def _target(code: str) -> str:
    found = _HYPERLINK.match(code)
    return (found[1] or found[2]) if found else ""
