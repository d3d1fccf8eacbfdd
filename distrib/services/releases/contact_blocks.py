"""Who a release names for questions: proposed by the resolver for each language edition, or named by a person.

A changed contact is a changed text: it makes a new version, and an approval of the old one does not hold for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from distrib.core.contacts import Answer, resolve
from distrib.core.contacts.fit import Fit
from distrib.core.contacts.offices import find_office
from distrib.core.people import NewSpokesperson, Spokesperson
from distrib.core.people.known import KnownPeople
from distrib.core.places import find_place
from distrib.core.release import Contact, Edition, Release
from distrib.core.release.subject import subject_place, subject_topic
from distrib.db import office as office_rows
from distrib.db import spokespeople as rows
from distrib.db.engine import Transaction
from distrib.errors import NotAllowed
from distrib.services import releases
from distrib.services.before_sending import as_person, named
from distrib.services.context import Context
from distrib.services.people.roster_editing import person_of
from distrib.services.people.spokespeople import place_of
from distrib.services.releases.previews import edition_of

PROPOSED = 2
"""Contacts of an edition: one who answers, and one for when that one is on the telephone."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Contacts of one edition."""

    language: str
    named: tuple[Contact, ...]
    """Who stands in it now."""
    answers: tuple[Answer, ...]
    """Who the roster proposes, the best first, each with the reason."""

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """The proposal as it would stand in the edition."""
        return tuple(as_contact(one.spokesperson) for one in self.answers)


def proposals(
    context: Context, reference: str, *, language: str | None = None, place: str | None = None, topic: str | None = None
) -> tuple[Proposal, ...]:
    """What the roster proposes for each edition, or the one in a language; place and topic else as the text says.

    Raises:
        NotFound: there is no such release or edition.
        UsageError: there is no such place.
    """
    with context.database.reading() as transaction:
        release = releases.found(transaction, reference)
        people = rows.everybody(transaction)
    wanted = _editions(release, language)
    return tuple(_proposals(context, people, release, wanted, place=place, topic=topic))


def take_proposals(
    context: Context, reference: str, *, language: str | None = None, place: str | None = None, topic: str | None = None
) -> Release:
    """Put what the roster proposes into each edition, or the one in a language.

    Raises:
        NotFound: there is no such release or edition.
        NotAllowed: it was sent already, or nobody can be proposed.
    """
    with context.database.writing() as transaction:
        release = releases.found(transaction, reference, lock=True)
        people = rows.everybody(transaction)
        wanted = _editions(release, language)
        found = _proposals(context, people, release, wanted, place=place, topic=topic)
        proposed = {one.language: one.contacts for one in found}
        empty = [edition for edition, contacts in proposed.items() if not contacts]
        if empty:
            raise NotAllowed(
                "The roster has nobody to propose for the {empty} edition of {reference}, so nothing was "
                "changed. Name somebody with --set, or another place with --place.",
                empty=", ".join(empty),
                reference=reference,
            )
        return _with_contacts(context, transaction, release, proposed)


def set_contacts(context: Context, reference: str, names: Sequence[str], *, language: str | None = None) -> Release:
    """Name these people of the roster in every edition, or the one in a language, in this order.

    Raises:
        NotFound: there is no such release, edition or person.
        UsageError: a name means several people.
        NotAllowed: it was sent already, or somebody has nothing that may be given out.
    """
    with context.database.writing() as transaction:
        release = releases.found(transaction, reference, lock=True)
        people = rows.everybody(transaction)
        chosen = [person_of(people, name) for name in names]
        for person in chosen:
            if not _can_be_named(person):
                raise NotAllowed(
                    "{name} has no address and no number that may be given out, so nothing was changed. Give "
                    "them one (distrib spokespeople edit {person}), or name somebody else.",
                    name=person.name,
                    person=person.id,
                )
        contacts = tuple(as_contact(person) for person in chosen)
        wanted = {edition.language: contacts for edition in _editions(release, language)}
        return _with_contacts(context, transaction, release, wanted)


def unknown_contacts(context: Context, contacts: Sequence[Contact]) -> tuple[NewSpokesperson, ...]:
    """Those of a release's contacts that have a name and a way to reach them and are not on the roster."""
    with context.database.reading() as transaction:
        return _unknown(rows.everybody(transaction), contacts)


def add_contacts(context: Context, reference: str, contacts: Sequence[Contact]) -> tuple[NewSpokesperson, ...]:
    """Take them onto the roster; returns who was added."""
    with context.database.writing() as transaction:
        new = _unknown(rows.everybody(transaction), contacts)
        rows.insert_spokespeople(transaction, new, context.now())
        office_rows.record(
            transaction,
            actor=context.actor,
            action="spokespeople added",
            subject=f"release {reference}",
            detail={"added": len(new)},
            now=context.now(),
        )
        return new


def as_contact(person: Spokesperson) -> Contact:
    """A person as a release names them: without what never leaves the house."""
    numbers = tuple(phone.number for phone in person.phones if phone.is_public)
    return Contact(person.name, person.title, person.office, numbers, numbers, person.emails)


def _can_be_named(person: Spokesperson) -> bool:
    return bool(person.emails) or any(phone.is_public for phone in person.phones)


def _unknown(people: Sequence[Spokesperson], contacts: Sequence[Contact]) -> tuple[NewSpokesperson, ...]:
    known = KnownPeople(people)
    new = {as_person(one): one for one in contacts if one.name and (one.phones or one.emails)}
    return tuple(person for person, contact in new.items() if named(known, contact) is None)


def _editions(release: Release, language: str | None) -> tuple[Edition, ...]:
    return release.editions if language is None else (edition_of(release, language),)


def _proposals(
    context: Context,
    people: Sequence[Spokesperson],
    release: Release,
    editions: Sequence[Edition],
    *,
    place: str | None,
    topic: str | None,
) -> list[Proposal]:
    """One subject for all editions: that of the source. Whoever speaks its language comes first in an edition."""
    code = place_of(people, place) if place else subject_place(release.source, _place_finder(people))
    topic = topic or subject_topic(release.source, (one for person in people for one in person.topics))
    found = []
    for edition in editions:
        answers = resolve(people, at=context.now(), place=code, topic=topic, language=edition.language)
        usable = [one for one in answers if one.is_available and _can_be_named(one.spokesperson)]
        usable.sort(key=lambda one: (one.topic is Fit.OTHER, one.language is Fit.OTHER))
        found.append(Proposal(edition.language, edition.contacts, tuple(usable[:PROPOSED])))
    return found


def _place_finder(people: Sequence[Spokesperson]) -> Callable[[str], str | None]:
    @cache
    def find(text: str) -> str | None:
        office = None if (code := find_place(text)) else find_office(people, text)
        return code or (office[1] if office else None)

    return find


def _with_contacts(
    context: Context, transaction: Transaction, release: Release, contacts: dict[str, tuple[Contact, ...]]
) -> Release:
    editions = tuple(replace(one, contacts=contacts.get(one.language, one.contacts)) for one in release.editions)
    if editions == release.editions:
        return release
    changed = replace(release, editions=tuple(editions))
    return releases.change(context, transaction, release, changed, "contacts changed")
