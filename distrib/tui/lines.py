"""Texts cut into the lines of a pane, by the columns that letters take; quick enough for ten thousand words."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import TextWrapper

from rich.cells import cell_len, chop_cells

from distrib.core.plain_text import many_lines

MOST_CHARACTERS = 1_000_000
"""Of a text that is cut; a longer one is none that anybody reads in a pane."""


def wrapped(text: str, width: int) -> tuple[str, ...]:
    """The text without controls, in lines of at most so many columns; never fewer than ten."""
    width = max(width, 10)
    cut = TextWrapper(width, expand_tabs=True, tabsize=4, break_on_hyphens=False, drop_whitespace=True)
    shown = many_lines(text[:MOST_CHARACTERS])
    return tuple(one for row in shown.split("\n") for one in _cut(row, width, cut))


def _cut(row: str, width: int, cut: TextWrapper) -> Iterator[str]:
    if row.isascii() or cell_len(row) == len(row):
        yield from cut.wrap(row) or ("",)
        return
    held = ""
    for word in row.split(" "):
        joined = f"{held} {word}" if held else word
        if cell_len(joined) <= width:
            held = joined
            continue
        if held:
            yield held
        *whole, held = chop_cells(word, width) or [""]
        yield from whole
    yield held
