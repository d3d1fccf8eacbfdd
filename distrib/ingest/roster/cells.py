"""The text of a cell as values: names, lists, addresses, places, languages, telephones. Must never obey a cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from distrib.core.folding import key, words
from distrib.core.languages import find_language
from distrib.core.people import Phone, address_key
from distrib.core.people.address_words import reason
from distrib.core.phrase import Unclear
from distrib.core.places import find_place
from distrib.ingest.characters import clean, collapse
from distrib.ingest.roster.address_doubts import mixed_scripts, spelt_out, visible

if TYPE_CHECKING:
    from email_validator import ValidatedEmail

MAX_TEXT = 300
"""Characters of a name, outlet or title."""

MAX_VALUES = 50
"""Values in one cell, and in all cells of one field."""

MAX_VALUE = 100
"""Characters of a topic."""

MAX_LOCAL_PART = 64
"""Bytes (RFC 5321 §4.5.3.1.1)."""

MAX_ADDRESS = 254
"""Characters (RFC 5321 §4.5.3.1.3, less the angle brackets)."""

_TERMS = {"check_deliverability": False, "test_environment": True}
"""Never DNS. Reserved domains (RFC 2606) are let in: sample rosters use them and no server takes mail for them."""

_DOT_ATOM = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
"""A local part without quotes and of ASCII (RFC 5322 §3.2.3)."""

_PARTS = re.compile(r"[;,/|\n،؛]")
_ADDRESS_PARTS = re.compile(r"[;,|\n،؛]")
_PHONE_PARTS = re.compile(r"[;|\n،؛]|,(?=\s*[+0(])|/(?=\s*[+(])|\s/\s")
_IN_ANGLES = re.compile(r"([^<>]{0,300})<([^<>\s]{3,320})>")
_NOTE = re.compile(r"\(([^()0-9]{1,40})\)")
_INTERNAL = frozenset("internal interne interno intern private prive privado privat داخلي خاص".split())  # noqa: SIM905 - a list of words reads best as words
_CACHED = 8_192
"""Cells whose reading is remembered: the same lists of languages, places and beats come again and again."""

_EDGES = ";,\ufeff\u200b\u200e\u200f\u00a0 \t\r\n"


class CellFault(Unclear):
    """A cell that makes its row unusable; the message is the reason."""


def line_of(cell: str) -> str:
    """One line of plain text: nothing invisible, no escape, no line break.

    Raises:
        CellFault: it is longer than any name.
    """
    text = " ".join(cell.split()) if cell.isascii() and cell.isprintable() else collapse(clean(cell))
    if len(text) > MAX_TEXT:
        raise CellFault(
            "a cell that should hold a name or title has {characters:,} characters (at most {most})",
            characters=len(text),
            most=MAX_TEXT,
        )
    return text


def shown(text: str) -> str:
    """A cell as a reason may repeat it."""
    plain = collapse(clean(text[:200])).replace("`", "'")
    return plain if len(plain) <= 60 else plain[:59] + "…"


@lru_cache(maxsize=_CACHED)
def values(cells: tuple[str, ...]) -> tuple[str, ...]:
    """The values of a field, each once however it is spelt.

    Raises:
        CellFault: there are too many, or one is too long.
    """
    found: dict[str, str] = {}
    for cell in cells:
        for part in _PARTS.split(cell):
            text = collapse(clean(part))
            if text:
                found.setdefault(key(text), text)
    _check(tuple(found.values()))
    return tuple(found.values())


@lru_cache(maxsize=_CACHED)
def codes(cells: tuple[str, ...], find: Callable[[str], str | None]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Codes of what the cells name, and the parts that name nothing. A whole cell may be one name with a comma in it.

    Raises:
        CellFault: there are too many parts.
    """
    found: list[str] = []
    unknown: list[str] = []
    for cell in cells:
        text = collapse(clean(cell))
        if not text:
            continue
        whole = find(text)
        parts = [text] if whole else _codes_apart(text, find)
        for part in parts:
            code = find(part)
            (found if code else unknown).append(code or part)
    _check(tuple(unknown))
    return tuple(dict.fromkeys(found))[:MAX_VALUES], tuple(unknown)


