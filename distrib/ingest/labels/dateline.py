"""Datelines: the place and date that open a release's first sentence, or stand on a line of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from distrib.core.release import Dateline
from distrib.ingest.characters import UNSPACED
from distrib.ingest.dates import FoundDate, date_at
from distrib.ingest.labels.contact_words import CONTACT_LABELS, FURTHER_INFORMATION
from distrib.ingest.labels.dateline_places import SEGMENT, is_agency, is_lone_place, is_place, is_wire, seat_end
from distrib.ingest.labels.people_words import names_institution
from distrib.ingest.labels.phones import is_seat
from distrib.ingest.labels.vocabulary import EMBARGO_WORDS, NOTES_HEADINGS, RELEASE_LINES, alternatives, compiled

REACH = 170
"""A dateline is over by then."""

SENTENCE_WORDS = 5
"""A place, a dash and fewer words are more often a title than a story's beginning."""

WIRED_WORDS = 1
"""Behind a wire's name a heading may come first, as where one text tells of several incidents."""

MOST_WORDS = 4
"""Hardly a place has so many words, unless a comma is among them."""

_DASH = re.compile(r"\.?(?:[–—‒―]+|(?<=\d)_+(?=\w)|--+|(?<![^\W\d_])-(?=\s)|(?<=[^\W\d_a-zà-ÿ])-(?=\s))\s*")
"""A hyphen at the end of a word is half a compound ("Presse- und …"), unless the word is in capitals."""

_COMMA = re.compile(r"\s*[,،，|]\s*")
_WIRE = re.compile(r"/[^/\n]{2,40}/|\[[^\[\]]{2,60}\]\([^()\s]{4,200}\)")
_STROKE = re.compile(r"/(?:\s*[–—-])?\s+")
"""The last of the strokes that some wires put around their name and the date: "/ XWIRE / 12 March 2024 / The …"."""

_CLOCK = re.compile(
    r"(?:at\s)?(?:\d{1,2}[:.]\d{2}(?:\s?[AaPp]\.?[Mm]\b\.?)?|\d{1,2}\s?[AaPp]\.?[Mm]\b\.?|\d{4}(?=\s?(?:GMT|UTC|hrs)))"
    r"(?:\s?(?:hrs|h|Uhr))?(?:\s(?:[A-Z]{2,5}\b|[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,2}\sTime\b))?(?=\s*[–—:)|/-])"
)
"""The time of day that some wires put behind the date: "12 March 2024 08:00 AM Eastern Daylight Time - "."""

_PAREN = re.compile(r"[(\[【（〔]([^()\[\]【】（）〔〕\n]{2,45})[)\]】）〕]")
_COLON = re.compile(r":(?=\s)")
_PROVINCE = re.compile(r"[A-Z]{2}")
_SECOND_PLACE = re.compile(r"\s?/\s(?=[A-ZÀ-Þ])")
"""Two seats between spaces: "Geneva / Tunis"."""

_HIJRI_MONTHS = (
    "محرم|صفر|ربيع (?:الأول|الآخر|الثاني)|جمادى (?:الأولى|الآخرة|الأول|الثانية)|رجب|شعبان|رمضان|شوال"
    "|ذ[وي] القعدة|ذ[وي] الحجة"
)
_HIJRI = rf"\d{{1,2}}\s(?:{_HIJRI_MONTHS})[،,]?\s\d{{4}}\s?(?:هـ?)?[،,/]?\s?(?:الموافق)?\s?(?:لـ)?"
"""The day of the lunar year that stands before the same day of the other one."""

