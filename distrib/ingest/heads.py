"""Heads: headline, subheadline, markers, embargo, release line and date from what stands above a story."""

from __future__ import annotations

import re
from dataclasses import dataclass

from distrib.core.release import Dateline
from distrib.ingest.blocks import Block
from distrib.ingest.characters import squash
from distrib.ingest.contact_labels import contact_label_end, has_ways
from distrib.ingest.dateline import read_date_line
from distrib.ingest.dates import find_date
from distrib.ingest.labels import (
    bare,
    is_case_number,
    is_date_line,
    is_embargo,
    is_marker,
    is_prose,
    is_release_line,
    marker_in,
    marker_prefix,
    release_prefix,
)
from distrib.ingest.lines import Line, Note
from distrib.ingest.page_labels import is_greeting, is_image, is_link, is_navigation, is_rule

TITLE_WORDS = 4
"""Fewer words twice are a menu entry, not the page's title and its headline."""

LONGEST = 60
"""A headline has fewer words."""

_LONGEST_TITLE = 600
"""Characters; more is prose."""

_PLACE_ONLY = re.compile(r"[A-ZÀ-Þ][\w.'’ -]{1,30},\s[A-Z][A-Za-z.]{1,20}$")
_STATE_PLACE = re.compile(r"[A-ZÀ-Þ][\w.'’ -]{1,30},\s(?:[A-Z]{2}|[A-Z][a-z]{2,5}\.)$")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a story."""

    headline: str | None = None
    subheadline: str | None = None
    markers: tuple[str, ...] = ()
    embargo: str | None = None
    release_line: str | None = None
    dateline: Dateline = Dateline()
    """Place and date where they stand on lines of their own."""
    rest: tuple[Line, ...] = ()
    """Lines that may name contacts."""


def read_head(blocks: tuple[Block, ...], subject: str | None, *, is_wrapped: bool) -> Head:
    """The head of a release; `subject` is that of the mail it came in."""
    lines = _lines(blocks, is_wrapped=is_wrapped)
    texts = [line.text for line in lines]
    first, last = _headline_at(lines, subject)
    headline = " ".join(texts[first:last]) or None
    if last > first and is_wrapped:
        last = _wrapped_end(lines, first, last)
        headline = " ".join(texts[first:last])
    subheadline, after = _subheadline(lines, last) if headline else (None, last)
    if headline is None and subject and not _is_mail_noise(subject):
        headline = subject
    return Head(
        headline=_without_prefixes(headline),
        subheadline=subheadline,
        markers=_markers(texts),
        embargo=next((text for text in texts if is_embargo(text)), None),
        release_line=_release_line(texts),
        dateline=_date(texts, last),
        rest=tuple(line for number, line in enumerate(lines) if not first <= number < after and _may_be_contact(line)),
    )


def _lines(blocks: tuple[Block, ...], *, is_wrapped: bool) -> list[Line]:
    """Lines of the head; those a page broke at its links stay joined."""
    lines: list[Line] = []
    for block in blocks:
        whole = (Line(block.text, block.raw, 0, block.gap, block.level, block.note),)
        lines += whole if block.level or is_prose(block) or not (is_wrapped or _is_many(block)) else block.lines
    return lines


def _is_many(block: Block) -> bool:
    """Whether the lines of a block say different things."""
    return len(block.lines) > 1 and any(_is_break(line) or has_ways(line.text) for line in block.lines)


def _is_break(line: Line) -> bool:
    """A line that can be neither headline nor subheadline."""
    text = line.text
    if (
        is_greeting(text)
        or is_navigation(text)
        or is_release_line(text)
        or is_marker(text)
        or is_embargo(text)
        or is_rule(line.raw)
    ):
        return True
    if is_date_line(text) or is_case_number(text) or is_link(line.raw) or is_image(line.raw):
        return True
    bullet = line.raw[:2] in ("- ", "• ", "* ", "· ")
    return (bullet and len(text.split()) < 9) or bool(contact_label_end(text)) or has_ways(text) or text.endswith(":")


def _headline_at(lines: list[Line], subject: str | None) -> tuple[int, int]:
    """(first, after last) line of the headline; equal numbers when there is none."""
    levels = [i for i, line in enumerate(lines) if line.level and not _is_break(line)]
    if levels:
        best = min(levels, key=lambda i: lines[i].level)
        return best, best + 1
    if subject:
        for title in _titles(subject) or [subject]:
            told = _spelling(lines, squash(title), 0)
            if told:
                return told
    return _titled(lines) or _grouped(lines, bool(subject))


def _titled(lines: list[Line]) -> tuple[int, int] | None:
    """A page's title that its headline says again: the last place where it stands."""
    for number, line in enumerate(lines[:20]):
        if len(line.text.split()) < TITLE_WORDS:
            continue
        for title in _titles(line.text):
            found = _spelling(lines, squash(title), number + 1)
            if found:
                return found
    return None


def _titles(text: str) -> list[str]:
    """A page's title with and without the site's name behind it, without markers before it."""
    if len(text) > _LONGEST_TITLE:
        return []
    forms = [text, *(text[: mark.start()] for mark in re.finditer(r"\s[-–—|]\s", text))]
    forms += [form[marker_prefix(form) or release_prefix(form) :] for form in list(forms)]
    return [form for form in dict.fromkeys(forms) if len(form.split()) >= TITLE_WORDS]


