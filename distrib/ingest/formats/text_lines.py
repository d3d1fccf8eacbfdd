"""A pasted text or Markdown as lines, its two-column heads untangled."""

from __future__ import annotations

from distrib.ingest.formats.columns import read_columns
from distrib.ingest.formats.side_by_side import cards_in_order
from distrib.ingest.formats.spacing import single_spaced
from distrib.ingest.lines import Line, split_lines


def text_lines(text: str) -> tuple[Line, ...]:
    """The lines of a cleaned text."""
    return read_columns(cards_in_order(single_spaced(split_lines(text))))
