"""What was written while the clock was ahead: once it is set back, nobody waits for a moment far off by mistake.

It only tells such moments from others; no row is moved here.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select

from distrib.core.dispatch_status import Status
from distrib.db.schema import DispatchRow

FARTHEST = timedelta(hours=2)
"""No lease and no retry is as far ahead (`core.retry` waits 72 minutes at most). A clock that is set back by less than
this only makes people wait for as long."""


def has_come(moment: Any, now: datetime) -> ColumnElement[bool]:
    """Whether a lease has run out or a retry is due: its moment is past, or too far ahead to have been meant."""
    return or_(moment <= now, moment > now + FARTHEST)


def begun_ahead(connection: Connection, now: datetime) -> tuple[int, ...]:
    """Dispatches that have begun, by a clock that has been set back since."""
    begun = func.coalesce(DispatchRow.not_before, DispatchRow.created_at, type_=DispatchRow.created_at.type)
    return tuple(
        connection.scalars(select(DispatchRow.id).where(DispatchRow.status == Status.RUNNING, begun > now + FARTHEST))
    )
