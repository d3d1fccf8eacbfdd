"""What an RTF document says, while its words are heard: what holds in its groups, and what is written so far."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from distrib.ingest.formats.package import TooLarge
from distrib.ingest.formats.paper import Paper, Style
from distrib.ingest.formats.rtf_words import EDGES

MAX_DEPTH = 500
"""Groups within each other; a table in a text box needs thirty."""

SAMPLE = 60
"""Characters of a deletion that are told."""


@dataclass(slots=True)
class Group:
    """What holds until a group ends."""

    target: str = ""
    """The part that is written, nothing for the text; or `unread`, `code` of a field, `mark` of an item."""
    page: str = "cp1252"
    skipped: int = 1
    """How many characters behind each one of Unicode stand for it, for programs that know none."""
    is_hidden: bool = False
    is_deleted: bool = False
    is_inserted: bool = False
    is_link: bool = False


@dataclass(slots=True)
class Saying:
    """Everything that was said, and what it means for what is said next."""

    page: str
    """Code page of what no font says otherwise."""
    fonts: dict[int, str]
    styles: dict[int, Style]
    counts: Counter[str] = field(default_factory=Counter)
    deleted: str = ""
    """How the first tracked deletion begins."""
    papers: dict[str, Paper] = field(default_factory=lambda: {"": Paper()})
    """Text, page header and page footer."""
    groups: list[Group] = field(default_factory=list)
    style: Style = field(default_factory=Style)
    code: str = ""
    mark: str = ""
    _waiting: bytearray = field(default_factory=bytearray)
    """Bytes of characters, of which some take two."""
    to_skip: int = 0
    high: int = 0
    """First half of a character beyond 16 bits."""
    is_optional: bool = False
    is_in_row: bool = False
    has_table: bool = False
    has_row: bool = False
    wants_cell: bool = False

    def __post_init__(self) -> None:
        self.groups.append(Group(page=self.page))

    @property
    def group(self) -> Group:
        """The innermost group."""
        return self.groups[-1]

    @property
    def paper(self) -> Paper:
        """Where the group's text is written."""
        return self.papers.setdefault(self.group.target, Paper(part=self.group.target))

    def begin_group(self) -> None:
        """What is said from here on holds until the group ends."""
        self.flush()
        if len(self.groups) > MAX_DEPTH:
            raise TooLarge("its parts are nested without end")
        self.groups.append(replace(self.group, is_link=False))
        self.to_skip = 0

    def end_group(self) -> None:
        """What held before holds again."""
        self.flush()
        self.to_skip = 0
        if len(self.groups) == 1:
            return
        if self.group.is_link:
            self.paper.end_link()
        if self.group.target in EDGES.values() and self.groups[-2].target != self.group.target:
            self.paper.end()
        self.groups.pop()

    def characters(self, data: bytes) -> None:
        """Letters in the code page of their font."""
        skipped = min(self.to_skip, len(data))
        self.to_skip -= skipped
        if self.group.target != "unread":
            self._waiting += data[skipped:]

    def optional(self) -> None:
        """The group that begins may be passed over by whoever does not know its word."""
        self.is_optional = True

    def finish(self) -> None:
        """The file ends."""
        self.flush()
        for paper in self.papers.values():
            paper.end()

    def flush(self) -> None:
        """Bytes so far become characters."""
        if self._waiting:
            data, self._waiting = bytes(self._waiting), bytearray()
            self.write(data.decode(self.group.page, "replace"))

    def write(self, text: str) -> None:
        """Characters, to wherever the group's text goes."""
        group = self.group
        if group.target == "code":
            self.code = (self.code + text)[:4_000]
        elif group.target == "mark":
            self.mark = (self.mark + text)[:40]
        elif group.is_deleted:
            if self.counts["deletions"] == 1:
                self.deleted = (self.deleted + text)[:SAMPLE]
        elif group.is_hidden:
            self.counts["hidden"] += 1
        elif group.target != "unread":
            self.begin()
            self.paper.text(text)

    def begin(self) -> None:
        """A paragraph, where none is open."""
        if self.paper.is_open:
            return
        if self.group.target == "":
            self._begin_in_table()
        self.paper.begin()

    def _begin_in_table(self) -> None:
        if self.has_table and not self.is_in_row:
            self.papers[""].flow.end_table()
            self.has_table = False
        elif self.wants_cell:
            self.papers[""].flow.begin_cell()
            self.wants_cell = False
