"""A pasted text or Markdown as lines, its two-column heads untangled."""

from __future__ import annotations

from distrib.ingest.contacts.side_by_side import cards_in_order
from distrib.ingest.lines import Line, split_lines
from distrib.ingest.release.columns import read_columns
from distrib.ingest.release.spacing import single_spaced


def text_lines(text: str) -> tuple[Line, ...]:
    """The lines of a cleaned text."""
    return read_columns(cards_in_order(single_spaced(split_lines(text))))
