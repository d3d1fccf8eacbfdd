"""An embargo: the instant before which nobody may publish, and the zone in which a person set it. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


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
