"""`distrib send`: freeze the audience, queue, deliver here, and say who got it."""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from distrib.cli.meter import Meter
from distrib.cli.output import moment, open_office, remark, say
from distrib.cli.summary import counts, left_out_lines
from distrib.cli.worker import status_of
from distrib.config import LONGEST_GRACE
from distrib.core.ledger import State
from distrib.core.progress import Why, in_words

if TYPE_CHECKING:
    from distrib.app import Office
    from distrib.core.dispatch import Delivery, Dispatch, Job
    from distrib.core.outcome import Outcome
    from distrib.services.dispatches import Plan


@click.command("send")
@click.argument("reference")
@click.option("--to", "query", required=True, help="Who gets it, as in `journalists find`; `all` is everyone.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--queue", "only_queue", is_flag=True, help="Stop after queueing; a worker delivers.")
@click.option("--embargo-lifted", is_flag=True, help="The embargo written in the release is over.")
@click.option("--internal-numbers", is_flag=True, help="Send although the text names a number kept as internal.")
@click.option("--at", metavar="WHEN", help="Begin at 2026-11-25T10:00 (the office's clock), or with an offset, +01:00.")
@click.option(
    "--grace",
    metavar="MINUTES",
    type=click.IntRange(0, LONGEST_GRACE),
    help="With --at: how late it may begin; after that it is held for a person. Else as in the settings.",
)
@click.option("--urgent", is_flag=True, help="Overtake everything that is not urgent.")
def command(
    *,
    reference: str,
    query: str,
    yes: bool,
    only_queue: bool,
    embargo_lifted: bool,
    internal_numbers: bool,
    at: str | None,
    grace: int | None,
    urgent: bool,
) -> int:
    """Send an approved release to an audience.

    Exit status 3: somebody was refused, is in doubt, or waits for another try.
    """
    from distrib.services import dispatches, scheduling

    if grace is not None and at is None:
        raise click.UsageError("--grace goes with --at.")
    with open_office() as office:
        late = None if grace is None else timedelta(minutes=grace)
        standing = scheduling.standing(office.context, at=at, grace=late, is_urgent=urgent)
        plan = dispatches.plan(
            office.context,
            reference,
            query,
            embargo_lifted=embargo_lifted,
            begins=standing.not_before,
            may_name_internal=internal_numbers,
        )
        begins, latest = (
            scheduling.on_the_wall(office.context, one) if one else ""
            for one in (standing.not_before, standing.start_by)
        )
        for line in describe(plan):
            remark(line)
        if begins:
            remark(f"Begins:   {begins}; held for a person when no worker has begun it by {latest}")
        if not yes and plan.audience.recipients:
            _ask(plan, f"at {begins}" if begins else "now")
        dispatch = dispatches.freeze(office.context, plan, standing)
        if not begins and not only_queue:
            return deliver(office, dispatch)
    _say_queued(dispatch, begins)
    return 0


def describe(plan: Plan) -> list[str]:
    """What would happen, in lines."""
    audience = plan.audience
    languages = ", ".join(f"{count} in {language}" for language, count in audience.by_language.items())
    lines = [
        f"Release:  {plan.release.reference}, version {plan.release.version}",
        f"Sender:   {plan.sender.name} <{plan.sender.address}> through {plan.server}",
        f"To:       {len(audience.recipients)} recipients ({languages or 'nobody'})",
    ]
    lines += [f"Subject:  [{one.language}] {one.headline}" for one in plan.release.editions]
    if audience.fallbacks:
        lines.append(
            f"Note:     {audience.fallbacks} get the {plan.release.source.language} edition: none is in their languages"
        )
    lines += [f"Warning:  {warning}" for warning in plan.warnings]
    return [*lines, *left_out_lines(audience.left_out)]


def deliver(office: Office, dispatch: Dispatch) -> int:
    """Deliver here what is due, telling how far it is, and print the summary."""
    from distrib.services import progress
    from distrib.worker.engine import Mode
    from distrib.worker.process import Listener

    meter = Meter(dispatch.tally.audience)

    def heard(job: Job, outcome: Outcome) -> None:
        if job.dispatch_id == dispatch.id:
            meter.heard(job, outcome)

    listener = Listener(heard=heard, complain=meter.complain)
    report = office.worker(listener).run(Mode.ONCE, office.settings.connections)
    meter.clear()
    dispatch, seen = progress.of(office.context, dispatch.id)
    say(counts(dispatch.tally))
    _name_the_others(office, dispatch)
    if dispatch.tally.pending:
        if seen.why is not Why.NO_WORKER:
            remark(f"{in_words(seen, moment)}.")
        remark("What is still to do is delivered by: distrib worker")
    if dispatch.waiting:
        remark(f"{dispatch.waiting} of them wait for a person: see distrib dispatch show {dispatch.id}")
    return status_of(report, needs_a_person=dispatch.tally.needs_a_person or bool(dispatch.tally.pending))


def _say_queued(dispatch: Dispatch, begins: str) -> None:
    queued = f"Dispatch {dispatch.id}: {dispatch.tally.audience} queued"
    if begins:
        say(f"{queued}, to begin at {begins}.")
        remark("A worker has to run then: distrib worker")
    else:
        say(f"{queued}. Deliver with: distrib worker")


def _ask(plan: Plan, when: str) -> None:
    if not sys.stdin.isatty():
        raise click.UsageError("Nobody can be asked here. Add --yes to send without a question.")
    click.confirm(f"Send to {len(plan.audience.recipients)} recipients {when}?", abort=True, err=True)


def _name_the_others(office: Office, dispatch: Dispatch) -> None:
    from distrib.services import dispatches

    wanted = (State.REFUSED, State.IN_DOUBT, State.EXPIRED, State.DEFERRED)
    if any(dispatch.tally.count(state) for state in wanted):
        for row in dispatches.deliveries(office.context, dispatch.id, states=wanted, limit=50):
            say(f"    {_in_words(row)}")
        remark(f"All of them: distrib log {dispatch.release_reference}")


def _in_words(row: Delivery) -> str:
    what = {
        State.REFUSED: "refused",
        State.IN_DOUBT: "in doubt: the connection broke before the server confirmed; nobody is mailed twice by itself",
        State.EXPIRED: "given up",
        State.DEFERRED: "will be tried again",
    }[row.state]
    said = f" ({row.code} {row.reply})" if row.code else f" ({row.reply})" if row.reply else ""
    return f"{row.name} <{row.email}>: {what}{said}"
