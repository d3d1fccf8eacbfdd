"""Visiting cards as rows of a list, under the columns that a list of the same people would have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from distrib.core.people.vcard_text import INTERNAL, PLACES, USE
from distrib.core.phrase import phrased
from distrib.ingest.formats.vcard import Card, Property, read_cards
from distrib.ingest.roster.columns import Columns
from distrib.ingest.roster.table import Row, Table

_NOT_SPOKEN = frozenset({"fax", "pager", "modem", "bbs", "text"})
_USES = {"duty": "duty", "mobile": "mobile"}


def read_card_table(data: bytes, known: Mapping[str, str]) -> Table:
    """One row a card; a card that is broken is a row with its fault."""
    cards = tuple(read_cards(data))
    takes_one = "outlet" in known  # a journalist's list has one address a row
    readers = {**_FIELDS, "email": _address} if takes_one else _FIELDS
    fields = [field for field in readers if field in known]
    columns = Columns(len(fields), {field: (place,) for place, field in enumerate(fields)}, ())
    return Table(columns, _rows(cards, [readers[field] for field in fields]), phrased("read as visiting cards (vCard)"))


def _rows(cards: Sequence[Card], fields: Sequence[Callable[[Card], str]]) -> Iterator[Row]:
    for card in cards:
        if card.fault:
            yield Row(card.line, fault=card.fault)
        else:
            yield Row(card.line, tuple(cell_of(card) for cell_of in fields))


def _name(card: Card) -> str:
    whole, parts = card.first("FN"), card.first("N")
    if whole and whole.text.strip():
        return whole.text
    family, given, more = (*(parts.parts() if parts else ()), "", "", "")[:3]
    return " ".join(part for part in (given, more, family) if part.strip())


def _address(card: Card) -> str:
    found = card.first("EMAIL")
    return found.text if found else ""


def _others(card: Card) -> str:
    return "; ".join(one.text for one in card.all("EMAIL")[1:])


def _zone(card: Card) -> str:
    found = card.first("TZ")
    return found.text if found and "/" in found.text else ""


def _title(card: Card) -> str:
    found = card.first("TITLE") or card.first("ROLE")
    return found.text if found else ""


def _office(card: Card) -> str:
    """The last unit: ORG goes from the whole to its parts (RFC 6350 §6.6.4)."""
    return next((part for part in reversed(_organisation(card)) if part), "")


def _outlet(card: Card) -> str:
    return next((part for part in _organisation(card) if part), "")


def _organisation(card: Card) -> list[str]:
    found = card.first("ORG")
    return [part.strip() for part in found.parts()] if found else []


def _country(card: Card) -> str:
    """The seventh part of an address (RFC 6350 §6.3.1)."""
    return next((parts[6] for one in card.all("ADR") if len(parts := one.parts()) > 6 and parts[6].strip()), "")


def _phones(card: Card, use: str) -> str:
    return "; ".join(_number(one) for one in card.all("TEL") if _use(one) == use)


def _use(phone: Property) -> str | None:
    if phone.types & _NOT_SPOKEN and not phone.types & {"voice", "cell"}:
        return None
    return _USES.get(phone.parameter(USE)) or ("mobile" if "cell" in phone.types else "phone")


def _number(phone: Property) -> str:
    """As a cell has it; what is somebody's home number is internal."""
    number = phone.text.strip()
    number = number[4:].partition(";")[0] if number.lower().startswith("tel:") else number
    is_internal = phone.parameter(INTERNAL) or "home" in phone.types
    return f"{number} (internal)" if is_internal else number


def _all(card: Card, name: str, separator: str | None = None) -> str:
    """Every value of a property; those of one line are parted by the separator."""
    found = [part for one in card.all(name) for part in (one.parts(separator) if separator else (one.text,))]
    return "; ".join(part.strip().removeprefix("mailto:") for part in found if part.strip())


_FIELDS: dict[str, Callable[[Card], str]] = {
    "name": _name,
    "title": _title,
    "role": _title,
    "office": _office,
    "outlet": _outlet,
    "country": _country,
    "others": _others,
    "zone": _zone,
    "email": lambda card: _all(card, "EMAIL"),
    "phone": lambda card: _phones(card, "phone"),
    "mobile": lambda card: _phones(card, "mobile"),
    "duty": lambda card: _phones(card, "duty"),
    "languages": lambda card: _all(card, "LANG"),
    "topics": lambda card: _all(card, "CATEGORIES", ","),
    "beats": lambda card: _all(card, "CATEGORIES", ","),
    "places": lambda card: _all(card, PLACES, ","),
}
"""Field of a list → what a card has for it."""
