"""The versions of a release, and what differs from the newest, word by word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.message import Message

from distrib.core.release import Version, differences
from distrib.tui.background import in_background
from distrib.tui.keys import bind
from distrib.tui.names import language_name
from distrib.tui.plain import joined, moment_width
from distrib.tui.tasks.release_writing import Comparison
from distrib.tui.trail_words import done
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import source_of
from distrib.tui.widgets.release_part import Part
from distrib.tui.widgets.word_marks import WordMarks, explanation
from distrib.tui.wording import _


class VersionsPart(Part):
    """List and comparison; `compare` is asked in a thread for the number under the cursor."""

    LABEL = _("Versions")
    BINDINGS: ClassVar[list[BindingType]] = [bind("restore", "screen.restore", _("Restore"))]

    class Compared(Message, bubble=False):
        """What differs."""

        def __init__(self, comparison: Comparison) -> None:
            super().__init__()
            self.comparison = comparison

    def __init__(
        self,
        read: Callable[[], Any],
        compare: Callable[[int], Comparison],
        clock: Callable[[datetime], str],
        *,
        id: str,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(read, id=id)
        self._compare = compare
        self._clock = clock

    def compose(self) -> ComposeResult:
        """Versions, and the words."""
        columns: list[Column[Version]] = [
            Column("", lambda one: str(one.number), 3),
            Column(_("Saved"), lambda one: self._clock(one.at), moment_width()),
            Column(_("By"), lambda one: one.by, 10),
            Column(_("What"), lambda one: done(one.comment)),
        ]
        with Container(classes="split"):
            yield PagedList(columns, empty=_("No version."), id="versions-list", identity=lambda one: one.number)
            yield WordMarks(id="versions-words")

    @property
    def current(self) -> Version | None:
        """The version under the cursor."""
        return self.query_one(PagedList).current

    def show(self, answer: Sequence[Version]) -> None:
        """The newest first; the cursor keeps its place."""
        versions = self.query_one(PagedList)
        versions.show(source_of(answer), at=None)

    @on(PagedList.Highlighted)
    def look(self) -> None:
        """Compare the one under the cursor."""
        if one := self.current:
            in_background(self, lambda: self.Compared(self._compare(one.number)), group="compare")

    def on_versions_part_compared(self, message: Compared) -> None:
        """Show it, unless the cursor went on."""
        one = message.comparison
        self.query_one(WordMarks).show("\n".join(_told(one)), one.changes)

    @on(PagedList.Chosen)
    def _read(self) -> None:
        self.query_one(WordMarks).focus()


def _told(one: Comparison) -> Iterator[str]:
    """What is compared, and what the other languages have to do with it."""
    if one.before.version == one.after.version:
        yield _("This is the first version.")
        return
    heading = _("From version {before} to version {after}, {language}").format(
        before=one.before.version, after=one.after.version, language=language_name(one.language)
    )
    yield heading if one.changes else _("{heading}: nothing changed.").format(heading=heading)
    if one.changes:
        yield explanation()
    if others := joined(*_others(one), by=" "):
        yield others


def _others(one: Comparison) -> Iterator[str]:
    """Each language but the one that is compared, so that nobody has to look it up to know that it is as it was."""
    found = differences.editions(one.before, one.after)
    for sentence, languages in (
        (_("Also changed: {languages}."), found.changed),
        (_("Added: {languages}."), found.added),
        (_("Taken away: {languages}."), found.gone),
        (_("Not changed: {languages}."), found.unchanged),
    ):
        if names := joined(*(language_name(each) for each in languages if each != one.language)):
            yield sentence.format(languages=names)
