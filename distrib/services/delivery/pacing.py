"""What the ends of attempts say of domains, told to all workers; and which domains are slow now, for people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from distrib.core.delivery.dispatch import Job
from distrib.core.delivery.outcome import Outcome
from distrib.core.delivery.pacing import AT_REST, Pace, Signal, after, signal
from distrib.db import pacing as rows
from distrib.db import steering
from distrib.db.engine import Transaction
from distrib.services.context import Context


@dataclass(frozen=True, slots=True)
class SlowDomain:
    """A domain that does not take what we have for it at the usual pace."""

    domain: str
    closed_until: datetime | None
    """Nothing is sent to it before; None where it only takes fewer messages at the same time."""
    reply: str | None
    """The words with which it last put us off, without anything a terminal could obey."""


def feed_back(context: Context, connection: Transaction, ended: Iterable[tuple[Job, Outcome]], now: datetime) -> None:
    """Move the paces of the domains by how attempts to them ended; to be called after the ledger is written.

    What was accepted costs nothing where its domain was neither limited nor watched when it was claimed. What was put
    off counts from then on too: of what was on its way before, nobody knows how much was accepted.
    """
    heard: dict[str, list[tuple[Signal | None, str]]] = defaultdict(list)
    for job, outcome in ended:
        said = signal(outcome)
        if said is Signal.BUSY or (said is not None and job.is_paced):
            heard[job.domain].append((said, outcome.text))
        elif said is Signal.LATER:
            heard[job.domain].append((None, outcome.text))
    if not heard:
        return
    rules = context.settings.pacing
    steering.begin_what_is_due(connection, now)  # it locks dispatches, which every worker does before it locks paces
    rows.lock(connection)
    known = rows.known(connection, now, heard)
    changed: dict[str, Pace] = {}
    for domain, signals in heard.items():
        pace = known.get(domain, AT_REST)
        for said, reply in signals:
            watched = replace(pace, reply=pace.reply or reply)
            pace = after(pace, rules.limits(domain), said, now, reply=reply) if said else watched
        if pace != known.get(domain, AT_REST):
            changed[domain] = pace
    if changed:
        rows.remember(connection, changed, now)


def slow_domains(context: Context) -> tuple[SlowDomain, ...]:
    """Domains that failed and have not been well since, by name."""
    now = context.now()
    with context.database.reading() as connection:
        known = rows.known(connection, now)
    return tuple(
        SlowDomain(domain, pace.closed_until if pace.is_closed(now) else None, pace.reply)
        for domain, pace in known.items()
        if pace.closures or pace.window is not None
    )
