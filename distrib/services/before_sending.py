"""What the roster has to say before a release goes out: named contacts on leave, and numbers that stay in the house."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from distrib.core.contacts.leave import leave_at, leave_said, stand_in
from distrib.core.people import NewSpokesperson, Phone, Spokesperson
from distrib.core.people.house_numbers import internal_numbers, named_in
from distrib.core.people.known import KnownPeople
from distrib.core.phrase import Said, phrased
from distrib.core.release import Contact, Edition, Release
from distrib.db import spokespeople as rows
from distrib.db.engine import Transaction
from distrib.errors import NotAllowed


def check_roster(
    transaction: Transaction, release: Release, at: datetime, *, may_name_internal: bool = False
) -> tuple[Said, ...]:
    """What a person should know before the release goes out at that moment.

    Raises:
        NotAllowed: a named contact is on leave and nobody covers, or an internal number stands in the text.
    """
    people = rows.everybody(transaction)
    if not may_name_internal:
        _check_numbers(release, people)
    warnings: list[Said] = []
    for edition in release.editions:
        warnings += _check_contacts(release, edition, people, at)
    return tuple(warnings)


def as_person(contact: Contact) -> NewSpokesperson:
    """A contact of a release as somebody who may be known."""
    return NewSpokesperson(
        name=contact.name or "",
        title=contact.role,
        office=contact.office,
        phones=tuple(Phone(number) for number in dict.fromkeys(contact.phones)),
        emails=tuple(dict.fromkeys(contact.emails)),
    )


def named(known: KnownPeople, contact: Contact) -> Spokesperson | None:
    """Whom on the roster a contact names."""
    one = as_person(contact)
    return known.surely(one) or known.likely(one)


def _check_contacts(release: Release, edition: Edition, people: Sequence[Spokesperson], at: datetime) -> list[Said]:
    known, by_id = KnownPeople(people), {one.id: one for one in people}
    on_it = [person for contact in edition.contacts if (person := named(known, contact))]
    warnings = []
    for person in on_it:
        leave = leave_at(person, at)
        if leave is None:
            continue
        cover = stand_in(person, by_id, at)
        if cover is None:
            raise NotAllowed(
                "{name}, a contact in the {language} edition of {reference}, is {leave} and nobody covers, so "
                "nothing was sent. Say who covers (distrib spokespeople leave {person} --cover NAME), or name "
                "somebody else (distrib release contacts {reference} --set NAME) and approve the release again.",
                name=person.name,
                language=edition.language,
                reference=release.reference,
                leave=leave_said(leave),
                person=person.id,
            )
        if cover not in on_it:
            warnings.append(
                phrased(
                    "{language}: {name} is {leave}; {cover} covers and is not named",
                    language=edition.language,
                    name=person.name,
                    leave=leave_said(leave),
                    cover=cover.name,
                )
            )
    return warnings


def _check_numbers(release: Release, people: Sequence[Spokesperson]) -> None:
    internal = internal_numbers(people)
    if not internal:
        return
    for edition in release.editions:
        person = named_in("\n|\n".join(_texts(edition)), internal)
        if person is not None:
            raise NotAllowed(
                "The {language} edition of {reference} names an internal number of {name}, so nothing was sent. "
                "Take it out and approve the release again, mark the number as public (distrib spokespeople edit "
                "{person}), or, if it is meant to go out, send with --internal-numbers.",
                language=edition.language,
                reference=release.reference,
                name=person.name,
                person=person.id,
            )


def _texts(edition: Edition) -> list[str]:
    texts = [edition.headline, edition.subheadline or "", edition.body, edition.boilerplate or ""]
    return texts + [way for one in edition.contacts for way in (*one.phones, *one.phones_as_written)]
