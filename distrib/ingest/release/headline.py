"""Headlines: which lines above a story are its headline and subheadline. Chooses lines; changes none."""

from __future__ import annotations

import re

from distrib.ingest.characters import squash
from distrib.ingest.labels.page import is_footer, is_image, is_meta
from distrib.ingest.labels.release import is_release_line, marker_prefix, release_prefix
from distrib.ingest.lines import Line, Note
from distrib.ingest.release.head_lines import TITLE_WORDS, is_break, is_prose_line, is_sentence, names_office, words_in
from distrib.ingest.release.headline_neighbours import (
    banner_end,
    has_kicker,
    is_appointment,
    is_captioned,
    is_labelled,
    is_office,
    is_remark,
    letterhead_end,
    near_contact,
)

TITLE_LINES = 24
"""A title that was broken has no more lines."""

ROOM = 12
"""Columns that whoever breaks lines by hand leaves free."""

BYLINE_LINES = 8
"""Who published it, when, and buttons."""

LONGEST = 60
"""A headline has fewer words."""


_PRESENTS = re.compile(
    r"\s(?:presents?|présente(?:nt)?|presentan?|präsentier(?:t|en)|apresentam?|presenteert)\W*$", re.I
)
"""A house whose name leads to the title below it."""

_BULLET = re.compile(r"[•▪◦‣]|[*·–-]\s")

_LONGEST_TITLE = 600
"""Characters; more is prose."""


def headline_at(lines: list[Line], subject: str | None) -> tuple[int, int]:
    """(first, after last) line of the headline; equal numbers when there is none."""
    levels = [i for i, line in enumerate(lines) if line.level and not is_break(line)]
    if levels:
        best = min(levels, key=lambda i: lines[i].level)
        return best, best + 1
    letters = [_letters(line.text) for line in lines]
    if subject:
        for title in _titles(subject) or [subject]:
            told = _spelling(lines, letters, title, 0)
            if told:
                return told
    return _titled(lines, letters) or _grouped(lines, bool(subject))


def _letters(text: str) -> str:
    return re.sub(r"\W", "", squash(text))


def _titled(lines: list[Line], letters: list[str]) -> tuple[int, int] | None:
    """A page's title that its headline says again: the last place where it stands."""
    for number, line in enumerate(lines[:20]):
        if len(line.text.split()) < TITLE_WORDS or names_office(line.text):
            continue
        for title in _titles(line.text):
            found = _spelling(lines, letters, title, number + 1)
            if found and not is_break(lines[found[0]]):
                return found
    return None


def _titles(text: str) -> list[str]:
    """A page's title with and without the site's name behind it, without markers before it."""
    if len(text) > _LONGEST_TITLE:
        return []
    forms = [text, *(text[: mark.start()] for mark in re.finditer(r"\s[-–—|]\s", text))]
    forms += [form[marker_prefix(form) or release_prefix(form) :] for form in list(forms)]
    return [form for form in dict.fromkeys(forms) if len(form.split()) >= TITLE_WORDS]


def _spelling(lines: list[Line], letters: list[str], title: str, start: int) -> tuple[int, int] | None:
    """The last run of lines from `start` on that together spell `title`; `letters` are those of each line."""
    whole = _letters(title)
    for first in reversed(range(start, len(lines))):
        spelt = ""
        for number in range(first, min(first + TITLE_LINES, len(lines))):
            spelt += letters[number]
            if not spelt or not whole.startswith(spelt):
                break
            if spelt == whole and not is_release_line(lines[first].text):
                return first, number + 1
    return None


