"""When a worker rests: the mail server or the database does not serve it. It decides how long, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

WITHOUT_MAIL_SERVER = (timedelta(seconds=15), timedelta(minutes=1), timedelta(minutes=5))
"""One after the other; the last is repeated."""

WITHOUT_DATABASE = timedelta(seconds=5)
"""A database restarts in seconds, and nothing is asked of it meanwhile but whether it is back."""

MOST_DOTS_NOT_ALLOWED = 10
"""Times in a row that the ledger could not allow a dot before it counts as unusable."""


MOST_BUSY_DOMAINS = 5
"""So many domains one after the other, with nothing accepted in between, and it is the server that is busy."""


class Rest:
    """Rests by a clock that only goes forward, in seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._until: float | None = None
        self._site_failures = 0
        self._dots_not_allowed = 0
        self._busy_domains: set[str] = set()

    @property
    def seconds_left(self) -> float:
        """0 when there is no rest."""
        return 0.0 if self._until is None else max(0.0, self._until - self._clock())

    def after_site_failure(self) -> None:
        """Longer each time; failures of other connections during a rest are the same failure."""
        if not self.seconds_left:
            pause = WITHOUT_MAIL_SERVER[min(self._site_failures, len(WITHOUT_MAIL_SERVER) - 1)]
            self._site_failures += 1
            self._until = self._clock() + pause.total_seconds()

    def after_database_failure(self) -> None:
        """A short one, or what is left of a longer one."""
        self._until = self._clock() + max(self.seconds_left, WITHOUT_DATABASE.total_seconds())

    def is_ledger_unusable(self) -> bool:
        """Called when the ledger could not answer whether a dot may be sent; a moment's trouble is tried again."""
        self._dots_not_allowed += 1
        return self._dots_not_allowed >= MOST_DOTS_NOT_ALLOWED

    def is_server_busy(self, domain: str) -> bool:
        """Called when the server turned away a recipient of a domain with 421, which it may do to all of them."""
        self._busy_domains.add(domain)
        return len(self._busy_domains) >= MOST_BUSY_DOMAINS

    def served(self) -> None:
        """A message was accepted: whatever failed before is over."""
        self._site_failures = self._dots_not_allowed = 0
        self._busy_domains.clear()