def _spelling(lines: list[Line], title: str, start: int) -> tuple[int, int] | None:
    """The last run of lines from `start` on that together spell `title`."""
    title = re.sub(r"\W", "", title)
    best: tuple[int, int] | None = None
    for first in range(start, len(lines)):
        if is_release_line(lines[first].text):
            continue
        spelt = ""
        for number in range(first, min(first + 24, len(lines))):
            spelt += re.sub(r"\W", "", squash(lines[number].text))
            if not spelt or not title.startswith(spelt):
                break
            if spelt == title:
                best = (first, number + 1)
                break
    return best


def _grouped(lines: list[Line], has_subject: bool) -> tuple[int, int]:
    """The headline of the last group of lines that can hold one."""
    groups: list[list[int]] = [[]]
    told_release = -1
    for number, line in enumerate(lines):
        if _is_break(line):
            groups.append([])
            if is_release_line(line.text):
                told_release = number
        elif not is_prose_line(line):
            groups[-1].append(number)
    if has_subject and told_release >= 0:
        groups = [[number for number in group if number > told_release] for group in groups]
    for least in (TITLE_WORDS, 2, 1):
        for group in reversed(groups):
            for number in group:
                if _near_contact(lines, number):
                    continue
                if least <= len(lines[number].text.split()) <= LONGEST:
                    return number, number + 1
    return len(lines), len(lines)


def is_prose_line(line: Line) -> bool:
    """A teaser above the story."""
    return len(line.text.split()) > 25 and line.text.endswith(".")


def _near_contact(lines: list[Line], number: int) -> bool:
    """Name, role and office above a number are no headline."""
    for line in lines[number + 1 : number + 4]:
        if line.gap > 1:
            return False
        if has_ways(line.text):
            return len(lines[number].text.split()) <= 7
        if _is_break(line):
            return False
    return False


def _wrapped_end(lines: list[Line], first: int, last: int) -> int:
    """A headline over two lines: the next goes on without a gap and in the same letters."""
    while last < len(lines) and last - first < 4 and not lines[last].gap and not _is_break(lines[last]):
        same = lines[last].text.isupper() == lines[first].text.isupper()
        if not same or re.search(r"[.*]$", lines[last].text):
            break
        last += 1
    return last


def _subheadline(lines: list[Line], at: int) -> tuple[str | None, int]:
    """What stands directly below the headline, if it is a line of words; and where it ends."""
    for number in range(at, min(at + 2, len(lines))):
        line = lines[number]
        if is_release_line(line.text) or is_image(line.raw):
            continue
        words = len(line.text.split())
        stars = line.text.startswith("**") or line.text.endswith("**")
        if (line.note is not Note.LEAD and _is_break(line)) or stars or not 4 <= words <= LONGEST:
            return None, at
        if line.note is not Note.LEAD and (is_prose_line(line) or _near_contact(lines, number)):
            return None, at
        return line.text, number + 1
    return None, at


def _without_prefixes(headline: str | None) -> str | None:
    if headline is None:
        return None
    for _ in range(2):
        headline = headline[release_prefix(headline) :]
        headline = headline[marker_prefix(headline) :]
    return headline.strip("* _") or None


def _markers(texts: list[str]) -> tuple[str, ...]:
    found = [marker for text in texts if (marker := marker_in(text))]
    return tuple({marker.casefold(): marker for marker in reversed(found)}.values())[::-1]


def _release_line(texts: list[str]) -> str | None:
    """The fullest release line, as written."""
    whole = [bare(text) for text in texts if is_release_line(text)]
    if whole:
        return max(whole, key=lambda text: (text.casefold().startswith(("for ", "para ", "pour ", "zur ")), len(text)))
    prefixes = [text[: release_prefix(text)].strip(": ") for text in texts if release_prefix(text)]
    return prefixes[0] if prefixes else None


def _date(texts: list[str], headline_end: int) -> Dateline:
    """Place and date on lines of their own; the one nearest to the story counts."""
    for text in reversed(texts):
        both = read_date_line(text)
        if both:
            return both
    numbers = [number for number in reversed(range(len(texts))) if number != headline_end - 1]
    for number in sorted(numbers, key=lambda number: not is_date_line(texts[number])):
        text = texts[number]
        found = find_date(text) if len(text) < 120 else None
        if not found or is_embargo(text):
            continue
        beside = [texts[i] for i in (number - 1, number + 1) if 0 <= i < len(texts)]
        place = next((other for other in beside if _PLACE_ONLY.match(other) and not has_ways(other)), None)
        return Dateline(place, found.text, found.day)
    return Dateline()


def _may_be_contact(line: Line) -> bool:
    text = line.text
    if is_navigation(text) or is_release_line(text) or is_date_line(text) or is_case_number(text) or is_rule(line.raw):
        return False
    return not (
        _STATE_PLACE.match(text) or is_embargo(text) or is_prose_line(line) or is_link(line.raw) or is_marker(text)
    )


def _is_mail_noise(subject: str) -> bool:
    return len(subject.split()) < 3
