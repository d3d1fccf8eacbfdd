"""Quotes: words in quotation marks with whoever is said to have spoken them. Guesses no speaker."""

from __future__ import annotations

import re

from distrib.core.release import Quote
from distrib.ingest.people_words import is_name

MIN_WORDS = 5
"""Shorter quotations are titles, terms and single words."""

MAX_PARAGRAPH = 20_000

_PAIRS = (("“", "”"), ("«", "»"), ("„", "“"), ("„", "”"), ('"', '"'))
_SAID = (
    r"(?:said|says|say|added|adds|explained|explains|stated|noted|commented|continued|concluded|warned|stressed|told"
    r"|according to|a déclaré|déclare|a ajouté|ajoute|a expliqué|explique|souligne|a souligné|affirme|a affirmé"
    r"|selon|poursuit|conclut"
    r"|dijo|afirmó|declaró|señaló|explicó|agregó|añadió|concluyó|comentó|indicó|manifestó|sostuvo"
    r"|sagte|sagt|erklärte|erklärt|betonte|betont|so|ergänzte|disse|afirmou|ha detto|ha dichiarato|a declarat|a spus)"
)
_CAPITAL = r"[A-ZÀ-Þ][\w.'’-]+|[A-Z]\."
_NAME = rf"(?:{_CAPITAL})(?:\s(?:de|del|la|van|von|der|bin|al|d[ae]|dos|{_CAPITAL})){{0,8}}"
_AFTER = re.compile(rf"[\s,.]*{_SAID}\s+(?P<who>[^“”«»\"]{{2,160}})")
_AFTER_NAME = re.compile(rf"[\s,.]*(?P<who>{_NAME}(?:,[^,“”«»\"]{{2,80}},)?)\s+{_SAID}\b")
_BEFORE = re.compile(rf"(?P<who>{_NAME}(?:,[^“”«»\"]{{2,100}},)?)\s*,?\s+{_SAID}(?:\s[^“”«»\".]{{0,40}})?[,:]?\s*$")
_RANK = re.compile(
    r"(?:general|attorney|minister|mayor|senator|governor|professor|judge|captain|colonel|sheriff|commissioner|officer|agent"
    r"|ambassador|secretary|prince(?:ss)?|king|queen|sir|dame|lord|lady|mr|mrs|ms|dr|prof)\.?$",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"(?<=[a-zà-þ\d]{2})[.;!?](?:\s|$)|\s(?:who|noting|adding|during|after|urging|when|while|qui|quien|que|in a)\s"
)


def read_quotes(paragraphs: list[str]) -> tuple[Quote, ...]:
    """The quotations of a story, in order."""
    quotes: list[Quote] = []
    for number, paragraph in enumerate(paragraphs):
        text = paragraph[:MAX_PARAGRAPH]
        before = paragraphs[number - 1][-200:] if number and paragraphs[number - 1].rstrip().endswith(":") else ""
        for start, end in _quotations(text):
            words = text[start + 1 : end].strip()
            if len(words.split()) < MIN_WORDS and len(words) < 30:
                continue
            speaker, title = _speaker(text, start, end, before)
            quotes.append(Quote(words.rstrip(","), speaker, title))
    return tuple(quotes)


def _quotations(text: str) -> list[tuple[int, int]]:
    """(opening mark, closing mark) of each quotation; one left open runs to the paragraph's end."""
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        opens = [(position, left) for left, _ in _PAIRS if (position := text.find(left, at)) >= 0]
        start, left = min(opens, default=(-1, ""))
        if start < 0:
            break
        closers = [position for a, b in _PAIRS if a == left and (position := text.find(b, start + 1)) >= 0]
        end = min(closers, default=len(text))
        found.append((start, end))
        at = end + 1
    return found


def _speaker(text: str, start: int, end: int, before: str) -> tuple[str | None, str | None]:
    after = text[end + 1 : end + 250]
    lead = text[max(0, start - 250) : start] or before
    for found in (_AFTER.match(after), _AFTER_NAME.match(after), _BEFORE.search(lead)):
        if found:
            who = _STOP.split(found["who"])[0].strip(" ,.:")
            return _name_and_title(who)
    return None, None


def _name_and_title(who: str) -> tuple[str | None, str | None]:
    """ "Jane Doe, head of x" or "head of x Jane Doe" taken apart."""
    head, comma, tail = who.partition(",")
    head, tail = head.strip(), tail.strip(" ,")
    if is_name(head) or not comma:
        if is_name(head):
            return head, tail or None
        words = head.split()
        size = _name_size(words)
        if size:
            return " ".join(words[-size:]), " ".join(words[:-size])
        return (head if head[:1].isupper() and len(words) <= 5 else None), tail or None
    if is_name(tail):
        return tail, head
    return (head or None) if len(head.split()) <= 6 else None, tail or None


def _name_size(words: list[str]) -> int:
    """How many words at the end are the name behind a title; 0 when none are."""
    size = 0
    for tried in (2, 3, 4):
        name = words[-tried:]
        if len(words) <= tried or not is_name(" ".join(name)) or _RANK.match(name[0]):
            break
        size = tried
    return size
