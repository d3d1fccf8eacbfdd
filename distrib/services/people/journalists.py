"""Bringing lists of journalists in, once or many times, without ever reviving somebody who asked for no more mail."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO

from distrib.core.people import FINAL, ConsentKind, JournalistStatus, NewJournalist, Outlet
from distrib.core.phrase import Said, phrase, phrased
from distrib.db import images, imports, statistics
from distrib.db import office as office_rows
from distrib.db import people as rows
from distrib.db.engine import Transaction
from distrib.ingest.characters import clean, collapse
from distrib.ingest.roster.columns import Chosen
from distrib.ingest.roster.reading import Reading, Rejected, journalists_in, open_journalists
from distrib.services.context import Context
from distrib.services.people.import_matching import Decided, Fate, Matching
from distrib.services.people.import_outlets import keep_outlets
from distrib.services.people.import_report import CHANGES_SHOWN, ImportReport, lines_of
from distrib.services.people.suppressing import suppress

__all__ = ["MAX_SOURCE", "ImportReport", "import_journalists", "lines_of", "record_import"]

MAX_SOURCE = 200
"""Characters of a file name that are kept as the source of a consent."""

ROWS = 2_000
"""Rows of a list that are held at a time."""

_HELD = {
    JournalistStatus.OPTED_OUT: phrase("opted out earlier and stay opted out"),
    JournalistStatus.SUPPRESSED: phrase("must never be mailed again and stay suppressed"),
    JournalistStatus.BOUNCED: phrase("have an address that bounces and stay marked so"),
    JournalistStatus.PENDING: phrase("have not confirmed their subscription and stay pending"),
    JournalistStatus.ERASED: phrase("were erased at their own request and were left alone"),
}
_EVENTS = {
    JournalistStatus.OPTED_OUT: ConsentKind.OPTED_OUT,
    JournalistStatus.BOUNCED: ConsentKind.BOUNCED,
    JournalistStatus.SUPPRESSED: ConsentKind.SUPPRESSED,
}
"""What a list can say of somebody's consent that is a step of its own."""


@dataclass(slots=True)
class _Outlets:
    """The outlets of a list, each kept once."""

    number: int
    """Of the import."""
    kept: set[Outlet] = field(default_factory=set)
    ids: dict[str, int] = field(default_factory=dict)
    """Folded name → id."""

    def keep(self, transaction: Transaction, people: Iterable[NewJournalist]) -> None:
        """Bring in what is new of them, and note it for the undoing."""
        new = {one.works_for for one in people} - self.kept - {None}
        if not new:
            return
        self.ids |= keep_outlets(transaction, self.number, [one for one in new if one])
        self.kept.update(one for one in new if one)


@dataclass(slots=True)
class _Tally:
    """An import while it runs."""

    counts: dict[Fate, int] = field(default_factory=lambda: dict.fromkeys(Fate, 0))
    rejected: list[Rejected] = field(default_factory=list)
    duplicates: list[Rejected] = field(default_factory=list)
    changes: list[Rejected] = field(default_factory=list)
    news: list[Rejected] = field(default_factory=list)
    held: dict[JournalistStatus, list[int]] = field(default_factory=dict)
    """Status that keeps somebody from receiving → their lines."""
    mailed_still: list[int] = field(default_factory=list)
    """Lines of those whom the list would give less mail."""

    def take(self, decided: Decided) -> None:
        """Count a row."""
        self.counts[decided.fate] += 1
        where = Rejected(decided.line, decided.said)
        if decided.fate is Fate.REJECTED:
            self.rejected.append(where)
        elif decided.fate is Fate.DUPLICATE:
            self.duplicates.append(where)
        elif decided.fate is Fate.CHANGED and len(self.changes) < CHANGES_SHOWN:
            self.changes.append(where)
        elif decided.fate is Fate.NEW and decided.one and len(self.news) < CHANGES_SHOWN:
            self.news.append(Rejected(decided.line, f"{decided.one.name} <{decided.one.email}>".strip()))
        if decided.status is not None and decided.status is not JournalistStatus.SUBSCRIBED:
            self.held.setdefault(decided.status, []).append(decided.line)
        if decided.is_mailed_still:
            self.mailed_still.append(decided.line)

    def report(self, reading: Reading[NewJournalist], import_id: int | None) -> ImportReport:
        """What it came to."""
        held = [
            phrased(
                "{number} of them {what} ({lines})", number=len(lines), what=phrased(_HELD[one]), lines=lines_of(lines)
            )
            for one, lines in sorted(self.held.items())
        ]
        if self.mailed_still:
            said = phrased(
                "{number} of them want less mail by this list than they get, which it does not change ({lines}); "
                "record an opt-out with: distrib journalists opt-out ADDRESS",
                number=len(self.mailed_still),
                lines=lines_of(self.mailed_still),
            )
            held.append(said)
        return ImportReport(
            self.counts[Fate.NEW],
            self.counts[Fate.CHANGED],
            self.counts[Fate.SAME],
            tuple(self.rejected),
            (*reading.notes(), *held),
            tuple(self.duplicates),
            tuple(self.changes),
            tuple(self.news),
            reading.table.columns.mapping,
            import_id,
        )


