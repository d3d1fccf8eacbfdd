"""The search box: proposes fields and values for the word that is typed, and takes one with Tab."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from distrib.core.query.completion import Proposal, put_in, word_at
from distrib.tui.background import Trouble, in_background
from distrib.tui.widgets.entry import Entry

Complete = Callable[[str, int], Sequence[Proposal]]


class QueryBox(Entry):
    """`complete` is asked in a thread, for text and cursor; a newer letter overtakes its answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "Complete", show=False),
        Binding("down", "choose(1)", "Next proposal", show=False),
        Binding("up", "choose(-1)", "Proposal before", show=False),
    ]

    class Proposed(Message):
        """There are other proposals, or another one is chosen."""

        def __init__(self, box: QueryBox) -> None:
            super().__init__()
            self.box = box

        @property
        def control(self) -> QueryBox:
            """For `@on` with a selector."""
            return self.box

    class Completions(Message, bubble=False):
        """An answer."""

        def __init__(self, text: str, cursor: int, found: Sequence[Proposal]) -> None:
            super().__init__()
            self.text = text
            self.cursor = cursor
            self.found = found

    def __init__(self, complete: Complete, *, placeholder: str, id: str, value: str = "") -> None:  # noqa: A002 - Textual's name
        super().__init__(placeholder=placeholder, id=id)
        self._complete = complete
        self.proposals: tuple[Proposal, ...] = ()
        self.chosen = 0
        self.set_reactive(QueryBox.value, value)

    def watch_value(self, value: str) -> None:
        """What was proposed does not count any more; ask anew."""
        self._offer(())
        self.call_later(self._ask, value)

    def _ask(self, value: str) -> None:
        """Once the cursor stands behind what was typed."""
        cursor = self.cursor_position
        if self.has_focus and value == self.value and value[:cursor].strip():
            ask = partial(self._complete, value, cursor)
            in_background(self, lambda: self.Completions(value, cursor, ask()), group="complete")

    def on_query_box_completions(self, message: Completions) -> None:
        """Offer them, where nothing was typed meanwhile."""
        if message.text == self.value and message.cursor == self.cursor_position:
            self._offer(message.found)

    def on_trouble(self, message: Trouble) -> None:
        """Without proposals one can type all the same."""
        message.stop()

    def action_complete(self) -> None:
        """Take the chosen proposal; without one go on to the list, as Tab does everywhere."""
        if not self.proposals:
            self.screen.focus_next()
            return
        word = word_at(self.value, self.cursor_position)
        text, cursor = put_in(self.value, self.cursor_position, word, self.proposals[self.chosen])
        self.value = text
        self.cursor_position = cursor

    def action_choose(self, by: int) -> None:
        """Another of the proposals; without any, down leads to the list."""
        if self.proposals:
            self.chosen = (self.chosen + by) % len(self.proposals)
            self.post_message(self.Proposed(self))
        elif by > 0:
            self.screen.focus_next()

    def _offer(self, found: Sequence[Proposal]) -> None:
        if not found and not self.proposals:
            return
        self.proposals, self.chosen = tuple(found), 0
        self.post_message(self.Proposed(self))
