"""One journalist beside the list: what is kept of them at once, and all that happened once the cursor rests on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer

from distrib.core.people import Journalist
from distrib.tui.background import in_background
from distrib.tui.journalist_words import facts, history
from distrib.tui.widgets.reading import Reading

LOOK = 0.15
"""Seconds that the cursor rests on somebody before their history is read."""


class JournalistPane(Vertical):
    """`read` is called in a thread, with an address."""

    class History(Message, bubble=False):
        """All that happened to somebody."""

        def __init__(self, one: Journalist, found: Mapping[str, Any]) -> None:
            super().__init__()
            self.one = one
            self.found = found

    def __init__(self, read: Callable[[str], Mapping[str, Any]], zone: ZoneInfo) -> None:
        super().__init__(classes="pane")
        self._read = read
        self._zone = zone
        self._one: Journalist | None = None
        self._look: Timer | None = None

    def compose(self) -> ComposeResult:
        """It can be longer than the pane."""
        yield Reading(id="journalist")

    @property
    def is_waiting(self) -> bool:
        """Whether the cursor has not rested long enough yet for the history to be read."""
        return self._look is not None

    def show(self, one: Journalist | None) -> None:
        """Whoever is under the cursor."""
        self._one = one
        self.query_one(Reading).show_facts(facts(one, self._zone) if one else ())
        if self._look:
            self._look.stop()
            self._look = None
        if one is not None and one.email:
            self._look = self.set_timer(LOOK, lambda: self._read_history(one))

    def _read_history(self, one: Journalist) -> None:
        self._look = None
        in_background(self, lambda: self.History(one, self._read(one.email)), group="history")

    def on_journalist_pane_history(self, message: History) -> None:
        """Below the facts, where the cursor is still there."""
        one = self._one
        if one is not None and one.id == message.one.id:
            told = [*facts(one, self._zone), *history(message.found, self._zone)]
            self.query_one(Reading).show_facts(told, keep_place=True)

    def enter(self) -> None:
        """To read it."""
        self.query_one(Reading).focus()
