"""What a kill and a hold do at once to what of a release and its notices is under way, before anybody is told."""

from __future__ import annotations

from collections.abc import Collection

from distrib.core.delivery.status import Deed, Status, after, seen
from distrib.db import holders as rows
from distrib.db import ledger, office, steering
from distrib.db.engine import Transaction
from distrib.services.context import Context


def stop_what_is_unsent(context: Context, transaction: Transaction, family: Collection[str]) -> None:
    """Nothing of these releases is written to anybody any more, not even what a server or a person sends back."""
    now = context.database.now(transaction)
    for identity in rows.may_go_out(transaction, family):
        current = steering.standing(transaction, identity)
        if current is None or current.status is Status.STOPPED:
            continue
        steering.set_standing(transaction, identity, after(seen(current, now), Deed.STOP, now), now)
        ledger.stop(transaction, identity, now)
        _record(context, transaction, "dispatch stopped by a kill", identity)


def pause_what_runs(context: Context, transaction: Transaction, family: Collection[str]) -> None:
    """Nothing of these releases is written to anybody until a person resumes it."""
    now = context.database.now(transaction)
    for identity in rows.may_go_out(transaction, family):
        current = steering.standing(transaction, identity)
        if current is None or seen(current, now).status not in (Status.RUNNING, Status.SCHEDULED):
            continue
        steering.set_standing(transaction, identity, after(current, Deed.PAUSE, now), now)
        ledger.take_claims(transaction, steering.is_of(identity), now=now)
        _record(context, transaction, "dispatch paused by a hold", identity)


def _record(context: Context, transaction: Transaction, action: str, dispatch: int) -> None:
    now = context.now()
    office.record(transaction, actor=context.actor, action=action, subject=f"dispatch {dispatch}", now=now)
