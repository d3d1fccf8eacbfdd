"""Release labels: what a line or paragraph says it is, by its words and marks. Never looks at what stands around it."""

from __future__ import annotations

import re

from distrib.ingest.characters import UNSPACED
from distrib.ingest.dates import find_date
from distrib.ingest.labels.vocabulary import (
    ABOUT_BEHIND,
    ABOUT_WORDS,
    EMBARGO_WORDS,
    END_WORDS,
    MARKERS,
    NOT_TO_PRINT,
    NOTES_HEADINGS,
    RELEASE_LINES,
    alternatives,
    compiled,
)
from distrib.ingest.lines import Block

PROSE_WORDS = 12
"""A paragraph of fewer words may as well be a headline, a label or a menu."""

TITLE, NOUNS = 0.6, 0.75
"""Share of words with a capital above which words are a title; a sentence in German, whose nouns have one, has more."""

SENDER_WORDS = 3

MARK = 60
"""Characters; a longer line ends nothing."""

SHORT = 300
"""Labels stand at the beginning of a paragraph; the rest of a long one is not searched."""

EDGES = " \t*_#+:：.-–—|•·>«»[]()【】《》〈〉◆■●▼□◇○※"
_RELEASE = compiled(alternatives(RELEASE_LINES))
_RELEASE_NUMBER = compiled(
    rf"{alternatives(RELEASE_LINES)}\s*(?:no\.?|n\.?\s?[º°]?|nr\.?|№|#|:)?\s*[\w/.–-]*\d[\w/.–-]*(?:\s.{{0,40}})?$"
)
_RELEASE_TIME = compiled(r"(?:for )?release\s*:?\s+(?:[#\d]|on |at |time)[^.]{0,40}(?:[ap]\.m\.[^.]{0,30})?$")
_MARKER = compiled(rf"(?:amended\s+|revised\s+)?{alternatives(MARKERS)}")
_EMBARGO = compiled(rf"\W*{alternatives(EMBARGO_WORDS)}\b")
_NO_EMBARGO = compiled(
    rf"\W*{alternatives(EMBARGO_WORDS)}\s?[:：–—-]\s*(?:none|no|n/?a|free|aucun|néant|kein(?:e[rn]?)?|ninguno|nenhum|nessuno|geen|нет|немає|无|なし"
    r"|لا يوجد)\W*$"
)
_ABOUT = compiled(
    rf"{alternatives(ABOUT_WORDS)}(?:(?<=[\s'’])|(?![^\W\d_\u4e00-\u9fff]))(?=\W*(?-i:[A-ZÀ-ÞΑ-ΩА-ЯЁІЇЄҐ\u0600-\u06ff\u4e00-\u9fff]))"
)
_ABOUT_BEHIND = compiled(rf"\W*\S.{{1,60}}{alternatives(ABOUT_BEHIND)}$")
_ABOUT_LONG = re.compile(
    r"(?i:about|[àa] propos (?:d[eu']|des)|acerca de(?:l)?|über|despre)\s?(?:the |la |l['’]|el )?\[?[A-ZÀ-Þ]"
)
_NOTES = compiled(rf"\W*{alternatives(NOTES_HEADINGS)}(?:,? {alternatives(NOT_TO_PRINT)})?(?:\s*:|\W*$)")
_END = compiled(alternatives(END_WORDS))
_HASHES = re.compile(
    r"[\W_]*#[#\s\W_]*$|[-–—\s]*(?:o?[o0]{2,5}o?|[-–—]\s*o\s*[-–—])[-–—\s]*$|[-–—]\s?(?:30\s?[-–—]\s?)+$|x{3,}$",
    re.IGNORECASE,
)
_SPELT_OUT = re.compile(r"(?:[^\W\d_] ){2,}[^\W\d_]")
"""E N D S"""
_EVENT = compiled(
    r"\W*(?:who|what|when|where|why|qui|quoi|quand|où|wer|was|wann|wo|qué|quién|cuándo|dónde|date|heure|lieu|fecha|hora|lugar)"
    r"\s?:"
)
_CASE_NUMBER = re.compile(
    r"\W*(?:(?:case|caso|cazul|dossier|ref(?:erence)?|release|no|nr|az)\.?\s?)?(?:#|no\.?|nr\.?|(?:number|no\.?)?\s?:)\s*[\w/-]*\d[\w/-]*$",
    re.I,
)
_ACT = compiled(
    r"(?:judgments?|orders?|(?:advocate general['’]s )?opinion|arrêts?|ordonnances?|conclusions|urteile?"
    r"|beschl(?:uss|üsse)|schlussanträge|sentenz[ae]|ordinanza|conclusioni|sentencias?|autos?|acórdãos?|conclusões|arrest|wyrok)\b.{0,60}?[\s'’]"
    r"(?:cases?|affaires?|rechtssachen?|caus[ae]|asuntos?|processos?|zaken|zaak|sprawach?)\s+[A-Z]{1,2}[-‑–]?\d{1,5}/\d{2,4}"
)
"""What a court decided, by the number of the case: "Judgment of the Court in Case C-1/24 | Doe v Roe"."""

