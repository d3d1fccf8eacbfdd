"""Finding who speaks for a place, topic and language, and bringing lists of spokespeople in."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import fields, replace
from datetime import datetime
from difflib import get_close_matches

from distrib.core.contacts import Answer, resolve
from distrib.core.contacts.offices import find_office
from distrib.core.folding import key
from distrib.core.languages import find_language, suggest_language
from distrib.core.people import NewSpokesperson, Spokesperson
from distrib.core.people.known import KnownPeople
from distrib.core.phrase import Joined, Said, phrase, phrased
from distrib.core.places import find_place, suggest_place, widen
from distrib.core.query.terms import shown
from distrib.core.when import NoMoment, moment_of
from distrib.db import imports
from distrib.db import spokespeople as rows
from distrib.errors import UsageError
from distrib.ingest.characters import clean, collapse
from distrib.ingest.roster.reading import Rejected, Roster, read_spokespeople
from distrib.services.context import Context
from distrib.services.people.import_report import CHANGES_SHOWN
from distrib.services.people.journalists import MAX_SOURCE, ImportReport, record_import
from distrib.services.people.spokespeople_writing import Line, write_for_undoing

_FIELDS = tuple(one.name for one in fields(NewSpokesperson))
FIELD_NAMES = {
    "name": phrase("name"),
    "title": phrase("title"),
    "office": phrase("office"),
    "phones": phrase("phones"),
    "emails": phrase("emails"),
    "languages": phrase("languages"),
    "topics": phrase("topics"),
    "places": phrase("places"),
}
"""Their names, so that a preview can say them in any language."""

_HOUR = re.compile(r"[0-9]{1,2}:[0-9]{2}")


def import_spokespeople(
    context: Context, data: bytes, name: str, *, dry_run: bool = False, confirmed: Collection[str] = ()
) -> ImportReport:
    """Bring a list in; a spokesperson is known again by address, then number, then near name.

    An empty cell leaves what is kept as it is. One transaction; the same file twice changes nothing.

    Raises:
        UnreadableText: it is no list, or has no column of names.
    """
    name = collapse(clean(name))[:MAX_SOURCE]
    country = context.settings.office.country
    roster = read_spokespeople(data, name, office_country=country, confirmed=confirmed)
    if dry_run:
        with context.database.reading() as transaction:
            return _sort(rows.everybody(transaction), roster)[0]
    with context.database.writing() as transaction:
        number = imports.start(transaction, source=name, actor=context.actor, now=context.now())
        report, new, changed = _sort(rows.everybody(transaction), roster)
        write_for_undoing(context, transaction, number, new, changed)
        imports.finish(transaction, number, added=report.added, updated=report.updated)
        record_import(context, transaction, "spokespeople imported", name, report)
        return replace(report, import_id=number)


def everybody(context: Context) -> tuple[Spokesperson, ...]:
    """The roster, by name."""
    with context.database.reading() as transaction:
        return rows.everybody(transaction)


def find_spokespeople(
    context: Context,
    *,
    place: str | None = None,
    topic: str | None = None,
    language: str | None = None,
    at: str | None = None,
) -> tuple[Answer, ...]:
    """Who speaks for it, the best answer first; place and language by code or name, a place also by an office's city.

    `at` is ISO 8601 with an offset, or the office's own clock, where an hour alone is today's; None is now.

    Raises:
        UsageError: there is no such place, language or moment; the message suggests some.
    """
    moment = _moment(context, at) if at and at.strip() else context.now()
    language_code = language_of(language) if language and language.strip() else None
    topic = topic if topic and topic.strip() else None
    with context.database.reading() as transaction:
        if place and place.strip():
            code = find_place(place) or place_of(rows.everybody(transaction), place)
            people = rows.speaking_for(transaction, widen(code))
        else:
            code, people = None, rows.everybody(transaction)
    return resolve(people, at=moment, place=code, topic=topic, language=language_code)


def place_of(people: Sequence[Spokesperson], text: str) -> str:
    """The code of a place that a person names; a city is understood where there is an office.

    Raises:
        UsageError: it names none; the message suggests some.
    """
    code = find_place(text)
    if code is None:
        office = find_office(people, text)
        code = office[1] if office else None
    if code is None:
        offices = {key(one.office): one.office for one in people if one.office}
        close = [offices[name] for name in get_close_matches(key(text[:100]), list(offices), n=1, cutoff=0.72)]
        meant = tuple(dict.fromkeys([*close, *suggest_place(text)]))[:3]
        raise UsageError(
            "There is no place `{text}`{hint}",
            text=shown(text),
            hint=_meant(meant, phrased(". Write a code or a name, such as LY, Libya or northern-africa.")),
        )
    return code


def _moment(context: Context, at: str) -> datetime:
    from zoneinfo import ZoneInfo

    zone = context.settings.office.zone
    if _HOUR.fullmatch(at.strip()):
        at = f"{context.now().astimezone(ZoneInfo(zone)).date()}T{at.strip():0>5}"
    try:
        return moment_of(at, ZoneInfo(zone), zone)
    except NoMoment as fault:
        raise UsageError("`{at}` {why}", at=shown(at), why=fault.said) from fault


def language_of(text: str) -> str:
    """The code of a language that a person names.

    Raises:
        UsageError: it names none; the message suggests some.
    """
    code = find_language(text)
    if code is None:
        raise UsageError(
            "There is no language `{text}`{hint}",
            text=shown(text),
            hint=_meant(suggest_language(text), phrased(". Write a code or a name, such as ar or Arabic.")),
        )
    return code


def _meant(names: tuple[str, ...], example: Said) -> Said:
    close = Joined(tuple(f"`{shown(name)}`" for name in names), phrased(" or "))
    return phrased("; did you mean {names}?", names=close) if names else example


Sorted = tuple[ImportReport, list[Line], list[tuple[int, Line]]]


def _sort(everybody: tuple[Spokesperson, ...], roster: Roster[NewSpokesperson]) -> Sorted:
    known = KnownPeople(everybody)
    sure = {line: kept for line, one in roster.good if (kept := known.surely(one))}
    taken = {kept.id for kept in sure.values()}
    new: list[Line] = []
    changed: list[tuple[int, Line]] = []
    changes: list[Rejected] = []
    rejected = list(roster.rejected)
    lines: dict[int, int] = {}
    for line, one in roster.good:
        kept = sure.get(line) or known.likely(one, taken)
        if kept is None:
            new.append((line, one))
        elif lines.setdefault(kept.id, line) != line:
            rejected.append(Rejected(line, phrased("the same spokesperson stands on line {line}", line=lines[kept.id])))
        else:
            merged = _merged(kept, one)
            if merged is not None:
                changed.append((kept.id, (line, merged)))
                changes.append(Rejected(line, _in_words(kept.name, _differences(kept, merged))))
    unchanged = len(lines) - len(changed)
    rejected.sort(key=lambda row: row.line)
    told = tuple(changes[:CHANGES_SHOWN])
    report = ImportReport(len(new), len(changed), unchanged, tuple(rejected), roster.notes, changes=told)
    return report, new, changed


def _in_words(name: str, fields: tuple[str, ...]) -> Said:
    return phrased("{name}: {fields}", name=name, fields=Joined(tuple(phrased(FIELD_NAMES[one]) for one in fields)))


def _differences(kept: Spokesperson, new: NewSpokesperson) -> tuple[str, ...]:
    """The fields that change."""
    return tuple(name for name in _FIELDS if getattr(kept, name) != getattr(new, name))


def _merged(kept: Spokesperson, one: NewSpokesperson) -> NewSpokesperson | None:
    """What is kept with what the list says laid over it; None when that changes nothing."""
    stored = NewSpokesperson(**{name: getattr(kept, name) for name in _FIELDS})
    said = {name: getattr(one, name) for name in _FIELDS if getattr(one, name)}
    if kept.office and one.office and key(kept.office) == key(one.office):
        said["office"] = kept.office
    merged = replace(stored, **said)
    return None if merged == stored else merged
