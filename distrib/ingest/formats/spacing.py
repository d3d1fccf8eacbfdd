"""Spacing: a hard-wrapped text that was pasted with a blank line below every line gets its paragraphs back."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from distrib.ingest.lines import Line, Note, is_closed

LEAST_LINES = 6

LONGEST = 90
"""A longer line is a paragraph of its own."""

FULL = 45
"""A line of so many characters may have been broken for want of room."""


def single_spaced(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines without the usual blank lines between them, where most break off within a sentence."""
    gaps = [line.gap for line in lines[1:]]
    if len(lines) < LEAST_LINES or not all(gaps) or any(len(line.raw) > LONGEST for line in lines):
        return lines
    least = min(gaps)
    if any(line.level or line.note is not Note.PLAIN for line in lines) or not _break_off(lines, least):
        return lines
    return (lines[0], *(replace(line, gap=line.gap - least) for line in lines[1:]))


def _break_off(lines: tuple[Line, ...], gap: int) -> bool:
    """Whether more than half of the full lines with the usual gap below them go on in the next, in lower case."""
    full = [(line, below) for line, below in pairwise(lines) if len(line.raw) >= FULL and below.gap == gap]
    broken = sum(not is_closed(line) and not below.raw[0].isupper() for line, below in full)
    return broken * 2 > len(full) > 2
