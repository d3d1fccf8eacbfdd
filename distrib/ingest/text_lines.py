"""A pasted text or Markdown as lines, its two-column heads untangled."""

from __future__ import annotations

from distrib.ingest.columns import read_columns
from distrib.ingest.lines import Line, split_lines
from distrib.ingest.side_by_side import cards_in_order


def text_lines(text: str) -> tuple[Line, ...]:
    """The lines of a cleaned text."""
    return read_columns(cards_in_order(split_lines(text)))
