"""Labels: what a line or paragraph says it is, by its words and marks alone. Never looks at what stands around it."""

from __future__ import annotations

import re

from distrib.ingest.blocks import Block
from distrib.ingest.dates import find_date
from distrib.ingest.vocabulary import (
    ABOUT_WORDS,
    CONTACT_LABELS,
    CONTACT_VERBS,
    EMBARGO_WORDS,
    END_WORDS,
    FOOTER_LABELS,
    FOOTER_OPENINGS,
    FURTHER_INFORMATION,
    MARKERS,
    NAVIGATION_LABELS,
    NOT_PRESS,
    NOTES_HEADINGS,
    RELEASE_LINES,
    alternatives,
    compiled,
)
from distrib.ingest.ways import WayKind, find_ways

PROSE_WORDS = 12
"""A paragraph of fewer words may as well be a headline, a label or a menu."""

_SHORT = 300
"""Labels stand at the beginning of a paragraph; the rest of a long one is not searched."""

_TAIL = 1_500
"""A contact block that was run together with the description above it is no longer than this."""

_EDGES = " \t*_#:.-–—|•·>«»[]()"
_RELEASE = compiled(alternatives(RELEASE_LINES))
_RELEASE_NUMBER = compiled(rf"{alternatives(RELEASE_LINES)}\s*(?:no\.?|nº|n°|nr\.?|#|:)?\s*[\w/.-]*\d[\w/.-]*(?:\s.{{0,40}})?$")
_RELEASE_TIME = compiled(r"(?:for )?release\s*:?\s+(?:[#\d]|on |at |time)[^.]{0,60}$")
_MARKER = compiled(rf"(?:amended\s+|revised\s+)?{alternatives(MARKERS)}")
_EMBARGO = compiled(rf"\W*{alternatives(EMBARGO_WORDS)}\b")
_CONTACT = compiled(rf"\W*{alternatives(CONTACT_LABELS, FURTHER_INFORMATION)}\s{{0,3}}(?:[:：]\s*|[–—-]\s|$)")
_CONTACT_GLUED = compiled(rf"\W*{alternatives(CONTACT_LABELS)}")
_SOURCE_CONTACT = compiled(r"\W*(?:source|renseignements?|information|quelle|media|press|presse|medien|prensa|medios)s?\s?:\s*(?!https?:)")
_INNER = compiled(
    rf"(?<=[.!?)\]]\s)(?:{alternatives(CONTACT_LABELS)}\s?:|{alternatives(FURTHER_INFORMATION)}[^.:]{{0,60}}:)"
    rf"|(?<=\s\s)(?:media|press|presse) contacts?\b"
)
_FURTHER = compiled(rf"\W*{alternatives(FURTHER_INFORMATION)}")
_VERB = compiled(rf"(?<!\w){alternatives(CONTACT_VERBS)}(?!\w)")
_NOT_PRESS = compiled(rf"\W*{alternatives(NOT_PRESS)}(?!\w)")
_ABOUT = compiled(alternatives(ABOUT_WORDS))
_ABOUT_LONG = re.compile(r"(?i:about|à propos (?:d[eu']|des)|acerca de(?:l)?|über|despre)\s?(?:the |la |l['’]|el )?\[?[A-ZÀ-Þ]")
_NOTES = compiled(rf"\W*{alternatives(NOTES_HEADINGS)}")
_END = compiled(alternatives(END_WORDS))
_HASHES = re.compile(r"[\W_]*#[#\s\W_]*$|-\s?(?:30\s?-\s?)+$|x{3,}$", re.IGNORECASE)
_RULE = re.compile(r"[\s\-–—_=*.·•|+~×]+$")
_FOOTER = compiled(alternatives(FOOTER_LABELS))
_FOOTER_OPENING = compiled(rf"\W*{alternatives(FOOTER_OPENINGS)}")
_NAVIGATION = compiled(alternatives(NAVIGATION_LABELS))
_WIRE_SOURCE = re.compile(r"SOURCE:?\s+\S")
_EVENT = compiled(
    r"\W*(?:who|what|when|where|why|qui|quoi|quand|où|wer|was|wann|wo|qué|quién|cuándo|dónde|date|heure|lieu|fecha|hora|lugar)"
    r"\s?:"
)
_CASE_NUMBER = re.compile(r"\W*(?:(?:case|caso|cazul|dossier|ref(?:erence)?|release|no|nr|az)\.?\s?)?(?:#|no\.?|nr\.?|:)\s*[\w/-]*\d[\w/-]*$", re.I)
_LINK_ONLY = re.compile(r"(?:!?\[[^\[\]]*\]\(\S+\)|<?https?://\S+>?|www\.\S+)$")
_IMAGE = re.compile(r"!\[[^\[\]]*\]\(\S+\)|https?://\S+\.(?:jpe?g|png|gif|webp|svg)$", re.I)
_TIME = re.compile(r"^[\s,@-]{0,4}(?:at )?\d{1,2}[:.h]\d{0,2}\s?(?:[ap]\.?m\.?)?[\w /]{0,30}$", re.IGNORECASE)
_GREETING = compiled(
    r"(?:dear|hi|hello|good (?:morning|afternoon)|sehr geehrte|liebe|cher|chère|bonjour|estimad|hola|prezad|gentil|caro|cara)"
    r"\b[^.]{0,60}$|(?:please )?(?:find|see) (?:below|attached|the (?:attached|following))|(?:bitte finden|anbei|veuillez trouver"
    r"|ci-joint|ci-dessous|adjunt|a continuación|segue)\b"
)
_PRESS = compiled(r"\b(?:media|press|presse\w*|medien\w*|prensa|médias?|stampa|imprensa|pers)\b|إعلام|صحف|媒体")
_COOKIES = compiled(
    r"\bcookies?\b[^\n]{0,200}\b(?:accept|consent|agree|policy|browser|experience|acceptez|navigation|einverstanden|zustimm"
    r"|aceptar|navegación|consentimiento|preferences|settings)|javascript (?:is|must be|to be) |your browser"
)
_SENTENCE_END = re.compile(r"[.!?:;…。؟।\"”’»)]\W*$")
_PAGE = compiled(r"\W*(?:page|pg\.?|seite|página)\s?\d+(?:\s?(?:of|/|von|de)\s?\d+)?\W*$|\W*(?:more|continued|suite|mehr|sigue)\W*$")


