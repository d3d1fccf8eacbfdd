"""What is left lying: deliveries without a worker, and what waits for a person. It moves nothing."""

from __future__ import annotations

from collections.abc import Iterator

from distrib.core.dispatch_status import Status
from distrib.core.health import Finding, Health
from distrib.core.outcome import heard
from distrib.core.phrase import figure, phrased
from distrib.services import delivering, hands, pacing, workers
from distrib.services.context import Context


def examine(context: Context) -> Iterator[Finding]:
    """Work without a worker first, then whatever a person keeps back or must decide."""
    yield from _work(context)
    yield from _dispatches(context)
    yield from _domains(context)


def _work(context: Context) -> Iterator[Finding]:
    pending, due = delivering.pending(context)
    at_work = workers.living(context)
    if pending and not at_work:
        when = phrased(", the first since or at {due:%Y-%m-%d %H:%M} UTC", due=due) if due else ""
        yield Finding(
            Health.ATTENTION,
            phrased(
                "{pending} deliveries wait{when}, and no worker runs here. Run: distrib worker --once",
                pending=figure(pending),
                when=when,
            ),
        )
    else:
        yield Finding(
            Health.GOOD,
            phrased(
                "{pending} deliveries wait; {at_work} workers run on this machine.",
                pending=figure(pending),
                at_work=at_work,
            ),
        )


def _dispatches(context: Context) -> Iterator[Finding]:
    for one in hands.in_need(context):
        waits = phrased(
            "{pending} deliveries wait. Run: distrib dispatch resume {dispatch}, or stop {dispatch}",
            pending=figure(one.tally.pending),
            dispatch=one.id,
        )
        if one.standing.status is Status.HELD:
            latest = f"{one.standing.start_by:%Y-%m-%d %H:%M} UTC"
            yield Finding(
                Health.ATTENTION,
                phrased(
                    "Dispatch {dispatch} is held: no worker began it by {latest}. {waits}",
                    dispatch=one.id,
                    latest=latest,
                    waits=waits,
                ),
            )
        else:
            yield Finding(
                Health.ATTENTION, phrased("Dispatch {dispatch} is paused. {waits}", dispatch=one.id, waits=waits)
            )


def _domains(context: Context) -> Iterator[Finding]:
    for held in hands.held_domains(context):
        said = phrased(
            "Nothing is sent to {domain} since {since:%Y-%m-%d %H:%M} UTC. Run: distrib dispatch release {domain}",
            domain=held.domain,
            since=held.since,
        )
        yield Finding(Health.ATTENTION, said)
    for slow in pacing.slow_domains(context):
        when = phrased("gets a little at a time")
        if slow.closed_until:
            when = phrased("gets nothing before {until:%H:%M} UTC", until=slow.closed_until)
        said = phrased(
            "{domain} is busy and {when} ({reply}). Its recipients wait; nothing is to be done.",
            domain=slow.domain,
            when=when,
            reply=heard(slow.reply),
        )
        yield Finding(Health.ATTENTION, said)
