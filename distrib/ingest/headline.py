"""Headlines: which lines above a story are its headline and subheadline. Chooses lines; changes none."""

from __future__ import annotations

import re
from functools import lru_cache

from distrib.ingest.characters import UNSPACED, squash
from distrib.ingest.contact_labels import contact_label_end, has_ways
from distrib.ingest.dateline import read_date_line, read_place_line
from distrib.ingest.dates import date_at, find_date
from distrib.ingest.labels import (
    is_case_number,
    is_date_line,
    is_dated_release,
    is_embargo,
    is_marker,
    is_no_embargo,
    is_release_line,
    marker_prefix,
    release_prefix,
)
from distrib.ingest.lines import Line, Note
from distrib.ingest.page_labels import (
    is_caption,
    is_footer,
    is_greeting,
    is_image,
    is_link,
    is_meta,
    is_navigation,
    is_rule,
)
from distrib.ingest.people_words import is_sender

TITLE_WORDS = 4
"""Fewer words twice are a menu entry, not the page's title and its headline."""


TITLE_LINES = 24
"""A title that was broken has no more lines."""

LETTERHEAD_LINES = 4

LABEL_WORDS = 3

BANNER = 80
"""Characters; a longer line in capitals is a headline."""

ROOM = 12
"""Columns that whoever breaks lines by hand leaves free."""

MOST_DATED = 120
"""Characters; a longer line is a sentence that a date opens."""

BYLINE_LINES = 8
"""Who published it, when, and buttons."""

LONGEST = 60
"""A headline has fewer words."""


_TITLE_LABEL = re.compile(
    r"(?:subject|headline|title|betreff|titel|objet|titre|asunto|título|oggetto|titolo)\s?:", re.I
)
_COMPANY = re.compile(
    r"((?:\S+\s){0,4}?[^\s,]+?),?\s"
    r"(?:Co\., Ltd|Co|Inc|Ltd|Limited|LLC|LLP|plc|Corp|Corporation|GmbH|AG|SE|SA|S\.A|S\.p\.A|NV|BV)\.?$"
)
_PRESENTS = re.compile(
    r"\s(?:presents?|présente(?:nt)?|presentan?|präsentier(?:t|en)|apresentam?|presenteert)\W*$", re.I
)
"""A house whose name leads to the title below it."""

_APPOINTMENT = re.compile(r"[^:\d]{3,40}:\s+")
_OFFICE = re.compile(
    r"(?:The )?(?:Office|Department|Ministry|Bureau|Division) (?:of|for) (?:\S+\s?){1,5}$"
    r"|(?:\S+\s)?(?:County )?(?:Attorney|Sheriff|Governor|Mayor|Prosecutor|Coroner)(?: General)?['’]s Office"
    r"(?:, .{3,40})?$",
    re.I,
)
"""A letterhead's office, which stands in a head more than once."""

_SENTENCES = re.compile(r"[^\W\d_]{4,}[.!?] [A-ZÀ-Þ]")

_BANNER = re.compile(
    r"(?:\S+\s+){1,5}(?<!\bIN )(?<!\bBY )(?<!\bFOR )(?<!\bSINCE )(?<!\bUNTIL )(?<!\bEN )(?<!\bTO )(?:19|20)\d\d$"
)
"""An event or campaign and its year."""

_LONGEST_TITLE = 600
"""Characters; more is prose."""


@lru_cache(maxsize=1024)
def is_break(line: Line) -> bool:
    """A line that can be neither headline nor subheadline. Asked several times of one, and of others that are alike."""
    text = line.text
    bullet = line.raw[:2] in ("- ", "• ", "* ", "· ")
    if text.endswith(":") or (text.startswith("(") and text.endswith(")")) or (bullet and len(text.split()) < 9):
        return True
    if (
        is_greeting(text)
        or is_navigation(text)
        or is_meta(text)
        or is_release_line(text)
        or is_marker(text)
        or is_embargo(text)
        or is_no_embargo(text)
        or is_rule(line.raw)
    ):
        return True
    if (
        contact_label_end(text)
        or has_ways(text)
        or read_place_line(text)
        or is_link(line.raw)
        or is_image(line.raw)
        or is_caption(text)
    ):
        return True
    # Dates are looked for last, because that takes longest.
    return (
        is_date_line(text)
        or is_dated_release(text)
        or _is_dated_word(text)
        or read_date_line(text) is not None
        or is_case_number(text)
    )


def _is_dated_word(text: str) -> bool:
    """A date, and behind it what a page says of an article: "3 May 2025 | Also available in: Français"."""
    found = find_date(text) if len(text) < MOST_DATED else None
    return found is not None and found.start < 3 and is_meta(text[found.end :])


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
        if len(line.text.split()) < TITLE_WORDS or _OFFICE.match(line.text):
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
    told = [number for group in reversed(groups) for number in group if not _near_contact(lines, number)]
    told = [number for number in told if not _is_labelled(lines, number)]
    told = [number for number in told if not _is_captioned(lines, number)] or told
    told = [number for number in told if not _is_appointment(lines[number].text)] or told
    told = [number for number in told if not _is_office(lines, number)] or told
    told = [number for number in told if not _PRESENTS.search(lines[number].text)] or told
    letterhead = _letterhead_end(lines)
    banner = _banner_end(lines, breaks)
    told = [number for number in told if number >= banner] or told
    for least in (TITLE_WORDS, 2, 1):
        fit = [number for number in told if least <= _words(lines[number]) <= LONGEST]
        below = [number for number in fit if number >= letterhead]
        if fit:
            first = _above_standfirst(lines, below or fit, (below or fit)[0])
            return first, first + 1
    return len(lines), len(lines)


