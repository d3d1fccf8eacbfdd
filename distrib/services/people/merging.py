"""Two entries that are one person: their histories become one, and the stricter consent of both holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from distrib.core.people import FINAL, ConsentKind, Journalist, JournalistStatus, address_key, stricter
from distrib.core.people.agreements import Agreement, AgreementEvent
from distrib.core.people.roster_merge import as_listed, merged
from distrib.core.query.terms import shown
from distrib.db import images, imports, ledger, steering, traces
from distrib.db import people as rows
from distrib.errors import NotAllowed, UsageError
from distrib.services.context import Context
from distrib.services.people import agreements
from distrib.services.people.editing import known, record
from distrib.services.people.namesakes import pairs
from distrib.services.people.saved_audiences import listed
from distrib.services.people.suppressing import suppress


def merge(context: Context, email: str, other_email: str) -> Journalist:
    """Make the second entry part of the first, which keeps what both have said and its own primary address.

    When either wants no mail, none of the addresses of both gets any, and what is queued for them is stopped. What is
    queued twice for the one person they are goes once.

    Raises:
        NotFound: one of them is not on the list.
        UsageError, NotAllowed: both are the same entry, or one was erased.
    """
    with context.database.writing() as transaction:
        rows.lock(transaction, [address_key(one) for one in (email, other_email) if one.isprintable()])
        first, second = known(transaction, email), known(transaction, other_email)
        if first.id == second.id:
            raise UsageError(
                "{email} and {other_email} are one entry already. Nothing was changed.",
                email=shown(email),
                other_email=shown(other_email),
            )
        if JournalistStatus.ERASED in (first.status, second.status):
            raise NotAllowed("One of them was erased at their own request. Nothing was changed.")
        one, now = merged(as_listed(first), as_listed(second)), context.now()
        steering.lock_ledger(transaction)
        traces.hand_over(transaction, second.id, first.id)
        imports.hand_over(transaction, second.id, first.id)
        images.remove(transaction, [second.id])
        if Agreement.SANCTIONED in (first.embargo, second.embargo):
            evidence = "an entry that was merged had been sanctioned"
            agreements.note(context, transaction, first.id, AgreementEvent.SANCTIONED, evidence)
        agreements.keep_back_unless_agreed(context, transaction, first.id)
        stopped = ledger.cancel_repeats(transaction, first.id, address_key(first.email), now)
        rows.update_journalists(transaction, [(first.id, one)], now)
        status = stricter(first.status, second.status)
        rows.set_status(transaction, [first.id], status, now)
        if status in FINAL:
            suppress(context, transaction, {*one.emails, *traces.addresses_used(transaction, first.id)}, "merged")
        evidence = f"{second.status} and {first.status}"
        source = f"recorded by {context.actor}"
        rows.add_consent(transaction, [first.id], ConsentKind.MERGED, source=source, now=now, evidence=evidence)
        record(context, transaction, "journalists merged", first.id, {"with": second.id, "repeats stopped": stopped})
        return rows.by_ids(transaction, [first.id])[first.id]


def near_duplicates(
    context: Context, query: str, heard: Callable[[int], None] | None = None
) -> Iterator[tuple[Journalist, Journalist]]:
    """Pairs of those a query names who are probably the same person.

    `heard` is told how many were looked at, for each of them, on the way; what it raises ends the looking.

    Raises:
        QueryError: it cannot be understood.
    """
    with context.database.reading() as transaction:
        people = tuple(rows.find_all(transaction, listed(transaction, query)))
    return pairs(people if heard is None else _counted(people, heard))


def _counted(people: Iterable[Journalist], heard: Callable[[int], None]) -> Iterator[Journalist]:
    for number, one in enumerate(people):
        heard(number)
        yield one
