"""What happened to somebody since an edit of theirs, in words: why it is not undone, and what to do instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from distrib.core.people.roster_merge import as_listed, differences
from distrib.core.phrase import Joined, Said, phrase, phrased
from distrib.core.query.terms import shown
from distrib.db import images, imports, traces
from distrib.db import office as office_rows
from distrib.db import people as rows
from distrib.db.engine import Transaction
from distrib.db.images import Image
from distrib.errors import NotAllowed
from distrib.services.context import Context
from distrib.services.scheduling import on_the_wall

_EDITED = ("journalist edited", "spokesperson changed")
_DEEDS = dict.fromkeys(_EDITED, phrase("another edit")) | {
    "journalists merged": phrase("a merge with another entry"),
    "opted out": phrase("an opt-out"),
    "embargo agreement accepted": phrase("an embargo agreement"),
    "embargo agreement withdrawn": phrase("an embargo agreement that was withdrawn"),
    "embargo agreement sanctioned": phrase("a sanction for a broken embargo"),
    "duty hours set": phrase("new duty hours"),
    "leave added": phrase("a leave"),
    "leave removed": phrase("a leave that was taken away"),
    "cover set": phrase("somebody who covers"),
    "spokesperson retired": phrase("leaving the roster"),
    "change undone": phrase("another change that was undone"),
}
"""Action of the audit trail → what it was to the person."""

_NOTE, _BOUNCE = phrase("a note"), phrase("a returned message")


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit that is to be undone."""

    subject: str
    """One of `db.imports`."""
    id: int
    """Whose it was."""
    name: str
    at: datetime
    before: Image | None = None
    """A journalist as rows before it."""


def changed_since(context: Context, transaction: Transaction, edit: Edit) -> NotAllowed:
    """Why an edit cannot be undone any more."""
    found = sorted(_since(transaction, edit), key=lambda one: one[0])
    told = [
        phrased("{what} ({when}, by {who})", what=phrased(what), when=on_the_wall(context, at), who=shown(who))
        if who
        else phrased("{what} ({when})", what=phrased(what), when=on_the_wall(context, at))
        for at, what, who in found
    ]
    return NotAllowed(
        "{name} was changed again since that edit{what}. An edit is undone only while it is the last change, because "
        "undoing it brings everything back as it was before it. Nothing was changed; write the former values in a new "
        "edit{before}.",
        name=edit.name,
        what=phrased(": {what}", what=Joined(tuple(told), phrased("; "))) if told else "",
        before=_former(transaction, edit.id, edit.before),
    )


def _since(transaction: Transaction, edit: Edit) -> Iterator[tuple[datetime, str, str]]:
    """When, what, and by whom, where a person did it. The edit itself is the first of its kind."""
    events = [one for one in office_rows.events(transaction, f"{edit.subject} {edit.id}") if one.at >= edit.at]
    own = next((one for one in events if one.action in _EDITED), None)
    yield from ((one.at, _DEEDS[one.action], one.actor) for one in events if one is not own and one.action in _DEEDS)
    if edit.subject == imports.JOURNALIST:
        yield from ((at, _NOTE, author) for at, author in traces.notes_since(transaction, edit.id, edit.at))
        yield from ((at, _BOUNCE, "") for at in traces.bounces_since(transaction, edit.id, edit.at))


def _former(transaction: Transaction, identity: int, before: Image | None) -> Said | str:
    """The fields that the edit changed, as they are and as they were before it."""
    one = rows.by_ids(transaction, [identity]).get(identity)
    if one is None or before is None or before["journalists"][0]["id"] != identity:
        return ""
    changed = differences(as_listed(one), images.as_listed(transaction, before))
    return phrased(" ({fields})", fields=Joined(changed, phrased("; "))) if changed else ""
