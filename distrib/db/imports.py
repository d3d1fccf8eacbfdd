"""Queries about imports: what each did to whom, so that it can be undone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, text, update

from distrib.core.people.imports import Import
from distrib.db.bulk import insert_rows
from distrib.db.chunks import chunks
from distrib.db.schema import ImportChangeRow, ImportRow, JournalistRow, OutletRow, SpokespersonRow

JOURNALIST, OUTLET, SPOKESPERSON, OFFICE = "journalist", "outlet", "spokesperson", "office"
_TABLES: dict[str, Any] = {JOURNALIST: JournalistRow, OUTLET: OutletRow, SPOKESPERSON: SpokespersonRow}


@dataclass(frozen=True, slots=True)
class Change:
    """What an import did to one person or outlet."""

    subject_id: int
    line: int
    before: dict[str, Any] | None
    """As it was; None for what the import added."""
    revision: int = 1
    """After the import."""


def start(connection: Connection, *, source: str, actor: str, now: datetime, is_by_hand: bool = False) -> int:
    """A new import; returns its number. The next one waits for it, so that no two bring in the same person."""
    if connection.dialect.name == "postgresql" and not is_by_hand:
        connection.execute(text("LOCK TABLE imports IN EXCLUSIVE MODE"))
    values = {"source": source, "actor": actor, "at": now, "added": 0, "updated": 0, "is_by_hand": is_by_hand}
    return int(connection.execute(insert(ImportRow).values(values).returning(ImportRow.id)).scalar_one())


def finish(connection: Connection, import_id: int, *, added: int, updated: int) -> None:
    """What an import came to."""
    connection.execute(update(ImportRow).where(ImportRow.id == import_id).values(added=added, updated=updated))


def record(connection: Connection, import_id: int, subject: str, changes: Sequence[Change]) -> None:
    """Keep what was done; the revisions are those of now."""
    changed = [one.subject_id for one in changes if one.before is not None]
    known = revisions(connection, subject, changed) if changed else {}
    rows = ((one.subject_id, one.line, one.before, known.get(one.subject_id, one.revision)) for one in changes)
    shared = {"import_id": import_id, "subject": subject}
    insert_rows(connection, ImportChangeRow, shared, ("subject_id", "line", "before", "revision"), rows)


def revisions(connection: Connection, subject: str, ids: Collection[int]) -> dict[int, int]:
    """Id → revision now, of those there are."""
    table = _TABLES[subject]
    found: dict[int, int] = {}
    for chunk in chunks(list(ids)):
        rows = connection.execute(select(table.id, table.revision).where(table.id.in_(chunk)))
        found.update((identity, revision) for identity, revision in rows)
    return found


def touched(connection: Connection, import_id: int, ids: Collection[int]) -> dict[int, int]:
    """Journalist → the line on which this import has met them before."""
    row = ImportChangeRow
    found: dict[int, int] = {}
    for chunk in chunks(list(ids)):
        statement = select(row.subject_id, func.min(row.line)).where(
            row.import_id == import_id, row.subject == JOURNALIST, row.subject_id.in_(chunk)
        )
        rows = connection.execute(statement.group_by(row.subject_id))
        found.update((identity, line) for identity, line in rows)
    return found


def changes(connection: Connection, import_id: int, subject: str) -> Iterator[tuple[Change, ...]]:
    """What can still be undone of an import, in pieces, the last change first."""
    row = ImportChangeRow
    last: int | None = None
    while True:
        statement = select(row.id, row.subject_id, row.line, row.before, row.revision).where(
            row.import_id == import_id, row.subject == subject, *([] if last is None else [row.id < last])
        )
        found = connection.execute(statement.order_by(row.id.desc()).limit(1_000)).all()
        if not found:
            return
        last = found[-1].id
        yield tuple(Change(one.subject_id, one.line, one.before, one.revision) for one in found)


def forget(connection: Connection, subject: str, ids: Collection[int], *, import_id: int | None = None) -> None:
    """What was done to these is undone, or is not to be known any more. Without a number: by every import."""
    row = ImportChangeRow
    for chunk in chunks(list(ids)):
        of = [] if import_id is None else [row.import_id == import_id]
        connection.execute(delete(row).where(*of, row.subject == subject, row.subject_id.in_(chunk)))


def hand_over(connection: Connection, source: int, target: int) -> None:
    """What imports did to one person is told of another now, and cannot be undone any more."""
    row = ImportChangeRow
    of_source = update(row).where(row.subject == JOURNALIST, row.subject_id == source)
    connection.execute(of_source.values(subject_id=target, revision=0))


def note_undone(connection: Connection, import_id: int, now: datetime) -> None:
    """An import was undone, as far as that was possible."""
    connection.execute(update(ImportRow).where(ImportRow.id == import_id).values(undone_at=now))


def every(connection: Connection) -> tuple[Import, ...]:
    """All lists, the newest first."""
    return _imports(connection, ImportRow.is_by_hand.is_(False))


def last_of(connection: Connection, subject: str, subject_id: int) -> Import | None:
    """What changed somebody last and can still be undone."""
    row = ImportChangeRow
    last = select(func.max(row.import_id)).where(row.subject == subject, row.subject_id == subject_id)
    identity = connection.scalar(last)
    return by_id(connection, identity) if identity is not None else None


def by_id(connection: Connection, import_id: int) -> Import | None:
    """An import; None when there is none of that number."""
    return next(iter(_imports(connection, ImportRow.id == import_id)), None)


def _imports(connection: Connection, *only: Any) -> tuple[Import, ...]:
    row = ImportRow
    columns = (row.id, row.source, row.at, row.actor, row.added, row.updated, row.undone_at, row.is_by_hand)
    found = connection.execute(select(*columns).where(*only).order_by(row.id.desc()))
    return tuple(Import(*one) for one in found)
