"""What was done to a thing, as the audit trail keeps it. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what, when, and the hash of what it was done to."""

    at: datetime
    actor: str
    action: str
    content_hash: str | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)

    @property
    def in_words(self) -> str:
        """What was said of it, on one line."""
        return "; ".join(f"{name}: {_plain(value)}" for name, value in self.detail.items() if value is not None)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
