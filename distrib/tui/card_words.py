"""A spokesperson's card as text to copy or to save. An internal number never leaves the house by this way."""

from __future__ import annotations

from collections.abc import Iterator

from distrib.core.people import Spokesperson
from distrib.tui.names import language_name, place_name
from distrib.tui.plain import joined, line, telephone
from distrib.tui.wording import _


def card_text(person: Spokesperson) -> str:
    """Name, office, public numbers, addresses, languages, topics and places, a line each."""
    return "\n".join(_lines(person)) + "\n"


def internal_count(person: Spokesperson) -> int:
    """Numbers that the text leaves out."""
    return sum(not phone.is_public for phone in person.phones)


def _lines(person: Spokesperson) -> Iterator[str]:
    yield line(person.name)
    if where := joined(person.title, person.office):
        yield where
    for phone in person.phones:
        if phone.is_public:
            yield f"{telephone(phone.number)} ({line(phone.use)})"
    yield from map(line, person.emails)
    for label, values in (
        (_("Languages"), map(language_name, person.languages)),
        (_("Topics"), person.topics),
        (_("Speaks for"), map(place_name, person.places)),
    ):
        if listed := joined(*values):
            yield f"{label}: {listed}"
