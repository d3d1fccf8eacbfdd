"""People: bringing them in, finding them, and recording that somebody wants no more mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from distrib.core.delivery.audience import Candidate, Earlier
from distrib.core.people import ConsentKind, Journalist, JournalistStatus, Reader, address_key
from distrib.db import office as office_rows
from distrib.db import people as rows
from distrib.db import suppressions, traces
from distrib.db.engine import Transaction
from distrib.errors import UsageError
from distrib.ingest.roster.cells import CellFault, address
from distrib.services.context import Context
from distrib.services.people.journalists import ImportReport, import_journalists
from distrib.services.people.saved_audiences import listed, understood
from distrib.services.people.spokespeople import everybody as roster
from distrib.services.people.spokespeople import find_spokespeople, import_spokespeople
from distrib.services.people.suppressing import suppress

__all__ = [
    "PAGE",
    "ImportReport",
    "as_candidates",
    "candidates",
    "count_by_status",
    "count_journalists",
    "find_journalists",
    "find_spokespeople",
    "import_journalists",
    "import_spokespeople",
    "opt_out",
    "roster",
]

NOTHING = Earlier()
"""Nobody was sent it."""

PAGE = 200
"""Rows a list reads at a time."""


def find_journalists(context: Context, query: str, *, limit: int = PAGE, offset: int = 0) -> tuple[Journalist, ...]:
    """A page of whom a query names, by name; whoever was erased only where it asks for them.

    Raises:
        QueryError: it cannot be understood.
    """
    with context.database.reading() as transaction:
        return rows.find(transaction, listed(transaction, query), limit=limit, offset=offset)


def count_journalists(context: Context, query: str) -> int:
    """How many `find_journalists` would find.

    Raises:
        QueryError: it cannot be understood.
    """
    with context.database.reading() as transaction:
        return rows.count(transaction, listed(transaction, query))


def count_by_status(context: Context) -> dict[JournalistStatus, int]:
    """Status → how many journalists stand so."""
    with context.database.reading() as transaction:
        return rows.count_by_status(transaction)


def candidates(
    _context: Context, connection: Transaction, query: str, earlier: Earlier = NOTHING
) -> Iterator[Candidate]:
    """Everyone a query names, with what else decides; `earlier` is who has the release or may have it.

    Raises:
        QueryError: it cannot be understood.
    """
    yield from as_candidates(connection, rows.readers(connection, understood(connection, query)), earlier)


def as_candidates(connection: Transaction, people: Sequence[Reader], earlier: Earlier) -> Iterator[Candidate]:
    """People with what else decides, which may be said of any of their addresses, those of before included."""
    founded = office_rows.organisation(connection)
    emails = (email for one in people for email in one.emails)
    suppressed = suppressions.suppressed_among(connection, founded[1], emails) if founded else frozenset[str]()
    for one in people:
        keys = [address_key(email) for email in one.emails]
        yield Candidate(one, not suppressed.isdisjoint(keys), earlier.of(one.id, keys))


def opt_out(context: Context, email: str) -> Journalist | None:
    """Nobody writes to this person any more: the journalist is opted out, every address suppressed, and what is queued
    stopped. One transaction; doing it twice changes nothing. None: nobody on the list has the address, and it is
    suppressed all the same.

    Raises:
        UsageError: it is no address.
    """
    with context.database.writing() as transaction:
        known = _known(transaction, email)
        suppressed = known.email if known else _address(email)
        known = known or _known(transaction, suppressed)
        now = context.now()
        emails = {*known.emails, *traces.addresses_used(transaction, known.id)} if known else {suppressed}
        stopped = suppress(context, transaction, emails, "opted out")
        if known and known.status not in (JournalistStatus.OPTED_OUT, JournalistStatus.ERASED):
            rows.set_status(transaction, [known.id], JournalistStatus.OPTED_OUT, now)
            source = f"recorded by {context.actor}"
            rows.add_consent(transaction, [known.id], ConsentKind.OPTED_OUT, source=source, now=now)
        office_rows.record(
            transaction,
            actor=context.actor,
            action="opted out",
            subject=f"journalist {known.id}" if known else "an address that is not on the list",
            detail={"deliveries stopped": stopped},
            now=now,
        )
        after = rows.by_addresses(transaction, [address_key(suppressed)])
    return after.get(address_key(suppressed))


def _known(transaction: Transaction, email: str) -> Journalist | None:
    if not email.strip().isprintable():
        return None
    rows.lock(transaction, [address_key(email)])
    return rows.by_addresses(transaction, [address_key(email)]).get(address_key(email))


def _address(email: str) -> str:
    try:
        return address(email)[0]
    except CellFault as fault:
        raise UsageError("Nothing was recorded: {why}. Write the whole address.", why=fault.said) from fault
