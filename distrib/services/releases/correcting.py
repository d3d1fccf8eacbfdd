"""Correcting a draft before it is kept: each field is given as a person writes it. Keeps nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from distrib.core.languages import find_language, suggest_language
from distrib.core.phrase import phrased
from distrib.core.plain_text import many_lines, one_line
from distrib.core.release import Contact, Draft
from distrib.errors import UsageError
from distrib.ingest.contacts.entry import as_contact
from distrib.ingest.contacts.reading import read_contacts
from distrib.ingest.dates import find_date
from distrib.ingest.labels.phones import regions_for, to_e164
from distrib.ingest.lines import split_lines
from distrib.ingest.release.quotes import read_quotes


def correct(draft: Draft, fields: Mapping[str, str], office_country: str | None = None) -> Draft:
    """The draft with some fields as a person wrote them; an empty one takes the field away.

    Fields are those of `FIELDS`. Markers and contacts stand one a line; a contact is written as in a release:
    name, role, office, numbers and addresses, with commas between.

    Raises:
        UsageError: there is no such language, no date or no contact in what was written.
    """
    for name, text in fields.items():
        if name != "contacts":
            draft = _SETTERS[name](draft, text)
    if "contacts" in fields:
        draft = replace(draft, contacts=_contacts(fields["contacts"], draft, office_country))
    return draft


def as_fields(draft: Draft) -> dict[str, str]:
    """Every field as a person would write it; `correct` understands each of them."""
    return {
        "language": draft.language or "",
        "headline": draft.headline or "",
        "subhead": draft.subheadline or "",
        "dateline": draft.dateline.place or "",
        "date": draft.dateline.date_text or "",
        "embargo": draft.embargo or "",
        "markers": "\n".join(draft.markers),
        "release-line": draft.release_line or "",
        "end-mark": draft.end_mark or "",
        "contacts": "\n".join(map(_as_line, draft.contacts)),
        "body": draft.body,
        "boilerplate": draft.boilerplate or "",
    }


def _as_line(contact: Contact) -> str:
    ways = (*contact.phones, *contact.emails)
    return ", ".join(part for part in (contact.name, contact.role, contact.office, *ways) if part)


def _language(draft: Draft, text: str) -> Draft:
    code = find_language(text) if text.strip() else None
    if text.strip() and code is None:
        close = ", ".join(suggest_language(text))
        example = phrased(". Write its code, such as fr or ar.")
        hint = phrased("; did you mean {names}?", names=close) if close else example
        raise UsageError("There is no language `{text}`{hint}", text=one_line(text), hint=hint)
    return replace(draft, language=code)


def _date(draft: Draft, text: str) -> Draft:
    words = one_line(text)
    found = find_date(words) if words else None
    if words and found is None:
        raise UsageError(
            "No date was found in `{words}`, so nothing was kept. Write it as the release would: 12 March 2024.",
            words=words[:100],
        )
    if found is not None and found.is_impossible:
        raise UsageError(
            "`{words}` is no day of the calendar, so nothing was kept. Check the day and the month.", words=words[:100]
        )
    day = found.day if found else None
    return replace(draft, dateline=replace(draft.dateline, date_text=words or None, date=day))


def _markers(draft: Draft, text: str) -> Draft:
    markers = map(one_line, many_lines(text).split("\n"))
    return replace(draft, markers=tuple(marker for marker in markers if marker))


def _body(draft: Draft, text: str) -> Draft:
    """The body, and who says what in it."""
    body = many_lines(text).strip()
    paragraphs = [part for part in body.split("\n\n") if part.strip()]
    quoted = frozenset(number for number, part in enumerate(paragraphs) if part.startswith("> "))
    quotes = read_quotes([part.removeprefix("> ") for part in paragraphs], quoted)
    return replace(draft, body=body, quotes=quotes)


def _contacts(text: str, draft: Draft, office_country: str | None) -> tuple[Contact, ...]:
    """Each line is somebody; numbers are read as those of the release are."""
    contacts: list[Contact] = []
    for line in split_lines(many_lines(text)):
        entries = read_contacts([line], labelled=True)
        if not entries:
            raise UsageError(
                "No name, number or address was found in the contact `{text}`, so nothing was kept. Write it "
                "with commas: Ana Silva, spokesperson, +351 21 555 0101, ana@office.example",
                text=one_line(line.text)[:100],
            )
        for entry in entries:
            regions = regions_for(entry.phones, draft.dateline.place, draft.language, office_country)
            contacts.append(as_contact(entry, {phone: to_e164(phone, regions) for phone in entry.phones}))
    return tuple(contacts)


_SETTERS: dict[str, Callable[[Draft, str], Draft]] = {
    "language": _language,
    "headline": lambda draft, text: replace(draft, headline=one_line(text) or None),
    "subhead": lambda draft, text: replace(draft, subheadline=one_line(text) or None),
    "dateline": lambda draft, text: replace(draft, dateline=replace(draft.dateline, place=one_line(text) or None)),
    "date": _date,
    "embargo": lambda draft, text: replace(draft, embargo=one_line(text) or None),
    "markers": _markers,
    "release-line": lambda draft, text: replace(draft, release_line=one_line(text) or None),
    "end-mark": lambda draft, text: replace(draft, end_mark=one_line(text) or None),
    "body": _body,
    "boilerplate": lambda draft, text: replace(draft, boilerplate=many_lines(text).strip() or None),
}

FIELDS = (*_SETTERS, "contacts")
"""What can be corrected."""
