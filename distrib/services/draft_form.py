"""A draft as a plain text that a person corrects in an editor, and back. Knows no field's meaning."""

from __future__ import annotations

import re
from collections.abc import Mapping

from distrib.core.plain_text import one_line
from distrib.errors import UsageError

SHORT = ("language", "headline", "subhead", "dateline", "date", "embargo", "release-line", "end-mark")
"""One line each."""

LONG = ("markers", "contacts", "body", "boilerplate")
"""Any number of lines, under a line of their own."""

_HELP = """\
%% What was recognised. Correct what is wrong, save, and close the editor. Lines that begin with %% are no part of it.
%% Dateline is the place alone. Markers and contacts stand one a line; a contact is written with commas:
%% Ana Silva, spokesperson, +351 21 555 0101, ana@office.example
"""
_FIELD = re.compile(r"([a-z-]{4,12}):[ \t]*(.*)")
_GUARDED = re.compile(r"\\+%")
_GUARDED_OR_NOT = re.compile(r"^(?=\\*%)", re.MULTILINE)
_SECTION = re.compile(r"%%%% ([a-z]{4,12})[ \t]*$")


def write_form(fields: Mapping[str, str], remarks: tuple[str, ...] = ()) -> str:
    """The text to edit."""
    told = "".join(f"%% {remark}\n" for remark in remarks)
    short = "".join(f"{name}: {fields[name]}".rstrip() + "\n" for name in SHORT)
    long = "".join(f"\n%%%% {name}\n{_guarded(fields[name])}\n" for name in LONG)
    return f"{_HELP}{told}\n{short}{long}"


def read_form(text: str) -> dict[str, str]:
    """The fields of an edited text.

    Raises:
        UsageError: a line or heading is none of the form's, or it was emptied.
    """
    if not text.strip():
        raise UsageError("You left nothing in the editor, so nothing was kept. Give the command again to start anew.")
    fields: dict[str, str] = {}
    rows: dict[str, list[str]] = {}
    section: list[str] | None = None
    for number, row in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        heading = _SECTION.match(row)
        if heading and heading[1] in LONG:
            section = rows.setdefault(heading[1], [])
        elif row.startswith("%%"):
            continue
        elif section is not None:
            section.append(row[1:] if _GUARDED.match(row) else row)
        elif row.strip():
            found = _FIELD.match(row)
            if not found or found[1] not in SHORT:
                raise UsageError(
                    f"Line {number} of what you edited says nothing that is known: `{one_line(row)[:80]}`. Nothing was "
                    f"kept. Above the first %%%% line, each begins with one of: {', '.join(SHORT)}."
                )
            fields[found[1]] = found[2]
    return fields | {name: "\n".join(lines).strip("\n") for name, lines in rows.items()}


def _guarded(text: str) -> str:
    """A text whose own lines cannot be taken for the form's."""
    return _GUARDED_OR_NOT.sub(r"\\", text)
