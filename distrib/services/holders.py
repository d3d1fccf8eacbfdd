"""Who holds a release: those to whom it was accepted, and those of whom nobody knows. Nobody else, and nobody twice.

Whatever speaks of what somebody was sent goes to exactly these: that an embargo was lifted, corrections, kills.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from distrib.core.audience import Audience, resolve
from distrib.core.ledger import State
from distrib.core.people import address_key
from distrib.core.release import Release
from distrib.db import holders as rows
from distrib.db import people as people_rows
from distrib.db.engine import Transaction
from distrib.services import audiences, people
from distrib.services.context import Context
from distrib.services.releases import found

HOLD = frozenset({State.ACCEPTED, State.SETTLED_SENT, State.IN_DOUBT, State.COMMITTING, State.COMPLAINED})
"""Accepted or in doubt. COMMITTING is past its dot, and SETTLED_SENT was in doubt; who complained was sent it, too."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a release, or may."""

    journalist_id: int | None
    email: str
    name: str
    language: str
    """Of the edition they had."""
    message_id: str
    """What a later message is threaded under."""
    dispatch_id: int
    is_sure: bool
    """False where it is in doubt."""


def of_release(context: Context, reference: str) -> tuple[Holder, ...]:
    """Everybody who holds a release, in the order in which it was sent to them.

    Raises:
        NotFound: there is no such release.
    """
    with context.database.reading() as transaction:
        return within(transaction, found(transaction, reference).id)


def audience(context: Context, transaction: Transaction, release_id: int, notice: Release) -> Audience:
    """The holders of a release as the audience of a later one, each in the language they had.

    Whoever wants no mail any more is left out with the reason. A language that the later one lacks gets its fallback.
    """
    known = {one.email: one for one in within(transaction, release_id) if one.journalist_id is not None}
    ids = {one.journalist_id for one in known.values() if one.journalist_id is not None}
    status = {one.id: one for one in people_rows.by_ids(transaction, ids).values()}
    languages = [edition.language for edition in notice.editions]
    readers = [
        replace(
            status[one.journalist_id],
            email=email,
            others=tuple(other for other in status[one.journalist_id].emails if other != email),
            languages=(one.language,),
        )
        for email, one in known.items()
        if one.journalist_id in status
    ]
    candidates = people.as_candidates(transaction, readers, {})
    return resolve(candidates, languages, fallback=audiences.fallback(context, languages))


def within(transaction: Transaction, release_id: int) -> tuple[Holder, ...]:
    """The same inside a transaction. Whoever was sent it twice, not knowing, is named once, with what is surest."""
    found_now: dict[str, Holder] = {}
    for state, journalist, email, name, language, message, dispatch in rows.deliveries_of(
        transaction, release_id, HOLD
    ):
        is_sure = state not in (State.IN_DOUBT, State.COMMITTING)
        one = Holder(journalist, email, name, language, message, dispatch, is_sure)
        key = address_key(one.email)
        if key not in found_now or (one.is_sure and not found_now[key].is_sure):
            found_now[key] = one
    return tuple(found_now.values())