def _is_labelled(lines: list[Line], number: int) -> bool:
    """What stands right below a label of its own: "From:" and an office."""
    above = lines[number - 1].text if number else ""
    is_label = above.endswith((":", "：")) and len(above.split()) <= LABEL_WORDS and not _TITLE_LABEL.match(above)
    return is_label and not lines[number].gap


def _is_appointment(text: str) -> bool:
    """A label and its day: "Press preview: Thursday, October 2, 10 a.m."."""
    label = _APPOINTMENT.match(text) if len(text) < MOST_DATED else None
    return label is not None and date_at(text, label.end()) is not None


def _is_office(lines: list[Line], number: int) -> bool:
    """An office by what it is, or a company by its legal form, whose name opens the line below it."""
    text, below = lines[number].text, lines[number + 1].text if number + 1 < len(lines) else ""
    if len(text) > MOST_DATED:
        return False
    company = _COMPANY.match(text)
    return bool(_OFFICE.match(text)) or (company is not None and below.startswith(f"{company[1]} "))


def _is_captioned(lines: list[Line], number: int) -> bool:
    """What stands right above the photographer's credit."""
    below = lines[number + 1] if number + 1 < len(lines) else None
    return below is not None and not below.gap and below.text[:1] != "©" and is_caption(below.text)


def _above_standfirst(lines: list[Line], fit: list[int], first: int) -> int:
    """The headline above a line that is no headline: a sentence with its full stop, or below a page's share buttons."""
    earlier = [number for number in fit if number < first and not _is_sentence(lines[number])]
    if not earlier or _words(lines[first]) < TITLE_WORDS:
        return first
    # `fit` goes from the last group to the first, and downwards within each.
    between = lines[earlier[0] + 1 : first]
    is_apart = any(is_footer(line.text) or is_meta(line.text) for line in between)
    return earlier[0] if is_apart or _is_sentence(lines[first]) else first


def _is_sentence(line: Line) -> bool:
    return bool(re.search(r"(?:[^\W\d_]{3}|\d{4})\.$", line.text))


def _words(line: Line) -> int:
    """Words; in a script without spaces three letters are one."""
    unspaced = len(UNSPACED.findall(line.text))
    return sum(any(map(str.isalnum, word)) for word in line.text.split()) + unspaced // 3


def _letterhead_end(lines: list[Line]) -> int:
    """Index behind the lines a text opens with, where a name of few words or with a bar comes first, then a gap."""
    if not lines or (_words(lines[0]) >= TITLE_WORDS and " | " not in lines[0].text) or is_break(lines[0]):
        return 0
    end = next((number for number, line in enumerate(lines) if number and line.gap), 0)
    return end if end <= LETTERHEAD_LINES else 0


def _banner_end(lines: list[Line], breaks: list[bool]) -> int:
    """Index behind what stands first in capitals, an office or an event's year, where a mixed-case headline follows."""
    first = breaks.index(False) if False in breaks else len(lines)
    text = lines[first].text if first < len(lines) and not lines[first].level else ""
    is_event = text.isupper() and len(text) < BANNER and bool(_BANNER.match(text))
    if not is_event and not is_sender(text, is_first=not first):
        return 0
    gap = next((number for number in range(first + 1, len(lines)) if lines[number].gap), len(lines))
    end = first + 1 if is_event else gap
    below = (line for line, is_over in zip(lines[end:], breaks[end:], strict=True) if not is_over)
    follows = any(_words(line) > 1 and not line.text.isupper() for line in below)
    return end if end - first <= LETTERHEAD_LINES and follows else 0


def is_prose_line(line: Line) -> bool:
    """A teaser above the story, or what a page says of itself: long, or more than one sentence."""
    words = len(line.text.split())
    return line.text.endswith(".") and (words > 25 or (words >= 10 and bool(_SENTENCES.search(line.text))))


def _near_contact(lines: list[Line], number: int) -> bool:
    """Name, role and office above a number are no headline."""
    for line in lines[number + 1 : number + 4]:
        if line.gap > 1:
            return False
        if has_ways(line.text):
            return len(lines[number].text.split()) <= 7
        if is_break(line):
            return False
    return False


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
    if not furniture or not all(_words(line) < TITLE_WORDS or is_break(line) for line in lines[at : furniture[-1]]):
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
        if line.raw[0] in "•▪◦‣":
            return None, at
        words = len(line.text.split())
        stars = line.text.startswith("**") or line.text.endswith("**")
        if (line.note is not Note.LEAD and is_break(line)) or stars or not 4 <= words <= LONGEST:
            return None, at
        if line.note is not Note.LEAD and (is_prose_line(line) or _near_contact(lines, number)):
            return None, at
        return line.text, number + 1
    return None, at
