"""Undoing an import: everybody exactly as they were, but for those who were edited or written to since.

They are left as they are and named. Must never revive an opt-out: recording one is an edit, and suppressions stay.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from distrib.core.imports import Import
from distrib.core.people import Journalist
from distrib.db import images, imports, outlets, traces
from distrib.db import office as office_rows
from distrib.db import people as rows
from distrib.db.engine import Transaction
from distrib.db.imports import Change
from distrib.errors import NotFound
from distrib.services.context import Context


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody whom undoing an import left as they are."""

    name: str
    email: str
    line: int
    """Of the list."""
    reason: str


@dataclass(slots=True)
class Undone:
    """What undoing an import came to."""

    removed: int = 0
    restored: int = 0
    left: list[Left] = field(default_factory=list)


def every(context: Context) -> tuple[Import, ...]:
    """All imports, the newest first."""
    with context.database.reading() as transaction:
        return imports.every(transaction)


def undo(context: Context, import_id: int) -> Undone:
    """Take an import back, in one transaction. What it left can be tried again.

    Raises:
        NotFound: there is no such import.
    """
    undone = Undone()
    with context.database.writing() as transaction:
        if imports.by_id(transaction, import_id) is None:
            raise NotFound(f"There is no import {import_id}. See them with `distrib people imports`.")
        for changes in imports.changes(transaction, import_id, imports.JOURNALIST):
            _undo_people(transaction, import_id, changes, undone)
        for changes in imports.changes(transaction, import_id, imports.OUTLET):
            _undo_outlets(transaction, import_id, changes)
        imports.note_undone(transaction, import_id, context.now())
        office_rows.record(
            transaction,
            actor=context.actor,
            action="import undone",
            subject=f"import {import_id}",
            detail={"removed": undone.removed, "restored": undone.restored, "left": len(undone.left)},
            now=context.now(),
        )
    return undone


def _undo_people(transaction: Transaction, import_id: int, changes: Sequence[Change], undone: Undone) -> None:
    ids = [one.subject_id for one in changes]
    people = rows.by_ids(transaction, ids)
    reasons = _reasons(transaction, import_id, changes)
    free = [one for one in changes if one.subject_id not in reasons]
    added = [one.subject_id for one in free if one.before is None]
    changed = [one.before for one in free if one.before is not None]
    traces.remove_consent(transaction, added)
    images.remove(transaction, added)
    images.put_back(transaction, changed)
    imports.forget(transaction, imports.JOURNALIST, [one.subject_id for one in free], import_id=import_id)
    undone.removed += len(added)
    undone.restored += len(changed)
    undone.left += [_left(people, one, reasons[one.subject_id]) for one in changes if one.subject_id in reasons]


def _reasons(transaction: Transaction, import_id: int, changes: Sequence[Change]) -> dict[int, str]:
    """Whom not to touch, and why."""
    now = imports.revisions(transaction, imports.JOURNALIST, [one.subject_id for one in changes])
    reasons = {one.subject_id: "edited since" for one in changes if now.get(one.subject_id) != one.revision}
    added = [one.subject_id for one in changes if one.before is None]
    traced = traces.since_import(transaction, import_id, added)
    return {**traced, **reasons}


def _left(people: Mapping[int, Journalist], change: Change, reason: str) -> Left:
    one = people.get(change.subject_id)
    return Left(one.name if one else "", one.email if one else "", change.line, reason)


def _undo_outlets(transaction: Transaction, import_id: int, changes: Sequence[Change]) -> None:
    """An outlet that others use by now stays, and one that was edited since stays as it is."""
    now = imports.revisions(transaction, imports.OUTLET, [one.subject_id for one in changes])
    free = [one for one in changes if now.get(one.subject_id) == one.revision]
    removed = outlets.remove_unused(transaction, [one.subject_id for one in free if one.before is None])
    for one in free:
        if one.before is not None:
            images.restore_outlet(transaction, one.before)
    done = [one.subject_id for one in free if one.before is not None or one.subject_id in removed]
    imports.forget(transaction, imports.OUTLET, done, import_id=import_id)
