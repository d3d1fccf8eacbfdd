"""Reading what people have, without keeping any of it. Needs no database."""

from __future__ import annotations

from typing import Any

from distrib.core.release import Draft
from distrib.core.release.recognised import Found, Recognised
from distrib.ingest.formats.documents import read_document
from distrib.ingest.formats.web import Fetched, Web, fetch, is_address
from distrib.ingest.release.draft_json import as_json
from distrib.ingest.release.places import find_places
from distrib.ingest.release.release_text import recognise

__all__ = ["Fetched", "fetched", "is_address", "parse", "read", "recognised_as_json"]


def read(data: bytes | Fetched, name: str, office_country: str | None) -> Recognised:
    """What a file or page says and where. Telephone numbers without a country code are read as the office's country's.

    Raises:
        UnreadableText: it holds no text that could be read as a release.
    """
    page = data if isinstance(data, Fetched) else Fetched(data)
    document = read_document(page.data, name, declared=page.encoding, address=page.address)
    draft = recognise(document, office_country=office_country)
    return Recognised(draft, document.kind, find_places(draft, document), document.remarks)


def parse(data: bytes, name: str, office_country: str | None) -> Draft:
    """What a file says.

    Raises:
        UnreadableText: it holds no text that could be read as a release.
    """
    return read(data, name, office_country).draft


def fetched(address: str, web: Web | None = None) -> Fetched:
    """The page at an address that a person gave.

    Raises:
        UnreadableText: it cannot be had, is too large, too slow, or stands in a private network.
    """
    return fetch(address, web or Web())


def recognised_as_json(recognised: Recognised) -> dict[str, Any]:
    """The object that `distrib release parse --json` prints: the draft's fields, then `source`."""
    source = {
        "kind": recognised.kind,
        "remarks": [str(one) for one in recognised.remarks],
        "places": [_place(found) for found in recognised.places],
    }
    return {**as_json(recognised.draft), "source": source}


def _place(found: Found) -> dict[str, Any]:
    return {
        "field": found.field,
        "number": found.number,
        "part": found.place.part or None,
        found.place.unit: found.place.row,
        "column": found.place.column,
        "last": found.last.row if found.last else None,
    }