_WIRE_CODE = re.compile(r"[A-Z]{2,6}\d{3,5}\s(?:[A-Z\d]{1,4}\s){0,4}[A-Z]{2,6}\d{3,5}\s")
_TIME = re.compile(r"^[\s,@-]{0,4}(?:at )?\d{1,2}[:.h]\d{0,2}\s?(?:[ap]\.?m\.?)?[\w /]{0,30}$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:;…。؟।\"”’»)]\W*$")


def bare(text: str) -> str:
    """A line without the marks at its ends."""
    return text.strip(EDGES)


def is_release_line(text: str) -> bool:
    """FOR IMMEDIATE RELEASE, Press Release No. 10/139 and the like, alone on a line."""
    inner = bare(text)
    return len(inner) < 90 and bool(
        _RELEASE.fullmatch(inner)
        or _RELEASE_NUMBER.match(inner)
        or _RELEASE_TIME.match(inner)
        or _is_senders_release(inner)
    )


def _is_senders_release(inner: str) -> bool:
    """ "Example Commission - Press release": a sender of few words, and what it sends."""
    parts = re.split(r"\s(?:[-–—|/]|\+{2,})\s", inner)
    others = [part for part in parts if not _RELEASE.fullmatch(part)]
    return 2 <= len(parts) <= 3 and len(others) <= 1 and all(len(one.split()) <= SENDER_WORDS for one in others)


def release_prefix(text: str) -> int:
    """Where the headline begins behind "FOR IMMEDIATE RELEASE:"; 0 when there is no such prefix."""
    return _prefix(_RELEASE, text)


def marker_prefix(text: str) -> int:
    """Where the headline begins behind "MEDIA ADVISORY:" or "CORRECTING AND REPLACING"; 0 without such a prefix."""
    found = _MARKER.match(text)
    if (
        found
        and found[0].replace(" and ", " ").isupper()
        and " " in found[0]
        and re.match(r"\s+\w", text[found.end() :])
        and not text.isupper()
    ):
        return found.end()
    return _prefix(_MARKER, text)


