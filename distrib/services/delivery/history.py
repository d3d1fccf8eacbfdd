"""Everything about one recipient: each delivery with its attempts and replies, and the message as it was sent."""

from __future__ import annotations

import hashlib

from distrib.core.delivery.history import History, SentMessage
from distrib.db import history as rows
from distrib.db import returns
from distrib.errors import NotAllowed, NotFound
from distrib.services.context import Context
from distrib.services.delivery.composing import Composer
from distrib.services.people import lookup

MOST = 200
"""Deliveries of one address that are shown, the newest."""


def of_address(context: Context, email: str, reference: str | None = None) -> tuple[History, ...]:
    """What an address was sent, the newest first.

    Raises:
        UsageError: it is no address.
        NotFound: nothing was ever to be sent to it, or there is no such release.
    """
    known = lookup.of_address(context, email, reference)[::-1][:MOST]
    ids = [one.id for one in known]
    with context.database.reading() as transaction:
        attempts = rows.attempts(transaction, ids)
        evidence = returns.evidence(transaction, ids)
    return tuple(History(one, attempts.get(one.id, ()), evidence.get(one.id, ())) for one in known)


def as_sent(context: Context, delivery_id: int) -> SentMessage:
    """The message of a delivery, made again of what the ledger keeps, beside the checksum of what was sent.

    Raises:
        NotFound: there is no such delivery.
        NotAllowed: its recipient was erased, and with them the address the message was made for.
        SettingsError: a DKIM key that signs cannot be used.
    """
    with context.database.reading() as transaction:
        found = rows.job_of(transaction, delivery_id)
    if found is None:
        raise NotFound("There is no delivery {delivery_id}. See: distrib log", delivery_id=delivery_id)
    job, recorded = found
    if "@" not in job.email:
        raise NotAllowed("This recipient was erased, and the message cannot be made again without their address.")
    data = Composer(context).compose(job).message
    return SentMessage(data, recorded, hashlib.sha256(data).hexdigest())
