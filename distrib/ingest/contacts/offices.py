"""Offices among contacts: names that the release itself shows to be an organisation's. Knows no organisation."""

from __future__ import annotations

import re

from distrib.ingest.characters import fold
from distrib.ingest.contacts.entry import Entry

OFTEN = 3
"""A person is named in full once, then by surname; whoever is named in full so often is an organisation."""


def without_offices(entries: list[Entry], story: str, about: str) -> list[Entry]:
    """The entries, an organisation's name made the office of whoever is named beside it; left out without a number.

    `story` is all that the release says above its contacts, `about` the description below it.
    """
    said = fold(f"{story}\n{about}")
    headings = [fold(line.strip("#*_ ")) for line in about.splitlines() if len(line) < 120]
    settled: list[Entry] = []
    for entry in entries:
        before = settled[-1] if settled else None
        if before and _share_a_line_of_ways(before, entry):
            settled[-1] = _one_of(before, entry, said, headings)
            continue
        if entry.name and _is_told(entry.name, said, headings):
            if not entry.has_ways:
                continue
            entry.offices.insert(0, entry.name)
            entry.name = None
        settled.append(entry)
    return settled


def without_letterhead(above: list[Entry], below: list[Entry]) -> list[Entry]:
    """What stands above a story, without a letterhead's own number where somebody is named as a contact.

    Two words in capitals without a number, below a label, are what the release is about: "PRESS OFFICE / PUBLIC PARKS".
    """
    named = any(entry.name and entry.has_ways for entry in [*above, *below])
    kept = [entry for entry in above if entry.name or entry.is_labelled or not named]
    return [entry for entry in kept if entry.has_ways or not (entry.name or "").isupper()]


def _share_a_line_of_ways(before: Entry, entry: Entry) -> bool:
    """Two names, one below the other, and only then a number or address: a person and where they work."""
    return bool(before.name and not before.has_ways and entry.name and entry.has_ways and entry.follows)


def _one_of(before: Entry, entry: Entry, said: str, headings: list[str]) -> Entry:
    """The person of the two, the other one as their office."""
    names = (before.name or "", entry.name or "")
    told = [_is_told(name, said, headings) or _is_named(name, said) for name in names]
    is_first_person = bool(before.roles) or (told[1] and not told[0]) or (told[0] == told[1] and not entry.roles)
    person, office = names if is_first_person else (names[1], names[0])
    entry.name = person
    entry.roles = before.roles + entry.roles
    entry.offices = [*before.offices, office, *entry.offices]
    entry.is_labelled = before.is_labelled or entry.is_labelled
    return entry


def _is_told(name: str, said: str, headings: list[str]) -> bool:
    """Whether a heading describes it ("About Example Rail"), or the release names it again and again."""
    key = fold(name)
    return said.count(key) >= OFTEN or any(
        heading.endswith(key) and 0 < len(heading) - len(key) < 25 for heading in headings
    )


def _is_named(name: str, said: str) -> bool:
    """Whether the release names it, or again and again its first word: nobody is called by the given name alone."""
    key = fold(name)
    return key in said or len(re.findall(rf"\b{re.escape(key.split()[0])}\b", said)) >= OFTEN
