"""Contact labels: lines that lead to whoever may be called, and lines that lead to others. Reads nobody's name."""

from __future__ import annotations

import re

from distrib.ingest.labels.contact_words import CONTACT_LABELS, CONTACT_VERBS, FURTHER_INFORMATION, NOT_PRESS
from distrib.ingest.labels.people_words import is_name, is_press_office
from distrib.ingest.labels.release import EDGES, SHORT
from distrib.ingest.labels.vocabulary import alternatives, compiled
from distrib.ingest.labels.ways import WayKind, find_ways
from distrib.ingest.lines import Block

_TAIL = 1_500
"""A contact block that was run together with the description above it is no longer than this."""

_ONE = alternatives(CONTACT_LABELS, FURTHER_INFORMATION)
_CONTACT = compiled(rf"\W*{_ONE}(?:\s?/\s?{_ONE})?(?:\s\([^()\n]{{2,40}}\))?\s{{0,3}}(?:[:：]\s*|[–—-]\s|$)")
"""One label, or the same in two languages: "Auskünfte / Renseignements (nur Medien):"."""

_CONTACT_GLUED = compiled(rf"\W*{alternatives(CONTACT_LABELS)}")
_TO = compiled(r"\s+(?:(?:to|an|à|til|till|naar)\s+)?")
_BEHIND_NAME = compiled(r"[,:(]|\s(?:on|at|via|unter|au|al|på|op)\s")
_SOURCE_CONTACT = compiled(
    r"\W*(?:source|renseignements?|information|quelle|media|press|presse|medien|prensa|medios)s?\s?:\s*(?!https?:)"
)
_INNER = compiled(
    rf"(?<=[.!?)\]]\s)(?:{alternatives(CONTACT_LABELS)}\s?:|{alternatives(FURTHER_INFORMATION)}[^.:]{{0,60}}:)"
    rf"|(?<=\s\s)(?:media|press|presse) contacts?\b"
)
_FURTHER = compiled(rf"\W*{alternatives(FURTHER_INFORMATION)}")
_VERB = compiled(rf"(?<!\w){alternatives(CONTACT_VERBS)}(?!\w)")
_PREPARED = compiled(r"(?:prepared|submitted) by\s?:\s*(?=\S)")
_PRESS_PERSON = compiled(
    r"\b(?:pio|spokes\w+|(?:information|press|media|communications?|public affairs) "
    r"(?:officer|manager|coordinator|director|specialist))\b"
)
_NOT_PRESS = compiled(rf"\W*{alternatives(NOT_PRESS)}(?!\w)")
_PRESS = compiled(r"\b(?:media|press|presse\w*|medien\w*|prensa|médias?|stampa|imprensa|pers)\b|إعلام|صحف|媒体")


def contact_label_end(text: str) -> int:
    """Where the text behind a contact label begins; 0 when the line does not open with one."""
    head = text[:SHORT]
    prepared = _PREPARED.match(head) if is_prepared_by(text) else None
    if prepared:
        return prepared.end()
    found = _SOURCE_CONTACT.match(head) or _CONTACT.match(head) or _CONTACT.match(head.rstrip(EDGES))
    if found and head[found.end() :].strip(EDGES):
        return found.end()
    glued = _CONTACT_GLUED.match(head)
    behind = head[glued.end() :] if glued else ""
    if glued and behind[:1].isupper() and glued[0][-1].islower():
        return glued.end()
    to = _TO.match(behind)
    name = _BEHIND_NAME.split(behind[to.end() :], maxsplit=1)[0] if to else ""
    if glued and to and is_name(name.strip()) and has_ways(text):
        return glued.end() + to.end()
    if found:
        return len(text)
    return 0


def name_behind_label(words: str) -> tuple[str | None, str]:
    """(label, name) of "Press contact Jane Doe", where no colon parts them; else None and the words as they are."""
    label = _CONTACT_GLUED.match(words[:SHORT])
    if not label or is_press_office(label[0].strip()):
        return None, words
    name = words[label.end() :].strip()
    return (label[0].strip(), name) if is_name(name) else (None, words)


def inner_contact(text: str) -> int:
    """Where a contact block begins inside a paragraph a page ran together; 0 when there is none."""
    start = max(0, len(text) - _TAIL)
    for found in _INNER.finditer(text, start):
        if has_ways(text[found.end() : found.end() + SHORT]):
            return found.start()
    return 0


def is_press_label(text: str) -> bool:
    """A contact label that says it is the press's."""
    return bool(contact_label_end(text)) and bool(_PRESS.search(text[:80]))


def is_further_information(text: str) -> bool:
    """A sentence that leads to somebody: it names a way or a verb of calling, or ends in a colon."""
    head = text[:SHORT]
    if not _FURTHER.match(head):
        return False
    return text.rstrip().endswith(":") or (bool(_VERB.search(head)) and len(text) < 700)


def asks_to_contact(text: str) -> bool:
    """A short line that is one call: "Contact Jane Doe at 555 0100"."""
    if len(text) > 400 or text.isupper():
        return False
    found = _VERB.search(text[:120])
    return found is not None and text[found.end() : found.end() + 3].strip()[:1].isupper() and has_ways(text)


def is_prepared_by(text: str) -> bool:
    """ "Prepared by: Sgt. Jane Doe, Public Information Officer": whoever wrote it answers for it too."""
    return len(text) < SHORT and bool(_PREPARED.match(text)) and bool(_PRESS_PERSON.search(text))


def is_contact_start(text: str) -> bool:
    """Whether contacts begin here."""
    return bool(contact_label_end(text)) or is_further_information(text)


def is_not_press(text: str) -> bool:
    """A helpline, a registration desk, a number for customers."""
    return bool(_NOT_PRESS.match(text[:SHORT]))


def has_ways(text: str) -> bool:
    """Whether a telephone number or address stands in the line."""
    return any(way.kind in (WayKind.PHONE, WayKind.EMAIL) for way in find_ways(text))


def is_way_line(block: Block) -> bool:
    """A telephone, fax or mail line rather than a sentence with a number in it."""
    ways = [way for way in find_ways(block.text) if way.kind != WayKind.LINK]
    words = [word for word in block.text.split() if word[0].isalpha()]
    return bool(ways) and len(words) <= 14 and not re.search(r"[a-z]{2}[.!?]$", block.text)
