"""Lists of people from files: journalists and spokespeople, row by row; every row comes in or is rejected by its line.

Must never drop a row silently, invent a value, or let one bad row keep the others out. A journalist's name may be
missing: desks are on lists with their address only. A spokesperson's may not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Generic, TypeVar

from distrib.core.folding import key
from distrib.core.people import NewJournalist, NewSpokesperson, Phone, address_key
from distrib.core.people.outlet_kinds import find_kind
from distrib.core.people.statuses import find_status
from distrib.core.phrase import Said, numbered, phrase, phrased
from distrib.core.places import is_country
from distrib.core.query.terms import shown
from distrib.errors import UnreadableText
from distrib.ingest.roster import cells as read
from distrib.ingest.roster.columns import JOURNALIST_COLUMNS, SPOKESPERSON_COLUMNS, Chosen, Columns, recognise
from distrib.ingest.roster.files import read_list
from distrib.ingest.roster.table import Table
from distrib.ingest.roster.zones import find_zone

T = TypeVar("T")
V = TypeVar("V")

LINES_NAMED = 5
"""Lines that a note names before it only counts."""

NOTES_OF_A_KIND = 10
"""Values not recognised that are named one by one."""

_PHONES = (("phone", "office", True), ("mobile", "mobile", True), ("duty", "duty", True), ("internal", "office", False))
"""Column → use, and whether the number may be shown outside."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that did not come in."""

    line: int
    """In the file, counted from 1."""
    said: Said | str
    """Why; a text is data."""

    @property
    def reason(self) -> str:
        """The same in English."""
        return str(self.said)


@dataclass(frozen=True, slots=True)
class Roster(Generic[T]):
    """What a list holds."""

    good: tuple[tuple[int, T], ...]
    """Each with its line number."""
    rejected: tuple[Rejected, ...]
    notes: tuple[Said, ...]
    """How the file was read, and what in it was left out."""


@dataclass(slots=True)
class Reading(Generic[T]):
    """A list while it is being read."""

    table: Table
    confirmed: frozenset[str] = frozenset()
    """Keys of addresses that a person said are right, however odd they look."""
    good: list[tuple[int, T]] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    """Key of a person → the line they stand on."""
    unknown: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    """(kind, value) → lines with a place or language that is none."""

    def notes(self) -> list[Said]:
        """How the file was read and what in it was left out, of the rows read so far."""
        return _notes(self.table, self.unknown)

    def note_unknown(self, kind: str, found: tuple[str, ...], line: int) -> None:
        """A value of a line that names nothing that is known."""
        for value in found:
            self.unknown[kind, read.shown(value)].append(line)

    def take(self, line: int, identity: str, one: T, same: str) -> None:
        """Take somebody in, or reject the row when a line before is the same person."""
        first = self.seen.setdefault(identity, line)
        if first == line:
            self.good.append((line, one))
        else:
            self.rejected.append(Rejected(line, phrased(same, line=first)))

    def roster(self) -> Roster[T]:
        """All that was taken in and rejected."""
        return Roster(tuple(self.good), tuple(self.rejected), tuple(self.notes()))


def open_journalists(
    data: bytes | BinaryIO, name: str, *, chosen: Chosen = (), confirmed: Collection[str] = ()
) -> Reading[NewJournalist]:
    """A list of journalists (CSV, XLSX, vCard), of which nothing but the header is read yet.

    `chosen` are columns that a person named, `confirmed` addresses that are right however odd they look; `name` only
    appears in messages.

    Raises:
        UnreadableText: it is no list, or has no column of e-mail addresses.
        UsageError: a chosen field or column is not there.
    """
    table = read_list(data, name, JOURNALIST_COLUMNS, ("email",), chosen)
    table.columns.check_chosen(chosen)
    return Reading(table, frozenset(map(address_key, confirmed)))


def journalists_in(reading: Reading[NewJournalist]) -> Iterator[tuple[int, NewJournalist | Said]]:
    """Line by line a journalist, or the reason why there is none."""
    columns = reading.table.columns
    for row in reading.table.rows:
        try:
            yield row.line, row.fault or _journalist(reading, columns, row.line, row.cells)
        except read.CellFault as fault:
            yield row.line, fault.said


