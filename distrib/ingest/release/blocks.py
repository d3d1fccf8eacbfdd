"""Blocks: lines joined to paragraphs again, however they were broken. Labels nothing."""

from __future__ import annotations

import re
from itertools import pairwise

from distrib.ingest.labels.dateline import read_dateline
from distrib.ingest.lines import Block, Line, Note, is_closed, make_block, make_line

MIN_WIDTH, MAX_WIDTH = 50, 110
"""Hard-wrapped text has lines between these lengths; a longer one is a paragraph of its own."""

FEW_LINES, FULL, NARROW = 40, 60, 90
"""A text of few lines shows its width by those that are full, where none is longer than a screen is wide."""

_BULLET = re.compile(r"(?:[*•·▪◦‣–—-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+\S")
_DOTS = re.compile(r"\s[•·|]\s")
_CONTINUES = re.compile(r"[,;.:)\]”’»%!?]|(?:[–—]|--?)\s")
_HANGING = re.compile(
    r"\b(?:the|an?|of|to|in|on|at|by|for|from|with|and|or|that|former|said|de|del|la|le|les|des|du|el|los|las|y|et|und|der|die|das|"
    r"den|dem|von|mit|para|por|pour|par|avec|din|și|da|do|dos|e)$"
)


def wrap_width(lines: tuple[Line, ...]) -> int:
    """Column at which the text was hard-wrapped; 0 when it was not."""
    lengths = sorted(len(line.raw) + line.indent for line in lines if len(line.raw) >= MIN_WIDTH)
    if len(lengths) < 4 or len(lines) <= FEW_LINES:
        few = _width_of_few(lines)
        if few or len(lengths) < 4:
            return few
    wrapped = [length for length in lengths if length <= MAX_WIDTH]
    if len(wrapped) < 0.85 * len(lengths):
        return 0
    return wrapped[int(len(wrapped) * 0.8)]


def _width_of_few(lines: tuple[Line, ...]) -> int:
    """The width of a text of few lines: none is long, and most of its longer ones break off within a sentence."""
    longest = max((len(line.raw) + line.indent for line in lines), default=0)
    full = [(line, after) for line, after in pairwise(lines) if len(line.raw) >= FULL]
    broken = sum(not after.gap and not is_closed(line) for line, after in full)
    return longest if longest <= NARROW and broken * 2 >= len(full) > 0 else 0


def join_blocks(lines: tuple[Line, ...]) -> tuple[Block, ...]:
    """The lines as blocks, in order; each line belongs to exactly one."""
    width = wrap_width(lines)
    blocks: list[Block] = []
    current: list[Line] = []
    for number, line in enumerate(lines):
        after = lines[number + 1] if number + 1 < len(lines) else None
        if current and not _continues(current, line, after, width):
            blocks.append(make_block(tuple(current)))
            current = []
        current.append(line)
    if current:
        blocks.append(make_block(tuple(current)))
    return tuple(blocks)


def _continues(current: list[Line], line: Line, after: Line | None, width: int) -> bool:
    """Whether `line` goes on with the paragraph that `current` is so far."""
    before = current[-1]
    if line.gap or line.level or before.level or line.note != before.note or line.note is Note.ROW:
        return False
    if (is_closed(before) and _is_letterhead(line.raw)) or (len(current) <= 3 and _opens_story(line.raw)):
        return False
    if _BULLET.match(line.raw) and not _dash_after_place(before, line):
        return False
    if width and line.indent > current[0].indent + 1 and len(current) > 1 and not _BULLET.match(current[0].raw):
        return False
    if width and len(before.raw) + before.indent >= 0.78 * width and len(before.raw) >= 40:
        return True
    return _fragment_goes_on(before, line, after)


def _is_letterhead(raw: str) -> bool:
    """Building, street and number between dots or bars, as printed at the foot of a page."""
    return len(_DOTS.findall(raw)) > 1 and not is_closed(make_line(raw)) and any(map(str.isdigit, raw))


def _opens_story(raw: str) -> bool:
    """A dateline that no sentence can hold: with a date, a region or in parentheses."""
    if not (raw[0].isupper() or raw[0] == "("):
        return False
    found = read_dateline(raw)
    if not found or not found.is_strong:
        return False
    place = found.dateline.place or ""
    return found.dateline.date_text is not None or "," in place or raw[0] == "("


def _dash_after_place(before: Line, line: Line) -> bool:
    """A dateline broken before its dash: a short line, then a dash and prose."""
    return len(before.raw) <= 40 and len(line.raw) > 60 and line.raw[0] in "–—-" and not before.raw.endswith(".")


def _fragment_goes_on(before: Line, line: Line, after: Line | None) -> bool:
    """Text broken at inline links: the rest of a sentence begins in lower case or with its punctuation."""
    first = line.raw[0]
    if _CONTINUES.match(line.raw) and not before.raw.endswith((".", ":")):
        return True
    closed = is_closed(before)
    if first.islower() and not closed:
        return True
    if closed or before.raw.endswith((",", "،")) or len(line.raw) > 400:
        return first.islower() and before.raw.endswith(",")
    if _HANGING.search(before.raw):
        return True
    # "District Attorney / Jane Doe / said today": what goes on in lower case after a short line makes that a link.
    goes_on = after is not None and not after.gap and (after.raw[0].islower() or after.raw[0] in ",;.)")
    return goes_on and len(line.raw) <= 60 and not is_closed(line) and _mid_sentence(before.raw)


def _mid_sentence(raw: str) -> bool:
    """Not a headline: either long prose or a few words."""
    words = raw.split()
    if len(words) <= 6:
        return len(raw) > 12 and ":" not in raw
    return sum(word[0].islower() for word in words) >= 0.4 * len(words)
