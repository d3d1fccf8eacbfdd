"""What is kept on one person, and taking it away. Suppressions outlive both: they are keyed hashes and no addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from distrib.core.people import ConsentKind, Journalist, address_key
from distrib.db import dossiers, erasing, imports, steering, suppressions, traces, words
from distrib.db import office as office_rows
from distrib.db import people as rows
from distrib.db.engine import Transaction
from distrib.errors import NotAllowed, UsageError
from distrib.ingest.roster.cells import CellFault, address
from distrib.services import office
from distrib.services.context import Context
from distrib.services.people.suppressing import suppress


@dataclass(frozen=True, slots=True)
class Erased:
    """What erasing somebody came to."""

    was_listed: bool
    deliveries: int
    """Of which the log keeps state, instant and hash, and no name or address."""
    is_reclaimed: bool
    """Whether the space they took was overwritten."""
    copies: tuple[Path, ...]
    """Older copies of the database beside it, which may still hold them."""


def dossier(context: Context, email: str) -> dict[str, Any]:
    """Everything held on the person with this address, also when they are not on the list.

    Raises:
        UsageError: it is no address.
    """
    with context.database.reading() as transaction:
        one, emails = _person(transaction, email)
        identity = one.id if one else None
        founded = office_rows.organisation(transaction)
        hashes = [suppressions.address_hash(founded[1], each) for each in emails] if founded else []
        return {
            "address": emails[0],
            "journalist": _plain(one),
            "consent": dossiers.consent(transaction, identity),
            "embargo agreement": dossiers.agreement(transaction, identity),
            "notes": dossiers.notes(transaction, identity),
            "deliveries": dossiers.deliveries(transaction, identity, emails),
            "left out": dossiers.left_out(transaction, identity, emails),
            "imports": dossiers.imports(transaction, identity),
            "suppressions": dossiers.suppressions(transaction, hashes),
            "audit": dossiers.audit(transaction, identity),
        }


def erase(context: Context, email: str) -> Erased:
    """Take a person out of every table and out of the index of words, and stop what is queued for them.

    Kept are the keyed hash of each address, so that nobody brings them back, and counts and proofs of what was sent.
    A worker's log is a file of its own, which ages out; it is not looked into.

    Raises:
        UsageError: it is no address.
        NotAllowed: a message to them is on its way at this moment.
    """
    with context.database.writing() as transaction:
        rows.lock(transaction, _keys(email))
        steering.lock_ledger(transaction)
        one, emails = _person(transaction, email)
        identity, now = (one.id if one else None), context.now()
        if identity is not None:
            emails = (*emails, *traces.addresses_used(transaction, identity) - set(emails))
        _check_not_being_sent_to(transaction, identity, emails)
        suppress(context, transaction, emails, "erased")
        count = _erase_from_ledger(context, transaction, identity, emails)
        if identity is not None:
            erasing.erase_person(transaction, identity)
            imports.forget(transaction, imports.JOURNALIST, [identity])
            rows.add_consent(
                transaction, [identity], ConsentKind.ERASED, source=f"recorded by {context.actor}", now=now
            )
        erasing.erase_from_contacts(transaction, emails)
        erasing.erase_from_texts(transaction, emails)
        words.condense(transaction)
        subject = f"journalist {identity}" if identity is not None else "an address that is not on the list"
        office_rows.record(
            transaction, actor=context.actor, action="erased", subject=subject, detail={"deliveries": count}, now=now
        )
    return Erased(one is not None, count, context.database.reclaim(), _copies(context))


def _check_not_being_sent_to(transaction: Transaction, identity: int | None, emails: Sequence[str]) -> None:
    if erasing.is_being_sent_to(transaction, identity, emails):
        raise NotAllowed(
            "A message to this person is being handed over at this moment, and how it ends has to be written down. "
            "Nothing was erased. Try again in a minute; where no worker runs, start one first: distrib worker --once"
        )


def _erase_from_ledger(context: Context, transaction: Transaction, identity: int | None, emails: Sequence[str]) -> int:
    key, now = office.suppression_key(context, transaction), context.now()
    hash_of = partial(suppressions.address_hash, key)
    count, open_still = erasing.erase_from_ledger(transaction, identity, emails, hash_of)
    suppressions.add(transaction, key, open_still, reason="erased", now=now)
    return count


def _person(transaction: Transaction, email: str) -> tuple[Journalist | None, Sequence[str]]:
    """Who has the address, however it is written, and all their addresses."""
    keys = _keys(email)
    found = rows.by_addresses(transaction, keys)
    one = next((found[key] for key in keys if key in found), None)
    return one, one.emails if one else [_plain_address(email)]


def _keys(email: str) -> list[str]:
    """As it is written, which may be an address that was let in long ago, and as a list would bring it in."""
    written = [address_key(email)] if email.isprintable() else []
    try:
        return list(dict.fromkeys((*written, address_key(_plain_address(email)))))
    except UsageError:
        return written


def _plain_address(email: str) -> str:
    try:
        return address(email, [address_key(email)])[0]
    except CellFault as fault:
        raise UsageError("Nothing was done: {why}. Write the whole address.", why=fault.said) from fault


def _plain(one: Journalist | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {name: value for name, value in asdict(one).items() if name not in ("id", "sent")}


def _copies(context: Context) -> tuple[Path, ...]:
    file = context.database.sqlite_file
    return tuple(sorted(file.parent.glob(f"{file.stem}.before-*.sqlite"))) if file else ()
