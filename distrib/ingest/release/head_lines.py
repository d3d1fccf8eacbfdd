"""Head lines: what one line above a story is by itself. Looks at no other line, and chooses none."""

from __future__ import annotations

import re
from functools import lru_cache

from distrib.ingest.characters import UNSPACED
from distrib.ingest.dates import find_date
from distrib.ingest.labels.contact import contact_label_end, has_ways
from distrib.ingest.labels.dateline import read_date_line, read_place_line
from distrib.ingest.labels.page import (
    is_caption,
    is_greeting,
    is_image,
    is_link,
    is_meta,
    is_navigation,
    is_rule,
)
from distrib.ingest.labels.release import (
    is_case_number,
    is_date_line,
    is_dated_release,
    is_embargo,
    is_marker,
    is_no_embargo,
    is_release_line,
)
from distrib.ingest.lines import Line

TITLE_WORDS = 4
"""Fewer words are a menu entry or a name, rather than a headline."""

MOST_DATED = 120
"""Characters; a longer line is a sentence that a date opens."""

_OFFICE = re.compile(
    r"(?:The )?(?:Office|Department|Ministry|Bureau|Division) (?:of|for) (?:\S+\s?){1,5}$"
    r"|(?:\S+\s)?(?:County )?(?:Attorney|Sheriff|Governor|Mayor|Prosecutor|Coroner)(?: General)?['’]s Office"
    r"(?:, .{3,40})?$",
    re.I,
)
"""A letterhead's office, which stands in a head more than once."""

_INSTITUTION = re.compile(
    r"(?:(?:Minist(?:ère|erio|ério|ero)|Mairie|Ville|Préfecture|Région|Université|Ayuntamiento|Diputación|Gobierno|Consejería"
    r"|Universidade?|Câmara|Prefeitura|Governo|Comune|Regione|Provincia|Università)"
    r"(?:\s(?:d[eou]s?|d[ai]s?|del(?:la)?|dei|l[aeo]s?|el|et?|y|[A-ZÀ-Þ][\w'’-]*)){1,8}"
    r"|(?:Stadt|Gemeinde|Landkreis|Kanton|Universität)\s\S+(?:\s(?:am|an der|im|in|bei|ob der)\s\S+)?)$"
)
"""A council, ministry or university, named in full and nothing said of it."""

_SENTENCES = re.compile(r"[^\W\d_]{4,}[.!?] [A-ZÀ-Þ]")


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


def is_sentence(line: Line) -> bool:
    return bool(re.search(r"(?:[^\W\d_]{3}|\d{4})\.$", line.text))


def words_in(line: Line) -> int:
    """Words; in a script without spaces three letters are one."""
    unspaced = len(UNSPACED.findall(line.text))
    return sum(any(map(str.isalnum, word)) for word in line.text.split()) + unspaced // 3


def is_prose_line(line: Line) -> bool:
    """A teaser above the story, or what a page says of itself: long, or more than one sentence."""
    words = len(line.text.split())
    return line.text.endswith(".") and (words > 25 or (words >= 10 and bool(_SENTENCES.search(line.text))))


def names_office(text: str) -> bool:
    """An office by its kind of name: "Ministry of Public Parks", "Ayuntamiento de Rivabella"."""
    return len(text) < MOST_DATED and bool(_OFFICE.match(text) or _INSTITUTION.match(text))
