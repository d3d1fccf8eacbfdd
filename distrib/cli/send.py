"""`distrib send`: freeze the audience, queue, deliver here, and say who got it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import click

from distrib.cli.asking import Number
from distrib.cli.meter import Meter
from distrib.cli.output import moment, number_of, open_office, remark, say, table
from distrib.cli.send_asking import ask
from distrib.cli.summary import counts, drift_lines, left_out_lines
from distrib.cli.worker import status_of
from distrib.config import LONGEST_GRACE
from distrib.core.delivery.drift import drift
from distrib.core.delivery.ledger import State
from distrib.core.delivery.progress import Why, in_words
from distrib.core.delivery.status import Status
from distrib.core.message.subject import subject_of

if TYPE_CHECKING:
    from distrib.app import Office
    from distrib.config import SendingSettings
    from distrib.core.delivery.dispatch import Delivery, Dispatch, Job
    from distrib.core.delivery.outcome import Outcome
    from distrib.core.delivery.status import Standing
    from distrib.services.sending import Plan


@click.command("send")
@click.argument("reference")
@click.option("--to", "query", help="Who gets it, as in `journalists find`; else the audience that was approved.")
@click.option("--test-to", metavar="ADDRESS", help="Send it to the office itself, marked TEST, and to nobody else.")
@click.option("--language", metavar="xx", help="With --test-to: the edition; else the source.")
@click.option("--yes", is_flag=True, help="Do not ask, and begin at once.")
@click.option("--queue", "only_queue", is_flag=True, help="Stop after queueing; a worker delivers.")
@click.option("--embargoed-copies", is_flag=True, help="Before the lift, send to those who have accepted embargoes.")
@click.option("--internal-numbers", is_flag=True, help="Send although the text names a number kept as internal.")
@click.option("--at", metavar="WHEN", help="Begin at 2026-11-25T10:00 (the office's clock), or with an offset, +01:00.")
@click.option(
    "--grace",
    metavar="MINUTES",
    type=Number(0, LONGEST_GRACE),
    help="With --at: how late it may begin; after that it is held for a person. Else as in the settings.",
)
@click.option("--urgent", is_flag=True, help="Overtake everything that is not urgent.")
@click.option("--only-theirs", is_flag=True, help="Leave out who reads none of the languages there are.")
@click.option("--explain", is_flag=True, help="Say of everybody why they are in or out, and send nothing.")
def command(
    *,
    reference: str,
    query: str | None,
    test_to: str | None,
    language: str | None,
    yes: bool,
    only_queue: bool,
    embargoed_copies: bool,
    internal_numbers: bool,
    at: str | None,
    grace: int | None,
    urgent: bool,
    only_theirs: bool,
    explain: bool,
) -> int:
    """Send an approved release to an audience.

    Exit status 3: somebody was refused, is in doubt, or waits for another try.
    """
    from distrib.services import scheduling, sending

    if test_to is not None:
        return _send_test(reference, test_to, language)
    if grace is not None and at is None:
        raise click.UsageError("--grace goes with --at.")
    with open_office() as office:
        late = None if grace is None else timedelta(minutes=grace)
        standing = scheduling.standing(office.context, at=at, grace=late, is_urgent=urgent)
        planned = partial(
            sending.plan,
            office.context,
            reference,
            query,
            embargoed_copies=embargoed_copies,
            begins=standing.not_before,
            may_name_internal=internal_numbers,
            only_theirs=only_theirs,
        )
        if explain:
            return _explain(planned())
        return _send(office, planned, standing, is_asked=not yes, only_queue=only_queue)


def _send(office: Office, planned: Callable[[], Plan], standing: Standing, *, is_asked: bool, only_queue: bool) -> int:
    """Show, ask, freeze, and deliver here what may go now."""
    plan = planned()
    begins = _show(office, plan, standing)
    frozen = _freeze(office, plan, standing, planned=planned, when=begins if is_asked else None)
    if frozen[0].standing.status is Status.RUNNING and not only_queue:
        for later in frozen[1:]:
            _say_queued(office, later)
        return deliver(office, frozen[0])
    for dispatch in frozen:
        _say_queued(office, dispatch)
    return 0


def _send_test(reference: str, address: str, language: str | None) -> int:
    from distrib.services import trial

    with open_office() as office:
        sent = trial.send_test(office.context, reference, address, language)
    remark(f"The {sent.language} edition of {reference} went to {address}, marked TEST. It counts nowhere.")
    return 0


def _show(office: Office, plan: Plan, standing: Standing) -> str:
    """Say what would happen; returns when it would begin, for the question."""
    from distrib.services import scheduling

    for line in describe(plan):
        remark(line)
    if standing.not_before is None or standing.start_by is None:
        return _show_embargo(plan, "now")
    begins, latest = (scheduling.on_the_wall(office.context, one) for one in (standing.not_before, standing.start_by))
    words = _show_embargo(plan, f"at {begins}")
    remark(f"Begins:   {begins}; held for a person when no worker has begun it by {latest}")
    return words


def _show_embargo(plan: Plan, begins: str) -> str:
    """Say how many get it before the lift and how many at it; returns that, or when it begins where nobody waits."""
    from distrib.services import embargo_waves

    words = embargo_waves.in_words(plan.release, plan.waves, begins)
    if words:
        remark(f"Embargo:  {words}")
    return f"({words})" if words else begins


def describe(plan: Plan) -> list[str]:
    """What would happen, in lines."""
    audience = plan.audience
    languages = ", ".join(f"{count} in {language}" for language, count in audience.by_language.items())
    lines = [
        f"Release:  {plan.release.reference}, version {plan.release.version}",
        f"Sender:   {plan.sender.name} <{plan.sender.address}> through {plan.server}",
        f"To:       {number_of(len(audience.recipients), 'recipient', 'recipients')} ({languages or 'nobody'})",
    ]
    lines += [f"Subject:  [{one.language}] {subject_of(one)}" for one in plan.release.editions]
    stated = sorted({one.language for one in audience.recipients if one.is_fallback})
    if stated:
        lines.append(
            f"Note:     {number_of(audience.fallbacks, 'gets', 'get')} the {', '.join(stated)} edition: "
            "none is in their languages"
        )
    lines += [f"Warning:  {warning}" for warning in plan.warnings]
    return [*lines, *left_out_lines(audience.left_out)]


def deliver(office: Office, *dispatches: Dispatch) -> int:
    """Deliver here what is due, telling how far these dispatches are, and print what each came to."""
    from distrib.worker.idling import Mode
    from distrib.worker.process import Listener

    meter = Meter(sum(one.tally.pending for one in dispatches))
    told = {one.id for one in dispatches}

    def heard(job: Job, outcome: Outcome) -> None:
        if job.dispatch_id in told:
            meter.heard(job, outcome)

    listener = Listener(heard=heard, complain=meter.complain)
    report = office.worker(listener).run(Mode.ONCE, office.settings.connections)
    meter.clear()
    needs = [_say_outcome(office, one, is_alone=len(dispatches) == 1) for one in dispatches]
    return status_of(report, needs_a_person=any(needs))


def _say_outcome(office: Office, dispatch: Dispatch, *, is_alone: bool) -> bool:
    """What a dispatch came to; whether somebody of it needs a person, or waits."""
    from distrib.services.delivery import progress

    dispatch, seen = progress.of(office.context, dispatch.id)
    say(counts(dispatch.tally) if is_alone else f"{dispatch.release_reference}: {counts(dispatch.tally)}")
    _name_the_others(office, dispatch)
    if dispatch.tally.pending:
        if seen.why is not Why.NO_WORKER:
            remark(f"{in_words(seen, moment)}.")
        remark("What is still to do is delivered by: distrib worker")
    if dispatch.waiting:
        remark(f"{dispatch.waiting} of them wait for a person: see distrib dispatch show {dispatch.id}")
    return dispatch.tally.needs_a_person or bool(dispatch.tally.pending)


def _freeze(
    office: Office, plan: Plan, standing: Standing, *, planned: Callable[[], Plan], when: str | None
) -> tuple[Dispatch, ...]:
    """Ask and freeze; what changed meanwhile is shown, and asked about once more. Without `when` nobody is asked."""
    from distrib.services import sending

    if when is None:
        return sending.freeze_waves(office.context, plan, standing)
    limits = office.settings.sending
    if plan.audience.recipients:
        ask(len(plan.audience.recipients), when, limits)
    try:
        return sending.freeze_waves(office.context, plan, standing)
    except sending.AudienceChanged:
        return sending.freeze_waves(office.context, _confirmed_again(plan, planned(), when, limits), standing)


def _say_queued(office: Office, dispatch: Dispatch) -> None:
    from distrib.services import scheduling

    queued = f"Dispatch {dispatch.id}: {dispatch.tally.audience} queued"
    begins = dispatch.standing.not_before
    if begins is not None:
        say(f"{queued}, to begin at {scheduling.on_the_wall(office.context, begins)}.")
        remark("A worker has to run then: distrib worker")
    else:
        say(f"{queued}. Deliver with: distrib worker")


def _confirmed_again(before: Plan, now: Plan, when: str, limits: SendingSettings) -> Plan:
    """What changed while a person was being asked, and the question once more."""
    remark("While you were asked, this changed:")
    if now.release.version_hash != before.release.version_hash:
        remark(f"    the text: it is version {now.release.version} now")
    for line in drift_lines(drift(before.audience, now.audience)):
        remark(line)
    ask(len(now.audience.recipients), when, limits)
    return now


def _explain(plan: Plan) -> int:
    """Everybody the query names, once, with what they get or why they get nothing."""
    audience = plan.audience
    rows = [
        (one.name, one.email, "in", f"{one.language}, in no language of theirs" if one.is_fallback else one.language)
        for one in audience.recipients
    ]
    rows += [(one.name, one.email, "out", one.explanation) for one in audience.left_out]
    table(("name", "email", "", "edition or reason"), rows)
    remark(f"{len(audience.recipients)} in, {len(audience.left_out)} out. Nothing was sent.")
    return 0


def _name_the_others(office: Office, dispatch: Dispatch) -> None:
    from distrib.services.delivery import dispatches

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
