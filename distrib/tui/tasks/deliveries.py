"""Tasks of the deliveries' room: how sending stands, and what the ledger says of each recipient."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from distrib.core.dispatch import Delivery, Dispatch, LeftOutRecord
from distrib.core.ledger import State
from distrib.core.progress import Progress
from distrib.tui.desk import Desk

STARTING = timedelta(seconds=10)
"""How long a worker may take until it has signed on."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How sending stands."""

    dispatch: Dispatch
    pending: int
    """Deliveries still to do, over all dispatches."""
    is_fresh: bool
    """Something changed in the last seconds: a worker that was asked for may still be starting."""
    progress: Progress


def newest_dispatches(desk: Desk) -> tuple[Dispatch, ...]:
    """The newest first."""
    from distrib.services import dispatches

    return dispatches.newest(desk.context)


def standing(desk: Desk, dispatch_id: int) -> Standing:
    """A dispatch as the ledger has it now, and who works on it."""
    from distrib.services import delivering, progress

    dispatch, seen = progress.of(desk.context, dispatch_id)
    changed = dispatch.last_change or dispatch.created_at
    return Standing(
        dispatch,
        delivering.pending(desk.context)[0],
        desk.context.now() - changed < STARTING,
        seen,
    )


def count_deliveries(desk: Desk, dispatch_id: int, states: Sequence[State]) -> int:
    """How many of a dispatch's deliveries are in any of the states; all of them for none."""
    from distrib.services import dispatches

    tally = dispatches.get(desk.context, dispatch_id).tally
    return tally.count(*states) if states else tally.audience


def some_deliveries(
    desk: Desk, dispatch_id: int, states: Sequence[State], offset: int, limit: int
) -> tuple[Delivery, ...]:
    """A page of a dispatch's ledger."""
    from distrib.services import dispatches

    return dispatches.deliveries(desk.context, dispatch_id, states=states, limit=limit, offset=offset)


def left_out(desk: Desk, dispatch_id: int) -> tuple[LeftOutRecord, ...]:
    """Who was not made a recipient."""
    from distrib.services import dispatches

    return dispatches.left_out(desk.context, dispatch_id)
