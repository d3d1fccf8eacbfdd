"""Long lists in pieces that one statement takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

CHUNK = 5_000
"""Values in one statement; SQLite allows 32,766 parameters."""


def chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """The same items, at most `CHUNK` at a time."""
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]
