"""What differs between two states of a release, in words: what a person who approved one has to look at again.

It names exactly what the version hash is made of, so that no change is without a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from distrib.core.phrase import Joined, Said, phrase, phrased
from distrib.core.release import Attachment, Contact, Edition, Release
from distrib.core.release.edition_fields import FIELDS
from distrib.core.release.embargo import Embargo

_TOLD_ONE_BY_ONE = frozenset({"contacts", "attachments"})


@dataclass(frozen=True, slots=True)
class Editions:
    """Languages of a release between two of its states, each in one of these."""

    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    added: tuple[str, ...]
    gone: tuple[str, ...]


def editions(before: Release, after: Release) -> Editions:
    """Which editions are others than they were, and which are not."""
    old, new = ({one.language: one.content_hash for one in release.editions} for release in (before, after))
    both = [language for language in new if language in old]
    return Editions(
        changed=tuple(one for one in both if old[one] != new[one]),
        unchanged=tuple(one for one in both if old[one] == new[one]),
        added=tuple(one for one in new if one not in old),
        gone=tuple(one for one in old if one not in new),
    )


def differences(before: Release, after: Release) -> tuple[Said, ...]:
    """Each change as a phrase, such as "headline of the fr edition"; none when both have the same version hash."""
    return (
        *_of_editions(before.editions, after.editions),
        *_of_value(phrase("kind"), phrased(before.kind.value), phrased(after.kind.value)),
        *_of_value(phrase("reference of the earlier release"), before.about, after.about),
        *_of_value(phrase("embargo"), _moment(before.embargo), _moment(after.embargo)),
        *_of_value(phrase("audience"), before.audience, after.audience),
    )


def _of_editions(before: Sequence[Edition], after: Sequence[Edition]) -> Iterator[Said]:
    old, new = ({edition.language: edition for edition in editions} for editions in (before, after))
    for language in dict.fromkeys((*old, *new)):
        if language not in new:
            yield phrased("{language} edition taken away", language=language)
        elif language not in old:
            yield phrased("{language} edition added", language=language)
        else:
            for what in _of_edition(old[language], new[language]):
                yield phrased("{what} of the {language} edition", what=what, language=language)


def _of_edition(before: Edition, after: Edition) -> Iterator[Said]:
    for field, name in FIELDS.items():
        if field not in _TOLD_ONE_BY_ONE and getattr(before, field) != getattr(after, field):
            yield phrased(name)
    if before.contacts != after.contacts:
        yield phrased("contacts ({changes})", changes=_listed(_of_contacts(before.contacts, after.contacts)))
    if before.attachments != after.attachments:
        yield phrased("files ({changes})", changes=_listed(_of_files(before.attachments, after.attachments)))


def _of_contacts(before: Sequence[Contact], after: Sequence[Contact]) -> Iterator[Said]:
    old, new = ({_who(contact): contact for contact in contacts} for contacts in (before, after))
    for who in dict.fromkeys((*old, *new)):
        if old.get(who) != new.get(who):
            yield _what_happened(who, who in old, who in new)


def _of_files(before: Sequence[Attachment], after: Sequence[Attachment]) -> Iterator[Said]:
    old, new = ({file.name: file for file in files} for files in (before, after))
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            yield _what_happened(name, name in old, name in new)


def _what_happened(name: str | Said, was_there: bool, is_there: bool) -> Said:
    if was_there and is_there:
        return phrased("{name} changed", name=name)
    return phrased("{name} added", name=name) if is_there else phrased("{name} taken away", name=name)


def _who(contact: Contact) -> str | Said:
    return contact.name or next(iter((*contact.emails, *contact.phones)), phrased("a contact without a name"))


def _listed(changes: Iterator[Said]) -> Joined | Said:
    """Nothing is changed where their order is."""
    each = tuple(changes)
    return Joined(each) if each else phrased("their order")


def _of_value(name: str, before: str | Said | None, after: str | Said | None) -> Iterator[Said]:
    if before != after:
        nothing = phrased("none")
        yield phrased("{name} {before} → {after}", name=phrased(name), before=before or nothing, after=after or nothing)


def _moment(embargo: Embargo | None) -> str | None:
    """By the clock of the zone in which a person chose it."""
    if embargo is None:
        return None
    try:
        local = embargo.until.astimezone(ZoneInfo(embargo.zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return embargo.canonical
    return f"{local:%Y-%m-%d %H:%M:%S}".removesuffix(":00") + f" {embargo.zone}"
