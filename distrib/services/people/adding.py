"""Adding one journalist by hand: a list of one row, with the same checks, the same consent record and the same undo."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping
from functools import partial

from distrib.core.people import Journalist, NewJournalist, address_key
from distrib.core.phrase import Said, phrased
from distrib.core.query.terms import shown
from distrib.db import people as rows
from distrib.errors import LooksKnown, NotAllowed, UsageError
from distrib.ingest.roster.cells import CellFault
from distrib.ingest.roster.reading import read_fields
from distrib.services.context import Context
from distrib.services.people.editing import known
from distrib.services.people.import_report import ImportReport
from distrib.services.people.journalists import import_journalists


def add(
    context: Context,
    fields: Mapping[str, str],
    *,
    confirmed: Collection[str] = (),
    is_another: bool = False,
    basis: str | None = None,
) -> tuple[Journalist, int]:
    """Somebody new and the number of the import that takes them away again. Fields are called as columns of a list.

    `is_another` says that they are not the one at the same outlet whose name is nearly theirs.

    Raises:
        UsageError: there is no address, or a field cannot be read.
        NotAllowed: they are on the list already.
        LooksKnown: they seem to be, and `is_another` does not say otherwise.
    """
    written = {name: " ".join(value.split()) for name, value in fields.items() if value.strip()}
    one = _read(written, confirmed)
    _check_new(context, one)
    bring_in = partial(
        import_journalists,
        context,
        _as_list(written),
        f"added by {context.actor}",
        chosen=[(name, str(place)) for place, name in enumerate(written, 1)],
        confirmed=confirmed,
        near_as_new=is_another,
        basis=basis,
    )
    # An import that adds nobody would stand among those that can be undone.
    report = bring_in(dry_run=True)
    report = bring_in() if report.added else report
    if report.import_id is None or not report.added:
        raise _refusal(report, one)
    with context.database.reading() as transaction:
        return known(transaction, one.email), report.import_id


def _read(written: Mapping[str, str], confirmed: Collection[str]) -> NewJournalist:
    if "email" not in written:
        raise UsageError("There is no address. Nobody was added. Write the e-mail address.")
    try:
        return read_fields(written, confirmed)
    except CellFault as fault:
        raise UsageError("Nobody was added: {why}.", why=fault.said) from fault


def _check_new(context: Context, one: NewJournalist) -> None:
    with context.database.reading() as transaction:
        found = rows.by_addresses(transaction, [address_key(email) for email in one.emails])
    for owner in found.values():
        raise NotAllowed(
            "{email} is on the list already, as {name}. Nobody was added. Edit that entry instead.",
            email=shown(owner.email),
            name=shown(owner.name or owner.email),
        )


def _as_list(written: Mapping[str, str]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(written)
    writer.writerow(written.values())
    return text.getvalue().encode()


def _refusal(report: ImportReport, one: NewJournalist) -> NotAllowed:
    """Of one row alone only a name can be the duplicate."""
    for duplicate in report.duplicates:
        if isinstance(duplicate.said, Said):
            return LooksKnown(
                "{name} at {outlet} looks like {like}, who is on the list. Nobody was added. Write the address to that "
                "entry, or say that they are somebody else (--another).",
                name=shown(one.name),
                outlet=shown(one.outlet or ""),
                like=dict(duplicate.said.values)["email"],
            )
    reasons = [rejected.said for rejected in report.rejected]
    return NotAllowed(
        "Nobody was added: {why}.", why=reasons[0] if reasons else phrased("the address is on the list already")
    )
