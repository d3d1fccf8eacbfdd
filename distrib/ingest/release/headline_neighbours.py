"""Headline neighbours: lines above a story that are no headline, by what stands beside them or by their form."""

from __future__ import annotations

import re

from distrib.ingest.dates import date_at
from distrib.ingest.labels.contact import contact_label_end, has_ways
from distrib.ingest.labels.page import is_caption
from distrib.ingest.labels.people_words import is_sender
from distrib.ingest.lines import Line, make_line
from distrib.ingest.release.head_lines import MOST_DATED, TITLE_WORDS, is_break, is_sentence, names_office, words_in

LETTERHEAD_LINES = 4

LABEL_WORDS, KICKER_WORDS = 3, 5

BANNER = 80
"""Characters; a longer line in capitals is a headline."""

_TITLE_LABEL = re.compile(
    r"(?:subject|headline|title|betreff|titel|objet|titre|asunto|título|oggetto|titolo)\s?:", re.I
)
_COMPANY = re.compile(
    r"((?:\S+\s){0,4}?[^\s,]+?),?\s"
    r"(?:Co\., Ltd|Co|Inc|Ltd|Limited|LLC|LLP|plc|Corp|Corporation|GmbH|AG|SE|SA|S\.A|S\.p\.A|NV|BV)\.?$"
)
_APPOINTMENT = re.compile(r"[^:\d]{3,40}:\s+")
_BANNER = re.compile(
    r"(?:\S+\s+){1,5}(?<!\bIN )(?<!\bBY )(?<!\bFOR )(?<!\bSINCE )(?<!\bUNTIL )(?<!\bEN )(?<!\bTO )(?:19|20)\d\d$"
)
"""An event or campaign and its year."""


def is_labelled(lines: list[Line], number: int) -> bool:
    """What stands right below a label of its own: "From:" and an office."""
    above = lines[number - 1].text if number else ""
    is_label = above.endswith((":", "：")) and len(above.split()) <= LABEL_WORDS and not _TITLE_LABEL.match(above)
    return is_label and not lines[number].gap


def has_kicker(lines: list[Line], number: int) -> bool:
    """Whether a headline begins in the line above it, which names the topic: "Flood defence in Oldtown:"."""
    line, above = lines[number], lines[number - 1] if number else None
    if above is None or line.gap or not (above.gap or number == 1) or line.text.isupper() != above.text.isupper():
        return False
    topic = make_line(above.raw.removesuffix(":"))
    is_topic = above.text.endswith(":") and 1 < words_in(topic) <= KICKER_WORDS and not contact_label_end(above.text)
    return is_topic and words_in(line) >= TITLE_WORDS and not _TITLE_LABEL.match(above.text) and not is_break(topic)


def is_remark(lines: list[Line], number: int) -> bool:
    """A sentence right below a number or address: "Interviews in French on request."."""
    above = lines[number - 1] if number else None
    return above is not None and not lines[number].gap and is_sentence(lines[number]) and has_ways(above.text)


def is_appointment(text: str) -> bool:
    """A label and its day: "Press preview: Thursday, October 2, 10 a.m."."""
    label = _APPOINTMENT.match(text) if len(text) < MOST_DATED else None
    return label is not None and date_at(text, label.end()) is not None


def is_office(lines: list[Line], number: int) -> bool:
    """An office by what it is, or a company by its legal form, whose name opens the line below it."""
    text, below = lines[number].text, lines[number + 1].text if number + 1 < len(lines) else ""
    if len(text) > MOST_DATED:
        return False
    company = _COMPANY.match(text)
    return names_office(text) or (company is not None and below.startswith(f"{company[1]} "))


def is_captioned(lines: list[Line], number: int) -> bool:
    """What stands right above the photographer's credit, or a sentence right below it."""
    above = lines[number - 1] if number and not lines[number].gap else None
    if above is not None and is_sentence(lines[number]) and is_caption(above.text):
        return True
    below = lines[number + 1] if number + 1 < len(lines) else None
    return below is not None and not below.gap and below.text[:1] != "©" and is_caption(below.text)


def letterhead_end(lines: list[Line]) -> int:
    """Index behind the lines a text opens with, where a name of few words or with a bar comes first, then a gap."""
    if not lines or (words_in(lines[0]) >= TITLE_WORDS and " | " not in lines[0].text) or is_break(lines[0]):
        return 0
    end = next((number for number, line in enumerate(lines) if number and line.gap), 0)
    return end if end <= LETTERHEAD_LINES else 0


def banner_end(lines: list[Line], breaks: list[bool]) -> int:
    """Index behind what stands first in capitals, an office or an event's year, where a mixed-case headline follows."""
    first = breaks.index(False) if False in breaks else len(lines)
    text = lines[first].text if first < len(lines) and not lines[first].level else ""
    is_event = text.isupper() and len(text) < BANNER and bool(_BANNER.match(text))
    if not is_event and not is_sender(text, is_first=not first):
        return 0
    gap = next((number for number in range(first + 1, len(lines)) if lines[number].gap), len(lines))
    end = first + 1 if is_event else gap
    below = (line for line, is_over in zip(lines[end:], breaks[end:], strict=True) if not is_over)
    follows = any(words_in(line) > 1 and not line.text.isupper() for line in below)
    return end if end - first <= LETTERHEAD_LINES and follows else 0


def near_contact(lines: list[Line], number: int) -> bool:
    """Name, role and office above a number are no headline."""
    for line in lines[number + 1 : number + 4]:
        if line.gap > 1:
            return False
        if has_ways(line.text):
            return len(lines[number].text.split()) <= 7
        if is_break(line):
            return False
    return False