def read_fields(values: Mapping[str, str], confirmed: Collection[str] = ()) -> NewJournalist:
    """A journalist from fields typed by hand, as a row of a list with these columns would be read.

    Raises:
        CellFault: a value cannot be used, or there is no such field.
    """
    strange = [field for field in values if field not in JOURNALIST_COLUMNS]
    if strange:
        raise read.CellFault(
            "there is no field `{field}`; there are {known}",
            field=read.shown(strange[0]),
            known=", ".join(JOURNALIST_COLUMNS),
        )
    columns = Columns(len(values), {field: (place,) for place, field in enumerate(values)}, ())
    reading: Reading[NewJournalist] = Reading(
        Table(columns, iter(()), phrased("")), frozenset(map(address_key, confirmed))
    )
    one = _journalist(reading, columns, 1, tuple(values.values()))
    for kind, value in reading.unknown:
        raise read.CellFault("no {kind} `{value}` is known", kind=phrased(kind), value=value)
    return one


def read_journalists(data: bytes, name: str) -> Roster[NewJournalist]:
    """All journalists of a list at once, an address that comes twice rejected the second time.

    Raises:
        UnreadableText: it is no text, or has no column of e-mail addresses.
    """
    reading = open_journalists(data, name)
    for line, one in journalists_in(reading):
        if isinstance(one, Said):
            reading.rejected.append(Rejected(line, one))
        else:
            reading.take(line, address_key(one.email), one, phrase("the same address stands on line {line}"))
    return reading.roster()


def _refuse_journalists(table: Table, name: str) -> None:
    """Nobody on a list with outlets speaks for the office; the wrong word would make contacts of the whole press."""
    outlet = recognise(table.columns.unknown, JOURNALIST_COLUMNS).of.get("outlet")
    if outlet and "office" not in table.columns.of:
        raise UnreadableText(
            "{name} has the column {column} and none for the office, as lists of journalists do, so nothing was read. "
            "Bring it in as journalists; if these people do speak for you, call that column Office.",
            name=name,
            column=shown(table.columns.unknown[outlet[0]]),
        )


def read_spokespeople(
    data: bytes, name: str, *, office_country: str | None = None, confirmed: Collection[str] = ()
) -> Roster[NewSpokesperson]:
    """Spokespeople from the bytes of a list; numbers without a country code are read as `office_country`'s, and
    `confirmed` addresses are right however odd they look.

    Raises:
        UnreadableText: it is no text, has no column of names, or is a list of journalists.
    """
    required = ("name", "last", "first")
    table = read_list(data, name, SPOKESPERSON_COLUMNS, required)
    _refuse_journalists(table, name)
    reading: Reading[NewSpokesperson] = Reading(table, frozenset(map(address_key, confirmed)))
    columns = reading.table.columns
    for row in reading.table.rows:
        if row.fault:
            reading.rejected.append(Rejected(row.line, row.fault))
            continue
        try:
            one = _spokesperson(reading, columns, row.line, row.cells, office_country)
            reading.take(
                row.line, spokesperson_key(one), one, phrase("the same name and address or number stand on line {line}")
            )
        except read.CellFault as fault:
            reading.rejected.append(Rejected(row.line, fault.said))
    return reading.roster()


def spokesperson_key(one: NewSpokesperson) -> str:
    """By what two spokespeople are held to be the same: the name, and the first address, else the first number."""
    reach = address_key(one.emails[0]) if one.emails else one.phones[0].number if one.phones else ""
    return f"{key(one.name)}\n{reach}"


def _journalist(reading: Reading[NewJournalist], columns: Columns, line: int, row: tuple[str, ...]) -> NewJournalist:
    email, display = read.address(columns.cell("email", row), reading.confirmed)
    others = read.addresses(";".join(columns.cells("others", row)), reading.confirmed)
    country = _country(reading, columns.cell("country", row), line)
    languages, strange = read.languages(columns.cells("languages", row))
    reading.note_unknown(phrase("language"), strange, line)
    return NewJournalist(
        name=_name(columns, row) or display,
        email=email,
        outlet=read.line_of(columns.cell("outlet", row)) or None,
        role=read.line_of(columns.cell("role", row)) or None,
        country=country,
        languages=languages,
        beats=read.values(columns.cells("beats", row)),
        tags=read.values(columns.cells("tags", row)),
        others=tuple(one for one in others if address_key(one) != address_key(email)),
        zone=_known(reading, phrase("time zone"), columns.cell("zone", row), line, find_zone),
        outlet_kind=_known(reading, phrase("type of outlet"), columns.cell("outlet kind", row), line, find_kind),
        outlet_country=_country(reading, columns.cell("outlet country", row), line),
        outlet_site=read.line_of(columns.cell("outlet site", row)) or None,
        status=_known(reading, phrase("status"), columns.cell("status", row), line, find_status),
    )


