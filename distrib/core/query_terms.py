"""What a query is made of: its terms, and how `field:value` becomes one. Values only; must never read a journalist."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeAlias

from distrib.core.folding import words
from distrib.core.languages import find_language, suggest_language
from distrib.core.people import JournalistStatus, address_key
from distrib.core.places import find_place, is_country, place_name, suggest_place
from distrib.errors import UsageError

SHOWN = 40
"""Characters of the person's own text that a message repeats."""


class QueryError(UsageError):
    """A query that cannot be understood; `column` is where, counted from 1."""

    def __init__(self, column: int, what: str) -> None:
        self.column = column
        super().__init__(f"column {column}: {what}")


class TextField(StrEnum):
    """Where words are looked for."""

    ANY = "any"
    """Name, outlet, role, address and beats."""
    NAME = "name"
    OUTLET = "outlet"
    BEAT = "beat"


@dataclass(frozen=True, slots=True)
class Everyone:
    """The whole list."""


@dataclass(frozen=True, slots=True)
class HasWords:
    """Folded words, one after another in one field."""

    field: TextField
    words: tuple[str, ...]
    is_whole: bool
    """In quotes: the last word is a whole one. Else it may be the beginning of one."""


@dataclass(frozen=True, slots=True)
class InCountry:
    """The journalist's country is this one."""

    code: str


@dataclass(frozen=True, slots=True)
class InRegion:
    """The journalist's country lies in this UN M49 region."""

    code: str


@dataclass(frozen=True, slots=True)
class ReadsLanguage:
    """One of the journalist's languages is this one."""

    code: str


@dataclass(frozen=True, slots=True)
class HasStatus:
    """The journalist's status is this one."""

    status: JournalistStatus


@dataclass(frozen=True, slots=True)
class HasAddress:
    """The journalist's address, case folded, holds this text."""

    text: str


@dataclass(frozen=True, slots=True)
class Not:
    """Whoever does not match."""

    one: Expression


@dataclass(frozen=True, slots=True)
class And:
    """Whoever matches all."""

    all: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Whoever matches any."""

    any: tuple[Expression, ...]


Term: TypeAlias = HasWords | InCountry | InRegion | ReadsLanguage | HasStatus | HasAddress
Expression: TypeAlias = Everyone | Not | And | Or | Term

FIELDS = ("country", "region", "language", "beat", "outlet", "status", "email", "name")


def words_term(text: str, column: int, *, is_whole: bool, field: TextField = TextField.ANY) -> HasWords:
    """Words or a phrase.

    Raises:
        QueryError: the text holds no letter and no digit.
    """
    found = words(text)
    if not found:
        raise QueryError(column, f"`{shown(text)}` holds no letters or digits to search for")
    return HasWords(field, found, is_whole)


def field_term(field: str, value: str, column: int, value_column: int, *, is_whole: bool) -> Expression:
    """The term of `field:value`.

    Raises:
        QueryError: there is no such field, or the value names nothing.
    """
    name = field.casefold()
    if name not in FIELDS:
        raise QueryError(column, f"there is no field `{shown(field)}`{_or_known(name)}")
    if not value.strip():
        raise QueryError(value_column, f"a value is missing after `{name}:`")
    if name in ("country", "region"):
        return _place(name, value, value_column)
    if name == "language":
        return _language(value, value_column)
    if name == "status":
        return _status(value, value_column)
    if name == "email":
        return _address(value, value_column)
    return words_term(value, value_column, is_whole=is_whole, field=TextField(name))


def shown(text: str) -> str:
    """A person's own text as a message may repeat it: one line, short, nothing invisible."""
    plain = "".join(one if one.isprintable() else " " for one in text)
    plain = " ".join(plain.replace("`", "'").split())
    return plain if len(plain) <= SHOWN else plain[: SHOWN - 1] + "…"


def _or_known(name: str) -> str:
    close = get_close_matches(name[:SHOWN], FIELDS, n=1)
    if close:
        return f"; did you mean `{close[0]}`?"
    return f" (known: {', '.join(FIELDS)}); put the text in quotes to search for the words themselves"


def _place(field: str, value: str, column: int) -> InCountry | InRegion:
    code = find_place(value)
    if code is None:
        raise QueryError(column, f"there is no {field} `{shown(value)}`{_meant(suggest_place(value))}")
    if field == "region":
        return InRegion(code)
    if not is_country(code):
        slug = "-".join(words(place_name(code)))
        raise QueryError(column, f"`{shown(value)}` is a region and not a country; write `region:{slug}`")
    return InCountry(code)


def _address(value: str, column: int) -> HasAddress:
    if not value.isprintable():
        raise QueryError(column, f"no address holds `{shown(value)}`")
    return HasAddress(address_key(unicodedata.normalize("NFC", value)))


def _language(value: str, column: int) -> ReadsLanguage:
    code = find_language(value)
    if code is None:
        raise QueryError(column, f"there is no language `{shown(value)}`{_meant(suggest_language(value))}")
    return ReadsLanguage(code)


def _status(value: str, column: int) -> HasStatus:
    name = "_".join(words(value))
    known = [status.value for status in JournalistStatus]
    if name in known:
        return HasStatus(JournalistStatus(name))
    names = ", ".join(known)
    close = _meant(get_close_matches(name[:SHOWN], known, n=1))
    raise QueryError(column, f"there is no status `{shown(value)}`{close or f' (known: {names})'}")


def _meant(names: Sequence[str]) -> str:
    return f"; did you mean {' or '.join(f'`{name}`' for name in names)}?" if names else ""
