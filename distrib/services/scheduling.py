"""When a dispatch begins: now, or at a moment a person names, with the grace after which it is held instead."""

from __future__ import annotations

from datetime import datetime, timedelta

from distrib.core.delivery.status import Standing, Status
from distrib.core.query.terms import shown
from distrib.core.when import NoMoment, moment_of
from distrib.errors import UsageError
from distrib.services.context import Context

FARTHEST = timedelta(days=366)
"""A moment farther away is a slip in the year more often than a plan."""


def standing(
    context: Context, *, at: str | None = None, grace: timedelta | None = None, is_urgent: bool = False
) -> Standing:
    """How a new dispatch stands. `at` is ISO 8601 with an offset, or the office's own clock; None is now.

    `grace` is how late it may begin by itself; None is what the settings say.

    Raises:
        UsageError: it cannot be read, does not exist or exists twice on the office's clock, is past, or far away.
    """
    if at is None:
        return Standing(is_urgent=is_urgent)
    from zoneinfo import ZoneInfo

    zone = context.settings.office.zone
    try:
        moment = moment_of(at, ZoneInfo(zone), zone)
    except NoMoment as fault:
        raise UsageError("`{at}` {why} Nothing was sent.", at=shown(at), why=fault.said) from fault
    _check_distance(at, moment, context.now())
    if grace is None:
        grace = timedelta(minutes=context.settings.office.late_start_minutes)
    return Standing(Status.SCHEDULED, is_urgent, moment, moment + grace)


def on_the_wall(context: Context, moment: datetime) -> str:
    """A moment by the office's own clock, for people."""
    from zoneinfo import ZoneInfo

    zone = context.settings.office.zone
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} ({zone})"


def _check_distance(at: str, moment: datetime, now: datetime) -> None:
    if moment <= now:
        raise UsageError(
            "`{at}` is past. Nothing was sent. Leave --at out to send now, or name a later time.", at=shown(at)
        )
    if moment - now > FARTHEST:
        raise UsageError("`{at}` is more than a year away. Nothing was sent. Name an earlier time.", at=shown(at))
