"""A part of an opened release: reads itself beside the loop when it is looked at, and draws what came."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar, Generic

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from distrib.tui.background import in_background
from distrib.tui.keys import SHOWN
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import Row, source_of
from distrib.tui.widgets.reading import Reading
from distrib.tui.wording import _


class Part(Vertical):
    """`read` is asked in a thread; `show` draws the answer."""

    LABEL: ClassVar[str] = ""

    class Found(Message, bubble=False):
        """What was read."""

        def __init__(self, answer: Any) -> None:
            super().__init__()
            self.answer = answer

    class Led(Message):
        """What was opened leads to another part, or to what is done about it."""

        def __init__(self, place: str, language: str | None = None) -> None:
            super().__init__()
            self.place = place
            self.language = language

    def __init__(self, read: Callable[[], Any], *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes="part")
        self._read = read

    def read_again(self) -> None:
        """It is looked at now, or something changed."""
        in_background(self, lambda: Part.Found(self._read()), group="part")

    def on_part_found(self, message: Found) -> None:
        """The answer to the last question."""
        self.show(message.answer)

    def show(self, answer: Any) -> None:
        """Draw it."""
        raise NotImplementedError

    def enter(self) -> None:
        """Where the keys go when somebody turns to it."""
        self.query_one(PagedList).focus()

    def explain(self) -> str:
        """Words about what is under the cursor, where there is more to say than stands there."""
        return ""


class ListPart(Part, Generic[Row]):
    """A list, and below it the row under the cursor in full."""

    EMPTY: ClassVar[str] = ""
    """What is said where there is nothing; keys are named as in a room's help."""

    def compose(self) -> ComposeResult:
        """List and words."""
        yield PagedList(self.columns(), empty=_(self.EMPTY).format(key=SHOWN), id=f"{self.id}-list")
        yield Reading(id=f"{self.id}-words")

    def columns(self) -> Sequence[Column[Row]]:
        """Of the list."""
        raise NotImplementedError

    def facts(self, row: Row) -> Iterable[tuple[str, str]]:
        """Of a row."""
        raise NotImplementedError

    def lead(self, row: Row) -> Message | None:  # noqa: ARG002 - most rows lead nowhere
        """Where Enter on a row goes."""
        return None

    def __init__(self, read: Callable[[], Any], *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(read, id=id)
        self.answer: Sequence[Row] = ()
        """All rows, as they were read last."""

    @property
    def rows(self) -> PagedList[Row]:
        """The list."""
        return self.query_one(PagedList)

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self.rows.current

    def show(self, answer: Sequence[Row]) -> None:
        """The cursor keeps its place."""
        self.answer = answer
        self.rows.show(source_of(answer), at=None)

    @on(PagedList.Highlighted)
    def _explain(self) -> None:
        one = self.current
        self.query_one(Reading).show_facts(self.facts(one) if one is not None else (), keep_place=False)

    @on(PagedList.Chosen)
    def _open(self) -> None:
        message = self.lead(self.current) if self.current is not None else None
        if message is not None:
            self.post_message(message)
