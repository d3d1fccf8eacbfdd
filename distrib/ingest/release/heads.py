"""Heads: markers, embargo, release line, date and headline from what stands above a story. Reads no contact."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from distrib.core.release import Dateline
from distrib.ingest.contacts.reading import MAX_LINES
from distrib.ingest.dates import find_date, is_period
from distrib.ingest.labels.contact import has_ways, is_prepared_by
from distrib.ingest.labels.dateline import read_date_line, read_place_line
from distrib.ingest.labels.dateline_places import is_place
from distrib.ingest.labels.page import is_caption, is_link, is_meta, is_navigation, is_rule
from distrib.ingest.labels.phones import is_seat
from distrib.ingest.labels.release import (
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
from distrib.ingest.lines import Block, Line, make_line
from distrib.ingest.release.head_lines import is_break, is_prose_line
from distrib.ingest.release.headline import headline_at, subheadline_at, wrapped_end

_PLACE_ONLY = re.compile(r"[A-ZÀ-Þ][\w.'’ -]{1,30},\s[A-Z][A-Za-z.]{1,20}$")


_BETWEEN = re.compile(r"\s*(?:\s[-–—|/·•]|[–—|]|:)\s+")
_SUBJECT = re.compile(
    r"(?:subject|headline|title|what|quoi|qué|betreff|titel|objet|titre|asunto|título|assunto|oggetto|titolo)\s?:\s+(?=\S)",
    re.I,
)

_STROKED = re.compile(r"/\s?(?:(.{4,40}?)\s-{1,2}\s)?([^/]{8,})\s?/$")
"""A wire's notice, marker and headline between strokes: "/C O R R E C T I O N -- Harbour opens/"."""

LONGEST_STROKED = 400

SEAT_REACH = 4
"""A page's column of date, kind and place has no more lines."""

_TOWN = re.compile(r"[A-ZÀ-Þ][\w.'’ -]{1,30},\s[A-ZÀ-Þ][\w.’' -]{1,30}$")
"""Between bars beside a date: "Lunenburg, Nova Scotia"."""

