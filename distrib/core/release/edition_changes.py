"""What differs between two states of an edition, field by field, and two people's changes of it brought together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from distrib.core.release import Dateline, Edition
from distrib.core.release.edition_fields import FIELDS
from distrib.core.release.three_way import both_wordings, is_contested, merge

_TEXTS = frozenset({"body", "notes", "boilerplate"})
_MADE_ANEW = "correction"
"""Nobody writes it: each new version says what it corrects."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that is not what it was."""

    field: str
    """As a person calls it."""
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class MergedEdition:
    """An edition with what two people did to it."""

    edition: Edition
    contested: tuple[str, ...]
    """Fields in which both wordings stand, as a person calls them."""


def changes(before: Edition, after: Edition) -> tuple[FieldChange, ...]:
    """Every field that differs, in reading order, as text."""
    found = ((name, getattr(before, name), getattr(after, name)) for name in FIELDS)
    return tuple(FieldChange(FIELDS[name], as_text(old), as_text(new)) for name, old, new in found if old != new)


def as_text(value: Any) -> str:
    """A field's value for people."""
    if isinstance(value, Dateline):
        return ", ".join(filter(None, (value.place, value.date_text)))
    if isinstance(value, tuple):
        return "\n".join(as_text(one) for one in value)
    if hasattr(value, "emails"):
        return ", ".join(filter(None, (value.name, value.role, value.office, *value.phones, *value.emails)))
    if hasattr(value, "sha256"):
        return f"{value.name} ({value.size:,} bytes, {value.sha256[:12]}){f': {value.alt}' if value.alt else ''}"
    return value or ""


def bring_together(base: Edition, mine: Edition, theirs: Edition, *, names: tuple[str, str]) -> MergedEdition:
    """What both did to `base`. Where they contradict each other, both wordings stand, with their `names`.

    A field of one line that both changed keeps theirs, and mine is put on top of the text.
    """
    merged: dict[str, Any] = {}
    contested, aside = [], []
    for name, label in FIELDS.items():
        if name == _MADE_ANEW:
            continue
        values = tuple(getattr(one, name) for one in (base, mine, theirs))
        if name in _TEXTS:
            text = merge(*(value or "" for value in values), names=names)
            merged[name] = text.text or None
            contested += [label] if text.contested else []
        elif len(set(values)) == len(values):
            merged[name] = values[2]
            contested.append(label)
            aside.append(both_wordings(as_text(values[1]), as_text(values[2]), _of(label, names)))
        else:
            merged[name] = values[1] if values[0] == values[2] else values[2]
    merged["body"] = "\n\n".join([*aside, merged["body"] or ""])
    return MergedEdition(replace(theirs, **merged), tuple(contested))


def open_questions(edition: Edition) -> Iterator[str]:
    """Fields in which nobody has chosen between two wordings yet."""
    for name in sorted(_TEXTS):
        if is_contested(getattr(edition, name) or ""):
            yield FIELDS[name]


def _of(label: str, names: tuple[str, str]) -> tuple[str, str]:
    return f"{names[0]} ({label})", f"{names[1]} ({label})"
