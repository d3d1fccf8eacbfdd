"""How `field:value` becomes a term of a query, or is refused with what was perhaps meant.

Must never read a journalist.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from distrib.core.folding import key, search_words, words
from distrib.core.languages import find_language, suggest_language
from distrib.core.people import JournalistStatus, OutletKind, address_key
from distrib.core.people.agreements import Agreement
from distrib.core.people.outlet_kinds import find_kind
from distrib.core.people.statuses import find_status
from distrib.core.phrase import Joined, Said, phrase, phrased
from distrib.core.places import find_place, is_country, place_name, suggest_place
from distrib.core.query.terms import (
    SHOWN,
    AddedSince,
    HasAddress,
    HasStatus,
    HasWords,
    InCountry,
    InRegion,
    OfKind,
    QueryError,
    ReadsLanguage,
    StandsToEmbargoes,
    Term,
    TextField,
    WasSent,
    shown,
)

E = TypeVar("E", bound=StrEnum)

AUDIENCE = "audience"
"""The field that names a saved query; it is resolved where the saved ones are known."""

_REFERENCE = re.compile(r"([0-9]{4})-([0-9]{1,6})")
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")


def words_term(text: str, column: int, *, is_whole: bool, field: TextField = TextField.ANY) -> HasWords:
    """Words or a phrase.

    Raises:
        QueryError: the text holds no letter and no digit.
    """
    found = search_words(text)
    if not found:
        raise QueryError(column, "`{text}` holds no letters or digits to search for", text=shown(text))
    return HasWords(field, found, is_whole)


def field_term(field: str, value: str, column: int, value_column: int, *, is_whole: bool) -> Term:
    """The term of `field:value`.

    Raises:
        QueryError: there is no such field, or the value names nothing.
    """
    name = known_field(field, value, column, value_column)
    if name in _READERS:
        return _READERS[name](value, value_column)
    return words_term(value, value_column, is_whole=is_whole, field=TextField(name))


def known_field(field: str, value: str, column: int, value_column: int) -> str:
    """The name of a field as it is known, once it is sure that a value follows.

    Raises:
        QueryError: there is no such field, or no value.
    """
    name = field_name(field)
    if name not in FIELDS:
        raise QueryError(column, "there is no field `{field}`{hint}", field=shown(field), hint=_or_known(name))
    if not value.strip():
        raise QueryError(value_column, "a value is missing after `{name}:`", name=name)
    return name


def meant(names: Sequence[str]) -> Said | str:
    """The question that ends a message where something close is known; else nothing."""
    names = [f"`{name}`" for name in names]
    return phrased("; did you mean {names}?", names=Joined(tuple(names), phrased(" or "))) if names else ""


def _or_known(name: str) -> Said | str:
    close = get_close_matches(name[:SHOWN], FIELDS, n=1)
    if close:
        return meant(close)
    return phrased(
        " (known: {names}); put the text in quotes to search for the words themselves", names=", ".join(FIELDS)
    )


def _country(value: str, column: int) -> InCountry:
    code = _place(phrase("country"), value, column)
    if not is_country(code):
        slug = "-".join(words(place_name(code)))
        raise QueryError(
            column, "`{value}` is a region and not a country; write `region:{slug}`", value=shown(value), slug=slug
        )
    return InCountry(code)


def _region(value: str, column: int) -> InRegion:
    return InRegion(_place(phrase("region"), value, column))


def _place(field: str, value: str, column: int) -> str:
    code = find_place(value)
    if code is None:
        raise QueryError(
            column,
            "there is no {field} `{value}`{hint}",
            field=phrased(field),
            value=shown(value),
            hint=meant(suggest_place(value)),
        )
    return code


def _address(value: str, column: int) -> HasAddress:
    if not value.isprintable():
        raise QueryError(column, "no address holds `{value}`", value=shown(value))
    return HasAddress(address_key(unicodedata.normalize("NFC", value)))


def _language(value: str, column: int) -> ReadsLanguage:
    code = find_language(value)
    if code is None:
        raise QueryError(
            column, "there is no language `{value}`{hint}", value=shown(value), hint=meant(suggest_language(value))
        )
    return ReadsLanguage(code)


def _status(value: str, column: int) -> HasStatus:
    status = find_status(value)
    if status is not None:
        return HasStatus(status)
    name = "_".join(words(value))
    raise QueryError(
        column, "there is no status `{value}`{hint}", value=shown(value), hint=_among(name, JournalistStatus)
    )


def _embargo(value: str, column: int) -> StandsToEmbargoes:
    name = "_".join(words(value))
    if name in list(Agreement):
        return StandsToEmbargoes(Agreement(name))
    raise QueryError(
        column, "nobody stands `{value}` to embargoes{hint}", value=shown(value), hint=_among(name, Agreement)
    )


def _kind(value: str, column: int) -> OfKind:
    kind = find_kind(value)
    if kind is None:
        raise QueryError(
            column, "there is no type of outlet `{value}`{hint}", value=shown(value), hint=_among(value, OutletKind)
        )
    return OfKind(kind)


def _among(name: str, known: type[E]) -> Said | str:
    values = [one.value for one in known]
    close = meant(get_close_matches(name[:SHOWN].casefold(), values, n=1))
    return close or phrased(" (known: {names})", names=", ".join(values))


def _sent(value: str, column: int) -> WasSent:
    found = _REFERENCE.fullmatch(value.strip())
    if not found:
        raise QueryError(column, "`{value}` is no reference of a release; write it like `2026-031`", value=shown(value))
    reference = f"{found[1]}-{int(found[2]):03}"
    if reference != value.strip():
        raise QueryError(column, "there is no release `{value}`{hint}", value=shown(value), hint=meant([reference]))
    return WasSent(reference)


def _since(value: str, column: int) -> AddedSince:
    found = _DAY.fullmatch(value.strip())
    try:
        if found:
            return AddedSince(datetime(int(found[1]), int(found[2] or 1), int(found[3] or 1), tzinfo=UTC))
    except ValueError:
        pass
    raise QueryError(column, "`{value}` is no day; write it like `2026-11-24`, `2026-11` or `2026`", value=shown(value))


_READERS: dict[str, Callable[[str, int], Term]] = {
    "country": _country,
    "region": _region,
    "language": _language,
    "status": _status,
    "email": _address,
    "type": _kind,
    "sent": _sent,
    "since": _since,
    "embargo": _embargo,
}

FIELDS = (*_READERS, "beat", "outlet", "tag", "name", AUDIENCE)

_FRENCH = {
    "pays": "country",
    "langue": "language",
    "statut": "status",
    "courriel": "email",
    "envoyé": "sent",
    "depuis": "since",
    "rubrique": "beat",
    "média": "outlet",
    "nom": "name",
    "diffusion": AUDIENCE,
}
_ALSO = {key(french): english for french, english in _FRENCH.items()}


def field_name(field: str) -> str:
    """The field that a name stands for, as the English or the French screen calls it; any other name as it is."""
    name = field.casefold()
    return _ALSO.get(key(name), name)