def _country(reading: Reading[NewJournalist], cell: str, line: int) -> str | None:
    if not cell:
        return None
    places, unknown = read.places((cell,))
    regions = tuple(code for code in places if not is_country(code))
    reading.note_unknown(phrase("country"), (*unknown, *regions), line)
    return next((code for code in places if is_country(code)), None)


def _known(
    reading: Reading[NewJournalist], kind: str, cell: str, line: int, find: Callable[[str], V | None]
) -> V | None:
    """What a cell names; what names nothing is noted."""
    text = cell.strip()
    found = find(text) if text else None
    if text and found is None:
        reading.note_unknown(kind, (text,), line)
    return found


def _spokesperson(
    reading: Reading[NewSpokesperson], columns: Columns, line: int, row: tuple[str, ...], country: str | None
) -> NewSpokesperson:
    name = _name(columns, row)
    if not name:
        raise read.CellFault("there is no name")
    languages, strange = read.languages(columns.cells("languages", row))
    reading.note_unknown(phrase("language"), strange, line)
    places, unknown = read.places(columns.cells("places", row))
    reading.note_unknown(phrase("place"), unknown, line)
    return NewSpokesperson(
        name=name,
        title=read.line_of(columns.cell("title", row)) or None,
        office=read.line_of(columns.cell("office", row)) or None,
        phones=_phones(columns, row, country),
        emails=read.addresses(columns.cell("email", row), reading.confirmed),
        languages=languages,
        topics=read.values(columns.cells("topics", row)),
        places=places,
    )


def _name(columns: Columns, row: tuple[str, ...]) -> str:
    whole = read.line_of(columns.cell("name", row))
    return whole or read.line_of(f"{columns.cell('first', row)} {columns.cell('last', row)}")


def _phones(columns: Columns, row: tuple[str, ...], country: str | None) -> tuple[Phone, ...]:
    """Each number once; one that stands in a public and an internal column is internal."""
    found: dict[str, Phone] = {}
    for column, use, is_public in _PHONES:
        for cell in columns.cells(column, row):
            for phone in read.phones(cell, use=use, is_public=is_public, country=country):
                known = found.get(phone.number)
                found[phone.number] = known if known and known.is_public <= phone.is_public else phone
    return tuple(found.values())


def _notes(table: Table, unknown: dict[tuple[str, str], list[int]]) -> list[Said]:
    notes = [table.note]
    if table.columns.twice:
        twice = ", ".join(map(read.shown, table.columns.twice[:NOTES_OF_A_KIND]))
        notes.append(
            numbered(
                "{number} column left out because another holds the same: {columns}",
                "{number} columns left out because another holds the same: {columns}",
                len(table.columns.twice),
                columns=twice,
            )
        )
    columns = [read.shown(column) for column in table.columns.unknown]
    if columns:
        named = _and_more(", ".join(columns[:NOTES_OF_A_KIND]), len(columns) - NOTES_OF_A_KIND)
        notes.append(
            numbered(
                "{number} column not recognised and left out: {columns}",
                "{number} columns not recognised and left out: {columns}",
                len(columns),
                columns=named,
            )
        )
    for (kind, value), lines in list(unknown.items())[:NOTES_OF_A_KIND]:
        where = _and_more(", ".join(map(str, lines[:LINES_NAMED])), len(lines) - LINES_NAMED)
        notes.append(
            numbered(
                "no {kind} `{value}` is known, so it was left out on {number} line ({where})",
                "no {kind} `{value}` is known, so it was left out on {number} lines ({where})",
                len(lines),
                kind=phrased(kind),
                value=value,
                where=where,
            )
        )
    if len(unknown) > NOTES_OF_A_KIND:
        more = len(unknown) - NOTES_OF_A_KIND
        notes.append(
            numbered(
                "{number} more value was not recognised and left out",
                "{number} more values were not recognised and left out",
                more,
            )
        )
    return notes


def _and_more(named: str, more: int) -> Said | str:
    return phrased("{named} and {more} more", named=named, more=more) if more > 0 else named
