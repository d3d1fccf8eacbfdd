"""What all workers remember of domains, and the gate that each claim passes: how many of its rows may go now.

Whoever changes a pace locks them all first, so that workers on several hosts count the same messages; a transaction
does so after it has written what it writes to the ledger. It decides no limit: that is `core.delivery.pacing`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, or_, select, text

from distrib.core.delivery.ledger import State
from distrib.core.delivery.pacing import AT_REST, FORGOTTEN_AFTER, UNLIMITED, Limits, Pace, Rules, admit
from distrib.core.delivery.routes import Route
from distrib.db import batch
from distrib.db.prepared import Prepared
from distrib.db.schema import DeliveryRow, PaceRow, found
from distrib.db.types import as_instant, instant

_COLUMNS = ("window", "strikes", "closures", "closed_until", "next_at", "reply")


def lock(connection: Connection) -> bool:
    """Keep every other worker from the paces until this transaction ends; whether that could have taken a while.

    On SQLite a writer is alone anyway.
    """
    if connection.dialect.name != "postgresql":
        return False
    connection.execute(text("LOCK TABLE paces IN SHARE ROW EXCLUSIVE MODE"))
    return True


def known(connection: Connection, now: datetime, domains: Collection[str] | None = None) -> dict[str, Pace]:
    """What is remembered of these domains, or of all, as far as it still means something."""
    if domains is None:
        rows = _ALL.rows(connection, {})
    else:
        rows = _AMONG.rows(connection, batch.packed((domain,) for domain in domains))
    paces = {}
    for domain, changed_at, window, strikes, closures, closed_until, next_at, reply in rows:
        if abs(now - instant(changed_at)) < FORGOTTEN_AFTER:
            moments = as_instant(closed_until), as_instant(next_at)
            paces[domain] = Pace(window, strikes, closures, *moments, reply)
    return paces


def remember(connection: Connection, paces: Mapping[str, Pace], now: datetime) -> None:
    """Keep these paces, and drop what means nothing any more."""
    is_old = PaceRow.changed_at < now - FORGOTTEN_AFTER
    connection.execute(delete(PaceRow).where(PaceRow.domain.in_(sorted(paces)) | is_old))
    rows = [
        {"domain": domain, "changed_at": now, **{name: getattr(pace, name) for name in _COLUMNS}}
        for domain, pace in sorted(paces.items())
        if not pace.is_at_rest(now)
    ]
    if rows:
        connection.execute(insert(PaceRow), rows)


@dataclass(slots=True)
class _Line:
    """Where one domain stands within a claim."""

    limits: Limits
    pace: Pace
    in_flight: int = 0
    waiting: int = 0
    """Rows that were put off by this claim."""


class Gate:
    """Says how much of each domain may go now, for one claim, and when to look at the others again.

    Domains without a limit that do not fail cost one look into a small table.
    """

    def __init__(self, connection: Connection, rules: Rules, now: datetime) -> None:
        self._connection = connection
        self._rules = rules
        self._now = now
        self._lines: dict[str, _Line] = {}
        self._free: set[str] = set()
        self._route: str | None = None

    def through(self, route: Route | None, wanted: int) -> int:
        """How many messages a route may take now."""
        if route is None or not route.limits.gap:
            return wanted
        lock(self._connection)
        key = f"route {route.name}"
        pace = known(self._connection, self._now, [key]).get(key, AT_REST)
        self._lines[key] = _Line(route.limits, pace)
        self._route = key
        return admit(pace, route.limits, wanted=wanted, in_flight=0, now=self._now).number

    def sift(self, rows: Sequence[tuple[int, str]]) -> tuple[list[int], dict[int, datetime]]:
        """Of due deliveries (id, domain), in their order: those that may go, and when to look at each other again."""
        self._learn({domain for _, domain in rows} - self._free - self._lines.keys())
        by_domain: dict[str, list[int]] = defaultdict(list)
        for identity, domain in rows:
            by_domain[domain].append(identity)
        admitted = {identity for domain in by_domain.keys() & self._free for identity in by_domain[domain]}
        waiting: dict[int, datetime] = {}
        for domain in by_domain.keys() & self._lines.keys():
            number, slots = self._admit(self._lines[domain], len(by_domain[domain]))
            admitted.update(by_domain[domain][:number])
            waiting |= zip(by_domain[domain][number:], slots, strict=True)
        return [identity for identity, _ in rows if identity in admitted], waiting

    def is_paced(self, domain: str) -> bool:
        """Whether it is limited or watched."""
        return domain in self._lines

    def close(self, claimed: int) -> None:
        """Keep what was counted."""
        if self._route is not None:
            self._admit(self._lines[self._route], claimed)
        counted = {domain: line.pace for domain, line in self._lines.items() if line.limits.messages_per_minute}
        if counted:
            remember(self._connection, counted, self._now)

    def _admit(self, line: _Line, wanted: int) -> tuple[int, list[datetime]]:
        admission = admit(line.pace, line.limits, wanted=wanted, in_flight=line.in_flight, now=self._now)
        slots = [admission.slot(line.waiting + place) for place in range(wanted - admission.number)]
        line.pace = admission.pace
        line.in_flight += admission.number
        line.waiting += len(slots)
        return admission.number, slots

    def _learn(self, domains: set[str]) -> None:
        """What is going to be counted is read again where another worker may have changed it."""
        if not domains:
            return
        limited = {domain for domain in domains if self._rules.limits(domain) != UNLIMITED}
        remembered = known(self._connection, self._now, domains)
        paced = limited | remembered.keys()
        self._free |= domains - paced
        if not paced:
            return
        if lock(self._connection):
            remembered = known(self._connection, self._now, paced)
        in_flight = self._in_flight(paced)
        for domain in paced:
            pace = remembered.get(domain, AT_REST)
            self._lines[domain] = _Line(self._rules.limits(domain), pace, in_flight.get(domain, 0))

    def _in_flight(self, domains: set[str]) -> dict[str, int]:
        """Deliveries that any worker holds, by domain."""
        held = or_(found(State.CLAIMED), found(State.COMMITTING))
        theirs = DeliveryRow.domain.in_(sorted(domains))
        counts = select(DeliveryRow.domain, func.count()).where(held, theirs).group_by(DeliveryRow.domain)
        return {domain: number for domain, number in self._connection.execute(counts) if domain is not None}


def _remembered() -> Select[*tuple[Any, ...]]:
    columns = [getattr(PaceRow, name) for name in _COLUMNS]
    return select(PaceRow.domain, PaceRow.changed_at, *columns).order_by(PaceRow.domain)


_ALL = Prepared(lambda _dialect: _remembered())
_AMONG = Prepared(lambda dialect: _remembered().where(batch.is_among(dialect, PaceRow.domain)))
