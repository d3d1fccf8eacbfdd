"""What was written while the clock was ahead: once it is set back, nobody waits for a moment far off by mistake.

It only tells such moments from others; no row is moved here.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, func, select

from distrib.core.delivery.retry import Patience
from distrib.core.delivery.status import Status
from distrib.db.schema import DispatchRow
from distrib.db.types import Instant

FARTHEST = timedelta(hours=2)
"""No lease is as far ahead. A clock that is set back by less than this only makes people wait for as long."""

LEASE_TOO_FAR = bindparam("lease_too_far", type_=Instant)
RETRY_TOO_FAR = bindparam("retry_too_far", type_=Instant)


def too_far(now: datetime, patience: Patience) -> dict[str, datetime]:
    """Values of both: a lease or a retry behind them was never meant to be so late."""
    longest = max(FARTHEST, 2 * max(patience.schedule))  # jitter makes waits longer by less than that
    return {"lease_too_far": now + FARTHEST, "retry_too_far": now + longest}


def begun_ahead(connection: Connection, now: datetime) -> tuple[int, ...]:
    """Dispatches that have begun, by a clock that has been set back since."""
    begun = func.coalesce(DispatchRow.not_before, DispatchRow.created_at, type_=DispatchRow.created_at.type)
    return tuple(
        connection.scalars(select(DispatchRow.id).where(DispatchRow.status == Status.RUNNING, begun > now + FARTHEST))
    )
