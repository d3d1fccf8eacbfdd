"""The versions of a release, and what differs from the newest, word by word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.message import Message

from distrib.core.release import Release, Version
from distrib.core.release.edition_changes import FieldChange
from distrib.tui.background import in_background
from distrib.tui.keys import bind
from distrib.tui.plain import moment_width
from distrib.tui.trail_words import done
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import source_of
from distrib.tui.widgets.release_part import Part
from distrib.tui.widgets.word_marks import WordMarks, explanation
from distrib.tui.wording import _

Comparison = tuple[Release, Release, tuple[FieldChange, ...]]


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
        before, after, found = message.comparison
        heading = _("From version {before} to version {after}").format(before=before.version, after=after.version)
        if before.version == after.version:
            heading = _("This is the first version.")
        elif not found:
            heading = _("{heading}: nothing of this edition changed.").format(heading=heading)
        else:
            heading = f"{heading}\n{explanation()}"
        self.query_one(WordMarks).show(heading, found)

    @on(PagedList.Chosen)
    def _read(self) -> None:
        self.query_one(WordMarks).focus()
