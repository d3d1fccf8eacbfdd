"""Tasks of the deliveries' room: how sending stands, and what the ledger says of each recipient."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from distrib.core.delivery.dispatch import Delivery, Dispatch, LeftOutRecord
from distrib.core.delivery.figures import Figures
from distrib.core.delivery.ledger import State
from distrib.core.delivery.progress import Progress
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


@dataclass(frozen=True, slots=True)
class Look:
    """A dispatch as it was looked at."""

    standing: Standing
    left_out: tuple[LeftOutRecord, ...]
    figures: Figures

    @property
    def dispatch(self) -> Dispatch:
        """What was looked at."""
        return self.standing.dispatch


def newest_dispatches(desk: Desk, wanted: int | None = None) -> tuple[Dispatch, ...]:
    """The newest first; the one that is wanted is among them, however old it is."""
    from distrib.services.delivery import dispatches

    found = dispatches.newest(desk.context)
    if wanted is None or wanted in {one.id for one in found}:
        return found
    return (*found, dispatches.get(desk.context, wanted))


def dispatch(desk: Desk, dispatch_id: int) -> Dispatch:
    """One of them as it is now."""
    from distrib.services.delivery import dispatches

    return dispatches.get(desk.context, dispatch_id)


def recent(desk: Desk) -> tuple[tuple[int, str], ...]:
    """Id and status of the newest, which is cheap to ask."""
    from distrib.services import desk as service

    return service.recent(desk.context)


def standing(desk: Desk, dispatch_id: int) -> Standing:
    """A dispatch as the ledger has it now, and who works on it."""
    from distrib.services.delivery import delivering, progress

    dispatch, seen = progress.of(desk.context, dispatch_id)
    changed = dispatch.last_change or dispatch.created_at
    return Standing(
        dispatch,
        delivering.pending(desk.context)[0],
        desk.context.now() - changed < STARTING,
        seen,
    )


def look(
    desk: Desk, dispatch_id: int, known_left_out: tuple[LeftOutRecord, ...] | None, known_figures: Figures | None
) -> Look:
    """How it stands now; what is known already is not read again."""
    return Look(
        standing(desk, dispatch_id),
        left_out(desk, dispatch_id) if known_left_out is None else known_left_out,
        known_figures or figures(desk, dispatch_id),
    )


def count_deliveries(desk: Desk, dispatch_id: int, states: Sequence[State]) -> int:
    """How many of a dispatch's deliveries are in any of the states; all of them for none."""
    from distrib.services.delivery import dispatches

    tally = dispatches.get(desk.context, dispatch_id).tally
    return tally.count(*states) if states else tally.audience


def some_deliveries(
    desk: Desk, dispatch_id: int, states: Sequence[State], offset: int, limit: int
) -> tuple[Delivery, ...]:
    """A page of a dispatch's ledger."""
    from distrib.services.delivery import dispatches

    return dispatches.deliveries(desk.context, dispatch_id, states=states, limit=limit, offset=offset)


def left_out(desk: Desk, dispatch_id: int) -> tuple[LeftOutRecord, ...]:
    """Who was not made a recipient."""
    from distrib.services.delivery import dispatches

    return dispatches.left_out(desk.context, dispatch_id)


def figures(desk: Desk, dispatch_id: int) -> Figures:
    """By domain, by route and over time."""
    from distrib.services.delivery import figures as service

    return service.of(desk.context, dispatch_id)


def export(desk: Desk, dispatch_id: int) -> Path:
    """Write a dispatch as CSV into the office's folder, readable by its owner alone; the file."""
    from distrib.services.delivery import log_table

    folder = desk.context.settings.home / "exports"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"dispatch-{dispatch_id}.csv"
    text = log_table.as_csv(desk.context, dispatch_id)
    with os.fdopen(
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8", newline=""
    ) as file:
        file.write(text)
    return path
