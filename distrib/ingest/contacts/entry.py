"""A contact while it is being read, and the value it becomes. Reads no line."""

from __future__ import annotations

from dataclasses import dataclass, field

from distrib.core.release import Contact


@dataclass(slots=True)
class Entry:
    """A contact being read."""

    name: str | None = None
    roles: list[str] = field(default_factory=list)
    offices: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    is_labelled: bool = False
    """A contact label stands before it, so that a name alone is a contact."""
    follows: bool = False
    """Begun by a name on the line below the name before it."""

    shares: bool = False
    """Named together with the one before it: "Jane Doe or John Roe"."""

    @property
    def has_ways(self) -> bool:
        return bool(self.phones or self.emails)

    @property
    def is_empty(self) -> bool:
        return not (self.name or self.roles or self.offices or self.has_ways)


def as_contact(entry: Entry, e164: dict[str, str]) -> Contact:
    """The value; `e164` maps numbers as written to how they are dialled."""
    return Contact(
        name=entry.name,
        role=", ".join(dict.fromkeys(entry.roles)) or None,
        office=", ".join(dict.fromkeys(entry.offices)) or None,
        phones=tuple(e164[phone] for phone in entry.phones),
        phones_as_written=tuple(entry.phones),
        emails=tuple(entry.emails),
    )
