"""What a query is made of. Values only; must never read a journalist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from distrib.core.people import JournalistStatus, OutletKind
from distrib.core.people.agreements import Agreement
from distrib.core.phrase import Said, phrase, phrased
from distrib.errors import UsageError

SHOWN = 40
"""Characters of the person's own text that a message repeats."""


class QueryError(UsageError):
    """A query that cannot be understood; `column` is where, counted from 1."""

    def __init__(self, column: int, what: str | Said, /, **values: object) -> None:
        self.column = column
        self.what = phrased(what, **values) if isinstance(what, str) else what
        super().__init__(phrase("column {column}: {what}"), column=column, what=self.what)

    def __reduce__(self) -> tuple[type[QueryError], tuple[int, Said]]:
        return type(self), (self.column, self.what)


class TextField(StrEnum):
    """Where words are looked for."""

    ANY = "any"
    """Name, outlet, role, addresses, beats and tags."""
    NAME = "name"
    OUTLET = "outlet"
    BEAT = "beat"
    TAG = "tag"


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
    """One of the journalist's addresses, case folded, holds this text."""

    text: str


@dataclass(frozen=True, slots=True)
class OfKind:
    """The journalist's outlet is of this type."""

    kind: OutletKind


@dataclass(frozen=True, slots=True)
class WasSent:
    """The journalist has the release with this reference, will get it, or may have it."""

    reference: str


@dataclass(frozen=True, slots=True)
class AddedSince:
    """The journalist came onto the list at this instant or later."""

    at: datetime


@dataclass(frozen=True, slots=True)
class StandsToEmbargoes:
    """The journalist has accepted embargoes, was sanctioned, or neither."""

    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Named:
    """A saved audience: the query that stands behind its name."""

    name: str
    """As typed."""
    one: Expression


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


Term: TypeAlias = (
    HasWords
    | InCountry
    | InRegion
    | ReadsLanguage
    | HasStatus
    | HasAddress
    | OfKind
    | WasSent
    | AddedSince
    | StandsToEmbargoes
)
Expression: TypeAlias = Everyone | Not | And | Or | Named | Term


def shown(text: str) -> str:
    """A person's own text as a message may repeat it: one line, short, nothing invisible."""
    plain = "".join(one if one.isprintable() else " " for one in text)
    plain = " ".join(plain.replace("`", "'").split())
    return plain if len(plain) <= SHOWN else plain[: SHOWN - 1] + "…"
