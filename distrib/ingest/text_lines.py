"""A pasted text or Markdown as lines, its two-column heads untangled."""

from __future__ import annotations

from distrib.ingest.columns import read_columns
from distrib.ingest.lines import Line, split_lines


def text_lines(text: str) -> tuple[Line, ...]:
    """The lines of a cleaned text."""
    return read_columns(split_lines(text))
