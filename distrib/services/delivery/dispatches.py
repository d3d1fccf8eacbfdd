"""What the ledger says of dispatches and their deliveries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from distrib.core.delivery.dispatch import Delivery, Dispatch, LeftOutRecord
from distrib.core.delivery.ledger import State
from distrib.core.delivery.status import seen
from distrib.db import dispatches as rows
from distrib.db.engine import Transaction
from distrib.errors import NotFound
from distrib.services.context import Context
from distrib.services.releases import found


def of_release(context: Context, reference: str) -> tuple[Dispatch, ...]:
    """Every dispatch of a release, the oldest first.

    Raises:
        NotFound: there is no such release.
    """
    with context.database.reading() as transaction:
        found(transaction, reference)
        sent = rows.of_release(transaction, reference)
    return tuple(seen_now(context, one) for one in sent)


def newest(context: Context, limit: int = 200) -> tuple[Dispatch, ...]:
    """Dispatches, the newest first."""
    with context.database.reading() as transaction:
        found_now = rows.newest(transaction, limit)
    return tuple(seen_now(context, one) for one in found_now)


def get(context: Context, dispatch_id: int) -> Dispatch:
    """A dispatch with its counts.

    Raises:
        NotFound: there is none.
    """
    with context.database.reading() as transaction:
        dispatch = found_dispatch(transaction, dispatch_id)
    return seen_now(context, dispatch)


def log(context: Context, reference: str) -> tuple[Delivery, ...]:
    """The ledger of a release, one row a recipient, over all its dispatches.

    All at once: a reader that takes its time must not keep workers from writing.

    Raises:
        NotFound: there is no such release.
    """
    with context.database.reading() as transaction:
        found(transaction, reference)
        return tuple(rows.deliveries(transaction, reference=reference))


def deliveries(
    context: Context, dispatch_id: int, *, states: Sequence[State] = (), limit: int = 200, offset: int = 0
) -> tuple[Delivery, ...]:
    """A page of a dispatch's ledger."""
    with context.database.reading() as transaction:
        page = rows.deliveries(transaction, dispatch_id=dispatch_id, states=states, limit=limit, offset=offset)
        return tuple(page)


def left_out(context: Context, dispatch_id: int) -> tuple[LeftOutRecord, ...]:
    """Who was not made a recipient, and why."""
    with context.database.reading() as transaction:
        return rows.left_out(transaction, dispatch_id)


def seen_now(context: Context, dispatch: Dispatch) -> Dispatch:
    """As it stands at this moment, also when no worker has run that could have noted that it was missed."""
    standing = seen(dispatch.standing, context.now())
    return dispatch if standing == dispatch.standing else replace(dispatch, standing=standing, next_due=None)


def found_dispatch(transaction: Transaction, dispatch_id: int) -> Dispatch:
    """A dispatch inside a transaction.

    Raises:
        NotFound: there is none.
    """
    dispatch = rows.by_id(transaction, dispatch_id)
    if dispatch is None:
        raise NotFound("There is no dispatch {dispatch_id}. See: distrib dispatch list", dispatch_id=dispatch_id)
    return dispatch
