"""An edition as a plain text for any editor, and back. Contacts and files are changed elsewhere."""

from __future__ import annotations

from dataclasses import replace

from distrib.core import field_form
from distrib.core.field_form import FormFault
from distrib.core.plain_text import many_lines, one_line
from distrib.core.release import Edition

_SHORT = ("Headline", "Subhead", "Place", "Date", "Embargo", "Markers", "Release")
_TEXT, _NOTES, _ABOUT = "Text", "Notes to editors", "About"


def as_form(edition: Edition) -> str:
    """The edition as text; `from_form` reads it back unchanged."""
    dateline = edition.dateline
    lines = (
        *(edition.headline, edition.subheadline, dateline.place, dateline.date_text, edition.embargo),
        *("; ".join(edition.markers), edition.release_line),
    )
    short = {label: value or "" for label, value in zip(_SHORT, lines, strict=True)}
    long = {_TEXT: edition.body, _NOTES: edition.notes or "", _ABOUT: edition.boilerplate or ""}
    return field_form.write(short, long)


def from_form(form: str, edition: Edition) -> Edition:
    """The edition with what the form says; its date is kept only where the words of it are.

    Raises:
        FormFault: a line is none of the form's, or the headline or the text is missing.
    """
    read = field_form.read(many_lines(form), _SHORT, (_TEXT, _NOTES, _ABOUT))
    lines = {label: one_line(read.get(label, "")) or None for label in _SHORT}
    texts = {label: read.get(label) if read.get(label, "").strip() else None for label in (_TEXT, _NOTES, _ABOUT)}
    headline, body = lines["Headline"], texts[_TEXT]
    if not headline:
        raise FormFault(1, "there is no headline")
    if not body:
        raise FormFault(1, "there is no text below `======== {text} ========`", text=_TEXT)
    dateline = replace(edition.dateline, place=lines["Place"], date_text=lines["Date"])
    if dateline.date_text != edition.dateline.date_text:
        dateline = replace(dateline, date=None)
    return replace(
        edition,
        headline=headline,
        subheadline=lines["Subhead"],
        dateline=dateline,
        embargo=lines["Embargo"],
        markers=tuple(filter(None, map(one_line, (lines["Markers"] or "").split(";")))),
        release_line=lines["Release"],
        body=body,
        notes=texts[_NOTES],
        boilerplate=texts[_ABOUT],
    )
