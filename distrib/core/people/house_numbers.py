"""Numbers that never leave the house, recognised in a text however they are grouped. Must never show one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from distrib.core.people import Spokesperson

SHORTEST = 7
"""Digits; what is shorter is an extension, or may be a year."""

_GROUPED = re.compile(r"\d(?:[\s().\-/\u2010-\u2015]{0,3}\d){6,}")


def internal_numbers(people: Iterable[Spokesperson]) -> dict[str, Spokesperson]:
    """National digits of every number that is internal and nobody's public one → whose it is."""
    internal: dict[str, Spokesperson] = {}
    public: set[str] = set()
    for person in people:
        for phone in person.phones:
            digits = _national(phone.number)
            if phone.is_public:
                public.add(digits)
            elif len(digits) >= SHORTEST:
                internal.setdefault(digits, person)
    return {digits: person for digits, person in internal.items() if digits not in public}


def named_in(text: str, internal: dict[str, Spokesperson]) -> Spokesperson | None:
    """Whose internal number stands in a text."""
    for match in _GROUPED.finditer(_western(text)):
        digits = _digits(match[0])
        for number, person in internal.items():
            if number in digits:
                return person
    return None


@lru_cache(maxsize=16_384)
def _national(number: str) -> str:
    """The digits that stand in every way of writing a number: without its country's prefix and its leading zero."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return _digits(number).lstrip("0")
    return str(parsed.national_number)


def _digits(text: str) -> str:
    return "".join(one for one in _western(text) if one in "0123456789")


def _western(text: str) -> str:
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text)
