"""An edition as a plain text that a person changes in any editor, and back. Contacts and files are changed elsewhere.

Headline: Water reaches Derna
Subhead:
...
======== Text ========
The pumps run again.
"""

from __future__ import annotations

import re
from dataclasses import replace

from distrib.core.plain_text import many_lines, one_line
from distrib.core.release import Edition

_SECTION = re.compile(r"={8} (.+?) ={8}")
_MASKED = re.compile(r"^(\\*={8} .+ ={8})$", re.MULTILINE)
_UNMASKED = re.compile(r"^\\(\\*={8} .+ ={8})$", re.MULTILINE)

_LINES = {
    "Headline": "headline",
    "Subhead": "subheadline",
    "Place": "place",
    "Date": "date_text",
    "Embargo": "embargo",
    "Markers": "markers",
    "Release": "release_line",
}
_TEXTS = {"Text": "body", "Notes to editors": "notes", "About": "boilerplate"}


class FormFault(ValueError):
    """A line of a form that cannot be understood. `line` is 1 for the first."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(f"Line {line}: {sentence}")
        self.line = line


def as_form(edition: Edition) -> str:
    """The edition as text; `from_form` reads it back unchanged."""
    values = {
        "headline": edition.headline,
        "subheadline": edition.subheadline,
        "place": edition.dateline.place,
        "date_text": edition.dateline.date_text,
        "embargo": edition.embargo,
        "markers": "; ".join(edition.markers),
        "release_line": edition.release_line,
    }
    texts = {"body": edition.body, "notes": edition.notes, "boilerplate": edition.boilerplate}
    lines = [f"{label}: {values[name] or ''}".rstrip() for label, name in _LINES.items()]
    for label, name in _TEXTS.items():
        lines += [f"======== {label} ========", _MASKED.sub(r"\\\1", texts[name] or ""), ""]
    return "\n".join(lines)


def from_form(form: str, edition: Edition) -> Edition:
    """The edition with what the form says; its date is kept only where the words of it are.

    Raises:
        FormFault: a line is none of the form's, or the headline or the text is missing.
    """
    lines, texts = _read(many_lines(form).split("\n"))
    headline, body = lines.get("headline"), texts.get("body")
    if not headline:
        raise FormFault(1, "there is no headline")
    if not body:
        raise FormFault(1, "there is no text below `======== Text ========`")
    dateline = replace(edition.dateline, place=lines.get("place"), date_text=lines.get("date_text"))
    if dateline.date_text != edition.dateline.date_text:
        dateline = replace(dateline, date=None)
    return replace(
        edition,
        headline=headline,
        subheadline=lines.get("subheadline"),
        dateline=dateline,
        embargo=lines.get("embargo"),
        markers=tuple(filter(None, map(one_line, (lines.get("markers") or "").split(";")))),
        release_line=lines.get("release_line"),
        body=body,
        notes=texts.get("notes"),
        boilerplate=texts.get("boilerplate"),
    )


def _read(rows: list[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Fields that are filled: those of one line, and texts."""
    lines: dict[str, str] = {}
    texts: dict[str, list[str]] = {}
    section: list[str] | None = None
    for number, row in enumerate(rows, 1):
        if begun := _SECTION.fullmatch(row.rstrip()):
            section = texts.setdefault(_known(_TEXTS, begun[1], number), [])
        elif section is not None:
            section.append(row)
        elif row.strip():
            label, colon, value = row.partition(":")
            if not colon:
                raise FormFault(number, f"`{one_line(row)[:40]}` is no field; a field is `Headline: its words`")
            name = _known(_LINES, label.strip(), number)
            if value.strip():
                lines[name] = one_line(value)
    whole = {name: _UNMASKED.sub(r"\1", "\n".join(rows)).strip("\n") for name, rows in texts.items()}
    return lines, {name: text for name, text in whole.items() if text.strip()}


def _known(labels: dict[str, str], label: str, line: int) -> str:
    for known, name in labels.items():
        if known.casefold() == label.casefold():
            return name
    raise FormFault(line, f"there is no field `{one_line(label)[:40]}`; there are {', '.join(labels)}")
