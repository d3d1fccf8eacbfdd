"""Contacts: who may be called about a release, read from its contact lines. Invents nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from distrib.core.release import Contact
from distrib.ingest.contact_labels import has_ways, is_not_press
from distrib.ingest.contact_pieces import Piece, lead_out, pieces_of
from distrib.ingest.lines import Line
from distrib.ingest.page_labels import is_rule
from distrib.ingest.people_words import PieceKind, is_press_office, kind_of, split_name, without_honorific
from distrib.ingest.ways import WayKind

MAX_CONTACTS, MAX_LINES = 40, 400
"""A text with more is a directory."""

_STREET = re.compile(r"\d+[A-Za-z]?\s+[A-ZÀ-Þ]|P\.?\s?O\.?\s?Box|\d{4,}")
_IN = re.compile(r"^(?:In|À|En)\s+(?=[A-ZÀ-Þ])")
_GROUP = re.compile(r"(?:In|À|En|à|en)\s+([A-ZÀ-Þ][\w .'’-]{1,30}):?$")


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

    @property
    def has_ways(self) -> bool:
        return bool(self.phones or self.emails)

    @property
    def is_empty(self) -> bool:
        return not (self.name or self.roles or self.offices or self.has_ways)


def read_contacts(lines: Iterable[Line], *, labelled: bool) -> list[Entry]:
    """The entries of a contact block; `labelled` says that a heading above calls it that."""
    reader = _Reader(labelled=labelled)
    for line in islice(lines, MAX_LINES):
        reader.read(line)
        if len(reader.entries) > MAX_CONTACTS:
            break
    return [entry for entry in reader.entries if entry.has_ways or (entry.is_labelled and entry.name)]


@dataclass(slots=True)
class _Reader:
    """Reads line after line into entries."""

    labelled: bool
    entries: list[Entry] = field(default_factory=list)
    group: str | None = None
    """A place that heads several entries: "In Geneva"."""
    skipping: bool = False
    """Below a helpline's label."""
    named_here: bool = False
    """A name was read in this line and no way since: what looks like another is an office."""

    def read(self, line: Line) -> None:
        text = line.raw
        if is_rule(text) or _is_sentence(line.text):
            return
        if is_not_press(line.text):
            self.skipping = True
            return
        rest, is_label = lead_out(line.text)
        if is_label and not rest and self._takes_label(line.text.strip(" :")):
            return
        if is_label:
            self.skipping, self.labelled, self.group = False, True, None
            self._begin()
        group = _GROUP.match(line.text)
        if group:
            self.group = group[1]
            self._begin()
        elif not self.skipping:
            self._take(pieces_of(rest))

    def _takes_label(self, text: str) -> bool:
        """ "Spokesperson" below a name is a role, "Press office" an office: labels that say who answers."""
        current = self._current()
        if current.name and not current.has_ways and kind_of(text) is PieceKind.ROLE:
            current.roles.append(text)
            return True
        if not is_press_office(text):
            return False
        if current.has_ways:
            self._begin()
        self.labelled, self.skipping = True, False
        self._current().offices.append(text)
        self._current().is_labelled = True
        return True

    def _current(self) -> Entry:
        if not self.entries:
            self._begin()
        return self.entries[-1]

    def _begin(self) -> None:
        """A new entry, unless the last one is still empty."""
        if self.entries and self.entries[-1].is_empty:
            self.entries.pop()
        offices = [self.group] if self.group else []
        self.entries.append(Entry(offices=offices, is_labelled=self.labelled))

    def _take(self, pieces: list[Piece]) -> None:
        opens_line, in_address, self.named_here = True, False, False
        for number, piece in enumerate(pieces):
            if piece.way is None:
                in_address = in_address or bool(_STREET.match(piece.text))
                heads = piece.is_heading and number + 1 < len(pieces) and pieces[number + 1].way is None
                if not in_address:
                    self._take_words(piece.text, opens_line=opens_line, is_office=heads)
                opens_line = False
                continue
            self.named_here = False
            if piece.way.kind is WayKind.PHONE:
                _add(self._current().phones, piece.text)
            elif piece.way.kind is WayKind.EMAIL:
                _add(self._current().emails, piece.text)
            opens_line = False

    def _take_words(self, words: str, *, opens_line: bool, is_office: bool) -> None:
        name, other = (None, None) if is_office or self.named_here else _name_in(words)
        current = self._current()
        if name:
            if current.name or current.has_ways:
                self._begin()
                current = self._current()
            current.name, self.named_here = without_honorific(name), True
            words = other or ""
        elif opens_line and current.has_ways:
            self._begin()
            current = self._current()
        if is_office:
            words = _IN.sub("", words)
            if self.group and current.offices == [self.group]:
                current.offices.clear()
                self.group = None
        if words and len(words) <= 120:
            (current.roles if kind_of(words) is PieceKind.ROLE else current.offices).append(words)


def _name_in(words: str) -> tuple[str | None, str | None]:
    """(name, what else the words say)."""
    name, other = split_name(words)
    if name is None and kind_of(words) is PieceKind.NAME:
        return words, None
    return name, other


def _is_sentence(text: str) -> bool:
    """A remark between contacts."""
    return text.endswith(".") and len(text.split()) >= 8 and not has_ways(text) and not _GROUP.match(text)


def _add(ways: list[str], way: str) -> None:
    if way not in ways:
        ways.append(way)


def merge(entries: list[Entry]) -> list[Entry]:
    """The same people once: a repeated way or name adds what was missing; a bare name takes the number without one."""
    merged: list[Entry] = []
    for entry in entries:
        known = next((other for other in merged if _is_same(other, entry)), None)
        if known:
            _fill(known, entry)
            continue
        for other in merged:
            if other.name is None and entry.name:
                _take_over(other, entry)
        merged.append(entry)
    return _joined([entry for entry in merged if entry.has_ways or entry.name])


def _joined(entries: list[Entry]) -> list[Entry]:
    """One name without a way and one way without a name belong together."""
    nameless = [entry for entry in entries if not entry.name]
    wayless = [entry for entry in entries if not entry.has_ways]
    if len(nameless) == 1 and len(wayless) == 1 and wayless[0].is_labelled:
        _fill(wayless[0], nameless[0])
        return [entry for entry in entries if entry is not nameless[0]]
    return entries


def _letters(name: str | None) -> str:
    return re.sub(r"[\W_]", "", name or "").casefold()


def _ways(entry: Entry) -> set[str]:
    return {re.sub(r"\D", "", phone)[-8:] for phone in entry.phones} | {email.casefold() for email in entry.emails}


def _is_same(known: Entry, entry: Entry) -> bool:
    if known.name and entry.name:
        return _letters(known.name) == _letters(entry.name)
    return not entry.name and entry.has_ways and _ways(entry) <= _ways(known)


def _fill(known: Entry, entry: Entry) -> None:
    known.name = known.name or entry.name
    known.roles = known.roles or entry.roles
    known.offices = known.offices or entry.offices
    held = _ways(known)
    known.phones += [phone for phone in entry.phones if re.sub(r"\D", "", phone)[-8:] not in held]
    known.emails += [email for email in entry.emails if email.casefold() not in held]


def _take_over(nameless: Entry, entry: Entry) -> None:
    """Ways listed without a name belong to whoever is named with them later."""
    held = _ways(entry)
    if not held & _ways(nameless):
        return
    nameless.phones = [phone for phone in nameless.phones if re.sub(r"\D", "", phone)[-8:] not in held]
    nameless.emails = [email for email in nameless.emails if email.casefold() not in held]


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