_PLACED = re.compile(r"\(([A-ZÀ-Þ][\w.'’ -]{1,30},\s[A-ZÀ-Þ][\w.’' -]{1,30})\)")
_STATE_PLACE = re.compile(r"[A-ZÀ-Þ][\w.'’ -]{1,30},\s(?:[A-Z]{2}|[A-Z][a-z]{2,5}\.)$")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a story."""

    headline: str | None = None
    subheadline: str | None = None
    markers: tuple[str, ...] = ()
    embargo: str | None = None
    release_line: str | None = None
    dateline: Dateline = field(default_factory=Dateline)
    """Place and date where they stand on lines of their own."""
    rest: tuple[Line, ...] = ()
    """Lines that may name contacts, as many as are read for that."""


def read_head(blocks: tuple[Block, ...], subject: str | None, *, width: int) -> Head:
    """The head of a release; `subject` is that of the mail it came in, `width` where its lines were broken, or 0."""
    is_wrapped = bool(width)
    lines = _lines(blocks, is_wrapped=is_wrapped)
    texts = [line.text for line in lines]
    first, last = headline_at(lines, subject)
    headline = " ".join(texts[first:last]) or None
    if headline and (is_wrapped or headline.isupper()):
        last = wrapped_end(lines, first, last, width)
        headline = " ".join(texts[first:last])
    subheadline, after = subheadline_at(lines, last) if headline else (None, last)
    if headline is None and subject and not _is_mail_noise(subject):
        headline = subject
    return Head(
        headline=_without_prefixes(headline),
        subheadline=subheadline,
        markers=_markers(texts),
        embargo=next((text for text in texts if is_embargo(text)), None),
        release_line=_release_line(texts),
        dateline=_date(texts, last),
        rest=tuple(islice(filter(_may_be_contact, [*lines[:first], *lines[max(first, after) :]]), MAX_LINES)),
    )


def _lines(blocks: tuple[Block, ...], *, is_wrapped: bool) -> list[Line]:
    """Lines of the head; those a page broke at its links stay joined."""
    lines: list[Line] = []
    for block in blocks:
        whole = (Line(block.text, block.raw, 0, block.gap, block.level, block.note),)
        lines += whole if block.level or is_prose(block) or not (is_wrapped or _is_many(block)) else block.lines
    return [part for line in lines for part in _apart(line)]


def _apart(line: Line) -> tuple[Line, ...]:
    """ "PRESS RELEASE – Embargoed until noon" and "Bern, 2 May 2024 | Embargo: 11:00" say two things."""
    between = _BETWEEN.search(line.raw) if len(line.raw) < 300 and not line.level else None
    if not between:
        return (line,)
    first, second = line.raw[: between.start()], line.raw[between.end() :]
    is_head = is_release_line(first) or (is_date_line(first) and not is_release_line(line.text))
    if not is_head or not (is_embargo(second) or (is_date_line(second) and not is_date_line(first))):
        return (line,)
    return make_line(first, gap=line.gap), make_line(second)


def _is_many(block: Block) -> bool:
    """Whether the lines of a block say different things."""
    return len(block.lines) > 1 and any(is_break(line) or has_ways(line.text) for line in block.lines)


def _without_prefixes(headline: str | None) -> str | None:
    if headline is None:
        return None
    stroked = _STROKED.match(headline) if len(headline) < LONGEST_STROKED else None
    if stroked:
        headline = stroked[2] if stroked[1] is None or is_marker(stroked[1]) else f"{stroked[1]} -- {stroked[2]}"
    for _ in range(2):
        headline = headline[release_prefix(headline) :]
        headline = headline[marker_prefix(headline) :]
        headline = _SUBJECT.sub("", headline, count=1) if _SUBJECT.match(headline) else headline
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
    place_only: str | None = None
    for text in reversed(texts):
        both = read_date_line(text)
        if both and both.date_text:
            return both
        place_only = place_only or (both.place if both else read_place_line(text) or _place_in_parentheses(text))
    numbers = [number for number in reversed(range(len(texts))) if number != headline_end - 1]
    for number in sorted(numbers, key=lambda number: not is_date_line(texts[number])):
        text = texts[number]
        found = find_date(text) if len(text) < 120 else None
        if not found or is_embargo(text) or is_period(text, found):
            continue
        beside = [texts[i] for i in (number - 1, number + 1) if 0 <= i < len(texts)]
        place = next((other for other in beside if _PLACE_ONLY.match(other) and not has_ways(other)), None)
        parts = re.split(r"\s+[|·•]\s+", text)
        within = next((part for part in parts if _TOWN.match(part) or is_seat(part)), None)
        seat = next((other for other in texts[number + 1 : number + 1 + SEAT_REACH] if is_seat(other)), None)
        return Dateline(place_only or within or place or seat, found.text, found.day)
    return Dateline(place_only)


def _place_in_parentheses(text: str) -> str | None:
    """A town and its region alone on a line, below the office of a statesman who travels: "(Newport, Rhode Island)"."""
    found = _PLACED.fullmatch(text)
    return found[1] if found and all(map(is_place, found[1].split(", "))) else None


def _may_be_contact(line: Line) -> bool:
    text = line.text
    if is_prepared_by(text):
        return True
    if is_navigation(text) or is_release_line(text) or is_date_line(text) or is_case_number(text) or is_rule(line.raw):
        return False
    return not (
        _STATE_PLACE.match(text)
        or read_place_line(text)
        or is_meta(text)
        or is_caption(text)
        or is_embargo(text)
        or is_prose_line(line)
        or is_link(line.raw)
        or is_marker(text)
    )


def _is_mail_noise(subject: str) -> bool:
    return len(subject.split()) < 3
