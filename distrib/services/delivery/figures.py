"""A dispatch in figures, why people did not get it, and marking addresses that are gone."""

from __future__ import annotations

from distrib.core.delivery.figures import Figures
from distrib.core.delivery.reasons import Group, Reason, grouped
from distrib.core.people import ConsentKind, JournalistStatus
from distrib.db import dispatches, office, people
from distrib.db import figures as rows
from distrib.db.engine import Transaction
from distrib.errors import NotFound
from distrib.services.context import Context

MOST_DOMAINS = 20


def of(context: Context, dispatch_id: int) -> Figures:
    """By domain, by route and over time.

    Raises:
        NotFound: there is no such dispatch.
    """
    with context.database.reading() as transaction:
        _check(transaction, dispatch_id)
        domains = rows.by_domain(transaction, dispatch_id, MOST_DOMAINS)
        routes = rows.by_route(transaction, dispatch_id)
        return Figures(domains, routes, rows.over_time(transaction, dispatch_id))


def reasons(context: Context, dispatch_id: int) -> tuple[Group, ...]:
    """Who did not get it, by what can be done about it.

    Raises:
        NotFound: there is no such dispatch.
    """
    with context.database.reading() as transaction:
        _check(transaction, dispatch_id)
        return grouped(rows.not_delivered(transaction, dispatch_id))


def mark(context: Context, dispatch_id: int) -> int:
    """Mark as bouncing whoever has an address that its server does not know; returns how many were marked now.

    As after a bounce: nothing more goes to such an address, a stricter status stays, and whoever is mailed at another
    address by now is left as they are.

    Raises:
        NotFound: there is no such dispatch.
    """
    with context.database.writing() as transaction:
        _check(transaction, dispatch_id)
        now = context.database.now(transaction)
        gone = [one for one in rows.not_delivered(transaction, dispatch_id) if one.reason is Reason.UNKNOWN]
        marked = 0
        for one in gone:
            person = one.journalist_id
            if person is None or not people.is_mailed_at(transaction, person, one.email):
                continue
            source = f"delivery {one.delivery_id}, marked by {context.actor}"
            people.add_consent(transaction, [person], ConsentKind.BOUNCED, source=source, evidence=one.reply, now=now)
            people.set_status(transaction, [person], JournalistStatus.BOUNCED, now)
            marked += 1
        detail = {"journalists": marked}
        subject = f"dispatch {dispatch_id}"
        office.record(
            transaction, actor=context.actor, action="addresses marked", subject=subject, detail=detail, now=now
        )
    return marked


def _check(transaction: Transaction, dispatch_id: int) -> None:
    if dispatches.by_id(transaction, dispatch_id) is None:
        raise NotFound(
            "There is no dispatch {dispatch_id}. Nothing was changed. See: distrib dispatch list",
            dispatch_id=dispatch_id,
        )
