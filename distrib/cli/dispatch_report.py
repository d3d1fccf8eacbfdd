"""`distrib dispatch`: what became of one: in figures, by reason, message by message, and as a table."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from distrib.cli.asking import Number
from distrib.cli.output import moment, open_office, remark, say, table

if TYPE_CHECKING:
    from distrib.core.delivery.figures import Figures

ID = click.argument("dispatch_id", metavar="ID", type=Number(1, 2**31 - 1))
WIDTH = 60


@click.command("figures")
@ID
def figures(dispatch_id: int) -> None:
    """How it went by domain, by mail server, and over time."""
    from distrib.services.delivery import figures as service

    with open_office() as office:
        found = service.of(office.context, dispatch_id)
    _show(found)


def _show(found: Figures) -> None:
    from distrib.core.delivery.figures import sparkline

    columns = ("domain", "recipients", "got it", "not delivered", "in doubt", "waiting")
    table(
        columns,
        [(one.domain, one.people, one.got, one.not_delivered, one.in_doubt, one.waiting) for one in found.domains],
    )
    say()
    table(
        ("route", "attempts", "accepted", "last"),
        [(one.route or "-", one.attempts, one.accepted, moment(one.last)) for one in found.routes],
    )
    over_time = found.over_time
    if over_time:
        say()
        say(f"From {moment(over_time.first)} to {moment(over_time.last)}, {over_time.step} a block:")
        say(sparkline(over_time.counts, WIDTH))


@click.command("reasons")
@ID
@click.option("--mark", is_flag=True, help="Mark those whose address is unknown, so that nobody writes to it again.")
def reasons(dispatch_id: int, mark: bool) -> None:
    """Who did not get it, by what can be done about it."""
    from distrib.services.delivery import figures as service

    with open_office() as office:
        groups = service.reasons(office.context, dispatch_id)
        marked = service.mark(office.context, dispatch_id) if mark else None
    for one in groups:
        say(f"{len(one.people)}: {one.remedy.what}. {one.remedy.do}.")
        if one.example:
            say(f"    such as: {one.example}")
        for person in one.people:
            say(f"    {person.email}")
    if not groups:
        remark("Everybody got it, or still waits.")
    if marked is not None:
        remark(f"{marked} marked. See them with: distrib journalists find status:bounced")


@click.command("message")
@ID
@click.argument("email", metavar="ADDRESS")
@click.option("--raw", is_flag=True, help="The bytes as they went over the wire, for a file.")
def message(dispatch_id: int, email: str, raw: bool) -> int:
    """The message that somebody was sent, made again of the ledger, and whether it is the same byte for byte.

    Exit status 3: it is not the same, or nothing was sent.
    """
    from distrib.errors import NotFound
    from distrib.services.delivery import history
    from distrib.services.people import lookup

    with open_office() as office:
        known = [one.id for one in lookup.of_address(office.context, email) if one.dispatch_id == dispatch_id]
        if not known:
            raise NotFound(
                "Nothing of dispatch {dispatch_id} was queued for this address. See: distrib log --email",
                dispatch_id=dispatch_id,
            )
        sent = history.as_sent(office.context, known[0])
    if raw:
        sys.stdout.buffer.write(sent.data)
    else:
        say(sent.data.decode("utf-8", "replace"))
    remark(f"SHA-256 {sent.sha256}")
    if sent.is_identical:
        remark("This is what was sent, byte for byte.")
    elif sent.recorded is None:
        remark("Nothing was sent to this address yet; this is what would be.")
    else:
        remark(f"What was sent is another: {sent.recorded}. Keys that sign, or this program, changed since.")
    return 0 if sent.is_identical else 3


@click.command("export")
@ID
def export(dispatch_id: int) -> None:
    """Everybody and what became of them, as CSV."""
    from distrib.services.delivery import log_table

    with open_office() as office:
        text = log_table.as_csv(office.context, dispatch_id)
    click.echo(text, nl=False)


@click.command("history")
@click.argument("email", metavar="ADDRESS")
@click.option("--release", "reference", metavar="REFERENCE", help="Of this release alone.")
def history_(email: str, reference: str | None) -> None:
    """Everything one person was sent, with each attempt, each reply and what came back."""
    from distrib.services.delivery import history

    with open_office() as office:
        found = history.of_address(office.context, email, reference)
    for one in found:
        delivery = one.delivery
        say(
            f"{delivery.release} version {delivery.version}, {delivery.edition}: {delivery.state.value}, "
            f"since {moment(delivery.at)} (dispatch {delivery.dispatch_id})"
        )
        for attempt in one.attempts:
            said = attempt.reply or attempt.fault or "no reply"
            say(
                f"    {moment(attempt.ended_at)} try {attempt.number} by {attempt.route or '-'}: {attempt.verdict} "
                f"at {attempt.stage}: {f'{attempt.code} ' if attempt.code else ''}{said}"
            )
        for returned in one.evidence:
            say(f"    {moment(returned.at)} came back: {returned.text}")


COMMANDS = (figures, reasons, message, export, history_)
