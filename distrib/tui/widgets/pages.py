"""The pages of a long list: which are here, which is wanted next, and what an answer changes. Draws and reads nothing.

One read is under way at a time, always for what is in sight now, so that dragging through 100,000 rows leaves no
queue of reads behind.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

PAGE = 50
"""Rows; making values of rows shares the interpreter with whoever types, and few screens show more of them."""

MOST_PAGES = 160
"""Pages kept; 8,000 rows are more than anybody turns back through."""

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Source(Generic[Row]):
    """Where rows come from. Both are called in a thread, unless the rows are at hand."""

    count: Callable[[], int]
    page: Callable[[int, int], Sequence[Row]]
    """Offset and limit → rows."""
    is_at_hand: bool = False
    """In memory: shown at once, so that no key is pressed between asking for them and seeing them."""


def source_of(rows: Sequence[Row]) -> Source[Row]:
    """Rows that are in memory already."""
    return Source(lambda: len(rows), lambda offset, limit: rows[offset : offset + limit], is_at_hand=True)


def source_by(rows: Callable[[], Sequence[Row]]) -> Source[Row]:
    """Rows in memory that may be others after a reload."""
    return Source(lambda: len(rows()), lambda offset, limit: rows()[offset : offset + limit], is_at_hand=True)


def place_of(wanted: object, rows: Sequence[Row], identity: Callable[[Row], object]) -> int | None:
    """Where the row that is told by this stands."""
    return next((place for place, one in enumerate(rows) if identity(one) == wanted), None)


@dataclass(slots=True)
class _Book(Generic[Row]):
    source: Source[Row]
    count: int = 0
    pages: dict[int, Sequence[Row]] = field(default_factory=dict)
    stale: set[int] = field(default_factory=set)
    is_read: bool = False
    """The count is known, and since the last reload."""
    round: int = 0
    """How often it was reloaded."""


@dataclass(frozen=True, slots=True)
class Answer(Generic[Row]):
    """What a read brought."""

    book: _Book[Row]
    round: int
    number: int
    rows: Sequence[Row]
    count: int


class Pages(Generic[Row]):
    """The pages of the source that is shown, and of the one that replaces it once its first page is here."""

    def __init__(self) -> None:
        self._blank: _Book[Row] = _Book(source_of(()), is_read=True)
        self._book = self._blank
        self._next: _Book[Row] | None = None
        self._is_reading = False

    @property
    def count(self) -> int:
        """Rows in all."""
        return self._book.count

    @property
    def is_read(self) -> bool:
        """The count is that of the source that was asked for last."""
        return self._book.is_read and self._next is None and self._book is not self._blank

    @property
    def is_shown(self) -> bool:
        """There is a source."""
        return self._book is not self._blank or self._next is not None

    def row(self, index: int) -> Row | None:
        """A row, once its page is here."""
        page = self._book.pages.get(index // PAGE, ())
        if not page and self._book.source.is_at_hand and 0 <= index < self.count:
            page = self._book.source.page(index - index % PAGE, PAGE)
        return page[index % PAGE] if 0 <= index % PAGE < len(page) else None

    @property
    def is_at_hand(self) -> bool:
        """What is asked for is in memory."""
        return (self._next or self._book).source.is_at_hand

    def show(self, source: Source[Row]) -> None:
        """Turn to other rows. The old ones stay until the first of the new ones are here."""
        self._next = _Book(source)

    def reload(self) -> None:
        """Every page is to be read again when it comes into sight."""
        book = self._next or self._book
        book.stale, book.is_read, book.round = set(book.pages), False, book.round + 1

    def wanted(self, top: int, height: int) -> int | None:
        """The page to read next when `height` rows from `top` on are in sight."""
        if self._next:
            return 0
        book = self._book
        if not book.is_read:
            return top // PAGE
        if not book.count:
            return None
        bottom = min(top + max(height, 1), book.count) - 1
        numbers = range(top // PAGE, bottom // PAGE + 1)
        return next((one for one in numbers if one not in book.pages or one in book.stale), None)

    def next_read(self, top: int, height: int) -> Callable[[], Answer[Row]] | None:
        """The read to carry out in a thread now; None when one is under way or nothing is missing."""
        number = self.wanted(top, height)
        book = self._next or self._book
        if number is None or (self._is_reading and not book.source.is_at_hand):
            return None
        self._is_reading = not book.source.is_at_hand or self._is_reading
        turn = book.round
        return lambda: Answer(book, turn, number, tuple(book.source.page(number * PAGE, PAGE)), book.source.count())

    def take(self, answer: Answer[Row]) -> bool:
        """Keep what was read. True when it is the first of other rows than before."""
        book = answer.book
        if not book.source.is_at_hand:
            self._is_reading = False
        if book is not self._book and book is not self._next:
            return False
        book.count = answer.count
        book.pages.pop(answer.number, None)
        book.pages[answer.number] = answer.rows
        if answer.round == book.round:  # else it was reloaded meanwhile, and this may be older than that
            book.is_read = True
            book.stale.discard(answer.number)
        if len(book.pages) > MOST_PAGES:
            del book.pages[next(iter(book.pages))]
        if book is self._next:
            self._book, self._next = book, None
            return True
        return False

    def give_up(self) -> None:
        """A read failed. The rows shown before stay, and what is wanted is read when it is asked for again."""
        self._is_reading = False
        self._book.is_read = True
