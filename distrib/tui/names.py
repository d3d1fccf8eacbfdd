"""Names of languages and places in the person's language, in English where it has none."""

from __future__ import annotations

from distrib.core import languages, places
from distrib.core.contacts.duty import DAYS
from distrib.core.people import OutletKind
from distrib.core.people.outlet_kinds import kind_word
from distrib.tui.wording import _, spoken


def language_name(code: str) -> str:
    """Such as "Arabic" of `ar`."""
    return languages.language_name(code, spoken())


def day_names() -> tuple[str, ...]:
    """Those of the days of the week in short, Monday first."""
    return tuple(map(_, DAYS))


def place_name(code: str) -> str:
    """Such as "Libya" of `LY`."""
    return places.place_name(code, spoken())


def kind_name(kind: OutletKind | None) -> str:
    """Such as "agency"; an import or a form reads it back."""
    return kind_word(kind, spoken()) if kind else ""
