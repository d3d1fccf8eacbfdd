"""Bringing lists of spokespeople in, and finding who speaks for a place, topic and language."""

from __future__ import annotations

from dataclasses import fields, replace

from distrib.core.contacts import Answer, resolve
from distrib.core.folding import key
from distrib.core.languages import find_language, suggest_language
from distrib.core.people import NewSpokesperson, Spokesperson, address_key
from distrib.core.places import find_place, suggest_place
from distrib.core.query_terms import shown
from distrib.db import spokespeople as rows
from distrib.errors import UsageError
from distrib.ingest.characters import clean, collapse
from distrib.ingest.roster import Rejected, Roster, read_spokespeople
from distrib.services.context import Context
from distrib.services.journalists import MAX_SOURCE, ImportReport, record_import

_FIELDS = tuple(one.name for one in fields(NewSpokesperson))


def import_spokespeople(context: Context, data: bytes, name: str, *, dry_run: bool = False) -> ImportReport:
    """Bring a CSV file in; a spokesperson is known again by the name and the first address, else first number.

    An empty cell leaves what is kept as it is. One transaction; the same file twice changes nothing.

    Raises:
        UnreadableText: it is no CSV, or has no column of names.
    """
    name = collapse(clean(name))[:MAX_SOURCE]
    roster = read_spokespeople(data, name, office_country=context.settings.office.country)
    if dry_run:
        with context.database.reading() as transaction:
            return _sort(rows.everybody(transaction), roster)[0]
    with context.database.writing() as transaction:
        report, new, changed = _sort(rows.everybody(transaction), roster)
        now = context.now()
        rows.insert_spokespeople(transaction, new, now)
        rows.update_spokespeople(transaction, changed, now)
        record_import(context, transaction, "spokespeople imported", name, report)
        return report


def find_spokespeople(
    context: Context, *, place: str | None = None, topic: str | None = None, language: str | None = None
) -> tuple[Answer, ...]:
    """Who speaks for it, the best answer first; place and language by code or name.

    Raises:
        UsageError: there is no such place or language; the message suggests some.
    """
    place_code = _place(place) if place and place.strip() else None
    language_code = _language(language) if language and language.strip() else None
    topic = topic if topic and topic.strip() else None
    with context.database.reading() as transaction:
        people = rows.everybody(transaction)
    return resolve(people, place=place_code, topic=topic, language=language_code)


def _place(text: str) -> str:
    code = find_place(text)
    if code is None:
        raise UsageError(
            f"There is no place `{shown(text)}`{_meant(suggest_place(text), 'LY, Libya or northern-africa')}"
        )
    return code


def _language(text: str) -> str:
    code = find_language(text)
    if code is None:
        raise UsageError(f"There is no language `{shown(text)}`{_meant(suggest_language(text), 'ar or Arabic')}")
    return code


def _meant(names: tuple[str, ...], example: str) -> str:
    if names:
        return f"; did you mean {' or '.join(f'`{name}`' for name in names)}?"
    return f". Write a code or a name, such as {example}."


Sorted = tuple[ImportReport, list[NewSpokesperson], list[tuple[int, NewSpokesperson]]]


def _sort(everybody: tuple[Spokesperson, ...], roster: Roster[NewSpokesperson]) -> Sorted:
    known = {reach: one for one in reversed(everybody) for reach in _reaches(one)}
    new: list[NewSpokesperson] = []
    changed: list[tuple[int, NewSpokesperson]] = []
    rejected = list(roster.rejected)
    lines: dict[int, int] = {}
    for line, one in roster.good:
        kept = known.get(_reaches(one)[0])
        if kept is None:
            new.append(one)
        elif lines.setdefault(kept.id, line) != line:
            rejected.append(Rejected(line, f"the same spokesperson stands on line {lines[kept.id]}"))
        else:
            merged = _merged(kept, one)
            if merged is not None:
                changed.append((kept.id, merged))
    unchanged = len(lines) - len(changed)
    rejected.sort(key=lambda row: row.line)
    return ImportReport(len(new), len(changed), unchanged, tuple(rejected), roster.notes), new, changed


def _reaches(one: NewSpokesperson) -> tuple[tuple[str, str], ...]:
    """Name with each address and number, the addresses first; with nothing for somebody who has none."""
    by = [address_key(email) for email in one.emails] + [phone.number for phone in one.phones]
    return tuple((key(one.name), reach) for reach in by or [""])


def _merged(kept: Spokesperson, one: NewSpokesperson) -> NewSpokesperson | None:
    """What is kept with what the list says laid over it; None when that changes nothing."""
    stored = NewSpokesperson(**{name: getattr(kept, name) for name in _FIELDS})
    said = {name: getattr(one, name) for name in _FIELDS if getattr(one, name)}
    if kept.office and one.office and key(kept.office) == key(one.office):
        said["office"] = kept.office
    merged = replace(stored, **said)
    return None if merged == stored else merged
