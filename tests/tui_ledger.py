"""What a worker does, as far as the ledger sees it, for tests of the screen."""

from __future__ import annotations

from tui_office import TuiOffice

from distrib.core.delivery.outcome import Outcome, Scope, Verdict
from distrib.core.smtp.reply import Reply
from distrib.core.smtp.stages import Stage
from distrib.services import sending
from distrib.services.delivery import delivering, workers
from distrib.services.delivery.delivering import Claim, CommitToSend, Record

RELEASE = "2026-001"
TAKEN = Outcome(Stage.DOT, Verdict.ACCEPTED, Scope.MESSAGE, Reply(250, ("2.0.0 kept",)))
REFUSED = Outcome(Stage.RCPT, Verdict.REFUSED, Scope.RECIPIENT, Reply(550, ("5.1.1 no such user",)))
LOST = Outcome(Stage.DOT, Verdict.IN_DOUBT, Scope.MESSAGE)


def freeze(office: TuiOffice, query: str = "all") -> int:
    """Queue the demo's release; the id of the dispatch."""
    return sending.freeze(office.context, sending.plan(office.context, RELEASE, query)).id


def deliver(office: TuiOffice, *outcomes: Outcome) -> None:
    """The next deliveries end so, in their order."""
    with workers.at_work(office.context) as worker:
        for outcome in outcomes:
            (jobs,) = delivering.apply(office.context, [Claim(worker, 1)])
            assert isinstance(jobs, tuple)
            (job,) = jobs
            if outcome.is_after_dot:
                delivering.apply(office.context, [CommitToSend(job, b"")])
            delivering.apply(office.context, [Record(job, outcome, 0.5)])
