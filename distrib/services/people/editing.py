"""One journalist by hand: changing what is kept, and adding a note. Must never touch consent."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any

from distrib.core.folding import key
from distrib.core.people import FINAL, Journalist, JournalistStatus, NewJournalist, address_key
from distrib.core.people.roster_merge import as_listed, together
from distrib.core.plain_text import many_lines
from distrib.core.query.terms import shown
from distrib.db import images, imports
from distrib.db import notes as note_rows
from distrib.db import office as office_rows
from distrib.db import people as rows
from distrib.db.engine import Transaction
from distrib.errors import NotAllowed, NotFound, UsageError
from distrib.ingest.roster.cells import CellFault
from distrib.ingest.roster.reading import read_fields
from distrib.services.context import Context
from distrib.services.people.import_outlets import keep_outlets
from distrib.services.people.suppressing import suppress

BY_HAND = "by hand"
"""Source of an edit, where a list has its file's name."""

MAX_NOTE = 5_000
"""Characters of a note."""

_LISTS = frozenset({"languages", "beats", "tags", "others"})
_NAMES = {"outlet kind": "outlet_kind", "outlet country": "outlet_country", "outlet site": "outlet_site"}


def known(transaction: Transaction, email: str) -> Journalist:
    """The journalist with this address, whom nobody else changes until the transaction ends.

    Raises:
        NotFound: nobody on the list has it.
    """
    key_of = address_key(email)
    if email.isprintable():
        rows.lock(transaction, [key_of])
    one = rows.by_addresses(transaction, [key_of]).get(key_of) if email.isprintable() else None
    if one is None:
        raise NotFound("{email} is not on the list. Nothing was changed. Check the address.", email=shown(email))
    return one


def edit(context: Context, email: str, changes: Mapping[str, str], *, confirmed: Collection[str] = ()) -> Journalist:
    """Change fields, which are called as the columns of a list; an empty value clears one.

    For a field with several values, `+value` adds one and `-value` takes one away. A new primary address keeps the
    former one beside it.

    Raises:
        NotFound, UsageError: nobody has this address, or a value cannot be used.
        NotAllowed: they were erased, or an address belongs to somebody else.
    """
    with context.database.writing() as transaction:
        one = known(transaction, email)
        if one.status is JournalistStatus.ERASED:
            raise NotAllowed("This person was erased at their own request. Nothing was changed.")
        new = _changed(as_listed(one), changes, confirmed)
        _check_addresses(transaction, one, new)
        _keep_for_undoing(context, transaction, one, new)
        if one.status in FINAL:
            suppress(context, transaction, new.emails, "edited")
        record(context, transaction, "journalist edited", one.id, {"fields": sorted(changes)})
        return rows.by_ids(transaction, [one.id])[one.id]


def _keep_for_undoing(context: Context, transaction: Transaction, one: Journalist, new: NewJournalist) -> None:
    """Write the change with an image of what was before, as an import of one line."""
    now = context.now()
    number = imports.start(transaction, source=BY_HAND, actor=context.actor, now=now, is_by_hand=True)
    before = images.take(transaction, [one.id])
    keep_outlets(transaction, number, [new.works_for] if new.works_for else [])
    rows.update_journalists(transaction, [(one.id, new)], now)
    imports.record(transaction, number, imports.JOURNALIST, [imports.Change(one.id, 0, before[one.id])])
    imports.finish(transaction, number, added=0, updated=1)


def note(context: Context, email: str, body: str) -> None:
    """Add a note to somebody's history.

    Raises:
        NotFound, UsageError: nobody has this address, or the note is empty or too long.
    """
    text = many_lines(body).strip()
    if not text or len(text) > MAX_NOTE:
        raise UsageError(
            "A note has between 1 and {most:,} characters; this one has {characters:,}. Nothing was kept.",
            most=MAX_NOTE,
            characters=len(text),
        )
    with context.database.writing() as transaction:
        one = known(transaction, email)
        note_rows.add(transaction, one.id, author=context.actor, body=text, now=context.now())
        rows.touch(transaction, [one.id], context.now())


def record(
    context: Context, transaction: Transaction, action: str, journalist: int, detail: dict[str, object] | None = None
) -> None:
    """The audit trail's word on one journalist, by number and never by name."""
    office_rows.record(
        transaction,
        actor=context.actor,
        action=action,
        subject=f"journalist {journalist}",
        detail=detail,
        now=context.now(),
    )


def _changed(kept: NewJournalist, changes: Mapping[str, str], confirmed: Collection[str]) -> NewJournalist:
    """Each change over the one before, so that `tags=+a tags=-b` would do both."""
    if "status" in changes:
        raise UsageError("Consent is recorded and not edited: use `distrib journalists opt-out`. Nothing was changed.")
    for field, value in changes.items():
        plain = value[1:] if field in _LISTS and value[:1] in ("+", "-") else value
        try:
            said = read_fields({"email": kept.email, field: plain}, confirmed)
        except CellFault as fault:
            raise UsageError("Nothing was changed: {why}.", why=fault.said) from fault
        name = _NAMES.get(field, field)
        values: dict[str, Any] = {name: getattr(said, name, None)}
        if field == "email":
            values["others"] = _without(kept.emails, [said.email], address_key)
        elif field in _LISTS:
            values[name] = _list(value, getattr(kept, name), values[name])
        kept = replace(kept, **values)
    return kept


def _list(value: str, before: tuple[str, ...], said: tuple[str, ...]) -> tuple[str, ...]:
    if value[:1] == "+":
        return together(before, said)
    return _without(before, said, key) if value[:1] == "-" else said


def _without(values: Collection[str], taken: Collection[str], form: Callable[[str], str]) -> tuple[str, ...]:
    keys = {form(one) for one in taken}
    return tuple(one for one in values if form(one) not in keys)


def _check_addresses(transaction: Transaction, one: Journalist, new: NewJournalist) -> None:
    keys = [address_key(email) for email in new.emails]
    if len(set(keys)) < len(keys):
        raise UsageError("An address is given twice. Nothing was changed.")
    for owner in rows.by_addresses(transaction, keys).values():
        if owner.id != one.id:
            raise NotAllowed(
                "The address belongs to {name}, so nothing was changed. When both are the same person, use "
                "`distrib journalists merge`.",
                name=shown(owner.name or owner.email),
            )
