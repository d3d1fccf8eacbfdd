"""What an examination of a set-up finds, and how it is to be taken. It examines nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from distrib.core.phrase import Said


class Health(StrEnum):
    """How a finding is to be taken."""

    GOOD = "good"
    ATTENTION = "attention"
    """It works, and could go wrong."""
    BAD = "bad"
    """Nothing can be sent like this."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    health: Health
    said: Said

    @property
    def text(self) -> str:
        """What was found, in English."""
        return str(self.said)
