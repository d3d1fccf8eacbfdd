"""For whom a release is: a query with its count as it is typed, who is left out, and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from distrib.core.delivery.audience import EXPLANATIONS, Audience, LeftOut
from distrib.core.query.terms import QueryError
from distrib.core.release import Release
from distrib.errors import NotAllowed
from distrib.tui.background import Trouble, in_background
from distrib.tui.keys import SHOWN, bind
from distrib.tui.names import language_name
from distrib.tui.plain import line
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import source_of
from distrib.tui.widgets.query_box import Complete, QueryBox
from distrib.tui.widgets.reading import Reading
from distrib.tui.widgets.release_part import Part
from distrib.tui.widgets.under_box import UnderBox
from distrib.tui.wording import _, counted, figure

PAUSE = 0.25
"""Seconds without a key before people are counted."""


class AudiencePart(Part):
    """`ask` is called in a thread with what the box says."""

    LABEL = _("Audience")
    BINDINGS: ClassVar[list[BindingType]] = [bind("set_audience", "screen.set_audience", _("Make it the audience"))]

    class Counted(Message, bubble=False):
        """Who would get it."""

        def __init__(self, query: str, audience: Audience) -> None:
            super().__init__()
            self.query_text = query
            self.audience = audience

    def __init__(self, ask: Callable[[str], Audience], complete: Complete, *, id: str) -> None:  # noqa: A002
        super().__init__(lambda: None, id=id)
        self._ask = ask
        self._complete = complete
        self._timer: Timer | None = None
        self._release: Release | None = None

    def compose(self) -> ComposeResult:
        """Box, words, those left out."""
        hint = _("all   country:LY language:ar   beat:migration")
        yield QueryBox(self._complete, placeholder=hint, id="audience-query")
        yield UnderBox(id="audience-found")
        yield Reading(id="audience-words")
        columns: list[Column[LeftOut]] = [
            Column(_("Left out"), lambda one: one.name or one.email, 24),
            Column(_("Reason"), lambda one: _(one.explanation)),
            Column(_("Address"), lambda one: one.email, from_width=90),
        ]
        yield PagedList(columns, empty=_("Nobody is left out."), id="audience-left-out")

    @property
    def query_text(self) -> str:
        """What the box says."""
        return self.query_one(QueryBox).value

    def enter(self) -> None:
        """Typing begins at once."""
        self.query_one(QueryBox if self.query_one(QueryBox).display else PagedList).focus()

    def take(self, release: Release) -> None:
        """The release as it is now; a box that somebody typed into is left alone."""
        box, before = self.query_one(QueryBox), self._release
        self._release = release
        box.display = release.about is None
        if before is None or box.value == (before.audience or ""):
            box.value = release.audience or ""

    def read_again(self) -> None:
        """Count."""
        query = self.query_text.strip()
        release = self._release
        if release is None:
            return
        if not query and release.about is None:
            self.query_one(UnderBox).say(
                _("Say for whom it is: `all` is everyone. Left empty, whoever sends it chooses.")
            )
            self.query_one("#audience-words", Reading).show("")
            self.query_one(PagedList).show(source_of(()), empty=" ")
            return
        in_background(self, lambda: self.Counted(query, self._ask(query)), group="part")

    def on_audience_part_counted(self, message: Counted) -> None:
        """Show it."""
        found = message.audience
        approved = self._release is not None and message.query_text == (self._release.audience or "")
        said = counted("{number} person gets it", "{number} people get it", len(found.recipients))
        if self._release is not None and self._release.about is not None:
            hint = _("It goes to exactly those who hold {reference}.").format(reference=self._release.about)
        elif approved:
            hint = _("This audience is kept with the text and approved with it.")
        else:
            hint = _("Enter, then {key[set_audience]} makes it the audience that is approved.").format(key=SHOWN)
        self.query_one(UnderBox).say(f"{said}. {hint}")
        facts = [(language_name(code), figure(number)) for code, number in found.by_language.items()]
        facts += [
            (_("Left out"), f"{figure(number)} {_(EXPLANATIONS[why])}") for why, number in found.by_reason.items()
        ]
        self.query_one("#audience-words", Reading).show_facts(facts)
        self.query_one(PagedList).show(source_of(found.left_out), empty=_("Nobody is left out."))

    def on_trouble(self, message: Trouble) -> None:
        """A mistake in the query is said below it, and so is why a notice cannot go to its readers yet."""
        if isinstance(message.fault, QueryError):
            message.stop()
            box = self.query_one(QueryBox)
            self.query_one(UnderBox).point(message.sentence, message.fault.column, round(box.scroll_x))
        elif isinstance(message.fault, NotAllowed):
            message.stop()
            self.query_one(UnderBox).say(message.sentence)

    @on(Input.Changed)
    def _typed(self) -> None:
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self.read_again)

    @on(QueryBox.Proposed)
    def _offer(self) -> None:
        box = self.query_one(QueryBox)
        if box.proposals:
            self.query_one(UnderBox).offer(box.proposals, box.chosen)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.query_one(PagedList).focus()

    def explain(self) -> str:
        """Of whoever is under the cursor."""
        one = self.query_one(PagedList).current
        return f"{line(one.name)} <{line(one.email)}>: {_(one.explanation)}" if one else ""
