"""A spokesperson as lines to read and as an object for programs, the same from every command."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from distrib.cli.output import say
from distrib.core.contacts.duty import duty_at, duty_words
from distrib.core.contacts.duty_text import duty_text
from distrib.core.languages import language_name
from distrib.core.places import place_name

if TYPE_CHECKING:
    from distrib.core.people import Leave, Phone, Spokesperson


def say_ways(person: Spokesperson) -> None:
    """How to reach somebody, each way on a line."""
    for phone in person.phones:
        say(f"    {phone.number}  ({phone_words(phone)})")
    for email in person.emails:
        say(f"    {email}")


def say_person(person: Spokesperson, names: Mapping[int, str], now: datetime) -> None:
    """Everything that is kept of somebody; `names` are those on the roster by id."""
    say(f"{person.id}  {', '.join(part for part in (person.name, person.title, person.office) if part)}")
    say_ways(person)
    for label, values in (
        ("Languages", map(language_name, person.languages)),
        ("Topics", person.topics),
        ("Speaks for", map(place_name, person.places)),
    ):
        say(f"    {label}: {', '.join(values) or 'none listed'}")
    say_duty(person, now)
    say_leave(person, names)


def say_duty(person: Spokesperson, now: datetime) -> None:
    """Duty hours, and how they stand now."""
    standing = duty_at(person.duty, now)
    zones = dict.fromkeys(one.zone for one in person.duty)
    hours = f"{duty_text(person.duty)} ({', '.join(zones)})" if person.duty else "no hours are kept"
    say(f"    Duty: {hours}{f'; {duty_words(standing, now)}' if standing else ''}")


def say_leave(person: Spokesperson, names: Mapping[int, str]) -> None:
    """Each leave on a line, with the number it is removed by."""
    for leave in person.leave:
        say(f"    Leave {leave.id}: {leave.first} to {leave.last}, {_cover(leave, names)} covers")


def as_object(person: Spokesperson) -> dict[str, Any]:
    """All fields, for programs."""
    return {
        "id": person.id,
        "name": person.name,
        "title": person.title,
        "office": person.office,
        "phones": [{"number": phone.number, "use": phone.use, "public": phone.is_public} for phone in person.phones],
        "emails": list(person.emails),
        "languages": list(person.languages),
        "topics": list(person.topics),
        "places": list(person.places),
        "duty": duty_text(person.duty),
        "zone": person.duty[0].zone if person.duty else None,
        "leave": [
            {"id": one.id, "from": str(one.first), "to": str(one.last), "cover": one.cover} for one in person.leave
        ],
    }


def phone_words(phone: Phone) -> str:
    """What a number is for, and whether it may be given out."""
    return phone.use if phone.is_public else f"{phone.use}, internal: not to be given out"


def _cover(leave: Leave, names: Mapping[int, str]) -> str:
    return names.get(leave.cover, "somebody no longer on the roster") if leave.cover is not None else "nobody"
