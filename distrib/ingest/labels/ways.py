"""Ways to reach somebody: telephone numbers and addresses in a line, with what their labels say. Reads one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from distrib.ingest.characters import western_digits
from distrib.ingest.labels.phones import EXTENSION

MAX_LINE = 4_000
"""Longer lines are no contact lines; their tail is not searched."""


class WayKind(StrEnum):
    """What a way is."""

    PHONE = "phone"
    EMAIL = "email"
    FAX = "fax"
    """A fax machine or a text telephone: nobody speaks there."""
    LINK = "link"
    """A web address, a masked e-mail address: stands between other things and is not kept."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way in a line."""

    kind: WayKind
    start: int
    end: int
    text: str


_LOCAL = re.compile(r"[\w.%+'’-]{1,64}$")
_DOMAIN = re.compile(r"(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z][A-Za-z0-9-]{1,23}")
_LINK = re.compile(r"\[email\s?protected\]|https?://[^\s()\[\]]{1,500}|\bwww\.[\w./%?=&#~-]{2,300}")
_GLUED_LABEL = re.compile(r"(?<=[a-z])(?:[A-Z].*|www|\d+.*)$")
# An area code may be set off by a stroke between spaces: "(01) 4000 / 81 915". What goes on with a zero or a plus is
# another number: "04 55 00 11 22 / 06 55 00 11 22".
_AREA = r"(?:\(?\+?\d(?:\)?[ \t]?-?\(?\d){1,6}\)?[ \t]/[ \t](?=[1-9])(?=(?:[ \t–-]{0,3}\d){4}))?"
_NUMBER = re.compile(
    r"(?:(?<![\w@#$€£/.+-])|(?<=[a-z])(?=[(+]))(?:\(?\+{1,2}\s?)?"
    + _AREA
    + r"\(?\d(?:\)?(?:[ \t]?[–-]?[ \t]?|[./])\(?\d){3,20}(?!\d|[-–][A-Za-z])"
)
_TWO_NUMBERS = re.compile(r"(?<=\d)[ \t]+[–-][ \t]+(?=[0+(])")
"""A dash between spaces, and behind it what a number begins with: "03 55 55 01 20 – 06 55 50 01 21"."""

LEAST_DIGITS, MOST_DIGITS = 7, 17

_EXTENSION = re.compile(rf"\s?[,–-]?\s?{EXTENSION}\s?:?\s?\d{{1,6}}\b", re.IGNORECASE)
_NOT_A_NUMBER = re.compile(
    r"\d{5}-\d{4}$|\(?(?:1[5-9]|20)\d\d\s?[–-]\s?(?:1[5-9]|20)\d\d$|(?:19|20)\d\d\s(?:19|20)\d\d$|\d{5,6}[./]\d{1,2}$|(?:19|20)\d\d[-/]\d{3}$|10\.\d{4,}/"
)
"""Postcodes, years, file numbers, and the registered names of papers (DOI)."""

_DATE_OR_TIME = re.compile(
    r"(?<![\d./-])(?<!\d[)]\s)(?!(?<=\d\s)\d\d-\d\d-\d\d)"
    r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2}(?![ \t]?\d))|\d{1,2}:\d{2}(?::\d{2})?)"
    r"(?![\d./-]\d|\d)"
)
"""No date goes on with a number: "(812) 12-01-42", "812 12-01-42"."""

_FAX = re.compile(
    r"(?:\bfax|telefax|facsimile|télécopi\w*|telecopier|\bfaks|nukushi|belgeç|факс|φαξ|فاكس|نمابر|دورنگار|פקס|传真|傳真|ファクス|ファックス|팩스|\bTT[YD]|\bTDD|\btextphone|\bminicom)[\w\s./():-]{0,16}$"
    r"|\bF\s?:\s*$",
    re.IGNORECASE,
)
_MASKED_POINT = r"\s?[\[({]\s?(?:dot|punkt|point|punto|ponto)\s?[\])}]\s?"
_MASKED = re.compile(
    r"(?<![\w.%+-])([\w.%+-]{1,64})\s?[\[({]\s?(?:at|ät|@|arroba)\s?[\])}]\s?"
    rf"([\w-]{{1,63}}(?:(?:\.|{_MASKED_POINT})[\w-]{{1,63}}){{1,5}})",
    re.IGNORECASE,
)
_MASKED_DOT = re.compile(_MASKED_POINT, re.IGNORECASE)


