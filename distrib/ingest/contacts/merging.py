"""Contacts that a release names twice, or in two places, told once. Reads no line."""

from __future__ import annotations

import re
from itertools import pairwise

from distrib.ingest.contacts.entry import Entry


def merge(entries: list[Entry]) -> list[Entry]:
    """The same people once: a repeated way or name adds what was missing; a bare name takes the number without one."""
    merged: list[Entry] = []
    for entry in _handed_down(_dealt_out(entries)):
        known = next((other for other in merged if _is_same(other, entry)), None)
        if known:
            _fill(known, entry)
            continue
        for other in merged:
            if other.name is None and entry.name:
                _take_over(other, entry)
        merged.append(entry)
    return _joined([entry for entry in merged if entry.has_ways or entry.name])


def _dealt_out(entries: list[Entry]) -> list[Entry]:
    """Two who were named together have their own of the numbers and addresses below them, or all they share."""
    for first, second in pairwise(entries):
        if not second.shares or first.has_ways or not second.has_ways:
            continue
        is_each = len(second.emails) == 2 and _is_of(second.emails[0], first) != _is_of(second.emails[1], first)
        if is_each and not _is_of(second.emails[0], first):
            second.emails.reverse()
            second.phones.reverse()
        first.offices = first.offices or list(second.offices)
        first.is_labelled = first.is_labelled or second.is_labelled
        first.emails, second.emails = _parts(second.emails, is_each=is_each)
        first.phones, second.phones = _parts(second.phones, is_each=is_each or not first.emails)
    return entries


def _handed_down(entries: list[Entry]) -> list[Entry]:
    """People named one below the other, none with a number, have that of the office above them."""
    kept: list[Entry] = []
    at = 0
    while at < len(entries):
        office, end = entries[at], at + 1
        is_office = office.name is None and office.has_ways and bool(office.offices)
        while is_office and end < len(entries) and _is_bare(entries[end]):
            end += 1
        people = entries[at + 1 : end]
        for person in people if len(people) > 1 else ():
            person.phones, person.emails = list(office.phones), list(office.emails)
            person.offices = person.offices or list(office.offices)
        kept += people if len(people) > 1 else [office, *people]
        at = end
    return kept


def _is_bare(entry: Entry) -> bool:
    return bool(entry.name) and not entry.has_ways and entry.is_labelled


def _parts(ways: list[str], *, is_each: bool) -> tuple[list[str], list[str]]:
    return (ways[:1], ways[1:]) if is_each and len(ways) == 2 else (list(ways), ways)


def _is_of(email: str, entry: Entry) -> bool:
    """Whether an address has a name in it."""
    local = _letters(email.partition("@")[0])
    return any(_letters(word) in local for word in (entry.name or "").split() if len(word) > 2)


def _joined(entries: list[Entry]) -> list[Entry]:
    """One name without a way and one way without a name belong together."""
    nameless = [entry for entry in entries if not entry.name]
    wayless = [entry for entry in entries if not entry.has_ways]
    if len(nameless) == 1 and len(wayless) == 1 and wayless[0].is_labelled:
        _fill(wayless[0], nameless[0])
        return [entry for entry in entries if entry is not nameless[0]]
    return entries


def _letters(name: str | None) -> str:
    return re.sub(r"[\W_]", "", name or "").casefold()


def _ways(entry: Entry) -> set[str]:
    return {re.sub(r"\D", "", phone)[-8:] for phone in entry.phones} | {email.casefold() for email in entry.emails}


def _is_same(known: Entry, entry: Entry) -> bool:
    if known.name and entry.name:
        return _letters(known.name) == _letters(entry.name)
    return not entry.name and entry.has_ways and _ways(entry) <= _ways(known)


def _fill(known: Entry, entry: Entry) -> None:
    known.name = known.name or entry.name
    known.roles = known.roles or entry.roles
    known.offices = known.offices or entry.offices
    held = _ways(known)
    known.phones += [phone for phone in entry.phones if re.sub(r"\D", "", phone)[-8:] not in held]
    known.emails += [email for email in entry.emails if email.casefold() not in held]


def _take_over(nameless: Entry, entry: Entry) -> None:
    """Ways listed without a name belong to whoever is named with them later."""
    held = _ways(entry)
    if not held & _ways(nameless):
        return
    nameless.phones = [phone for phone in nameless.phones if re.sub(r"\D", "", phone)[-8:] not in held]
    nameless.emails = [email for email in nameless.emails if email.casefold() not in held]
