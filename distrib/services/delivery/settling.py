"""Deliveries in doubt: what is known of each, and a person's word on them. Nothing here is decided by the program."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from distrib.core.delivery.dispatch import Dispatch, Doubt
from distrib.core.delivery.ledger import Event
from distrib.core.delivery.status import Status
from distrib.core.people import address_key
from distrib.core.query.terms import shown
from distrib.core.release import ReleaseState
from distrib.db import agreements, embargoes, office, returns, settling, steering
from distrib.db import dispatches as rows
from distrib.db.engine import Transaction
from distrib.errors import NotAllowed, NotFound
from distrib.services import releases
from distrib.services.context import Context
from distrib.services.releases import families


class Word(StrEnum):
    """What a person can say about a delivery in doubt."""

    SENT = "sent"
    NOT_SENT = "not sent"
    AGAIN = "send again"
    """Once, with the same Message-ID, so that a mailbox that has it can tell."""


def doubts(context: Context, dispatch_id: int) -> tuple[Doubt, ...]:
    """Who is in doubt, with the evidence.

    Raises:
        NotFound: there is no such dispatch.
    """
    with context.database.reading() as transaction:
        if steering.standing(transaction, dispatch_id) is None:
            raise NotFound("There is no dispatch {dispatch_id}. See: distrib dispatch list", dispatch_id=dispatch_id)
        found = settling.doubts(transaction, dispatch_id)
        evidence = returns.evidence(transaction, [one.delivery_id for one in found])
    return tuple(replace(one, evidence=evidence.get(one.delivery_id, ())) for one in found)


def settle(context: Context, dispatch_id: int, word: Word, *, email: str | None = None) -> tuple[Doubt, ...]:
    """Settle everybody in doubt in a dispatch, or one of them; returns whom, as they were.

    Raises:
        NotFound: there is no such dispatch, or nobody (or not this address) is in doubt in it.
        NotAllowed: to be sent again, though that was done before, the dispatch was stopped, or its text is corrected or
            killed; nothing was changed.
    """
    with context.database.writing() as transaction:
        if word is Word.AGAIN:
            _check_text(transaction, dispatch_id)
        steering.lock_ledger(transaction)
        now = context.database.now(transaction)
        chosen = _chosen(transaction, dispatch_id, email)
        ids = [one.delivery_id for one in chosen]
        if word is Word.AGAIN:
            _check_again(transaction, dispatch_id, chosen)
            settling.send_again(transaction, ids, now)
            embargoes.keep_back_again(transaction, ids, agreements.accepted(transaction), now)
            standing = steering.standing(transaction, dispatch_id)
            assert standing is not None  # noqa: S101 - checked before
            steering.assign_turns(transaction, dispatch_id, standing, now)
        else:
            event = Event.SETTLE_SENT if word is Word.SENT else Event.SETTLE_NOT_SENT
            settling.settle(transaction, ids, event, now)
        office.record(
            transaction,
            actor=context.actor,
            action=f"settled: {word.value}",
            subject=f"dispatch {dispatch_id}",
            detail={"deliveries": ids},
            now=now,
        )
    return chosen


def _chosen(transaction: Transaction, dispatch_id: int, email: str | None) -> tuple[Doubt, ...]:
    _found(transaction, dispatch_id)
    found = settling.doubts(transaction, dispatch_id)
    if email is not None:
        found = tuple(one for one in found if address_key(one.email) == address_key(email))
    if not found:
        if email is None:
            raise NotFound(
                "Nobody is in doubt in dispatch {dispatch_id}. Nothing was changed.", dispatch_id=dispatch_id
            )
        raise NotFound(
            "{email} is not in doubt in dispatch {dispatch_id}. Nothing was changed.",
            email=shown(email),
            dispatch_id=dispatch_id,
        )
    return found


def _found(transaction: Transaction, dispatch_id: int) -> Dispatch:
    dispatch = rows.by_id(transaction, dispatch_id)
    if dispatch is None:
        raise NotFound(
            "There is no dispatch {dispatch_id}. Nothing was changed. See: distrib dispatch list",
            dispatch_id=dispatch_id,
        )
    return dispatch


def _check_text(transaction: Transaction, dispatch_id: int) -> None:
    """The text is still what people should have, and stays so until the transaction ends."""
    reference = _found(transaction, dispatch_id).release_reference
    release = releases.found(transaction, reference, lock=True)
    families.above(transaction, release, lock=True)
    if release.state in (ReleaseState.CORRECTED, ReleaseState.KILLED):
        raise NotAllowed(
            "{reference} is {state}, so it is not sent again: it would come after what takes its place. Nothing was "
            "changed. Who may have it is told like everybody who has it; settle with --sent or --not-sent.",
            reference=reference,
            state=releases.in_words(release.state),
        )


def _check_again(transaction: Transaction, dispatch_id: int, chosen: tuple[Doubt, ...]) -> None:
    standing = steering.standing(transaction, dispatch_id)
    if standing is not None and standing.status is Status.STOPPED:
        raise NotAllowed(
            "Dispatch {dispatch_id} was stopped for good, so nothing of it is sent again. Nothing was changed. "
            "Settle with --not-sent, and reach them by another `distrib send`.",
            dispatch_id=dispatch_id,
        )
    repeated = [one.email for one in chosen if one.is_repeat]
    if repeated:
        raise NotAllowed(
            "{repeated}: sent again once already, and in doubt again. Nothing was changed. Ask there whether it "
            "arrived, then settle with --sent or --not-sent; name others with --email.",
            repeated=shown(", ".join(repeated)),
        )
