"""Embargo agreements: recording what a journalist said or did, and what of theirs that keeps back."""

from __future__ import annotations

from distrib.core.people import Journalist
from distrib.core.people.agreements import Agreement, AgreementEvent, AgreementRecord
from distrib.core.plain_text import one_line
from distrib.db import agreements as rows
from distrib.db import embargoes
from distrib.db import people as people_rows
from distrib.db.engine import Transaction
from distrib.errors import UsageError
from distrib.services.context import Context
from distrib.services.people.editing import known, record


def note(context: Context, transaction: Transaction, journalist_id: int, kind: AgreementEvent, evidence: str) -> int:
    """Add an event; whoever does not agree any more waits for the lift. Returns how many copies that keeps back."""
    now = context.database.now(transaction)
    rows.add(transaction, journalist_id, kind, evidence=evidence, by=context.actor, now=now)
    people_rows.touch(transaction, [journalist_id], now)
    return 0 if kind is AgreementEvent.ACCEPTED else embargoes.keep_back(transaction, journalist_id, now)


def keep_back_unless_agreed(context: Context, transaction: Transaction, journalist_id: int) -> None:
    """For somebody whose history became another: copies wait for the lift, unless the last that was said agrees."""
    standing = rows.standings(transaction, [journalist_id]).get(journalist_id)
    if standing is not Agreement.ACCEPTED:
        embargoes.keep_back(transaction, journalist_id, context.database.now(transaction))


def set_agreement(context: Context, email: str, kind: AgreementEvent, evidence: str) -> tuple[Journalist, int]:
    """Record an event of the person with this address; who they are, and how many copies it keeps back until a lift.

    Raises:
        NotFound: nobody on the list has the address.
        UsageError: nothing is said that proves it.
    """
    words = one_line(evidence)
    if not words:
        raise UsageError(
            "Nothing was recorded: say where it can be looked up, such as --evidence 'mail of 3 November 2026'."
        )
    with context.database.writing() as transaction:
        one = known(transaction, email)
        kept = note(context, transaction, one.id, kind, words)
        record(context, transaction, f"embargo agreement {kind}", one.id, {"kept back": kept})
        return people_rows.by_ids(transaction, [one.id])[one.id], kept


def history(context: Context, email: str) -> tuple[Journalist, tuple[AgreementRecord, ...]]:
    """Everything recorded of somebody's agreement, the oldest first.

    Raises:
        NotFound: nobody on the list has the address.
    """
    with context.database.reading() as transaction:
        one = known(transaction, email)
        return one, rows.history(transaction, one.id)
