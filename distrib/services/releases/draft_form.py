"""A draft as a plain text that a person corrects in an editor, and back. Knows no field's meaning."""

from __future__ import annotations

from collections.abc import Mapping

from distrib.core.release import field_form
from distrib.errors import UsageError

SHORT = ("language", "headline", "subhead", "dateline", "date", "embargo", "release-line", "end-mark")
"""One line each."""

LONG = ("markers", "contacts", "body", "boilerplate")
"""Any number of lines, below a heading of their own."""

_HELP = (
    "What was recognised. Correct what is wrong, save, and close the editor.",
    "Dateline is the place alone. Markers and contacts stand one a line; a contact is written with commas:",
    "Ana Silva, spokesperson, +351 21 555 0101, ana@office.example",
)


def write_form(fields: Mapping[str, str], remarks: tuple[str, ...] = ()) -> str:
    """The text to edit."""
    short, long = ({name: fields[name] for name in names} for names in (SHORT, LONG))
    return field_form.write(short, long, (*_HELP, *remarks))


def read_form(text: str) -> dict[str, str]:
    """The fields of an edited text.

    Raises:
        UsageError: a line or heading is none of the form's, or it was emptied.
    """
    if not text.strip():
        raise UsageError("You left nothing in the editor, so nothing was kept. Give the command again to start anew.")
    try:
        return field_form.read(text, SHORT, LONG)
    except field_form.FormFault as fault:
        raise UsageError("{why}. Nothing was kept.", why=fault.said) from fault
