"""`distrib worker`: a process that delivers what is queued."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from distrib.cli.asking import Number
from distrib.cli.meter import Meter
from distrib.cli.output import complain, number_of, open_office, remark

if TYPE_CHECKING:
    from distrib.core.delivery.dispatch import Job
    from distrib.core.delivery.outcome import Outcome
    from distrib.services.delivery.workers import TakenBack
    from distrib.worker.engine import Report


@click.command("worker")
@click.option("--once", is_flag=True, help="End when nothing is due.")
@click.option("--drain", is_flag=True, help="End when nothing is left, retries included.")
@click.option("--connections", type=Number(1, 64), help="Connections to the mail server at a time, within its limit.")
@click.option("--metrics", metavar="FILE", help="Leave numbers for Prometheus there (node_exporter's textfile format).")
def command(once: bool, drain: bool, connections: int | None, metrics: str | None) -> int:
    """Deliver what is due. What a dead worker of this host had claimed is taken back at once."""
    from distrib.worker.idling import Mode
    from distrib.worker.process import Listener

    if once and drain:
        raise click.UsageError("Choose --once or --drain, not both.")
    mode = Mode.ONCE if once else Mode.DRAIN if drain else Mode.FOREVER
    count = _Count()
    meter = Meter()

    def heard(job: Job, outcome: Outcome) -> None:
        count.heard(job, outcome)
        meter.heard(job, outcome)

    with open_office() as office:
        listener = Listener(heard, complain=meter.complain, took_back=count.took_back, rests=meter.rests)
        file = metrics or office.settings.metrics.file
        worker = office.worker(listener, Path(file).absolute() if file else None)
        report = worker.run(mode, connections or office.settings.connections)
    meter.clear()
    remark(count.summary())
    return status_of(report, needs_a_person=bool(count.refused or count.in_doubt))


def status_of(report: Report, *, needs_a_person: bool) -> int:
    """1 when the mail server or the database ended the run, else 3 when somebody was not reached, else 0."""
    if report.site_failure is not None:
        complain("The mail server did not serve us; everything not delivered stays queued. See: distrib doctor")
        return 1
    if report.database_failure is not None:
        complain(report.database_failure)
        return 1
    return 3 if needs_a_person else 0


class _Count:
    """Tallies what the worker reports."""

    def __init__(self) -> None:
        self.accepted = self.deferred = self.refused = self.in_doubt = 0

    def heard(self, _job: Job, outcome: Outcome) -> None:
        """One attempt ended."""
        setattr(self, outcome.verdict.value, getattr(self, outcome.verdict.value) + 1)

    def took_back(self, taken: TakenBack) -> None:
        """What dead workers had held."""
        self.in_doubt += taken.in_doubt
        if taken.returned or taken.in_doubt:
            remark(
                f"A worker of this machine had died: of its deliveries {number_of(taken.returned, 'goes', 'go')} "
                f"back to the queue, {number_of(taken.in_doubt, 'is', 'are')} in doubt."
            )

    def summary(self) -> str:
        """In one line."""
        return (
            f"{self.accepted} accepted, {self.deferred} to be tried again, {self.refused} refused, "
            f"{self.in_doubt} in doubt"
        )
