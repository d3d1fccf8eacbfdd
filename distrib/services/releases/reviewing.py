"""The way of a release to its approval: for whom it is, submitted, sent back, and everything that was done to it."""

from __future__ import annotations

from dataclasses import replace

from distrib.core.phrase import phrase
from distrib.core.plain_text import one_line
from distrib.core.query.text import said, spelled_out
from distrib.core.release import Release
from distrib.core.release.workflow import Step
from distrib.core.trail import Event
from distrib.db import office as audit
from distrib.db import releases as rows
from distrib.errors import UsageError
from distrib.services.context import Context
from distrib.services.people.saved_audiences import understood
from distrib.services.releases import change, found, recorded, step

MOST_REASON = 1_000
"""Characters of a reason; more is a conversation."""


def set_audience(context: Context, reference: str, query: str | None) -> Release:
    """Say whom a release is for, which an approval then binds; None leaves it to whoever sends it.

    A saved audience is kept as what it says now: it may say something else later, and nobody approved that.

    Raises:
        NotFound: there is no such release.
        QueryError: the query cannot be understood.
        NotAllowed: it was sent or killed.
    """
    with context.database.writing() as transaction:
        release = found(transaction, reference, lock=True)
        audience = None
        if query is not None:
            expression = understood(transaction, query).expression
            plain = spelled_out(expression)
            audience = query.strip() if plain == expression else said(plain)
        if audience == release.audience:
            return release
        return change(context, transaction, release, replace(release, audience=audience), "audience set")


def submit(context: Context, reference: str) -> Release:
    """Put a draft before those who approve.

    Raises:
        NotFound: there is no such release.
        NotAllowed: it is no draft.
    """
    return _moved(context, reference, Step.SUBMIT, phrase("submitted"))


def returnable(context: Context, reference: str) -> Release:
    """The release, where it may be given back: for a face that asks a person for the reason first.

    Raises:
        NotFound, NotAllowed: as `send_back`.
    """
    with context.database.reading() as transaction:
        release = found(transaction, reference)
        step(release, Step.RETURN, phrase("sent back"))
        return release


def send_back(context: Context, reference: str, because: str) -> Release:
    """Give what was submitted back to its authors, with the reason.

    Raises:
        NotFound: there is no such release.
        UsageError: no reason, or one that is too long.
        NotAllowed: it is not in review.
    """
    reason = one_line(because)
    if not reason or len(reason) > MOST_REASON:
        raise UsageError(
            "Say why in 1 to {most:,} characters, so that the authors know what to change. {reference} "
            "was not sent back.",
            most=MOST_REASON,
            reference=reference,
        )
    return _moved(context, reference, Step.RETURN, phrase("sent back"), because=reason)


def history(context: Context, reference: str) -> tuple[Event, ...]:
    """Everything that was done to a release, the oldest first.

    Raises:
        NotFound: there is no such release.
    """
    with context.database.reading() as transaction:
        found(transaction, reference)
        return audit.events(transaction, f"release {reference}")


def _moved(context: Context, reference: str, wanted: Step, done: str, **said_of_it: str) -> Release:
    with context.database.writing() as transaction:
        release = found(transaction, reference, lock=True)
        state = step(release, wanted, done)
        rows.set_state(transaction, release.id, state, context.now(), release.approved_hash)
        return recorded(context, transaction, reference, f"release {done}", **said_of_it)
