"""Contact runs: short lines in a row that hold a number or address. Goes by form; reads no label's words."""

from __future__ import annotations

import re

from distrib.ingest.labels.contact import has_ways, is_contact_start, is_not_press
from distrib.ingest.labels.page import is_link
from distrib.ingest.labels.people_words import is_name
from distrib.ingest.labels.release import is_about_heading, is_event_label, is_notes_heading, is_prose
from distrib.ingest.lines import Block, Line

REACH = 8
"""Lines of one card: name, role, office, street, town, and their numbers."""

NEAR = 4
"""A label's first number or address stands within so many lines."""

_DRAWN = re.compile(r"(?<![:/])[/\\_]{2,}|[/\\|]\s+[/\\|]")
"""A picture made of signs, as below old postings."""

LABEL_WORDS, CARD_WORDS = 10, 16

DESK = 60
"""Characters; more before the number are a sentence."""

_DESK = re.compile(r"(?:[A-ZÀ-Þ][\w&’'-]*\s){1,4}(?i:desk|newsroom|press office|news team|duty officer?|media team)$")


def is_card(story: tuple[Block, ...], number: int, *, is_first: bool = False) -> bool:
    """Lines that name somebody or give an address, with a number; a single line without a name is a letterhead.

    `is_first` says that they stand right below the story or its end mark, where blank lines may be among them, as they
    may below a name that stands alone.
    """
    run = _run(story, number, is_first=is_first)
    first = run[0]
    if is_not_press(first.text) or is_contact_start(first.text) or is_about_heading(first) or is_notes_heading(first):
        return False
    lines = _up_to_last_way(_lines(run))
    if not lines or not all(_is_short(line) for line in lines) or any(_DRAWN.search(line.raw) for line in lines):
        return False
    if len(lines) == 1:
        return is_first and (_names(lines[0].text) or _is_desk(lines[0].text))
    return any("@" in line.text or _names(line.text) for line in lines)


def _names(text: str) -> bool:
    """Whether a line opens with a name, or has one behind a label."""
    first = re.split(r"[,(|–—]|\s-\s", text, maxsplit=1)[0]
    return is_name(first.strip()) or is_name(first.rpartition(":")[2].strip())


def _is_desk(text: str) -> bool:
    """ "Roads Desk, 555 0100"."""
    first = re.split(r"[,:(|–—]", text, maxsplit=1)[0].strip()
    return len(first) < DESK and bool(_DESK.match(first)) and has_ways(text)


def leads_to_ways(story: tuple[Block, ...], number: int) -> bool:
    """A short line that ends in a colon, with a number or address in the short lines below it."""
    first = story[number].lines[0].text
    if not first.endswith((":", "：")) or len(first.split()) > LABEL_WORDS:
        return False
    if first[0].isdigit() or is_event_label(first) or is_not_press(first) or has_ways(first):
        return False
    below = _lines(story[number : number + NEAR + 1])[1 : NEAR + 1]
    for line in below:
        if is_link(line.raw) or not _is_short(line) or is_not_press(line.text) or is_contact_start(line.text):
            return False
        if has_ways(line.text):
            return True
    return False


def _run(story: tuple[Block, ...], number: int, *, is_first: bool) -> tuple[Block, ...]:
    """A paragraph and those that follow it without a blank line, or with one each, up to the first prose."""
    end = number + 1
    may_be_spaced = is_first or is_name(story[number].text)
    most = 1 if may_be_spaced and _is_spaced(story[number : number + REACH]) else 0
    while end < min(len(story), number + REACH) and story[end].gap <= most and not is_prose(story[end]):
        end += 1
    return story[number:end]


def _is_spaced(blocks: tuple[Block, ...]) -> bool:
    """Whether each line stands for itself, as in what was pasted from a word processor."""
    return all(block.gap and len(block.lines) == 1 for block in blocks)


def _lines(blocks: tuple[Block, ...]) -> list[Line]:
    return [line for block in blocks for line in block.lines]


def _up_to_last_way(lines: list[Line]) -> list[Line]:
    last = max((number for number, line in enumerate(lines) if has_ways(line.text)), default=-1)
    return lines[: last + 1]


def _is_short(line: Line) -> bool:
    return sum(word[0].isalpha() for word in line.text.split()) <= CARD_WORDS