def _grouped(lines: list[Line], has_subject: bool) -> tuple[int, int]:
    """The headline of the last group of lines that can hold one."""
    groups: list[list[int]] = [[]]
    told_release = -1
    breaks = [is_break(line) for line in lines]
    for number, line in enumerate(lines):
        if breaks[number]:
            groups.append([])
            if is_release_line(line.text):
                told_release = number
        elif not is_prose_line(line):
            groups[-1].append(number)
    if has_subject and told_release >= 0:
        groups = [[number for number in group if number > told_release] for group in groups]
    told = [number for group in reversed(groups) for number in group if not near_contact(lines, number)]
    told = _unlabelled(lines, told)
    told = [number for number in told if not is_remark(lines, number)] or told
    told = [number for number in told if not is_captioned(lines, number)] or told
    told = [number for number in told if not is_appointment(lines[number].text)] or told
    told = [number for number in told if not is_office(lines, number)] or told
    told = [number for number in told if not _PRESENTS.search(lines[number].text)] or told
    letterhead = letterhead_end(lines)
    banner = banner_end(lines, breaks)
    told = [number for number in told if number >= banner] or told
    for least in (TITLE_WORDS, 2, 1):
        fit = [number for number in told if least <= words_in(lines[number]) <= LONGEST]
        below = [number for number in fit if number >= letterhead]
        if fit:
            first = _above_standfirst(lines, below or fit, (below or fit)[0])
            return first - has_kicker(lines, first), first + 1
    return len(lines), len(lines)


def _unlabelled(lines: list[Line], told: list[int]) -> list[int]:
    """Without what a label leads to; where that is all, without what is no longer than a name."""
    unlabelled = [number for number in told if not is_labelled(lines, number)]
    return unlabelled or [number for number in told if has_kicker(lines, number)]


def _above_standfirst(lines: list[Line], fit: list[int], first: int) -> int:
    """The headline above a line that is no headline: a sentence with its full stop, or below a page's share buttons."""
    earlier = [number for number in fit if number < first and not is_sentence(lines[number])]
    if not earlier or words_in(lines[first]) < TITLE_WORDS:
        return first
    # `fit` goes from the last group to the first, and downwards within each.
    between = lines[earlier[0] + 1 : first]
    is_apart = any(is_footer(line.text) or is_meta(line.text) for line in between)
    return earlier[0] if is_apart or is_sentence(lines[first]) else first


def wrapped_end(lines: list[Line], first: int, last: int, width: int) -> int:
    """A headline over several lines: the next goes on without a gap and in the same letters.

    In small letters it does so where its first word found no room in the line above, or begins no sentence.
    """
    while last < len(lines) and last - first < 4 and not lines[last].gap and not is_break(lines[last]):
        same = lines[last].text.isupper() == lines[first].text.isupper()
        if not same or re.search(r"[.*]$", lines[last].text) or not _goes_on(lines[last - 1], lines[last], width):
            break
        last += 1
    return last


def _may_be_below(lines: list[Line], at: int) -> list[int]:
    """The two lines below a headline; and the one behind a page's byline and share buttons."""
    near = list(range(at, min(at + 2, len(lines))))
    furniture = [
        number
        for number in range(at, min(at + BYLINE_LINES, len(lines)))
        if is_footer(lines[number].text) or is_meta(lines[number].text)
    ]
    if not furniture or not all(words_in(line) < TITLE_WORDS or is_break(line) for line in lines[at : furniture[-1]]):
        return near
    return list(range(furniture[-1] + 1, min(furniture[-1] + 2, len(lines))))


def _goes_on(above: Line, line: Line, width: int) -> bool:
    if line.text.isupper() or line.text[:1].islower() or not width:
        return True
    return len(above.raw) + above.indent + 1 + len(line.text.split(" ", 1)[0]) > width - ROOM


def subheadline_at(lines: list[Line], at: int) -> tuple[str | None, int]:
    """What stands directly below the headline, if it is a line of words; and where it ends."""
    for number in _may_be_below(lines, at):
        line = lines[number]
        if is_release_line(line.text) or is_image(line.raw):
            continue
        if _BULLET.match(line.raw):
            return None, at
        words = len(line.text.split())
        stars = line.text.startswith("**") or line.text.endswith("**")
        if (line.note is not Note.LEAD and is_break(line)) or stars or not 4 <= words <= LONGEST:
            return None, at
        if line.note is not Note.LEAD and (is_prose_line(line) or near_contact(lines, number)):
            return None, at
        return line.text, number + 1
    return None, at