def _prefix(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.match(text)
    if not found:
        return 0
    colon = re.match(r"\s?:\s*(?=\S)", text[found.end() :])
    return found.end() + colon.end() if colon else 0


def marker_in(text: str) -> str | None:
    """The marker a short line is or begins with."""
    inner = bare(text)
    found = _MARKER.match(inner) if len(inner) < 300 else None
    if not found or (len(found[0]) != len(inner) and not re.match(r"\s?[:–—-]|\s", inner[found.end() :])):
        return None
    alone = len(found[0]) == len(inner)
    return found[0] if alone or found[0].isupper() or re.match(r"\s?[:–—-]\s", inner[found.end() :]) else None


def is_marker(text: str) -> bool:
    """A marker alone on a line, or several."""
    return len(text) < 80 and all(_MARKER.fullmatch(bare(part)) for part in re.split(r"\s[-–—/]+\s", text))


def is_embargo(text: str) -> bool:
    """An embargo line: it opens with the word, names one, and is no sentence of the story."""
    return len(text) < 220 and bool(_EMBARGO.match(text)) and not _NO_EMBARGO.match(text)


def is_no_embargo(text: str) -> bool:
    """A form's field for an embargo, which says that there is none."""
    return len(text) < 80 and bool(_NO_EMBARGO.match(text))


def is_date_line(text: str) -> bool:
    """A date with hardly anything around it."""
    found = find_date(text[:SHORT])
    if found is None:
        return False
    rest = text[: found.start] + _TIME.sub("", text[found.end :])
    return len(rest.strip()) < 22


def is_end_word(block: Block) -> bool:
    """ "Ends" or "Fin" alone on a line, without any mark: an end only where no story follows."""
    inner = bare(block.raw)
    return block.words <= 4 and inner.casefold() != "more" and bool(_END.fullmatch(inner))


def is_end_mark(block: Block) -> bool:
    """###, -30-, - ENDS - and their kin."""
    raw = block.raw.strip()
    if len(raw) > MARK and len(block.text) <= MARK:
        raw = " ".join(raw.split())  # "#        #        #" across the page
    if len(raw) > MARK:
        return False
    if _HASHES.match(raw):
        return True
    inner = bare(raw.strip("/<>~= "))
    inner = inner.replace(" ", "") if _SPELT_OUT.fullmatch(inner) else inner
    decorated = raw.strip(".") != inner or inner.isupper() or block.words > 1
    return decorated and inner != "30" and inner.casefold() != "more" and bool(_END.fullmatch(inner))


def is_about_heading(block: Block) -> bool:
    """The heading of an organisation's description, or a description that opens with it."""
    text = block.text[:SHORT].lstrip(EDGES)
    if _ABOUT_LONG.match(text):
        return True
    found = _ABOUT.match(text)
    short = block.words <= 10 and not _SENTENCE_END.search(block.text.rstrip(": "))
    return (bool(found) and short) or (len(text) < 80 and bool(_ABOUT_BEHIND.match(bare(text))))


def is_notes_heading(block: Block) -> bool:
    """Notes to editors, Background, and other headings of what is no longer the story."""
    return bool(_NOTES.match(block.text[:SHORT])) and block.raw[:2] not in ("* ", "- ", "• ")


def is_event_label(text: str) -> bool:
    """WHO:, WHEN:, WHERE: of an advisory."""
    return bool(_EVENT.match(text[:SHORT])) and not (text[:4].casefold() == "date" and is_date_line(text))


def is_dated_release(text: str) -> bool:
    """A date, and behind it the kind of text: "18 April 2025 News release Reading time: 2 min"."""
    found = find_date(text) if len(text) < 90 else None
    return found is not None and found.start < 3 and bool(_RELEASE.match(text[found.end :].lstrip(EDGES)))


def is_case_number(text: str) -> bool:
    """A file number alone on a line, a court's act by its number, or the codes and day by which a wire sent it."""
    if len(text) < 160 and _ACT.match(text):
        return True
    if len(text) < 80 and _WIRE_CODE.match(text) and find_date(text):
        return True
    return len(text) < 40 and bool(_CASE_NUMBER.match(text))


def is_prose(block: Block) -> bool:
    """A paragraph of the story, not a heading."""
    return not block.level and is_prose_text(block.text)


def last_prose(blocks: tuple[Block, ...]) -> int:
    """Index of the last paragraph that is prose; -1 when there is none."""
    return next((number for number in reversed(range(len(blocks))) if is_prose(blocks[number])), -1)


def is_prose_text(text: str) -> bool:
    """Long enough, mostly in lower case, and closed like a sentence or very long."""
    words = [word for word in text[:2000].split() if any(map(str.isalpha, word))]
    if len(words) < PROSE_WORDS:
        return len(text) >= 40 and len(UNSPACED.findall(text[:200])) >= 30
    capitals = sum(word.lstrip("\"“‘'«(")[:1].isupper() for word in words)
    closed = bool(_SENTENCE_END.search(text.rstrip("*_ ")))
    if capitals > (NOUNS if closed else TITLE) * len(words):
        return False
    return len(words) >= 25 or closed
