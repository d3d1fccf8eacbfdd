"""Spokespeople as visiting cards (vCard 4.0, RFC 6350). An internal number is written only where it is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from distrib.core.people import Phone, Spokesperson

INTERNAL = "X-DISTRIB-INTERNAL"
"""Parameter of a TEL that is not to be given out."""

USE = "X-DISTRIB-USE"
"""Parameter of a TEL: what it is for, where TYPE cannot say it."""

PLACES = "X-DISTRIB-PLACES"
"""Property: the places a spokesperson speaks for, by code."""

WIDTH = 75
"""Bytes of a line (RFC 6350 §3.2)."""

_SPECIAL = re.compile(r"[\\,;]")
_E164 = re.compile(r"\+[0-9]{5,15}")
_TYPES = {"mobile": "voice,cell"}


def as_cards(people: Iterable[Spokesperson], organisation: str, *, with_internal: bool = False) -> str:
    """A card for each, one after another."""
    lines = (line for one in people for line in _card(one, organisation, with_internal))
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _card(person: Spokesperson, organisation: str, with_internal: bool) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield f"FN:{_escaped(person.name)}"
    if person.title:
        yield f"TITLE:{_escaped(person.title)}"
    if person.office:
        yield f"ORG:{_escaped(organisation)};{_escaped(person.office)}"
    for phone in person.phones:
        if phone.is_public or with_internal:
            yield _phone(phone)
    yield from (f"EMAIL:{_escaped(email)}" for email in person.emails)
    yield from (f"LANG;PREF={number}:{language}" for number, language in enumerate(person.languages, start=1))
    if person.topics:
        yield f"CATEGORIES:{','.join(map(_escaped, person.topics))}"
    if person.places:
        yield f"{PLACES}:{','.join(person.places)}"
    yield "END:VCARD"


def _phone(phone: Phone) -> str:
    use = f";{USE}=duty" if phone.use == "duty" else ""
    internal = "" if phone.is_public else f";{INTERNAL}=yes"
    kind = f'TEL;TYPE="{_TYPES.get(phone.use, "voice,work")}"{use}{internal}'
    return (
        f"{kind};VALUE=uri:tel:{phone.number}" if _E164.fullmatch(phone.number) else f"{kind}:{_escaped(phone.number)}"
    )


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text).replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line in pieces; no character is broken in two."""
    pieces, size = [""], 0
    for character in line:
        width = len(character.encode())
        if size + width > WIDTH:
            pieces.append("")
            size = 1  # the space that the next line begins with
        pieces[-1] += character
        size += width
    return "\r\n ".join(pieces)
