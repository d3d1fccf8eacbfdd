"""The parts of a Word document beside its text (ECMA-376 part 1 §17): what its styles, lists and links mean."""

from __future__ import annotations

import re
from collections.abc import Mapping

from distrib.ingest.formats.paper import Style
from distrib.ingest.lines import Note

_HEADING = re.compile(r"heading\s*([1-9])$", re.IGNORECASE)
_QUOTES = frozenset(("quote", "intense quote", "block text"))


def value(attributes: Mapping[str, str], name: str = "val") -> str:
    """An attribute by its local name."""
    return next((text for key, text in attributes.items() if key.rpartition(":")[2] == name), "")


def is_on(attributes: Mapping[str, str]) -> bool:
    """A switch without a value is on (§17.17.4)."""
    return value(attributes) not in ("0", "false", "off", "none")


class Relations:
    """What a part refers to, in the document and outside it."""

    def __init__(self) -> None:
        self.targets: dict[str, tuple[str, str]] = {}
        """Id → the last word of its kind, and its target."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """A relationship."""
        if name == "Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.targets[attributes.get("Id", "")] = kind, attributes.get("Target", "")

    def text(self, text: str) -> None:
        """There is none."""

    def end(self, name: str) -> None:
        """Nothing is open."""

    def of_kind(self, *kinds: str) -> list[str]:
        """Targets of some kinds, in the file's order."""
        return [target for kind, target in self.targets.values() if kind in kinds]


class Numbering:
    """Which lists count and which have bullets."""

    def __init__(self) -> None:
        self._formats: dict[tuple[str, str], str] = {}
        self._abstract: dict[str, str] = {}
        self._of, self._level, self._number = "", "", ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """A level of a list, or a list that uses such levels."""
        if name == "abstractNum":
            self._of, self._number = value(attributes, "abstractNumId"), ""
        elif name == "lvl":
            self._level = value(attributes, "ilvl")
        elif name == "numFmt" and not self._number:
            self._formats[self._of, self._level] = value(attributes)
        elif name == "num":
            self._number = value(attributes, "numId")
        elif name == "abstractNumId":
            self._abstract[self._number] = value(attributes)

    def text(self, text: str) -> None:
        """There is none."""

    def end(self, name: str) -> None:
        """Levels and lists do not overlap."""

    def mark(self, number: str, level: str) -> str:
        """What stands before an item of a list; nothing for one that is switched off."""
        if number in ("", "0"):
            return ""
        form = self._formats.get((self._abstract.get(number, ""), level or "0"), "bullet")
        return "" if form == "none" else "*" if form == "bullet" else "1."


class Styles:
    """What the paragraphs of a style are, by the style's name, which Word writes in English in every language."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._styles: dict[str, Style] = {}
        self._id, self._number, self._level = "", "", ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """A style, its name, and what its paragraphs are."""
        if name == "style":
            self._id, self._number, self._level = value(attributes, "styleId"), "", ""
            self._styles[self._id] = Style()
        elif not self._id:
            return
        elif name == "name":
            self._named(value(attributes).casefold())
        elif name == "basedOn" and value(attributes) in self._styles:
            base, own = self._styles[value(attributes)], self._styles[self._id]
            self._styles[self._id] = base if own == Style() else own
        elif name == "outlineLvl" and value(attributes) in set("012345"):
            self._styles[self._id] = Style(level=int(value(attributes)) + 1)
        elif name == "numId":
            self._number = value(attributes)
        elif name == "ilvl":
            self._level = value(attributes)

    def _named(self, name: str) -> None:
        heading = _HEADING.match(name)
        if name == "title" or heading:
            self._styles[self._id] = Style(level=int(heading[1]) if heading else 1)
        elif name == "subtitle":
            self._styles[self._id] = Style(note=Note.LEAD)
        elif name in _QUOTES:
            self._styles[self._id] = Style(note=Note.QUOTE)
        elif name.startswith(("list bullet", "list number")):
            self._styles[self._id] = Style(mark="*" if "bullet" in name else "1.")

    def text(self, text: str) -> None:
        """There is none."""

    def end(self, name: str) -> None:
        """The list that a style's paragraphs are items of."""
        if name == "style":
            mark = self._numbering.mark(self._number, self._level)
            style = self._styles.get(self._id)
            if mark and style and not style.level:
                self._styles[self._id] = Style(note=style.note, mark=mark)
            self._id = ""

    def of(self, identity: str) -> Style:
        """What a paragraph of this style is, as a value of its own."""
        style = self._styles.get(identity, Style())
        return Style(style.level, style.note, style.mark, style.depth)
