"""What the ledger says in numbers, for monitoring."""

from __future__ import annotations

from distrib.core.exposition import Kind, Metric
from distrib.db import dispatches
from distrib.db import metrics as rows
from distrib.services.context import Context
from distrib.services.delivery import progress


def of_ledger(context: Context) -> tuple[Metric, ...]:
    """Gauges of every dispatch in which something is left to do or in doubt, and of the whole."""
    with context.database.reading() as transaction:
        counts = rows.open_dispatches(transaction)
        _, oldest = dispatches.count_pending(transaction)
        now = context.database.now(transaction)
    crew = progress.crew(context)
    age = max((now - oldest).total_seconds(), 0.0) if oldest else 0.0
    doubt = sum(one.recipients for one in counts if one.is_in_doubt)
    states = tuple(
        ({"dispatch": str(one.dispatch_id), "release": one.release, "state": one.state.value}, one.recipients)
        for one in counts
    )
    return (
        Metric("distrib_deliveries", Kind.GAUGE, _STATES, states),
        Metric("distrib_deliveries_in_doubt", Kind.GAUGE, "Recipients who may or may not have it.", (({}, doubt),)),
        Metric("distrib_oldest_due_age_seconds", Kind.GAUGE, _OLDEST, (({}, age),)),
        Metric("distrib_workers", Kind.GAUGE, "Workers that are at work.", (({}, crew.workers),)),
        Metric("distrib_workers_resting", Kind.GAUGE, _RESTING, (({}, float(crew.rests_until is not None)),)),
    )


_STATES = "Recipients by state, of every dispatch in which something is left to do or in doubt."
_OLDEST = (
    "How long the delivery that is due longest has waited; 0 when none is due. What a person keeps back is not due."
)
_RESTING = "1 while all workers rest because the mail server does not serve."
