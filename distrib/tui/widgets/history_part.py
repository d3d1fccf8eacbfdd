"""Everything that was done to a release: who, when, what, and to which text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from distrib.core.trail import Event
from distrib.tui.plain import moment_width
from distrib.tui.trail_words import details, done
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.release_part import ListPart
from distrib.tui.wording import _


class HistoryPart(ListPart[Event]):
    """An event a line, the newest first."""

    LABEL = _("History")
    EMPTY = _("Nothing was done yet.")

    def __init__(self, read: Callable[[], Any], clock: Callable[[datetime], str], *, id: str) -> None:  # noqa: A002
        super().__init__(read, id=id)
        self._clock = clock

    def columns(self) -> Sequence[Column[Event]]:
        """What was said of it takes what is left."""
        return [
            Column(_("When"), lambda one: self._clock(one.at), moment_width()),
            Column(_("Who"), lambda one: one.actor, 12),
            Column(_("What"), lambda one: done(one.action), 24),
            Column("", lambda one: details(one, self._clock), from_width=90),
        ]

    def facts(self, row: Event) -> Iterator[tuple[str, str]]:
        """All of it."""
        yield _("What"), done(row.action)
        if row.detail:
            yield _("Said"), details(row, self._clock)
        if row.content_hash:
            yield _("Text"), row.content_hash[:12]