_LEAD_IN = re.compile(rf"(?:le|den|the|am|el|on|dated?|on the|a|em|il|في)\s+|{_HIJRI}", re.IGNORECASE)
_TRAILING = re.compile(r"\s+(?:le|den|am|em|في)$")
"""Words that lead to the date."""
_LABEL = compiled(
    rf"\W*(?:{alternatives(CONTACT_LABELS, RELEASE_LINES, EMBARGO_WORDS, FURTHER_INFORMATION, NOTES_HEADINGS)}"
    r"|who|what|when|where|why|how|date|time|location|quand|quoi|où|qui|lieu|heure|qué|quién|cuándo|dónde|wer|wann|wo|was)\b"
)
_LAST_PAREN = re.compile(r"\(([^()\n]{2,45})\)\s*$")
_PLACE_LABEL = compiled(
    r"\W*(?:place(?: of issue)?|location|dateline|city|lieu|ville|lugar|ciudad|ort|luogo|città|local|cidade|plaats"
    r"|miejsce|místo|место|місце|yer|tempat|المكان|مكان|地点|場所)\s?[:：]\s*"
)
_AFTER_DATE = re.compile(
    r"(?: ?م(?!\w))?(?: \(?واس\)?)?[ .:,]*(?:\d{1,2}[:.]\d{2}\s?(?:[AaPp]\.?[Mm]\.?)?(?:\s[A-Z]{2,4})?)?[ .:]*"
)
_STOPPED = re.compile(r"([^\W\d_a-z][\w-]{2,24}(?:[ /][^\W\d_a-z][\w-]{1,24}){0,2})\.\s+(?=[^\W\d_a-z]|[„“«\"])")
_OPENING_EMPHASIS = re.compile(r"^(\*{1,3}|_{1,2})([^*_]{2,100})\1")


@dataclass(frozen=True, slots=True)
class FoundDateline:
    """A dateline and where the text after it begins."""

    dateline: Dateline
    end: int
    is_strong: bool
    """A date, a wire's tag or capitals make it certain; a capitalised word and a dash alone do not."""
    is_wired: bool = False
    """A wire's own name stands behind the place, so that even a heading may follow: "Bonn (ots) - Burglary"."""


@dataclass(slots=True)
class _Scan:
    """How far a dateline has been read."""

    text: str
    at: int
    place_start: int = -1
    place_end: int = -1
    date: FoundDate | None = None
    tagged: bool = False
    closed_at: int = -1
    """Where the text goes on after a date in parentheses."""
    dash_at: int = -1
    """Where the text goes on after the last dash that followed something."""
    after_comma: bool = False
    stroked: bool = False
    """A wire's tag stands between strokes: "/ CNW /"."""
    at_stop: bool = False
    """The place was parted from the story by a full stop."""

    @property
    def has_something(self) -> bool:
        return self.place_start >= 0 or self.date is not None or self.tagged


def without_opening_emphasis(raw: str) -> str:
    """A paragraph whose dateline was set bold, without the marks."""
    return _OPENING_EMPHASIS.sub(r"\2", raw, count=1)


def read_dateline(raw: str, *, least_words: int = SENTENCE_WORDS) -> FoundDateline | None:
    """The dateline that opens a paragraph of at least so many words. None when the paragraph simply begins."""
    for start in _starts(raw):
        scan = _scan(raw[:REACH], start)
        end = _end(scan)
        if end is None:
            continue
        is_wired = _is_wired(scan)
        if not _is_sentence(raw[end : end + 400], min(least_words, WIRED_WORDS) if is_wired else least_words):
            continue
        place = raw[scan.place_start : scan.place_end].strip(" ,") if scan.place_start >= 0 else None
        strong = scan.date is not None or scan.tagged or (place is not None and place.split(",")[0].isupper())
        return FoundDateline(_dateline(place, scan.date), end, strong, is_wired)
    return None


def _is_wired(scan: _Scan) -> bool:
    """A place, a wire by its own name in parentheses, and a dash."""
    tag = (
        _LAST_PAREN.search(scan.text[: scan.at].rstrip(" –—-")) if scan.place_start >= 0 and scan.dash_at >= 0 else None
    )
    return tag is not None and is_wire(tag[1])


def read_named_place(raw: str, told: str) -> FoundDateline | None:
    """A place parted from the story by a full stop, which `told` names again within a sentence: "Rivabella. The …"."""
    found = _STOPPED.match(raw)
    if not found or not is_place(found[1]):
        return None
    again = re.search(rf"[^\W\d_],? {re.escape(found[1])}\b", told)
    return FoundDateline(Dateline(found[1], None, None), found.end(), is_strong=False) if again else None


def _is_sentence(text: str, least_words: int) -> bool:
    """Enough words; a script without spaces counts by letters."""
    return len(text.split()) >= least_words or (len(text) >= 20 and bool(UNSPACED.match(text)))


