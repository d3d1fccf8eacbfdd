"""Bringing lists of journalists in, once or many times, without ever reviving somebody who asked for no more mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from distrib.core.folding import key
from distrib.core.people import ConsentKind, Journalist, JournalistStatus, NewJournalist, address_key
from distrib.db import office as office_rows
from distrib.db import people as rows
from distrib.db import suppressions
from distrib.db.engine import Transaction
from distrib.ingest.characters import clean, collapse
from distrib.ingest.roster import Rejected, Roster, read_journalists
from distrib.services.context import Context

MAX_SOURCE = 200
"""Characters of a file name that are kept as the source of a consent."""

LINES_NAMED = 10
"""Lines that a note names before it only counts."""

_HELD = {
    JournalistStatus.OPTED_OUT: "opted out earlier and stay opted out",
    JournalistStatus.SUPPRESSED: "must never be mailed again and stay suppressed",
    JournalistStatus.BOUNCED: "have an address that bounces and stay marked so",
    JournalistStatus.PENDING: "have not confirmed their subscription and stay pending",
    JournalistStatus.ERASED: "were erased at their own request and were left alone",
}


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or with a dry run would do. Every row of the file is counted once."""

    added: int
    updated: int
    unchanged: int
    rejected: tuple[Rejected, ...]
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Sorted:
    """The rows of a list, told apart by what is to be done with them."""

    new: list[tuple[NewJournalist, JournalistStatus]] = field(default_factory=list)
    changed: list[tuple[int, NewJournalist]] = field(default_factory=list)
    unchanged: int = 0
    held: dict[JournalistStatus, list[int]] = field(default_factory=dict)
    """Status that keeps somebody from receiving → their lines."""

    def report(self, roster: Roster[NewJournalist]) -> ImportReport:
        notes = [
            f"{len(lines)} of them {_HELD[status]} ({lines_of(lines)})" for status, lines in sorted(self.held.items())
        ]
        return ImportReport(len(self.new), len(self.changed), self.unchanged, roster.rejected, (*roster.notes, *notes))


def import_journalists(context: Context, data: bytes, name: str, *, dry_run: bool = False) -> ImportReport:
    """Bring a CSV file in: an address that is new is added, one that is known is brought up to date.

    An empty cell leaves what is kept as it is. Nobody's status changes, and a suppressed address comes in
    suppressed. One transaction; the same file twice changes nothing the second time.

    Raises:
        UnreadableText: it is no CSV, or has no column of addresses.
    """
    name = collapse(clean(name))[:MAX_SOURCE]
    roster = read_journalists(data, name)
    if dry_run:
        with context.database.reading() as transaction:
            return _sort(transaction, roster).report(roster)
    with context.database.writing() as transaction:
        found = _sort(transaction, roster)
        report = found.report(roster)
        now = context.now()
        ids = rows.insert_journalists(transaction, found.new, now)
        rows.add_consent(transaction, ids, ConsentKind.IMPORTED, source=name, now=now)
        rows.update_journalists(transaction, found.changed, now)
        record_import(context, transaction, "journalists imported", name, report)
        return report


def record_import(context: Context, transaction: Transaction, action: str, name: str, report: ImportReport) -> None:
    """The audit trail's word on an import: counts only, nobody's name."""
    detail = {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "rejected": len(report.rejected),
    }
    office_rows.record(
        transaction, actor=context.actor, action=action, subject=f"file {name}", detail=detail, now=context.now()
    )


def lines_of(lines: Sequence[int]) -> str:
    """ "line 3" or "lines 3, 7 and 2 more"."""
    named = ", ".join(map(str, lines[:LINES_NAMED]))
    more = f" and {len(lines) - LINES_NAMED} more" if len(lines) > LINES_NAMED else ""
    return f"line{'s' if len(lines) > 1 else ''} {named}{more}"


def _sort(transaction: Transaction, roster: Roster[NewJournalist]) -> _Sorted:
    emails = [one.email for _, one in roster.good]
    known = rows.by_addresses(transaction, [address_key(email) for email in emails])
    founded = office_rows.organisation(transaction)
    suppressed = suppressions.suppressed_among(transaction, founded[1], emails) if founded else frozenset[str]()
    result = _Sorted()
    for line, one in roster.good:
        kept = known.get(address_key(one.email))
        if kept is None:
            is_suppressed = address_key(one.email) in suppressed
            status = JournalistStatus.SUPPRESSED if is_suppressed else JournalistStatus.SUBSCRIBED
            result.new.append((one, status))
        else:
            status = kept.status
            _compare(result, kept, one)
        if status is not JournalistStatus.SUBSCRIBED:
            result.held.setdefault(status, []).append(line)
    return result


def _compare(result: _Sorted, kept: Journalist, one: NewJournalist) -> None:
    stored = NewJournalist(kept.name, kept.email, kept.outlet, kept.role, kept.country, kept.languages, kept.beats)
    merged = NewJournalist(
        name=one.name or stored.name,
        email=stored.email,
        outlet=_same_outlet(stored.outlet, one.outlet),
        role=one.role or stored.role,
        country=one.country or stored.country,
        languages=one.languages or stored.languages,
        beats=one.beats or stored.beats,
    )
    if merged == stored or kept.status is JournalistStatus.ERASED:
        result.unchanged += 1
    else:
        result.changed.append((kept.id, merged))


def _same_outlet(stored: str | None, new: str | None) -> str | None:
    """An outlet keeps the spelling it was first stored with."""
    if new is None or (stored is not None and key(stored) == key(new)):
        return stored
    return new
