"""Hands on a dispatch that is under way: pause, resume, stop, and holding a domain. Each deed is one transaction.

A deed takes the claims away, so that D3 refuses the next final dot; what is past its D3 cannot be called back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from distrib.core.delivery.dispatch import Dispatch
from distrib.core.delivery.status import Deed, IllegalDeed, Standing, Status, after, seen
from distrib.core.people import address_key, domain_of
from distrib.core.phrase import phrase, phrased
from distrib.core.query.terms import shown
from distrib.db import dispatches as rows
from distrib.db import ledger, office, steering
from distrib.db.engine import Transaction
from distrib.errors import NotAllowed, NotFound, UsageError
from distrib.services.context import Context
from distrib.services.delivery import dispatches


@dataclass(frozen=True, slots=True)
class HeldDomain:
    """A domain to which nothing is sent."""

    domain: str
    since: datetime
    by: str


def pause(context: Context, dispatch_id: int) -> Dispatch:
    """Nothing more of it is sent until it is resumed; what waits keeps its place.

    Raises:
        NotFound: there is no such dispatch.
        NotAllowed: it does not run, or has ended.
    """
    return _do(context, dispatch_id, Deed.PAUSE)


def resume(context: Context, dispatch_id: int) -> Dispatch:
    """Go on with what was paused, or begin what was held because nobody began it in time.

    Raises:
        NotFound: there is no such dispatch.
        NotAllowed: it is neither paused nor held.
    """
    return _do(context, dispatch_id, Deed.RESUME)


def stop(context: Context, dispatch_id: int) -> Dispatch:
    """Cancel whatever has not reached its final dot, for good.

    What is past its dot just now gets its outcome; should the server say "later", it is cancelled too.

    Raises:
        NotFound: there is no such dispatch.
        NotAllowed: it was stopped before, or has ended.
    """
    return _do(context, dispatch_id, Deed.STOP)


def hold(context: Context, domain: str) -> int:
    """Send nothing to a domain, in any dispatch, until it is released; returns how many deliveries wait for it.

    Raises:
        UsageError: it is no domain.
        NotAllowed: it is held already.
    """
    name = _domain(domain)
    with context.database.writing() as transaction:
        steering.lock_ledger(transaction)
        now = context.database.now(transaction)
        if name in {one[0] for one in steering.held_domains(transaction)}:
            raise NotAllowed(
                "{name} is held already. Nothing was changed. Release it with: distrib dispatch release", name=name
            )
        steering.hold_domain(transaction, name, actor=context.actor, now=now)
        ledger.take_claims(transaction, steering.is_to(name), now=now)
        waiting = _reassign(transaction, now)
        _record(context, transaction, "domain held", f"domain {name}", now)
    return waiting


def release(context: Context, domain: str) -> int:
    """Send to a domain again; returns how many deliveries may go because of it.

    Raises:
        UsageError: it is no domain.
        NotFound: it is not held.
    """
    name = _domain(domain)
    with context.database.writing() as transaction:
        steering.lock_ledger(transaction)
        now = context.database.now(transaction)
        if not steering.release_domain(transaction, name):
            raise NotFound("{name} is not held. Nothing was changed. What is held: distrib dispatch list", name=name)
        freed = _reassign(transaction, now)
        _record(context, transaction, "domain released", f"domain {name}", now)
    return freed


def held_domains(context: Context) -> tuple[HeldDomain, ...]:
    """Every domain that is held, by name."""
    with context.database.reading() as transaction:
        return tuple(HeldDomain(*one) for one in steering.held_domains(transaction))


def in_need(context: Context) -> tuple[Dispatch, ...]:
    """Dispatches that wait for a person: held because nobody began them in time, or paused."""
    waiting = (Status.SCHEDULED, Status.HELD, Status.PAUSED)
    with context.database.reading() as transaction:
        found = rows.standing_so(transaction, waiting)
    now = [dispatches.seen_now(context, one) for one in found]
    return tuple(one for one in now if not one.has_ended and one.standing.status is not Status.SCHEDULED)


def _do(context: Context, dispatch_id: int, deed: Deed) -> Dispatch:
    with context.database.writing() as transaction:
        steering.lock_ledger(transaction)
        now = context.database.now(transaction)
        dispatch = rows.by_id(transaction, dispatch_id)
        if dispatch is None:
            raise NotFound(
                "There is no dispatch {dispatch_id}. Nothing was changed. See: distrib dispatch list",
                dispatch_id=dispatch_id,
            )
        new = _after(dispatch, deed, now)
        steering.set_standing(transaction, dispatch_id, new, now)
        if deed is Deed.STOP:
            ledger.stop(transaction, dispatch_id, now)
        elif deed is Deed.PAUSE:
            ledger.take_claims(transaction, steering.is_of(dispatch_id), now=now)
        _record(context, transaction, _DONE[deed], f"dispatch {dispatch_id}", now)
        changed = rows.by_id(transaction, dispatch_id)
    assert changed is not None  # noqa: S101 - it was there at the beginning of this transaction
    return changed


def _after(dispatch: Dispatch, deed: Deed, now: datetime) -> Standing:
    current = seen(dispatch.standing, now)
    if dispatch.comes_too_late(deed):
        raise NotAllowed(
            "Dispatch {dispatch} has ended: nothing of it is left to send. Nothing was changed.", dispatch=dispatch.id
        )
    try:
        return after(current, deed, now)
    except IllegalDeed as fault:
        raise NotAllowed(
            "Dispatch {dispatch} {stands}. Nothing was changed.",
            dispatch=dispatch.id,
            stands=phrased(_STANDS[current.status]),
        ) from fault


def _reassign(transaction: Transaction, now: datetime) -> int:
    """Tell every pending delivery what the holds mean for it; returns how many changed."""
    changed = 0
    for identity in steering.pending_dispatches(transaction):
        current = steering.standing(transaction, identity)
        changed += steering.assign_turns(transaction, identity, current, now) if current else 0
    return changed


def _record(context: Context, transaction: Transaction, action: str, subject: str, now: datetime) -> None:
    office.record(transaction, actor=context.actor, action=action, subject=subject, now=now)


def _domain(text: str) -> str:
    """In the form of an address key, as the ledger's rows are compared with it."""
    from distrib.ingest.roster.cells import CellFault, address

    try:
        whole = address(f"x@{text.strip().removeprefix('@')}")[0]
    except CellFault as fault:
        raise UsageError(
            "`{text}` is no domain. Nothing was changed. Write what stands after the @, such as news.example.",
            text=shown(text),
        ) from fault
    return domain_of(address_key(whole))


_DONE = {Deed.PAUSE: "dispatch paused", Deed.RESUME: "dispatch resumed", Deed.STOP: "dispatch stopped"}
_STANDS = {
    Status.SCHEDULED: phrase("has not begun and is not paused; it begins by itself at its time"),
    Status.RUNNING: phrase("is not paused: a worker delivers it"),
    Status.PAUSED: phrase("is paused already; go on with: distrib dispatch resume"),
    Status.HELD: phrase(
        "is held because no worker began it in time; nothing of it is being sent. "
        "Begin it with `distrib dispatch resume` or end it with `distrib dispatch stop`"
    ),
    Status.STOPPED: phrase("was stopped for good; whoever did not get it can be reached by another `distrib send`"),
}
