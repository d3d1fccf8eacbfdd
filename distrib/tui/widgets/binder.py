"""Pages of which one is shown, and a row of choices above them to turn by. Knows nothing of what stands on a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from textual import on
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import ContentSwitcher

from distrib.tui.widgets.choices import Choices

Page = TypeVar("Page", bound=Widget)


class Binder(Vertical, Generic[Page]):
    """`pages` by the keys of `row`; what stands `between` belongs to whichever page is shown."""

    DEFAULT_CSS = "Binder { height: 1fr; }"

    class Turned(Message):
        """A page is shown."""

        def __init__(self, binder: Binder[Any]) -> None:
            super().__init__()
            self.binder = binder

    def __init__(self, row: Choices, pages: Mapping[str, Page], *between: Widget, id: str) -> None:  # noqa: A002
        """`id` is that of the place where the page stands."""
        self._place = ContentSwitcher(*pages.values(), initial=next(iter(pages.values())).id, id=id)
        super().__init__(row, *between, self._place)
        self.row = row
        self._pages = pages

    @property
    def key(self) -> str:
        """Of the page that is shown."""
        return self.row.taken or next(iter(self._pages))

    @property
    def page(self) -> Page:
        """The one that is shown."""
        return self._pages[self.key]

    def turn(self, key: str) -> None:
        """Show a page."""
        self.row.taken = key
        self.row.refresh()
        self._place.current = self.page.id
        self.post_message(self.Turned(self))

    def step(self, by: int) -> bool:
        """Show a neighbour; False where there is none."""
        keys = list(self._pages)
        place = keys.index(self.key) + by
        if not 0 <= place < len(keys):
            return False
        self.turn(keys[place])
        return True

    @on(Choices.Taken)
    def _taken(self, message: Choices.Taken) -> None:
        """There may be rows on the pages too."""
        if message.choices is self.row:
            message.stop()
            self.turn(message.key)
