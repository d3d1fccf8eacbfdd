"""What every use case is given: the database, the settings, a clock, who is acting, and a source of tokens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from distrib.config import Settings
from distrib.db.engine import Database


@dataclass(frozen=True, slots=True)
class Context:
    """Handed to each service by `distrib.app.build`."""

    settings: Settings
    database: Database
    now: Callable[[], datetime]
    """Aware UTC."""
    actor: str
    """Who the audit trail names."""
    new_token: Callable[[], str]
    """Unguessable, URL- and address-safe, lower case."""
