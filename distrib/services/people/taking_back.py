"""Taking back a change by hand: somebody exactly as they were before it, unless they were changed again since.

Must never revive consent: recording an opt-out is a change, and suppressions stay.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from distrib.core.people import Journalist, NewSpokesperson, Spokesperson, address_key
from distrib.core.query.terms import shown
from distrib.db import availability as calendar
from distrib.db import images, imports
from distrib.db import people as journalist_rows
from distrib.db import spokespeople as rows
from distrib.db.engine import Transaction
from distrib.errors import NotAllowed
from distrib.services.context import Context
from distrib.services.people import editing, roster_editing, undoing
from distrib.services.people.since import Edit, changed_since

_FIELDS = tuple(one.name for one in fields(NewSpokesperson))


@dataclass(frozen=True, slots=True)
class Edited:
    """A journalist before and after an edit, as rows."""

    id: int
    name: str
    before: dict[str, Any]
    after: dict[str, Any]

    @property
    def is_alone(self) -> bool:
        """Nobody else's change lies between the two."""
        return _revision(self.after) == _revision(self.before) + 1


@dataclass(frozen=True, slots=True)
class Changed:
    """A spokesperson before and after a change. None: was not there, or is not there any more."""

    before: Spokesperson | None
    after: Spokesperson | None

    @property
    def name(self) -> str:
        """Who it was done to."""
        person = self.after or self.before
        return person.name if person else ""


def edit_journalist(context: Context, email: str, change: Callable[[], Journalist]) -> tuple[Journalist, Edited]:
    """Carry out an edit of the person with this address, and keep what it takes to take it back.

    Raises:
        NotFound: nobody has the address. Whatever `change` raises.
    """
    with context.database.reading() as transaction:
        one = editing.known(transaction, email)
        before = images.take(transaction, [one.id])[one.id]
    changed = change()
    with context.database.reading() as transaction:
        after = images.take(transaction, [one.id])[one.id]
    return changed, Edited(one.id, changed.name or changed.email, before, after)


def take_back_edit(context: Context, edited: Edited) -> Journalist:
    """A journalist exactly as they were before an edit, so that an earlier import can still be undone.

    Raises:
        NotAllowed: they were edited, merged, opted out or erased since, or an address of theirs is somebody else's now.
    """
    with context.database.writing() as transaction:
        now = images.take(transaction, [edited.id]).get(edited.id)
        if now != edited.after or not edited.is_alone:
            edited_at = datetime.fromisoformat(edited.after["journalists"][0]["updated_at"])
            edit = Edit(imports.JOURNALIST, edited.id, shown(edited.name), edited_at, edited.before)
            raise changed_since(context, transaction, edit)
        _check_addresses(transaction, edited)
        undoing.undo_last(context, transaction, imports.JOURNALIST, edited.id, edited.name)
        return journalist_rows.by_ids(transaction, [edited.id])[edited.id]


def change_spokesperson(context: Context, who: int, change: Callable[[], Spokesperson]) -> Changed:
    """Carry out a change of a spokesperson, and keep what it takes to take it back.

    Raises:
        NotFound: nobody has the number. Whatever `change` raises.
    """
    with context.database.reading() as transaction:
        before = roster_editing.person_of(rows.everybody(transaction), str(who))
    change()
    with context.database.reading() as transaction:
        return Changed(before, _on_roster(transaction, who))


def take_back(context: Context, changed: Changed) -> None:
    """A spokesperson as they were before a change: fields, duty hours and leave.

    Raises:
        NotAllowed: they were changed again since.
    """
    person = changed.after or changed.before
    if person is None:
        return
    with context.database.writing() as transaction:
        if _unnumbered(_on_roster(transaction, person.id)) != _unnumbered(changed.after):
            raise _changed_since(person.name)
        if changed.before is None:
            rows.retire(transaction, person.id, context.now())
        else:
            _restore(context, transaction, changed.before, changed.after)
        roster_editing.record(context, transaction, person.id, "change undone")


def _restore(context: Context, transaction: Transaction, before: Spokesperson, after: Spokesperson | None) -> None:
    if after is None:
        rows.bring_back(transaction, before.id, context.now())
        return
    fields_before = NewSpokesperson(**{name: getattr(before, name) for name in _FIELDS})
    rows.update_spokespeople(transaction, [(before.id, fields_before)], context.now())
    calendar.set_duty(transaction, before.id, before.duty)
    for leave in after.leave:
        calendar.remove_leave(transaction, leave.id)
    for leave in before.leave:
        calendar.add_leave(transaction, before.id, leave)


def _on_roster(transaction: Transaction, identity: int) -> Spokesperson | None:
    return next((one for one in rows.everybody(transaction) if one.id == identity), None)


def _unnumbered(person: Spokesperson | None) -> Spokesperson | None:
    """A leave that was put back has another number and is the same leave."""
    return replace(person, leave=tuple(replace(one, id=0) for one in person.leave)) if person else None


def _revision(image: dict[str, Any]) -> int:
    return int(image["journalists"][0]["revision"])


def _check_addresses(transaction: Transaction, edited: Edited) -> None:
    emails = [row["email"] for row in edited.before.get("journalist_addresses", ())]
    for owner in journalist_rows.by_addresses(transaction, [address_key(email) for email in emails]).values():
        if owner.id != edited.id:
            raise NotAllowed(
                "An address that {name} had before belongs to {owner} now. Nothing was changed.",
                name=shown(edited.name),
                owner=shown(owner.name or owner.email),
            )


def _changed_since(name: str) -> NotAllowed:
    return NotAllowed(
        "{name} was changed again since, so this cannot be undone. Nothing was changed. Edit them instead.",
        name=shown(name),
    )
