"""A moment as a person writes it: ISO 8601 with an offset, or the office's own wall clock. It never guesses.

A wall clock skips an hour in spring and has one twice in autumn; what falls there is refused with both ways out.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo

from distrib.core.phrase import Unclear

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?) ?(Z|z|[+-]\d{2}:?\d{2})?", re.ASCII)


class NoMoment(Unclear):
    """What was written names no moment, or two; says so in a sentence with the way out."""


def moment_of(text: str, zone: tzinfo, zone_name: str) -> datetime:
    """The instant in UTC. `zone` is where a time without an offset is meant; `zone_name` is what people call it.

    Raises:
        NoMoment: it cannot be read, does not exist in the zone, or exists twice there.
    """
    match = _ISO.fullmatch(text.strip()[:40])
    try:
        written = datetime.fromisoformat(f"{match[1]}T{match[2]}{(match[3] or '').upper()}") if match else None
        if written is not None:
            return written.astimezone(UTC) if written.tzinfo else _on_the_wall(written, zone, zone_name)
    except (ValueError, OverflowError) as fault:
        if isinstance(fault, NoMoment):
            raise
    raise NoMoment(
        "is no time that can be read. Write date and time, such as 2026-11-25T10:00 for the clock of {zone_name}, "
        "or with an offset, 2026-11-25T10:00+01:00.",
        zone_name=zone_name,
    )


def _on_the_wall(written: datetime, zone: tzinfo, zone_name: str) -> datetime:
    first, second = (written.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    back = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    if back == written:
        raise NoMoment(
            "comes twice in {zone_name}: clocks go back that night. Write {first} for the first time or {second} "
            "for the second.",
            zone_name=zone_name,
            first=first.isoformat(timespec="minutes"),
            second=second.isoformat(timespec="minutes"),
        )
    gap = (second.utcoffset() or timedelta()) - (first.utcoffset() or timedelta())
    after = (written + abs(gap)).isoformat(timespec="minutes")
    raise NoMoment(
        "does not exist in {zone_name}: clocks go forward over it. Write another time, such as {after}.",
        zone_name=zone_name,
        after=after,
    )