def read_date_line(text: str) -> Dateline | None:
    """A line that holds a place with a date or a wire's tag and nothing else: "Paris, 22 April 1993", "Bonn (ots)"."""
    if len(text) > 90:
        return None
    scan = _scan(text, 0)
    if scan.place_start < 0 or not (scan.date or scan.tagged) or not _AFTER_DATE.fullmatch(text, scan.at):
        return None
    if scan.date and _is_title(text[scan.place_start : scan.place_end], text[scan.place_end : scan.date.start]):
        return None
    if scan.date is None and scan.place_end >= scan.at - 1:
        return None  # a lone word in parentheses
    return _dateline(text[scan.place_start : scan.place_end].strip(" ,"), scan.date)


def _is_title(place: str, between: str) -> bool:
    """Whether the words before a date, with nothing to part them, are more than a place: "Museums' Night on 2 May"."""
    return not between.strip() and len(_TRAILING.sub("", place).split()) >= MOST_WORDS


def read_place_line(text: str) -> str | None:
    """The place in a line that labels it and holds nothing else: "Place: Cairo"."""
    label = _PLACE_LABEL.match(text) if len(text) < 60 else None
    place = text[label.end() :].strip() if label else ""
    parts = re.split(r",\s*", place)
    return place if place and len(parts) <= 3 and all(map(is_place, parts)) else None


def _dateline(place: str | None, found: FoundDate | None) -> Dateline:
    if place and found:
        place = _TRAILING.sub("", place)
    return Dateline(place, found.text if found else None, found.day if found else None)


def _starts(raw: str) -> list[int]:
    """The beginning; else the first word in capitals near it, behind what a page left there."""
    starts = [0]
    late = re.search(r"(?<=\s)[^\W\d_a-z]{4,}(?=[,\s])", raw[:40])
    if late and late[0].isupper() and not raw[: late.start()].strip()[:1].isupper():
        starts.append(late.start())
    return starts


def _scan(text: str, start: int) -> _Scan:
    scan = _Scan(text, start)
    while scan.at < len(text) and _step(scan):
        pass
    return scan


def _step(scan: _Scan) -> bool:
    """Reads one more part; False when the dateline is over."""
    while scan.at < len(scan.text) and scan.text[scan.at].isspace():
        scan.at += 1
    text, at = scan.text, scan.at
    dash = _DASH.match(text, at)
    if dash:
        scan.at = dash.end()
        if scan.has_something:
            scan.dash_at = scan.at
        return scan.has_something
    stroke = _STROKE.match(text, at) if scan.stroked and scan.date and scan.dash_at < 0 else None
    if stroke:
        scan.at = scan.dash_at = stroke.end()
        return True
    clock = _CLOCK.match(text, at) if scan.date else None
    if clock:
        scan.at = clock.end()
        return True
    comma = _COMMA.match(text, at)
    if comma and scan.has_something:
        scan.at, scan.after_comma = comma.end(), True
        return True
    return _date(scan) or _tag(scan) or _parenthesis(scan) or _place(scan)


def _date(scan: _Scan) -> bool:
    lead_in = _LEAD_IN.match(scan.text, scan.at)
    for at in (scan.at, lead_in.end() if lead_in else -1):
        found = date_at(scan.text, at) if at >= 0 and scan.date is None else None
        if found:
            scan.date, scan.at = found, found.end
            return True
    return False


def _tag(scan: _Scan) -> bool:
    wire = _WIRE.match(scan.text, scan.at)
    if not wire:
        return False
    scan.at, scan.tagged, scan.stroked = wire.end(), True, wire[0].startswith("/")
    return True


