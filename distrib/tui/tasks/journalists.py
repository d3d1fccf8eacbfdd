"""Tasks of the journalists' room: finding them, one person's history, and changing what is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from distrib.core.people import Journalist
from distrib.core.query.completion import Proposal
from distrib.tui.desk import Desk
from distrib.tui.long_work import Meter
from distrib.tui.tasks.files import path_of, save_text
from distrib.tui.wording import spoken

if TYPE_CHECKING:
    from distrib.core.query.saved_audience import SavedAudience
    from distrib.services.people.listing import PeopleList
    from distrib.services.people.privacy import Erased
    from distrib.services.people.taking_back import Edited

Pair = tuple[Journalist, Journalist]


def listed(desk: Desk, query: str) -> PeopleList:
    """Whom a query names; reads nothing yet."""
    from distrib.services.people.listing import PeopleList

    return PeopleList(desk.context, query)


def complete(desk: Desk, text: str, cursor: int) -> tuple[Proposal, ...]:
    """What the word before the cursor may become."""
    from distrib.services.people import completing

    return completing.complete(desk.context, text, cursor, spoken())


def history(desk: Desk, email: str) -> dict[str, Any]:
    """Everything held on one person.

    Raises:
        UsageError: it is no address.
    """
    from distrib.services.people import privacy

    return privacy.dossier(desk.context, email)


def one_of(desk: Desk, email: str) -> Journalist:
    """The journalist with this address.

    Raises:
        NotFound: nobody on the list has it.
    """
    from distrib.services.people import lookup

    return lookup.journalist(desk.context, email)


def add(desk: Desk, values: Mapping[str, str], *, is_another: bool = False) -> tuple[Journalist, int]:
    """Somebody new, and the import that takes them away again.

    Raises:
        UsageError, NotAllowed, LooksKnown: as the service says.
    """
    from distrib.services.people import adding

    fields = {key: text for key, text in values.items() if key != "basis"}
    basis = values.get("basis", "").strip() or None
    return adding.add(desk.context, fields, is_another=is_another, basis=basis)


def edit(desk: Desk, email: str, before: Mapping[str, str], now: Mapping[str, str]) -> tuple[Journalist, Edited | None]:
    """Change the fields whose boxes were changed, and what takes it back; None when none was.

    Raises:
        UsageError, NotAllowed, NotFound: as the service says.
    """
    from distrib.services.people import editing, taking_back

    changes = {key: text.strip() for key, text in now.items() if text.strip() != before.get(key, "")}
    if not changes:
        return one_of(desk, email), None
    return taking_back.edit_journalist(desk.context, email, lambda: editing.edit(desk.context, email, changes))


def take_back(desk: Desk, edited: Edited) -> str:
    """Undo an edit; returns whose it was.

    Raises:
        NotAllowed: they were changed again since.
    """
    from distrib.services.people import taking_back

    return taking_back.take_back_edit(desk.context, edited).name or edited.name


def note(desk: Desk, email: str, body: str) -> str:
    """Add a note; returns whom it is on.

    Raises:
        UsageError: it is empty or too long.
    """
    from distrib.services.people import editing

    editing.note(desk.context, email, body)
    return email


def opt_out(desk: Desk, email: str) -> str:
    """Somebody wants no more mail; returns who. Of somebody who left the list meanwhile it is the address."""
    from distrib.services import people

    one = people.opt_out(desk.context, email)
    return (one.name or one.email) if one else email


def near(desk: Desk, query: str, meter: Meter) -> tuple[Pair, ...]:
    """Pairs who are probably the same person.

    Raises:
        QueryError: the query cannot be understood.
        Stopped: a person stopped it.
    """
    from distrib.services import people
    from distrib.services.people import merging

    meter.total = people.count_journalists(desk.context, query)
    return tuple(merging.near_duplicates(desk.context, query, meter.told))


def merge(desk: Desk, kept: Journalist, other: Journalist) -> Journalist:
    """Make the second entry part of the first.

    Raises:
        NotFound, NotAllowed: one of them is gone or was erased.
    """
    from distrib.services.people import merging

    return merging.merge(desk.context, kept.email, other.email)


def export(desk: Desk, query: str, written: str, meter: Meter) -> tuple[int, str]:
    """Write whom a query names into a new .csv or .xlsx file; how many, and where it is.

    Raises:
        UsageError: the file exists already, cannot be written, or has another ending.
        Stopped: a person stopped it.
    """
    from distrib.cli import spreadsheets
    from distrib.services.people import exporting

    path = path_of(written)
    meter.total = listed(desk, query).count()
    rows = exporting.journalists(desk.context, query, meter.told)
    spreadsheets.write(str(path), exporting.COLUMNS, rows)
    return len(rows), str(path)


def save_dossier(found: Mapping[str, Any], written: str) -> str:
    """Write a dossier as JSON into a new file; returns where it is.

    Raises:
        UsageError: it exists already, or cannot be written.
    """
    import json

    return save_text(written, json.dumps(found, ensure_ascii=False, indent=2, default=str) + "\n")


def erase(desk: Desk, email: str) -> Erased:
    """Take somebody out of everything, for good.

    Raises:
        NotAllowed: a message to them is on its way.
    """
    from distrib.services.people import privacy

    return privacy.erase(desk.context, email)


def audiences(desk: Desk) -> tuple[SavedAudience, ...]:
    """All saved audiences, by name."""
    from distrib.services.people import saved_audiences

    return saved_audiences.every(desk.context)


def save_audience(desk: Desk, name: str, query: str) -> int:
    """Keep a query under a name; how many it finds now.

    Raises:
        UsageError, NotAllowed: as the service says.
    """
    from distrib.services.people import saved_audiences

    return saved_audiences.save(desk.context, name, query)


def remove_audience(desk: Desk, name: str) -> None:
    """Forget a saved audience.

    Raises:
        NotAllowed: another one uses it.
    """
    from distrib.services.people import saved_audiences

    saved_audiences.remove(desk.context, name)
