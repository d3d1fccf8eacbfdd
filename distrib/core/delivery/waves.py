"""One send in two waves: copies under embargo to those who have agreed to keep it, and everybody else at the lift.

Nobody is in both, and everybody of the audience is in one. It never reads a clock and knows no database.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from distrib.core.delivery.audience import Audience, LeftOut, Reason, Recipient


@dataclass(frozen=True, slots=True)
class Wave:
    """Those of a send who get it from the same moment on."""

    audience: Audience
    lifts_at: datetime | None
    """No final dot before; None for copies under embargo, and where there is no embargo."""
    waits: bool = False
    """It begins when the embargo lifts, not when the send does."""


def waves(
    audience: Audience, agreed: Mapping[int, str | None], *, lifts_at: datetime | None, begins: datetime, copies: bool
) -> tuple[Wave, ...]:
    """The waves of a send that begins at an instant, in order; the last one is everybody else's and always there.

    `agreed` is the id of everybody who keeps embargoes, with their IANA zone where it is known. Without `copies`
    everybody waits for the lift.
    """
    if lifts_at is None or lifts_at <= begins:
        return (Wave(audience, lifts_at),)
    early = tuple(_early(audience, agreed)) if copies else ()
    if not early:
        return (Wave(audience, lifts_at, waits=True),)
    rest = tuple(one for one in audience.recipients if one.journalist_id not in agreed)
    if not rest:
        return (Wave(audience, None),)
    later = tuple(LeftOut(one.journalist_id, one.name, one.email, Reason.NO_EMBARGO_AGREEMENT) for one in rest)
    return Wave(Audience(early, later), None), Wave(replace(audience, recipients=rest), lifts_at, waits=True)


def _early(audience: Audience, agreed: Mapping[int, str | None]) -> Iterator[Recipient]:
    for one in audience.recipients:
        if one.journalist_id is not None and one.journalist_id in agreed:
            yield replace(one, zone=agreed[one.journalist_id])
