"""Undoing an import or an edit: everybody exactly as they were, but for those who were edited or written to since.

They are left as they are and named. Must never revive an opt-out: recording one is an edit, and suppressions stay.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from distrib.core.people import Journalist, Spokesperson
from distrib.core.people.imports import Import
from distrib.core.phrase import phrase, phrased
from distrib.core.query.terms import shown
from distrib.db import images, imports, outlets, spokespeople, spokespeople_images, traces
from distrib.db import office as office_rows
from distrib.db import people as rows
from distrib.db.engine import Transaction
from distrib.db.imports import Change
from distrib.errors import NotAllowed, NotFound
from distrib.services.context import Context
from distrib.services.people.editing import known
from distrib.services.people.roster_editing import person_of
from distrib.services.people.since import Edit, changed_since
from distrib.services.scheduling import on_the_wall

EDITED = phrase("edited since")
"""Why most are left as they are."""


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

    @property
    def is_nothing(self) -> bool:
        """Nobody was touched by it, and nobody left."""
        return not (self.removed or self.restored or self.left)


def every(context: Context) -> tuple[Import, ...]:
    """All imports, the newest first."""
    with context.database.reading() as transaction:
        return imports.every(transaction)


def undo(context: Context, import_id: int) -> Undone:
    """Take an import back, in one transaction. What it left can be tried again.

    Raises:
        NotFound: there is no such import.
        NotAllowed: nothing is left of it to undo.
    """
    undone = Undone()
    with context.database.writing() as transaction:
        kept = imports.by_id(transaction, import_id)
        if kept is None:
            raise NotFound(
                "There is no import {import_id}. See them with `distrib people imports`.", import_id=import_id
            )
        _undo(context, transaction, import_id, undone)
        if undone.is_nothing:
            raise _nothing_left(context, kept)
    return undone


def _nothing_left(context: Context, kept: Import) -> NotAllowed:
    if kept.undone_at is None:
        return NotAllowed(
            "There is nothing to undo of import {number} ({source}): it changed nobody, or whomever it changed was "
            "erased since. Nothing was changed.",
            number=kept.id,
            source=kept.source,
        )
    return NotAllowed(
        "Import {number} ({source}) was undone already, at {when}. Nothing is left of it to undo, and nothing was "
        "changed. To have it back, bring the list in again.",
        number=kept.id,
        source=kept.source,
        when=on_the_wall(context, kept.undone_at),
    )


def last_edit(context: Context, email: str) -> Journalist:
    """Take back the last edit by hand of a journalist.

    Raises:
        NotFound: nobody has this address, or nothing was edited that could be undone.
        NotAllowed: something else happened to them since, or their last change came with a list.
    """
    with context.database.writing() as transaction:
        one = known(transaction, email)
        undo_last(context, transaction, imports.JOURNALIST, one.id, shown(one.name or one.email))
        return rows.by_ids(transaction, [one.id])[one.id]


def last_edit_of_spokesperson(context: Context, who: str) -> Spokesperson:
    """The same for somebody on the roster of spokespeople.

    Raises:
        UsageError: several people are meant.
        NotFound: nobody is, or nothing was edited that could be undone.
        NotAllowed: something else happened to them since, or their last change came with a list.
    """
    with context.database.writing() as transaction:
        person = person_of(spokespeople.everybody(transaction), who)
        undo_last(context, transaction, imports.SPOKESPERSON, person.id, shown(person.name))
        return person_of(spokespeople.everybody(transaction), str(person.id))


def undo_last(context: Context, transaction: Transaction, subject: str, identity: int, name: str) -> None:
    """Take back the last edit of somebody; `subject` is one of `db.imports`.

    Raises:
        NotFound, NotAllowed: as `last_edit`.
    """
    last = imports.last_of(transaction, subject, identity)
    if last is None:
        raise NotFound("No edit of {name} is kept that could be undone. Nothing was changed.", name=name)
    if not last.is_by_hand:
        raise NotAllowed(
            "The last change of {name} came with import {last} ({source}). Nothing was changed. Take the whole "
            "list back with: distrib people undo {last}",
            name=name,
            last=last.id,
            source=last.source,
        )
    changes = (one for some in imports.changes(transaction, last.id, imports.JOURNALIST) for one in some)
    before = next((one.before for one in changes if one.subject_id == identity), None)
    undone = Undone()
    _undo(context, transaction, last.id, undone)
    for one in undone.left:
        if one.reason == EDITED:
            raise changed_since(context, transaction, Edit(subject, identity, name, last.at, before))
        raise NotAllowed(
            "{name} was {reason}, so the edit is not undone. Nothing was changed. Edit it by hand.",
            name=name,
            reason=phrased(one.reason),
        )


def _undo(context: Context, transaction: Transaction, import_id: int, undone: Undone) -> None:
    for changes in imports.changes(transaction, import_id, imports.JOURNALIST):
        _undo_people(transaction, import_id, changes, undone)
    for changes in imports.changes(transaction, import_id, imports.OUTLET):
        _undo_outlets(transaction, import_id, changes)
    for changes in imports.changes(transaction, import_id, imports.SPOKESPERSON):
        _undo_spokespeople(transaction, import_id, changes, undone)
    for changes in imports.changes(transaction, import_id, imports.OFFICE):
        gone = spokespeople_images.remove_unused_offices(transaction, [one.subject_id for one in changes])
        imports.forget(transaction, imports.OFFICE, gone, import_id=import_id)
    imports.note_undone(transaction, import_id, context.now())
    office_rows.record(
        transaction,
        actor=context.actor,
        action="import undone",
        subject=f"import {import_id}",
        detail={"removed": undone.removed, "restored": undone.restored, "left": len(undone.left)},
        now=context.now(),
    )


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
    reasons = {one.subject_id: EDITED for one in changes if now.get(one.subject_id) != one.revision}
    added = [one.subject_id for one in changes if one.before is None]
    traced = traces.since_import(transaction, import_id, added)
    return _with_lost_addresses(transaction, changes, {**traced, **reasons})


def _with_lost_addresses(
    transaction: Transaction, changes: Sequence[Change], reasons: dict[int, str]
) -> dict[int, str]:
    """Those too who would take an address from somebody; each that stays may keep one from another."""
    while True:
        free = {one.subject_id: one.before for one in changes if one.subject_id not in reasons}
        before = {identity: image for identity, image in free.items() if image is not None}
        lost = images.with_lost_address(transaction, before, free.keys())
        if not lost:
            return reasons
        reasons |= dict.fromkeys(lost, phrase("parted from an address that somebody else has by now"))


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


def _undo_spokespeople(transaction: Transaction, import_id: int, changes: Sequence[Change], undone: Undone) -> None:
    """Whoever got duty hours or leave since, or covers for somebody, stays."""
    ids = [one.subject_id for one in changes]
    now = imports.revisions(transaction, imports.SPOKESPERSON, ids)
    used = spokespeople_images.in_use(transaction, [one.subject_id for one in changes if one.before is None])
    reasons = used | {one.subject_id: EDITED for one in changes if now.get(one.subject_id) != one.revision}
    free = [one for one in changes if one.subject_id not in reasons]
    added = [one.subject_id for one in free if one.before is None]
    changed = [one.before for one in free if one.before is not None]
    spokespeople_images.remove(transaction, added)
    spokespeople_images.put_back(transaction, changed)
    imports.forget(transaction, imports.SPOKESPERSON, [one.subject_id for one in free], import_id=import_id)
    undone.removed += len(added)
    undone.restored += len(changed)
    names = spokespeople_images.names(transaction, ids)
    kept = [one for one in changes if one.subject_id in reasons]
    undone.left += [Left(names.get(one.subject_id, ""), "", one.line, reasons[one.subject_id]) for one in kept]
