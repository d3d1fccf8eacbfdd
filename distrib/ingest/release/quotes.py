"""Quotes: words in quotation marks with whoever is said to have spoken them. Guesses no speaker."""

from __future__ import annotations

import re

from distrib.core.release import Quote
from distrib.ingest.labels.people_words import is_name, without_honorific

MIN_WORDS = 5
"""Shorter quotations are titles, terms and single words."""

MIN_LETTERS = 30
"""The same, for scripts that set no spaces."""

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
_BEFORE = re.compile(rf"(?P<who>{_NAME}(?:,[^“”«»\"]{{2,140}}?)?)\s*,?\s+{_SAID}(?:\s[^“”«»\".]{{0,40}})?[,:]?\s*$")
_SENTENCE = re.compile(r"(?<=[a-zà-þ\d”»][.!?])\s+(?=[A-ZÀ-Þ“«])")
_BRITISH = re.compile(r"(?<![\w])‘(?=[^‘]{20})")
_BRITISH_END = re.compile(r"(?<=[.,!?…])’(?!\w)")
_RANK = re.compile(
    r"(?:general|attorney|minister|mayor|senator|governor|professor|judge|captain|colonel|sheriff|commissioner|officer|agent"
    r"|prosecutor|fiscal|distrito|procurador|detective|sergeant|lieutenant|coach|maire|ministre|ministr[oa]|bürgermeister\w*"
    r"|ambassador|secretary|prince(?:ss)?|king|queen|sir|dame|lord|lady|mr|mrs|ms|dr|prof)\.?$",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"(?<=[a-zà-þ\d]{2})[.;!?](?:\s|$)|\s(?:who|noting|adding|during|after|urging|when|while|qui|quien|que|in a)\s"
)


def read_quotes(paragraphs: list[str], blockquotes: frozenset[int] = frozenset()) -> tuple[Quote, ...]:
    """The quotations of a story, in order; `blockquotes` are the indices of paragraphs markup sets apart as such."""
    quotes: list[Quote] = []
    was_open = False
    for number, paragraph in enumerate(paragraphs):
        text = paragraph[:MAX_PARAGRAPH]
        before = paragraphs[number - 1][-300:] if number and paragraphs[number - 1].rstrip().endswith(":") else ""
        if number in blockquotes:
            goes_on = number - 1 in blockquotes and bool(quotes)
            speaker, title = (quotes[-1].speaker, quotes[-1].title) if goes_on else _introduced(before)
            quotes.append(Quote(text, speaker, title))
            continue
        known = quotes[-1] if was_open and quotes else None
        found = _read_paragraph(text, before, known)
        was_open = bool(found) and found[-1][1]
        quotes += [quote for quote, _ in found]
    return tuple(quotes)


def _read_paragraph(text: str, before: str, known: Quote | None) -> list[tuple[Quote, bool]]:
    """(quote, left open) of one paragraph; a second quotation in it is the same speaker's."""
    found: list[tuple[Quote, bool]] = []
    for start, end in _quotations(text):
        words = text[start + 1 : end].strip().rstrip(",")
        if len(words.split()) < MIN_WORDS and len(words) < MIN_LETTERS:
            continue
        speaker, title = _speaker(text, start, end, before)
        same = found[-1][0] if found else known
        if speaker is None and same is not None:
            speaker, title = same.speaker, same.title
        found.append((Quote(words, speaker, title), end == len(text)))
    return found


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
    return found or _british(text)


def _british(text: str) -> list[tuple[int, int]]:
    """Speech in single marks: closed behind a stop, for the mark is an apostrophe elsewhere."""
    start = _BRITISH.search(text)
    if not start:
        return []
    end = _BRITISH_END.search(text, start.end())
    return [(start.start(), end.start() if end else len(text))] if end or not start.start() else []


def _speaker(text: str, start: int, end: int, before: str) -> tuple[str | None, str | None]:
    after = text[end + 1 : end + 250]
    for found in (_AFTER.match(after), _AFTER_NAME.match(after)):
        if found:
            return _name_and_title(_STOP.split(found["who"])[0].strip(" ,.:"))
    return _introduced(text[max(0, start - 250) : start] or before)


def _introduced(lead: str) -> tuple[str | None, str | None]:
    """The speaker named before the words; the first name in the last sentence counts."""
    sentence = _SENTENCE.split(lead)[-1]
    last: tuple[str | None, str | None] = (None, None)
    for capital in re.finditer(r"(?<!\w)[A-ZÀ-Þ]", sentence):
        found = _BEFORE.match(sentence, capital.start())
        if found:
            last = _name_and_title(_STOP.split(found["who"])[0].strip(" ,.:"))
            if last[0] and is_name(last[0]):
                return last
    return last


def _name_and_title(who: str) -> tuple[str | None, str | None]:
    """ "Jane Doe, head of x" or "head of x Jane Doe" taken apart."""
    head, comma, tail = without_honorific(who).partition(",")
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