def bare(text: str) -> str:
    """A line without the marks at its ends."""
    return text.strip(_EDGES)


def is_release_line(text: str) -> bool:
    """FOR IMMEDIATE RELEASE, Press Release No. 10/139 and the like, alone on a line."""
    inner = bare(text)
    return len(inner) < 90 and bool(_RELEASE.fullmatch(inner) or _RELEASE_NUMBER.match(inner) or _RELEASE_TIME.match(inner))


def release_prefix(text: str) -> int:
    """Where the headline begins behind "FOR IMMEDIATE RELEASE:"; 0 when there is no such prefix."""
    return _prefix(_RELEASE, text)


def marker_prefix(text: str) -> int:
    """Where the headline begins behind "MEDIA ADVISORY:" or "CORRECTING AND REPLACING"; 0 without such a prefix."""
    found = _MARKER.match(text)
    if found and found[0].isupper() and " " in found[0] and re.match(r"\s+\w", text[found.end() :]) and not text.isupper():
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


def is_greeting(text: str) -> bool:
    """What a sender writes above a release in a mail."""
    return len(text) < 160 and bool(_GREETING.match(text))


def is_embargo(text: str) -> bool:
    """An embargo line: it opens with the word and is no sentence of the story."""
    return len(text) < 220 and bool(_EMBARGO.match(text))


def is_date_line(text: str) -> bool:
    """A date with hardly anything around it."""
    found = find_date(text[:_SHORT])
    if found is None:
        return False
    rest = text[: found.start] + _TIME.sub("", text[found.end :])
    return len(rest.strip()) < 22


def is_end_word(block: Block) -> bool:
    """ "Ends" or "Fin" alone on a line, without any mark: an end only where no story follows."""
    return block.words <= 4 and block.text.casefold() != "more" and bool(_END.fullmatch(bare(block.raw)))


def is_end_mark(block: Block) -> bool:
    """###, -30-, - ENDS - and their kin."""
    raw = block.raw.strip()
    if len(raw) > 60:
        return False
    if _HASHES.match(raw):
        return True
    inner = bare(raw)
    decorated = raw.strip(".") != inner or inner.isupper() or block.words > 1
    return decorated and inner != "30" and inner.casefold() != "more" and bool(_END.fullmatch(inner))


def is_page_furniture(text: str) -> bool:
    """(more), page 2."""
    return len(text) < 30 and bool(_PAGE.match(text))


def is_rule(text: str) -> bool:
    """A line drawn with signs."""
    return bool(_RULE.match(text)) if len(text) < 200 else False


def is_about_heading(block: Block) -> bool:
    """The heading of an organisation's description, or a description that opens with it."""
    text = block.text[:_SHORT].lstrip(_EDGES)
    if _ABOUT_LONG.match(text):
        return True
    found = _ABOUT.match(text)
    short = block.words <= 10 and not _SENTENCE_END.search(block.text.rstrip(": "))
    return bool(found and short and re.match(r"\W*[A-ZÀ-Þ\u0600-\u06ff\u4e00-\u9fff]", text[found.end() :]))


def is_notes_heading(block: Block) -> bool:
    """Notes to editors, Background, and other headings of what is no longer the story."""
    found = _NOTES.match(block.text[:_SHORT])
    if not found or block.raw[:2] in ("* ", "- ", "• "):
        return False
    rest = block.text[found.end() :].strip()
    return not rest.strip(_EDGES) or rest.startswith(":")