def import_journalists(
    context: Context,
    data: bytes | BinaryIO,
    name: str,
    *,
    dry_run: bool = False,
    chosen: Chosen = (),
    confirmed: Collection[str] = (),
    near_as_new: bool = False,
    basis: str | None = None,
) -> ImportReport:
    """Bring a list in: an address that is new is added, one that is known is brought up to date.

    An empty cell leaves what is kept as it is. Nobody's status changes, and a suppressed address comes in
    suppressed. One transaction, of which a dry run does everything and keeps nothing; the same file twice changes
    nothing the second time. A file is read as it is brought in, whatever its size.

    Raises:
        UnreadableText: it is no list, or has no column of addresses.
        UsageError: a chosen field or column is not there.
    """
    name = collapse(clean(name))[:MAX_SOURCE]
    reading = open_journalists(data, name, chosen=chosen, confirmed=confirmed)
    tally, no_mail = _Tally(), list[str]()
    with _transaction(context, dry_run=dry_run) as transaction:
        number = imports.start(transaction, source=name, actor=context.actor, now=context.now())
        matching, known = Matching(transaction, number, near_as_new=near_as_new), _Outlets(number)
        for chunk in _chunks(reading, tally):
            decided = matching.decide(chunk)
            for one in decided:
                tally.take(one)
            no_mail += _write(context, transaction, decided, known, source=name, basis=basis)
        if not dry_run:
            suppress(context, transaction, no_mail, f"in {name}")
        report = tally.report(reading, None if dry_run else number)
        imports.finish(transaction, number, added=report.added, updated=report.updated)
        record_import(context, transaction, "journalists imported", name, report)
        if report.added >= statistics.LARGE and not dry_run:
            statistics.gather(transaction)
    return report


def record_import(context: Context, transaction: Transaction, action: str, name: str, report: ImportReport) -> None:
    """The audit trail's word on an import: counts only, nobody's name."""
    detail = {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "rejected": len(report.rejected) + len(report.duplicates),
    }
    office_rows.record(
        transaction, actor=context.actor, action=action, subject=f"file {name}", detail=detail, now=context.now()
    )


def _transaction(context: Context, *, dry_run: bool) -> AbstractContextManager[Transaction]:
    return context.database.reading() if dry_run else context.database.writing()


def _chunks(reading: Reading[NewJournalist], tally: _Tally) -> Iterator[list[tuple[int, NewJournalist]]]:
    """The rows that could be read; the others are counted on the way."""
    rows_read = journalists_in(reading)
    while chunk := list(islice(rows_read, ROWS)):
        for line, one in chunk:
            if isinstance(one, Said):
                tally.take(Decided(line, Fate.REJECTED, said=one))
        yield [(line, one) for line, one in chunk if not isinstance(one, Said)]


def _write(
    context: Context,
    transaction: Transaction,
    decided: Sequence[Decided],
    known: _Outlets,
    *,
    source: str,
    basis: str | None,
) -> list[str]:
    """Write a piece of the list; the addresses of those in it who want no mail."""
    new = [(one.line, one.one, one.status) for one in decided if one.fate is Fate.NEW and one.one and one.status]
    changed = [(one.line, one.one, one.kept) for one in decided if one.fate is Fate.CHANGED and one.one and one.kept]
    known.keep(transaction, [one for _, one, *_ in (*new, *changed)])
    now, number = context.now(), known.number
    if new:
        ids = rows.insert_journalists(transaction, [(one, status) for _, one, status in new], now, known.ids)
        added = list(zip(ids, new, strict=True))
        imports.record(transaction, number, imports.JOURNALIST, [imports.Change(i, n[0], None) for i, n in added])
        steps = [(i, ConsentKind.IMPORTED, f"line {line}") for i, (line, _, _) in added]
        steps += [(i, _EVENTS[one.status], f"line {line}") for i, (line, one, _) in added if one.status in _EVENTS]
        rows.add_consents(transaction, steps, source=source, basis=basis, now=now)
    if changed:
        before = images.take(transaction, [kept.id for _, _, kept in changed])
        rows.update_journalists(transaction, [(kept.id, one) for _, one, kept in changed], now)
        done = [imports.Change(kept.id, line, before[kept.id]) for line, _, kept in changed]
        imports.record(transaction, number, imports.JOURNALIST, done)
    final = [one for _, one, status in new if status in FINAL]
    final += [one for _, one, kept in changed if kept.status in FINAL]
    return [email for one in final for email in one.emails]
