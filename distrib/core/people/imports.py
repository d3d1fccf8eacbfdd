"""An import: a list that was brought in, and what it came to. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Import:
    """A list that was brought in."""

    id: int
    source: str
    """The file's name."""
    at: datetime
    actor: str
    added: int
    updated: int
    undone_at: datetime | None
    is_by_hand: bool = False
    """An edit of one person."""
