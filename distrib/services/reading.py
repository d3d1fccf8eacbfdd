"""Reading what people have, without keeping any of it. Needs no database."""

from __future__ import annotations

from typing import Any

from distrib.core.release import Draft
from distrib.ingest.draft_json import as_json
from distrib.ingest.files import read_text
from distrib.ingest.release_text import read_release


def parse(data: bytes, name: str, office_country: str | None) -> Draft:
    """What a file says. Telephone numbers without a country code are read as the office's country's.

    Raises:
        UnreadableText: it holds no text.
    """
    return read_release(read_text(data, name), office_country=office_country)


def parse_as_json(data: bytes, name: str, office_country: str | None) -> dict[str, Any]:
    """The same as the object that `distrib release parse --json` prints.

    Raises:
        UnreadableText: it holds no text.
    """
    return as_json(parse(data, name, office_country))
