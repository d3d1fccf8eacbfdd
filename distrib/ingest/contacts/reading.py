"""Contacts: who may be called about a release, read from its contact lines. Invents nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import islice

from distrib.ingest.contacts.asides import is_aside
from distrib.ingest.contacts.entry import Entry
from distrib.ingest.contacts.pieces import Piece, lead_out, pieces_of, without_verb
from distrib.ingest.contacts.places import (
    is_street,
    is_town,
    may_open_with_a,
    opens_with_in,
    place_above,
    without_a,
    without_in,
)
from distrib.ingest.labels.contact import contact_label_end, has_ways, is_not_press, name_behind_label
from distrib.ingest.labels.dateline import read_date_line
from distrib.ingest.labels.page import is_button, is_footer, is_rule
from distrib.ingest.labels.people_words import (
    PieceKind,
    is_name,
    is_press_office,
    kind_of,
    name_of_office,
    names_joined,
    parted_name,
    ranked_name,
    split_name,
    without_honorific,
)
from distrib.ingest.labels.release import SHORT
from distrib.ingest.labels.ways import WayKind, find_ways
from distrib.ingest.lines import Line

MAX_CONTACTS, MAX_LINES = 40, 400
"""A text with more is a directory."""

NEAR = 4
"""Pieces of a line within which a name follows its place."""

_PATTERN = re.compile(
    r"(?:first[._-]?name|given[._-]?name|pr[ée]nom|vorname|nombre|nome|voornaam)[._-]?"
    r"(?:last[._-]?name|family[._-]?name|surname|nom|nachname|apellidos?|sobrenome|cognome|achternaam)@",
    re.IGNORECASE,
)
"""How addresses are made, which nobody answers: "firstname.lastname@example.org"."""

_REMARK = re.compile(r"\b(?:available|visit|follow|find|read)\b", re.IGNORECASE)


def read_contacts(lines: Iterable[Line], *, labelled: bool) -> list[Entry]:
    """The entries of a contact block; `labelled` says that a heading above calls it that."""
    reader = _Reader(labelled=labelled)
    for line in _evenly_spaced(list(islice(lines, MAX_LINES))):
        reader.read(line)
        if len(reader.entries) > MAX_CONTACTS:
            break
    return [entry for entry in reader.entries if entry.has_ways or (entry.is_labelled and entry.name)]


def _evenly_spaced(lines: list[Line]) -> list[Line]:
    """The lines without the blank one that stands above each, where such a one sets nothing apart."""
    least = min((line.gap for line in lines[1:]), default=0)
    return [replace(line, gap=max(line.gap - least, 0)) for line in lines] if least else lines


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
    after_gap: bool = False
    """A blank line stands before this one."""

    def read(self, line: Line) -> None:
        text, self.after_gap = line.raw, line.gap > 0
        if is_rule(text) or _is_sentence(line.text) or _is_pressed(line.text) or _is_signed(line.text):
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
        place = place_above(line.text)
        if place:
            self.group = place
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
            if piece.is_heading and contact_label_end(f"{piece.text}:"):
                self._begin()
                opens_line = False
                continue
            if piece.way is None:
                in_address = in_address or is_street(piece.text) or is_town(pieces, number)
                if not in_address and not is_aside(piece.text):
                    self._take_words(piece.text, opens_line=opens_line, is_office=self._is_office(pieces, number))
                opens_line = False
                continue
            self.named_here = False
            if piece.way.kind is WayKind.PHONE:
                _add(self._current().phones, piece.text)
            elif piece.way.kind is WayKind.EMAIL and not _PATTERN.match(piece.text):
                _add(self._current().emails, piece.text)
            opens_line = False

    def _heads_others(self, current: Entry) -> bool:
        """Whether a line set off by a blank one stands below people whose number was given above them all."""
        return self.after_gap and current.follows and bool(current.name) and not current.shares

    def _is_office(self, pieces: list[Piece], number: int) -> bool:
        """Whether a piece says where somebody works: it heads them, or stands in parentheses behind their number."""
        piece, behind = pieces[number], pieces[number + 1 : number + 1 + NEAR]
        if piece.is_aside:
            return bool(self._current().name and self._current().has_ways)
        if may_open_with_a(piece.text) and any(other.way is None and is_name(other.text) for other in behind):
            return True
        return piece.is_heading and bool(behind) and behind[0].way is None

    def _take_words(self, words: str, *, opens_line: bool, is_office: bool) -> None:
        both = names_joined(words)
        if both and not self.named_here:
            self._take_words(both[0], opens_line=opens_line, is_office=False)
            self.named_here = False
            self._take_words(both[1], opens_line=False, is_office=False)
            self._current().shares, self._current().follows = True, False
            return
        is_office = is_office or opens_with_in(words)
        words = without_a(words) if is_office else words
        name, other = (None, None) if is_office or self.named_here else _name_in(words)
        current = self._current()
        if name:
            if current.name or current.has_ways:
                follows = not current.has_ways and not self.after_gap
                self._begin()
                current = self._current()
                current.follows = follows
            current.name, self.named_here = without_honorific(name), True
            words = other or ""
        elif opens_line and (current.has_ways or self._heads_others(current)):
            self._begin()
            current = self._current()
        if is_office:
            words = without_in(words)
            if self.group and current.offices == [self.group]:
                current.offices.clear()
                self.group = None
        if words and len(words) <= 120:
            (current.roles if kind_of(words) is PieceKind.ROLE else current.offices).append(words)


def _name_in(words: str) -> tuple[str | None, str | None]:
    """(name, what else the words say)."""
    label, words = name_behind_label(without_verb(words))
    name, other = parted_name(words) or ranked_name(words) or split_name(words)
    if name is None and kind_of(words) is not PieceKind.NAME:
        name, other = name_of_office(words) or (None, None)
    if label:
        return words, label
    if name is None and kind_of(words) is PieceKind.NAME:
        return words, None
    return name, other


def _is_signed(text: str) -> bool:
    """The place and date below a story, above whoever signs it."""
    found = read_date_line(text)
    return found is not None and found.date_text is not None


def _is_pressed(text: str) -> bool:
    """A page's buttons among contacts or below them."""
    return is_button(text) or (is_footer(text) and not has_ways(text))


def _is_sentence(text: str) -> bool:
    """A remark between contacts."""
    if _REMARK.search(text[:SHORT]) and len(text.split()) >= 5 and not has_ways(text) and find_ways(text):
        return True  # "Our releases are available at www.example.org"
    return text.endswith(".") and len(text.split()) >= 8 and not has_ways(text) and not place_above(text)


def _add(ways: list[str], way: str) -> None:
    if way not in ways:
        ways.append(way)
