"""The fields of an edition as a person calls them, in the order in which they are read."""

from __future__ import annotations

from distrib.core.phrase import phrase

FIELDS = {
    "headline": phrase("headline"),
    "subheadline": phrase("subhead"),
    "dateline": phrase("dateline"),
    "embargo": phrase("embargo line"),
    "markers": phrase("markers"),
    "release_line": phrase("release line"),
    "correction": phrase("correction note"),
    "body": phrase("text"),
    "notes": phrase("notes to editors"),
    "boilerplate": phrase("boilerplate"),
    "contacts": phrase("contacts"),
    "attachments": phrase("files"),
}
"""All but the language and what it was translated from, which no edition changes."""