def languages(cells: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """ISO 639 codes in the order of the cells, and what is no language."""
    return codes(cells, find_language)


def places(cells: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Country and region codes, and what is no place."""
    return codes(cells, find_place)


def address(cell: str, confirmed: Collection[str] = ()) -> tuple[str, str]:
    """A normalised e-mail address and the display name that stood before it, which is mostly empty.

    One that is not what it seems is taken only when its key is among the `confirmed`.

    Raises:
        CellFault: it is not exactly one usable address.
    """
    text = cell.strip(_EDGES)
    display = ""
    angles = _IN_ANGLES.fullmatch(text)
    if angles:
        display, text = line_of(angles[1]).strip('" '), angles[2]
    text = text.removeprefix("mailto:")
    if not text:
        raise CellFault("there is no e-mail address")
    text = _unhidden(text, confirmed)
    if len(text) > 320:
        raise CellFault("the e-mail address has {characters:,} characters", characters=len(text))
    normalized = _normalized(text)
    local = len(normalized.rpartition("@")[0].encode())
    if local > MAX_LOCAL_PART:
        raise CellFault(
            "what `{text}` has before its @ has {local} bytes (at most {most})",
            text=shown(text),
            local=local,
            most=MAX_LOCAL_PART,
        )
    mixed = mixed_scripts(normalized)
    if mixed and address_key(normalized) not in confirmed:
        raise CellFault(
            "`{text}` mixes {mixed} letters in one word, as forged addresses do; when it is right, take it with "
            "--confirm {normalized}",
            text=shown(text),
            mixed=mixed,
            normalized=shown(normalized),
        )
    return normalized, display


def _normalized(text: str) -> str:
    """As email-validator writes it. A plain local part stays as it is, so that only the domain is left to be asked for,
    and each domain once.
    """
    validate, not_valid = _validator()
    local, _, domain = text.rpartition("@")
    try:
        if _DOT_ATOM.fullmatch(local):
            normalized = f"{local}@{_domain(domain)}"
            if len(normalized) <= MAX_ADDRESS:
                return normalized
        return validate(text, **_TERMS).normalized
    except not_valid as fault:
        raise CellFault("`{text}` is no usable e-mail address: {why}", text=shown(text), why=reason(fault)) from fault


@lru_cache(maxsize=_CACHED)
def _domain(domain: str) -> str:
    validate, _ = _validator()
    return validate(f"a@{domain}", **_TERMS).domain


@cache
def _validator() -> tuple[Callable[..., ValidatedEmail], type[Exception]]:
    """Loaded when the first address is read."""
    from email_validator import EmailNotValidError, validate_email

    return validate_email, EmailNotValidError


def _unhidden(text: str, confirmed: Collection[str]) -> str:
    plain = visible(text)
    if plain != text and address_key(plain) not in confirmed:
        raise CellFault(
            "`{text}` holds hidden characters, which can show another address than it is; when {plain} is "
            "right, take it with --confirm {plain}",
            text=shown(spelt_out(text)),
            plain=shown(plain),
        )
    return plain


def addresses(cell: str, confirmed: Collection[str] = ()) -> tuple[str, ...]:
    """Several addresses in one cell, each once.

    Raises:
        CellFault: one of them is not usable, or there are too many.
    """
    if not cell:
        return ()
    parts = [part for part in _ADDRESS_PARTS.split(cell) if part.strip(_EDGES)]
    _check(tuple(parts))
    found = [address(part, confirmed)[0] for part in parts]
    return tuple({address_key(one): one for one in reversed(found)}.values())[::-1]


def phones(cell: str, *, use: str, is_public: bool, country: str | None) -> tuple[Phone, ...]:
    """The telephones in a cell; E.164 where the number says its country or `country` makes it plain.

    Raises:
        CellFault: there are too many.
    """
    found = []
    for part in _PHONE_PARTS.split(cell[:5_000]):
        note = _NOTE.search(part)
        is_internal = bool(note and _INTERNAL & set(words(note[1])))
        written = collapse(clean(_NOTE.sub(" ", part)))
        if sum(character.isdigit() for character in written) >= 3:
            number = _number(written, country)
            found.append(Phone(number, use, is_public and not is_internal))
    _check(tuple(phone.number for phone in found))
    return tuple(found)


def _number(written: str, country: str | None) -> str:
    from distrib.ingest.labels.phones import to_e164

    return to_e164(written, (country,) if country else ())


def _codes_apart(text: str, find: Callable[[str], str | None]) -> list[str]:
    parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
    if len(parts) == 1 and " " in text:
        apart = text.split(" ")
        if len(apart) <= MAX_VALUES and all(len(part) <= 3 and find(part) for part in apart):
            return apart
    return parts


def _check(found: tuple[str, ...]) -> None:
    if len(found) > MAX_VALUES:
        raise CellFault("a cell lists {count:,} values (at most {most})", count=len(found), most=MAX_VALUES)
    longest = max(map(len, found), default=0)
    if longest > MAX_VALUE:
        raise CellFault(
            "a cell lists a value of {longest:,} characters (at most {most})", longest=longest, most=MAX_VALUE
        )
