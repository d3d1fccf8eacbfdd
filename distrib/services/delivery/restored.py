"""An older copy of the database was put back: what it believes open may have been sent since, so a person decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from distrib.core.phrase import Said, phrased
from distrib.db import office, sends, steering
from distrib.errors import DatabaseUnusable, NotAllowed, OlderCopy
from distrib.services.context import Context
from distrib.services.delivery import delivering, hands
from distrib.services.delivery.delivering import Answer, Step


@dataclass(frozen=True, slots=True)
class Restored:
    """What was found open in an older copy."""

    paused: tuple[int, ...]
    """Dispatches that send nothing until a person resumes or stops them."""

    @property
    def said(self) -> Said:
        """What that means, and what to do."""
        return phrased(
            "This database is an older copy of the one that was in use: messages may have been sent that it does not "
            "know of, and nothing is sent by itself. Dispatches paused: {paused}. Compare with the mail server's "
            "log, then use: distrib dispatch resume ID, or stop ID. Releases sent since the copy was made are not in "
            "it; do not send them again.",
            paused=", ".join(map(str, self.paused)) or phrased("none was open"),
        )

    def __str__(self) -> str:
        return str(self.said)


def is_older_copy(context: Context) -> bool:
    """Whether an older copy was put back and nobody has been told yet."""
    with context.database.reading() as transaction:
        return sends.is_older_copy(context.database, transaction)


def apply(context: Context, steps: Sequence[Step]) -> list[Answer]:
    """A worker's steps, as `delivering.apply`; where the database has gone back under it, everything is paused first.

    Raises:
        DatabaseUnusable: nothing was changed by the steps.
    """
    try:
        return delivering.apply(context, steps)
    except OlderCopy as fault:
        raise DatabaseUnusable((freeze_older_copy(context) or fault).said) from fault


def freeze_older_copy(context: Context) -> Restored | None:
    """Pause everything open in an older copy, once; None where the database is the one that was in use."""
    if not is_older_copy(context):
        return None
    with context.database.reading() as transaction:
        pending = steering.pending_dispatches(transaction)
    paused = tuple(dispatch for dispatch in pending if _pause(context, dispatch))
    with context.database.writing() as transaction:
        sends.catch_up(context.database, transaction)
        office.record(
            transaction,
            actor=context.actor,
            action="older copy found",
            subject="database",
            detail={"paused": list(paused)},
            now=context.now(),
        )
    return Restored(paused)


def _pause(context: Context, dispatch: int) -> bool:
    try:
        hands.pause(context, dispatch)
    except NotAllowed:
        return False  # paused, held or stopped already
    return True
