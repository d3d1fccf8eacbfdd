"""What became of one delivery from its first attempt on. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from distrib.core.delivery.bounce import Evidence
from distrib.core.delivery.dispatch import Delivery


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try and how it ended."""

    number: int
    ended_at: datetime
    stage: str
    verdict: str
    code: int | None
    enhanced: str | None
    reply: str | None
    fault: str | None
    route: str | None


@dataclass(frozen=True, slots=True)
class History:
    """A delivery with its attempts and what came back of it."""

    delivery: Delivery
    attempts: tuple[Attempt, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message as it is made of the ledger now, and the checksum of what went over the wire."""

    data: bytes
    recorded: str | None
    """SHA-256 of what was sent; None when nothing was."""
    sha256: str
    """Of `data`."""

    @property
    def is_identical(self) -> bool:
        """Whether this is what was sent, byte for byte."""
        return self.recorded == self.sha256
