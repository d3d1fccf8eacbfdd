"""A draft as the JSON object that `distrib release parse --json` prints. Never changes or adds a value."""

from __future__ import annotations

from typing import Any

from distrib.core.release import Contact, Draft, Quote


def as_json(draft: Draft) -> dict[str, Any]:
    """The keys of the command line's contract, in its order; dates as ISO 8601."""
    dateline = draft.dateline
    return {
        "language": draft.language,
        "headline": draft.headline,
        "subheadline": draft.subheadline,
        "dateline": {
            "place": dateline.place,
            "date_text": dateline.date_text,
            "date": dateline.date.isoformat() if dateline.date else None,
        },
        "embargo": draft.embargo,
        "markers": list(draft.markers),
        "release_line": draft.release_line,
        "body": draft.body,
        "quotes": [_quote(quote) for quote in draft.quotes],
        "boilerplate": draft.boilerplate,
        "end_mark": draft.end_mark,
        "contacts": [_contact(contact) for contact in draft.contacts],
    }


def _quote(quote: Quote) -> dict[str, Any]:
    return {"text": quote.text, "speaker": quote.speaker, "title": quote.title}


def _contact(contact: Contact) -> dict[str, Any]:
    return {
        "name": contact.name,
        "role": contact.role,
        "office": contact.office,
        "phones": list(contact.phones),
        "phones_as_written": list(contact.phones_as_written),
        "emails": list(contact.emails),
    }