def contact_label_end(text: str) -> int:
    """Where the text behind a contact label begins; 0 when the line does not open with one."""
    head = text[:_SHORT]
    found = _SOURCE_CONTACT.match(head) or _CONTACT.match(head) or _CONTACT.match(head.rstrip(_EDGES))
    if found:
        return found.end() if head[found.end() :].strip(_EDGES) else len(text)
    glued = _CONTACT_GLUED.match(head)
    if glued and head[glued.end() : glued.end() + 1].isupper() and glued[0][-1].islower():
        return glued.end()
    return 0


def inner_contact(text: str) -> int:
    """Where a contact block begins inside a paragraph a page ran together; 0 when there is none."""
    start = max(0, len(text) - _TAIL)
    for found in _INNER.finditer(text, start):
        if has_ways(text[found.end() : found.end() + _SHORT]):
            return found.start()
    return 0


def is_press_label(text: str) -> bool:
    """A contact label that says it is the press's."""
    return bool(contact_label_end(text)) and bool(_PRESS.search(text[:80]))


def is_further_information(text: str) -> bool:
    """A sentence that leads to somebody: it names a way or a verb of calling, or ends in a colon."""
    head = text[:_SHORT]
    if not _FURTHER.match(head):
        return False
    return text.rstrip().endswith(":") or bool(_VERB.search(head)) and len(text) < 700


def asks_to_contact(text: str) -> bool:
    """A short line that is one call: "Contact Jane Doe at 555 0100"."""
    if len(text) > 400 or text.isupper():
        return False
    found = _VERB.search(text[:120])
    return found is not None and text[found.end() : found.end() + 3].strip()[:1].isupper() and has_ways(text)


def is_contact_start(text: str) -> bool:
    """Whether contacts begin here."""
    return bool(contact_label_end(text)) or is_further_information(text)


def is_not_press(text: str) -> bool:
    """A helpline, a registration desk, a number for customers."""
    return bool(_NOT_PRESS.match(text[:_SHORT]))


def has_ways(text: str) -> bool:
    """Whether a telephone number or address stands in the line."""
    return any(way.kind in (WayKind.PHONE, WayKind.EMAIL) for way in find_ways(text))


def is_way_line(block: Block) -> bool:
    """A telephone, fax or mail line rather than a sentence with a number in it."""
    ways = [way for way in find_ways(block.text) if way.kind != WayKind.LINK]
    words = [word for word in block.text.split() if word[0].isalpha()]
    return bool(ways) and len(words) <= 14 and not re.search(r"[a-z]{2}[.!?]$", block.text)


def is_navigation(text: str) -> bool:
    """A menu entry, a share button, a breadcrumb."""
    inner = bare(text)
    crumbs = len(inner) < 160 and len(re.findall(r"\s[>»›|]\s", inner)) >= 2 and not has_ways(inner)
    return not inner or inner.isdigit() or crumbs or (len(inner) < 60 and bool(_NAVIGATION.fullmatch(inner)))


def is_cookie_notice(text: str) -> bool:
    """What a page says of itself before it says anything."""
    return bool(_COOKIES.search(text[:1000]))


def is_star_line(raw: str) -> bool:
    """* * *, *** and their kin: an end where no story follows, else a break."""
    return raw.count("*") >= 3 and not raw.strip("* \t")


def is_footer(text: str) -> bool:
    """What a page puts under a release."""
    inner = bare(text)
    if _FOOTER_OPENING.match(text[:_SHORT]):
        return True
    return len(inner) < 70 and bool(_FOOTER.fullmatch(inner))


def is_wire_source(text: str) -> bool:
    """SOURCE and the sender, as wires close a release."""
    return len(text) < 200 and bool(_WIRE_SOURCE.match(text))


def is_event_label(text: str) -> bool:
    """WHO:, WHEN:, WHERE: of an advisory."""
    return bool(_EVENT.match(text))


def is_case_number(text: str) -> bool:
    """A file number alone on a line."""
    return len(text) < 40 and bool(_CASE_NUMBER.match(text))


def is_link(raw: str) -> bool:
    """An address or linked words and nothing else."""
    return bool(_LINK_ONLY.match(raw)) if len(raw) < 600 else False


def is_image(raw: str) -> bool:
    """A picture's address."""
    return bool(_IMAGE.match(raw)) if len(raw) < 600 else False


def is_prose(block: Block) -> bool:
    """A paragraph of the story, not a heading."""
    return not block.level and is_prose_text(block.text)


def is_prose_text(text: str) -> bool:
    """Long enough, mostly in lower case, and closed like a sentence or very long."""
    words = [word for word in text[:2000].split() if any(map(str.isalpha, word))]
    if len(words) < PROSE_WORDS:
        return len(text) >= 40 and sum("\u3040" <= letter <= "\ud7af" for letter in text[:200]) >= 30
    capitals = sum(word.lstrip("\"“‘'«(")[:1].isupper() for word in words)
    if capitals > 0.6 * len(words):
        return False
    return len(words) >= 25 or bool(_SENTENCE_END.search(text.rstrip("*_ ")))
