"""A list of any length: draws the lines in sight, keeps a cursor, and has pages of rows read in a thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Generic

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from distrib.tui.background import Trouble, in_background
from distrib.tui.widgets.columns import COMPONENTS, Column, heading, note, row_line
from distrib.tui.widgets.pages import PAGE, Answer, Pages, Row, Source, place_of


class PagedList(ScrollView, Generic[Row], can_focus=True, inherit_bindings=False):
    """Rows below a heading."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "step(-1)", "Up", show=False),
        Binding("down,j", "step(1)", "Down", show=False),
        Binding("pageup", "step(0, -1)", "Page up", show=False),
        Binding("pagedown", "step(0, 1)", "Page down", show=False),
        Binding("home", "go(0)", "First", show=False),
        Binding("end", "go(-1)", "Last", show=False),
        Binding("enter", "choose", "Open", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = set(COMPONENTS)

    class Highlighted(Message):
        """The cursor stands on another row, or the row under it was read again."""

        def __init__(self, paged_list: PagedList[Any]) -> None:
            super().__init__()
            self.paged_list = paged_list

        @property
        def control(self) -> PagedList[Any]:
            """For `@on` with a selector."""
            return self.paged_list

    class Chosen(Highlighted):
        """Enter or a double click."""

    class PageRead(Message, bubble=False):
        """A page is here."""

        def __init__(self, answer: Answer[Any]) -> None:
            super().__init__()
            self.answer = answer

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        *,
        empty: str,
        id: str,  # noqa: A002 - Textual's name
        identity: Callable[[Row], object] = lambda row: row,
    ) -> None:
        """`identity` tells a row from the others, also after something of it changed; None where nothing does."""
        super().__init__(id=id)
        self._columns = columns
        self._empty = empty
        self._identity = identity
        self.rows: Pages[Row] = Pages()
        self.cursor = 0
        self._start = 0
        self._stays = False
        """Rows that are shown next are those of now: nothing scrolls."""
        self._followed: object = None
        """Identity of the row under the cursor when it was reloaded; the cursor goes with it."""

    @property
    def current(self) -> Row | None:
        """The row under the cursor, once it is read."""
        return self.rows.row(self.cursor)

    def show(self, source: Source[Row], *, empty: str | None = None, at: int | None = 0) -> None:
        """Show other rows from the first, with the cursor `at` one; those shown now stay until the first is here.

        With None the same rows are shown as they are now: the cursor stays with its row, and nothing scrolls. They
        must be at hand.
        """
        self._empty = empty or self._empty
        self._stays = at is None
        if at is None:
            wanted = None if self.current is None else self._identity(self.current)
            at = None if wanted is None else place_of(wanted, source.page(0, source.count()), self._identity)
        self._start = self.cursor if at is None else at
        self.rows.show(source)
        self._read()

    def reload(self, *, to: object = None) -> None:
        """Read again what is shown; the cursor stays with its row where that is still near, else at its place.

        It goes to the row whose identity is `to`, where that is given, also when it is reloaded again meanwhile.
        """
        if to is not None:
            self._followed = to
        elif self._followed is None and self.current is not None:
            self._followed = self._identity(self.current)
        self.rows.reload()
        self._read()

    def _read(self) -> None:
        read = self.rows.next_read(round(self.scroll_y), self.size.height - 1)
        if read is None:
            return
        if self.rows.is_at_hand:
            self.on_paged_list_page_read(self.PageRead(read()))
        else:
            in_background(self, lambda: self.PageRead(read()), group="pages", only_last=False)

    def on_paged_list_page_read(self, message: PageRead) -> None:
        """Draw what came, and ask for what is in sight and still missing."""
        answer, followed, was_in_sight = message.answer, self._followed, self.cursor in _in_sight(self)
        is_new = self.rows.take(answer)
        self.virtual_size = Size(0, self.rows.count + 1)
        near = None if is_new or followed is None else place_of(followed, answer.rows, self._identity)
        if is_new and not self._stays:
            self.scroll_to(y=0, animate=False)
            self._move(self._start, in_sight=self._start > 0)
        elif is_new:
            self._move(self._start, in_sight=was_in_sight)
        else:
            self._move(self.cursor if near is None else answer.number * PAGE + near, in_sight=was_in_sight)
            is_over = self.rows.is_read and (near is not None or answer.number == self.cursor // PAGE)
            self._followed = None if is_over else followed
        self._read()

    def on_trouble(self, _: Trouble) -> None:
        """The screen says what it was."""
        self.rows.give_up()
        self.refresh()

    def on_resize(self) -> None:
        """Another part of the list is in sight."""
        self._read()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Another part of the list is in sight."""
        super().watch_scroll_y(old_value, new_value)
        self._read()

    def _move(self, index: int, *, in_sight: bool = True) -> None:
        """Put the cursor on a row; with `in_sight` off, whoever has scrolled away from it is not drawn back."""
        self.cursor = max(0, min(index, self.rows.count - 1))
        self._followed = None
        self.refresh()
        self.post_message(self.Highlighted(self))
        shown = _in_sight(self)
        if in_sight and self.cursor not in shown:
            self.scroll_to(y=self.cursor if self.cursor < shown.start else self.cursor - len(shown) + 1, animate=False)

    def action_step(self, rows: int, pages: int = 0) -> None:
        """Move the cursor by rows and by what fits on the screen."""
        self._move(self.cursor + rows + pages * max(self.size.height - 2, 1))

    def action_go(self, index: int) -> None:
        """Move the cursor to a row; -1 is the last."""
        self._move(index if index >= 0 else self.rows.count - 1)

    def action_choose(self) -> None:
        """Open the row under the cursor."""
        if self.current is not None:
            self.post_message(self.Chosen(self))

    def on_click(self, event: events.Click) -> None:
        """One click puts the cursor there, two open the row."""
        offset = event.get_content_offset(self)
        index = offset.y - 1 + round(self.scroll_y) if offset else -1
        if offset and offset.y >= 1 and index < self.rows.count:
            self._move(index)
            if event.chain > 1:
                self.action_choose()

    def render_line(self, y: int) -> Strip:
        """The heading stays at the top; below it the rows in sight."""
        width, style_of = self.scrollable_content_region.width, self.get_component_rich_style
        if y == 0:
            return heading(self._columns, width, style_of)
        index = y - 1 + round(self.scroll_y)
        row = self.rows.row(index)
        if row is None:
            is_empty = self.rows.is_read and not self.rows.count
            return note(self._empty if is_empty else "", y - 2, width, style_of)
        part = "row" if index != self.cursor else "cursor" if self.has_focus else "cursor-away"
        return row_line(self._columns, row, part, width, style_of)


def _in_sight(shown: PagedList[Any]) -> range:
    top = round(shown.scroll_y)
    return range(top, top + max(shown.size.height - 1, 1))
