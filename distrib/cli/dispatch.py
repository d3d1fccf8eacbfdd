"""`distrib dispatch`: what is being sent, and a hand on it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import click

from distrib.cli.asking import Number
from distrib.cli.dispatch_report import COMMANDS, ID
from distrib.cli.output import AS_JSON, json_line, moment, number_of, open_office, remark, say, table
from distrib.cli.summary import counts, left_out_lines, route_words, slow_words, standing
from distrib.cli.watch import changes, line, values
from distrib.core.delivery.ledger import State, Tally
from distrib.core.delivery.progress import in_words
from distrib.core.delivery.status import Status

if TYPE_CHECKING:
    from distrib.core.delivery.dispatch import Dispatch

MOST = 100_000


@click.group("dispatch")
def command() -> None:
    """See, pause, resume or stop what is being sent; hold a domain."""


for _command in COMMANDS:
    command.add_command(_command)


@command.command("list")
@AS_JSON
@click.option("--limit", type=Number(1, MOST), default=50, show_default=True, help="The newest so many.")
def list_(as_json: bool, limit: int) -> None:
    """Dispatches, the newest first, and the domains that are held."""
    from distrib.services.delivery import dispatches, hands, pacing, routes

    with open_office() as office:
        found = dispatches.newest(office.context, limit)
        held = hands.held_domains(office.context)
        slow = pacing.slow_domains(office.context)
        failing = routes.failing(office.context)
    if as_json:
        for one in found:
            json_line(_values(one))
        return
    columns = ("id", "release", "stands", "begins", "recipients", "accepted", "refused", "doubt", "to do", "stopped")
    table(columns, [_row(one) for one in found])
    for domain in held:
        remark(f"Held: {domain.domain}, since {moment(domain.since)} by {domain.by}")
    for busy in slow:
        remark(f"Slow: {slow_words(busy)}")
    for failed in failing:
        remark(f"Route: {route_words(failed)}")


@command.command("show")
@ID
@click.option("--json", "as_json", is_flag=True, help="One JSON object; with --watch one a line.")
@click.option(
    "--watch", is_flag=True, help="A line for each change, at most one a second, until nothing is left to do."
)
def show(dispatch_id: int, as_json: bool, watch: bool) -> int:
    """One dispatch: how it stands, how fast it goes, its counts, and who was left out.

    With --watch, exit status 3: somebody was refused or is in doubt.
    """
    from distrib.services.delivery import dispatches, hands, pacing, progress, routes

    if watch:
        return _watch(dispatch_id, as_json)
    with open_office() as office:
        dispatch, seen = progress.of(office.context, dispatch_id)
        left_out = dispatches.left_out(office.context, dispatch_id)
        held = hands.held_domains(office.context)
        slow = pacing.slow_domains(office.context)
        failing = routes.failing(office.context)
    if as_json:
        json_line(_values(dispatch) | values(seen))
        return 0
    say(f"Dispatch {dispatch.id} of {dispatch.release_reference}, version {dispatch.version}, to `{dispatch.query}`")
    say(f"Made:     {moment(dispatch.created_at)} by {dispatch.created_by}, as {dispatch.sender_address}")
    say(f"Stands:   {standing(dispatch)}")
    say(f"Counts:   {counts(dispatch.tally)}")
    if dispatch.tally.pending:
        say(f"Now:      {in_words(seen, moment)}")
    if dispatch.waiting and held:
        say(f"Held:     {', '.join(one.domain for one in held)}")
    if dispatch.tally.pending:
        for busy in slow:
            say(f"Slow:     {slow_words(busy)}")
        for failed in failing:
            say(f"Route:    {route_words(failed)}")
    if dispatch.tally.in_doubt:
        say(f"In doubt: see the evidence with: distrib settle {dispatch.id}")
    for one in left_out_lines(left_out):
        say(one)
    return 0


def _watch(dispatch_id: int, as_json: bool) -> int:
    from distrib.services.delivery import progress

    with open_office() as office:
        for dispatch, seen in changes(lambda: progress.of(office.context, dispatch_id), time.sleep):
            if as_json:
                json_line(_values(dispatch) | values(seen))
            else:
                say(line((dispatch, seen), office.context.now()))
    return 3 if dispatch.tally.needs_a_person else 0


@command.command("pause")
@ID
def pause(dispatch_id: int) -> None:
    """Send nothing more of it until it is resumed."""
    from distrib.services.delivery import hands

    with open_office() as office:
        _tell(hands.pause(office.context, dispatch_id))


@command.command("resume")
@ID
def resume(dispatch_id: int) -> None:
    """Go on with what was paused, or begin what was held because nobody began it in time."""
    from distrib.services.delivery import hands

    with open_office() as office:
        dispatch = hands.resume(office.context, dispatch_id)
        _tell(dispatch)
    if dispatch.tally.pending:
        remark("Delivered by: distrib worker")


@command.command("stop")
@ID
def stop(dispatch_id: int) -> None:
    """Cancel, for good, whatever has not reached its final dot."""
    from distrib.services.delivery import hands

    with open_office() as office:
        dispatch = hands.stop(office.context, dispatch_id)
        _tell(dispatch)
    on_its_way = dispatch.tally.count(State.COMMITTING)
    if on_its_way:
        remark(f"{on_its_way} had been handed over to the mail server; the log will say how they ended.")


@command.command("hold")
@click.argument("domain")
def hold(domain: str) -> None:
    """Send nothing to a domain, in any dispatch, until it is released."""
    from distrib.services.delivery import hands

    with open_office() as office:
        waiting = hands.hold(office.context, domain)
    say(
        f"{number_of(waiting, 'delivery waits', 'deliveries wait')} for {domain} to be released; "
        "everybody else gets theirs."
    )


@command.command("release")
@click.argument("domain")
def release(domain: str) -> None:
    """Send to a held domain again."""
    from distrib.services.delivery import hands

    with open_office() as office:
        freed = hands.release(office.context, domain)
    say(f"{number_of(freed, 'delivery', 'deliveries')} may go. Delivered by: distrib worker")


def _tell(dispatch: Dispatch) -> None:
    say(f"Dispatch {dispatch.id} is {standing(dispatch)}.")
    say(counts(dispatch.tally))


def _row(dispatch: Dispatch) -> tuple[object, ...]:
    tally = dispatch.tally
    is_done = dispatch.standing.status is Status.RUNNING and dispatch.has_ended
    stands = "done" if is_done else dispatch.standing.status.value
    how = f"{stands}, urgent" if dispatch.standing.is_urgent else stands
    begins = moment(dispatch.standing.not_before) or moment(dispatch.created_at)
    parts = (tally.accepted, tally.refused, tally.in_doubt, tally.pending, _stopped(tally))
    return (dispatch.id, dispatch.release_reference, how, begins, tally.audience, *parts)


def _values(dispatch: Dispatch) -> dict[str, Any]:
    tally, stands = dispatch.tally, dispatch.standing
    return {
        "id": dispatch.id,
        "release": dispatch.release_reference,
        "version": dispatch.version,
        "query": dispatch.query,
        "sender": dispatch.sender_address,
        "created_by": dispatch.created_by,
        "created_at": dispatch.created_at,
        "status": stands.status.value,
        "ended": dispatch.has_ended,
        "urgent": stands.is_urgent,
        "not_before": stands.not_before,
        "start_by": stands.start_by,
        "recipients": tally.audience,
        "accepted": tally.accepted,
        "refused": tally.refused,
        "in_doubt": tally.in_doubt,
        "pending": tally.pending,
        "stopped": _stopped(tally),
        "waiting": dispatch.waiting,
        "next_due": dispatch.next_due,
    }


def _stopped(tally: Tally) -> int:
    """Everybody else, so that the columns add up."""
    return tally.audience - tally.accepted - tally.refused - tally.in_doubt - tally.pending