def _parenthesis(scan: _Scan) -> bool:
    paren = _PAREN.match(scan.text, scan.at)
    if not paren:
        return False
    inside = paren[1].strip()
    found = date_at(inside, 0)
    # A colon between place and date is as good as a comma: "(Geneva: 12 March 2024):"
    both = None if found or scan.place_start >= 0 or scan.date else _scan(_COLON.sub(",", inside), 0)
    if both and both.date and both.place_start >= 0 and not inside[both.at :].strip():
        scan.place_start = paren.start(1) + both.place_start
        scan.place_end = paren.start(1) + both.place_end
        scan.date, scan.closed_at = both.date, paren.end()
    elif found and scan.date is None:
        scan.date, scan.closed_at = found, paren.end()
    elif scan.place_start < 0 and is_lone_place(inside):
        scan.place_start, scan.place_end = paren.start(1), paren.end(1)
        scan.tagged = True
    elif scan.place_end == scan.at - 1 and _is_province(scan.text, paren):
        scan.place_end = paren.end()
    elif is_agency(inside) or names_institution(inside):
        scan.tagged = True
    elif scan.place_end == scan.at - 1 and is_place(inside):
        scan.place_end = paren.end()
    else:
        return False
    scan.at = paren.end()
    return True


def _is_province(text: str, paren: re.Match[str]) -> bool:
    """Two capitals between a place and its date, where a wire's tag has no comma: "Lucca (LU), 12 March 2024"."""
    comma = _COMMA.match(text, paren.end())
    if not comma or not _PROVINCE.fullmatch(paren[1]) or is_wire(paren[1]):
        return False
    lead_in = _LEAD_IN.match(text, comma.end())
    return date_at(text, lead_in.end() if lead_in else comma.end()) is not None


def _place(scan: _Scan) -> bool:
    seat = seat_end(scan.text, scan.at) if scan.at == 0 else 0
    if seat:
        scan.place_start, scan.place_end, scan.at, scan.at_stop = 0, seat, seat + 1, True
        return False
    segment = SEGMENT.match(scan.text, scan.at)
    if not segment or not is_place(segment[0]) or _LABEL.match(segment[0]):
        return False
    follows = scan.place_start >= 0
    if follows and not (scan.after_comma and _goes_on(scan)):
        return False
    if not follows:
        scan.place_start = segment.start()
    scan.place_end, scan.at, scan.after_comma = segment.end(), segment.end(), False
    second = _SECOND_PLACE.match(scan.text, scan.at) if not follows else None
    other = SEGMENT.match(scan.text, second.end()) if second else None
    if other and is_place(other[0]):
        scan.place_end = scan.at = other.end()
    return True


def _goes_on(scan: _Scan) -> bool:
    """Whether the place may have another part: its date, if any, stood before it."""
    return (scan.date is None and scan.dash_at < 0) or (scan.date is not None and scan.date.start < scan.place_start)


def _end(scan: _Scan) -> int | None:
    """Where the sentence begins, if what was read is a dateline at all."""
    rest = scan.text[scan.at :].lstrip()
    if scan.dash_at >= 0 and not (scan.date and scan.date.start >= scan.dash_at and rest[:1] == ":"):
        return scan.dash_at
    certain = scan.date is not None and scan.place_start >= 0
    behind_tag = scan.tagged and 0 < scan.place_end < scan.at - 1 and _is_told_place(scan)
    opening = rest.removeprefix(".").lstrip() if behind_tag else rest
    if (behind_tag or scan.at_stop) and _begins(opening):
        return len(scan.text) - len(opening)
    region = scan.place_start >= 0 and "," in scan.text[scan.place_start : scan.place_end]
    if rest[:1] in (":", "؛") and (certain or region or scan.tagged):
        return len(scan.text) - len(rest[1:].lstrip())
    dated = scan.date is not None and bool(re.search(r"\d{4}", scan.date.text))
    dated = dated and "|" not in scan.text[: scan.at] and rest.count(" ") >= 8
    if certain and (dated or scan.closed_at >= 0 or scan.stroked) and _begins(rest):
        return len(scan.text) - len(rest)
    if certain and rest[:1] == ".":
        return len(scan.text) - len(rest[1:].lstrip(" 	–—-"))
    return None


def _begins(rest: str) -> bool:
    """Whether a sentence may begin so; a script without capitals shows nothing."""
    first = rest[:1]
    return first.isupper() or (first.isalpha() and not first.islower())


def _is_told_place(scan: _Scan) -> bool:
    """A well-known seat, or a wire's own name in the parentheses: "Oxfam (UK) Director …" opens a sentence."""
    tag = _LAST_PAREN.search(scan.text[: scan.at])
    return tag is not None and (is_seat(scan.text[scan.place_start : scan.place_end]) or is_wire(tag[1]))
