"""What is left lying: deliveries without a worker, and what waits for a person. It moves nothing."""

from __future__ import annotations

from collections.abc import Iterator

from distrib.core.delivery.outcome import heard
from distrib.core.delivery.status import Status
from distrib.core.health import Finding, Health
from distrib.core.phrase import numbered, phrased
from distrib.services.context import Context
from distrib.services.delivery import delivering, hands, pacing, workers


def examine(context: Context) -> Iterator[Finding]:
    """Work without a worker first, then whatever a person keeps back or must decide."""
    yield from _work(context)
    yield from _dispatches(context)
    yield from _domains(context)


def _work(context: Context) -> Iterator[Finding]:
    pending, due = delivering.pending(context)
    at_work = workers.living(context)
    if pending and not at_work:
        when = phrased(", the first since {due:%Y-%m-%d %H:%M} UTC", due=due) if due else ""
        if due and due > context.now():
            when = phrased(", the first until {due:%Y-%m-%d %H:%M} UTC", due=due)
        sentence = numbered(
            "{number} delivery waits{when}, and no worker runs here. Run: distrib worker --once",
            "{number} deliveries wait{when}, and no worker runs here. Run: distrib worker --once",
            pending,
            when=when,
        )
        yield Finding(Health.ATTENTION, sentence)
    else:
        waiting = numbered("{number} delivery waits", "{number} deliveries wait", pending)
        working = numbered("{number} worker runs on this machine", "{number} workers run on this machine", at_work)
        yield Finding(Health.GOOD, phrased("{waiting}; {working}.", waiting=waiting, working=working))


def _dispatches(context: Context) -> Iterator[Finding]:
    for one in hands.in_need(context):
        waits = numbered(
            "{number} delivery waits. Run: distrib dispatch resume {dispatch}, or stop {dispatch}",
            "{number} deliveries wait. Run: distrib dispatch resume {dispatch}, or stop {dispatch}",
            one.tally.pending,
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
