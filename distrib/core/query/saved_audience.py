"""A saved audience: a query with a name. Whom it finds is never kept; it is asked anew each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SavedAudience:
    """A query that an office uses again and again."""

    name: str
    query: str
    saved_by: str
    saved_at: datetime
