"""Addresses that are not written to any more: what keeps them so and what stops their mail, always both together."""

from __future__ import annotations

from collections.abc import Collection

from distrib.core.people import address_key
from distrib.db import ledger, suppressions
from distrib.db.engine import Transaction
from distrib.services import office
from distrib.services.context import Context


def suppress(context: Context, transaction: Transaction, emails: Collection[str], reason: str) -> int:
    """Keep a keyed hash of each address, and stop whatever is queued for them; returns how many deliveries that were.

    All addresses of a person belong here, so that none of them brings the person back. Whoever changes the people
    too locks them before (`db.people.lock`), and does not touch the ledger before.
    """
    if not emails:
        return 0
    key, now = office.suppression_key(context, transaction), context.now()
    suppressions.add(transaction, key, emails, reason=reason, now=now)
    return ledger.suppress_addresses(transaction, {address_key(email) for email in emails}, now)
