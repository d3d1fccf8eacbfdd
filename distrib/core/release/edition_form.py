"""An edition as a plain text for any editor, and back. Contacts and files are changed elsewhere.

The labels are written in the language of whoever writes, and read in any of these.
"""

from __future__ import annotations

from dataclasses import replace

from distrib.core.folding import key
from distrib.core.plain_text import many_lines, one_line
from distrib.core.release import Edition, field_form
from distrib.core.release.field_form import FormFault

ENGLISH = "en"
_SHORT = ("Headline", "Subhead", "Place", "Date", "Embargo", "Markers", "Release")
_TEXT, _NOTES, _ABOUT = "Text", "Notes to editors", "About"
_LONG = (_TEXT, _NOTES, _ABOUT)
_NAMES: dict[str, tuple[str, ...]] = {
    ENGLISH: (*_SHORT, *_LONG),
    "fr": (
        *("Titre", "Sous-titre", "Lieu", "Date", "Embargo", "Mentions", "Mention de diffusion"),
        *("Texte", "Notes aux rédactions", "À propos"),
    ),
}
"""Language (ISO 639-1) → its labels, in the order of the English ones."""

_MEANT = {key(name): label for names in _NAMES.values() for name, label in zip(names, _NAMES[ENGLISH], strict=True)}
"""Label in any language → the English one."""


def as_form(edition: Edition, language: str = ENGLISH) -> str:
    """The edition as text, with labels in a language, where there are such; `from_form` reads it back unchanged."""
    names = _names(language)
    dateline = edition.dateline
    lines = (
        *(edition.headline, edition.subheadline, dateline.place, dateline.date_text, edition.embargo),
        *("; ".join(edition.markers), edition.release_line),
    )
    short = {names[label]: value or "" for label, value in zip(_SHORT, lines, strict=True)}
    texts = zip(_LONG, (edition.body, edition.notes, edition.boilerplate), strict=True)
    long = {names[label]: text or "" for label, text in texts}
    return field_form.write(short, long)


def from_form(form: str, edition: Edition) -> Edition:
    """The edition with what the form says; its date is kept only where the words of it are.

    Raises:
        FormFault: a line is none of the form's, or the headline or the text is missing.
    """
    form = many_lines(form)
    names = _names(_language_of(form))
    short, long = ([names[label] for label in labels] for labels in (_SHORT, _LONG))
    read = field_form.read(form, short, long, lambda label: names.get(_MEANT.get(key(label), ""), label))
    read = {_MEANT[key(label)]: text for label, text in read.items()}
    lines = {label: one_line(read.get(label, "")) or None for label in _SHORT}
    texts = {label: read.get(label) if read.get(label, "").strip() else None for label in _LONG}
    headline, body = lines["Headline"], texts[_TEXT]
    if not headline:
        raise FormFault(1, "there is no headline")
    if not body:
        raise FormFault(1, "there is no text below `======== {text} ========`", text=names[_TEXT])
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


def _names(language: str) -> dict[str, str]:
    """English label → the one of a language."""
    return dict(zip(_NAMES[ENGLISH], _NAMES.get(language, _NAMES[ENGLISH]), strict=True))


def _language_of(form: str) -> str:
    """The language that most labels of the form are in: what is wrong in it is said with its labels."""
    begun = {key(line.partition(":")[0]) for line in form.split("\n", len(_SHORT) * 2)[:-1]}
    return max(_NAMES, key=lambda language: len(begun.intersection(map(key, _NAMES[language]))))
