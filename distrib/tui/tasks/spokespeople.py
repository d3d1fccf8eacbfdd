"""Tasks of the spokespeople's room: who answers, and keeping the roster. What changes something can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from distrib.core.contacts import Answer
from distrib.core.people import Spokesperson
from distrib.tui.desk import Desk
from distrib.tui.names import language_name, place_name
from distrib.tui.tasks.files import save_text

if TYPE_CHECKING:
    from distrib.services.people.taking_back import Changed

LISTS = frozenset({"phones", "mobiles", "duty_phones", "internal_phones", "emails", "languages", "topics", "places"})
"""Fields of which there may be several, parted by semicolons."""


def find(desk: Desk, place: str, topic: str, language: str, at: str) -> tuple[Answer, ...]:
    """Who speaks for it, the best answer first.

    Raises:
        UsageError: there is no such place, language or moment.
    """
    from distrib.services import people

    return people.find_spokespeople(desk.context, place=place, topic=topic, language=language, at=at)


def keep(desk: Desk, person: Spokesperson | None, before: Mapping[str, str], now: Mapping[str, str]) -> Changed:
    """Somebody new, or what was changed of somebody; boxes that were not touched change nothing.

    Raises:
        UsageError, NotAllowed, NotFound: as the services say.
    """
    from distrib.services.people import roster_editing, taking_back

    said = {key: _several(text) if key in LISTS else text for key, text in now.items() if text != before.get(key)}
    written = roster_editing.Written(**said)  # type: ignore[arg-type] # strings and lists by name
    if person is None:
        return taking_back.Changed(None, roster_editing.add(desk.context, written))
    return taking_back.change_spokesperson(
        desk.context, person.id, lambda: roster_editing.edit(desk.context, str(person.id), written)
    )


def set_duty(desk: Desk, person: Spokesperson, values: Mapping[str, str]) -> Changed:
    """Somebody's duty hours from now on; none when the box is empty.

    Raises:
        UsageError: hours or zone cannot be understood.
    """
    from distrib.services.people import availability, taking_back

    zone = values["zone"].strip() or None
    return taking_back.change_spokesperson(
        desk.context, person.id, lambda: availability.set_duty(desk.context, str(person.id), values["hours"], zone)
    )


def add_leave(desk: Desk, person: Spokesperson, values: Mapping[str, str]) -> Changed:
    """Somebody will be away.

    Raises:
        UsageError, NotFound: days or people cannot be understood.
    """
    from distrib.services.people import availability, taking_back

    cover, first = values["cover"].strip() or None, values["first"]
    last = values["last"].strip() or first
    return taking_back.change_spokesperson(
        desk.context,
        person.id,
        lambda: availability.add_leave(desk.context, str(person.id), first=first, last=last, cover=cover),
    )


def set_cover(desk: Desk, person: Spokesperson, cover: str) -> Changed:
    """Who answers in the leave that runs or comes next.

    Raises:
        UsageError, NotFound: nobody, or several, are meant.
    """
    from distrib.services.people import availability, taking_back

    return taking_back.change_spokesperson(
        desk.context, person.id, lambda: availability.set_cover(desk.context, str(person.id), cover)
    )


def remove_leave(desk: Desk, person: Spokesperson, number: int) -> Changed:
    """A leave is not taken after all."""
    from distrib.services.people import availability, taking_back

    return taking_back.change_spokesperson(
        desk.context, person.id, lambda: availability.remove_leave(desk.context, str(person.id), number)
    )


def retire(desk: Desk, person: Spokesperson) -> Changed:
    """Somebody leaves the roster."""
    from distrib.services.people import roster_editing, taking_back

    return taking_back.change_spokesperson(
        desk.context, person.id, lambda: roster_editing.retire(desk.context, str(person.id))
    )


def take_back(desk: Desk, changed: Changed) -> str:
    """Undo a change; returns whose it was.

    Raises:
        NotAllowed: they were changed again since.
    """
    from distrib.services.people import taking_back

    taking_back.take_back(desk.context, changed)
    return changed.name


def everybody(desk: Desk) -> tuple[Spokesperson, ...]:
    """The roster, by name."""
    from distrib.services import people

    return people.roster(desk.context)


def save_card(desk: Desk, person: Spokesperson, text: str, name: str) -> str:
    """Write a card into a new file, as a visiting card where its name ends in .vcf; returns where it is.

    Raises:
        UsageError: the file exists already or cannot be written.
    """
    from distrib.core.people.vcard_text import as_cards

    return save_text(name, as_cards([person], desk.office_name) if name.lower().endswith(".vcf") else text)


def boxes_of(person: Spokesperson | None) -> dict[str, str]:
    """What stands in the boxes of somebody who is kept; languages and places by name, which are read back."""
    from distrib.services.people import roster_editing

    if person is None:
        return {}
    written = roster_editing.written_of(person)
    found = {name: getattr(written, name) for name in ("name", "title", "office", *LISTS)}
    found["languages"] = map(language_name, written.languages or ())
    found["places"] = map(place_name, written.places or ())
    return {name: value if isinstance(value, str) else "; ".join(value) for name, value in found.items()}


def _several(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]
