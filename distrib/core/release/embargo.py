"""An embargo: the instant before which nobody may publish, and the zone in which a person set it. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from distrib.core.phrase import Said

GMT = "GMT"
"""What newsrooms call UTC."""

_GREENWICH = frozenset({"UTC", "GMT", "Etc/UTC", "Etc/GMT", "Etc/GMT0", "Etc/UCT", "Zulu", "Universal"})


@dataclass(frozen=True, slots=True)
class Embargo:
    """Until when a text is not to be published.

    Raises:
        ValueError: the instant is naive.
    """

    until: datetime
    """Aware UTC: the lift."""
    zone: str
    """IANA name of the zone in which a person chose it."""

    def __post_init__(self) -> None:
        """A naive instant would lift at another moment in each zone."""
        if self.until.tzinfo is None:
            raise ValueError(f"an embargo needs an aware instant, not {self.until!r}")

    @property
    def canonical(self) -> str:
        """What an approval binds: the same for every way of writing one and the same embargo."""
        return f"{self.until:%Y-%m-%dT%H:%M:%SZ} {self.zone}"


@dataclass(frozen=True, slots=True)
class Doubt:
    """An embargo line that cannot be read surely."""

    said: Said
    """What about it, for a person; without what to do."""

    @property
    def sentence(self) -> str:
        """The same in English."""
        return str(self.said)


@dataclass(frozen=True, slots=True)
class Reading:
    """An embargo as the clock of one zone shows it."""

    at: datetime
    """Aware, in the zone."""
    zone: str
    """IANA."""

    @property
    def fixed_name(self) -> str | None:
        """What the zone is called where it is named after no city: GMT, CET, GMT+2."""
        if self.zone in _GREENWICH:
            return GMT
        if self.zone.startswith("Etc/"):
            offset = self.at.utcoffset()
            hours = int(offset.total_seconds()) // 3600 if offset else 0
            return f"{GMT}{hours:+d}" if hours else GMT
        return self.at.tzname() if "/" not in self.zone else None


def shown_in(embargo: Embargo, *zones: str) -> tuple[Reading, ...]:
    """The embargo by its own clock, by Greenwich's, and by those of the zones that show another time, each once.

    Raises:
        ValueError, KeyError: there is no such zone.
    """
    readings: list[Reading] = []
    for zone in (embargo.zone, "UTC", *zones):
        one = Reading(embargo.until.astimezone(ZoneInfo(zone)), zone)
        seen = {(other.at.replace(tzinfo=None), other.fixed_name) for other in readings}
        is_same_place = any(other.zone == zone for other in readings)
        if not is_same_place and (one.at.replace(tzinfo=None), one.fixed_name) not in seen:
            readings.append(one)
    return tuple(readings)
