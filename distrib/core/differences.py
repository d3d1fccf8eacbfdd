"""What differs between two states of a release, in words: what a person who approved one has to look at again.

It names exactly what the version hash is made of, so that no change is without a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from distrib.core.embargo import Embargo
from distrib.core.release import Attachment, Contact, Edition, Release

_FIELDS = {
    "headline": "headline",
    "subheadline": "subhead",
    "dateline": "dateline",
    "embargo": "embargo line",
    "markers": "markers",
    "release_line": "release line",
    "body": "text",
    "boilerplate": "boilerplate",
    "notes": "notes to editors",
    "correction": "correction note",
}
"""Field of an edition → its name in the newsroom."""


def differences(before: Release, after: Release) -> tuple[str, ...]:
    """Each change as a phrase, such as "headline of the fr edition"; none when both have the same version hash."""
    return (
        *_of_editions(before.editions, after.editions),
        *_of_value("kind", before.kind.value, after.kind.value),
        *_of_value("reference of the earlier release", before.about, after.about),
        *_of_value("embargo", _moment(before.embargo), _moment(after.embargo)),
        *_of_value("audience", before.audience, after.audience),
    )


def _of_editions(before: Sequence[Edition], after: Sequence[Edition]) -> Iterator[str]:
    old, new = ({edition.language: edition for edition in editions} for editions in (before, after))
    for language in dict.fromkeys((*old, *new)):
        if language not in new:
            yield f"{language} edition taken away"
        elif language not in old:
            yield f"{language} edition added"
        else:
            yield from (f"{what} of the {language} edition" for what in _of_edition(old[language], new[language]))


def _of_edition(before: Edition, after: Edition) -> Iterator[str]:
    for field, name in _FIELDS.items():
        if getattr(before, field) != getattr(after, field):
            yield name
    if before.contacts != after.contacts:
        yield f"contacts{_in_brackets(_of_contacts(before.contacts, after.contacts))}"
    if before.attachments != after.attachments:
        yield f"files{_in_brackets(_of_files(before.attachments, after.attachments))}"


def _of_contacts(before: Sequence[Contact], after: Sequence[Contact]) -> Iterator[str]:
    old, new = ({_who(contact): contact for contact in contacts} for contacts in (before, after))
    for who in dict.fromkeys((*old, *new)):
        if old.get(who) != new.get(who):
            yield f"{who} {_what_happened(who in old, who in new)}"


def _of_files(before: Sequence[Attachment], after: Sequence[Attachment]) -> Iterator[str]:
    old, new = ({file.name: file for file in files} for files in (before, after))
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            yield f"{name} {_what_happened(name in old, name in new)}"


def _what_happened(was_there: bool, is_there: bool) -> str:
    return "changed" if was_there and is_there else "added" if is_there else "taken away"


def _who(contact: Contact) -> str:
    return contact.name or next(iter((*contact.emails, *contact.phones)), "a contact without a name")


def _in_brackets(phrases: Iterator[str]) -> str:
    """Nothing where only their order changed."""
    said = ", ".join(phrases)
    return f" ({said})" if said else " (their order)"


def _of_value(name: str, before: str | None, after: str | None) -> Iterator[str]:
    if before != after:
        yield f"{name} {before or 'none'} → {after or 'none'}"


def _moment(embargo: Embargo | None) -> str | None:
    """By the clock of the zone in which a person chose it."""
    if embargo is None:
        return None
    try:
        local = embargo.until.astimezone(ZoneInfo(embargo.zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return embargo.canonical
    return f"{local:%Y-%m-%d %H:%M:%S}".removesuffix(":00") + f" {embargo.zone}"