def find_ways(line: str) -> tuple[Way, ...]:
    """All ways in `line`, in order; offsets count characters of `line`."""
    text = line[:MAX_LINE]
    ways = [Way(WayKind.LINK, found.start(), found.end(), found[0]) for found in _LINK.finditer(text)]
    ways += [*_emails(text), *_masked_emails(text)]
    ways += _numbers(text, ways)
    return tuple(sorted(ways, key=lambda way: way.start))


def _emails(text: str) -> list[Way]:
    found: list[Way] = []
    at = text.find("@")
    while at >= 0:
        local = _LOCAL.search(text[max(0, at - 64) : at])
        domain = _DOMAIN.match(text, at + 1)
        if local and domain:
            name = local[0].lstrip(".'’-")
            host = _without_glue(domain[0])
            if name and "." in host:
                found.append(Way(WayKind.EMAIL, at - len(name), at + 1 + len(host), f"{name}@{host}"))
        at = text.find("@", at + 1)
    return found


def _masked_emails(text: str) -> list[Way]:
    """Addresses written so that no machine gathers them: "jane [at] x [dot] example"."""
    found = _MASKED.finditer(text) if any(bracket in text for bracket in "[({") else ()
    return [Way(WayKind.EMAIL, one.start(), one.end(), f"{one[1]}@{_MASKED_DOT.sub('.', one[2])}") for one in found]


def _without_glue(domain: str) -> str:
    """A domain without what was glued to its end: "x.exampleTel", "x.examplewww.y", "x.example2"."""
    host = domain
    labels = host.split(".")
    for number, label in enumerate(labels[1:], start=1):
        cut = _GLUED_LABEL.sub("", label)
        if cut != label and len(cut) >= 2:
            return ".".join([*labels[:number], cut])
    return host.rstrip("-.")


def _numbers(text: str, taken: list[Way]) -> list[Way]:
    digits = _DATE_OR_TIME.sub(lambda date: "~" * len(date[0]), western_digits(text))
    found: list[Way] = []
    for start, after in _spans(digits):
        if not LEAST_DIGITS <= _count(digits[start:after]) <= MOST_DIGITS or _NOT_A_NUMBER.match(digits[start:after]):
            continue
        if any(way.start < after and start < way.end for way in taken):
            continue
        end = _closed(digits, start, after)
        if _count(digits[start:end]) < LEAST_DIGITS:
            continue
        extension = _EXTENSION.match(digits, end)
        end = extension.end() if extension else end
        kind = WayKind.FAX if _FAX.search(text[max(0, start - 30) : start]) else WayKind.PHONE
        found.append(Way(kind, start, end, text[start:end].strip()))
    return found


def _spans(digits: str) -> Iterator[tuple[int, int]]:
    """Where numbers may stand; two that a dash parts are two."""
    for match in _NUMBER.finditer(digits):
        start, end = match.span()
        between = _TWO_NUMBERS.search(digits, start, end)
        if between and all(
            _count(part) >= LEAST_DIGITS for part in (digits[start : between.start()], digits[between.end() : end])
        ):
            yield start, between.start()
            start = between.end()
        is_turned = digits[end : end + 1] == "+" and digits[start] not in "+("
        yield start, end + 1 if is_turned and not digits[end + 1 : end + 2].isdigit() else end


def _closed(digits: str, start: int, end: int) -> int:
    """Where a number ends that a remark in parentheses follows: "… 0555 (24 hours)"."""
    opened = digits.rfind("(", start + 1, end)
    if opened > 0 and digits.count("(", start, end) > digits.count(")", start, end):
        return start + len(digits[start:opened].rstrip())
    return end


def _count(text: str) -> int:
    return sum(map(str.isdigit, text))
