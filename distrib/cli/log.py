"""`distrib log`: the ledger of a release, one row a recipient, or of one person over all releases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from distrib.cli.output import AS_JSON, csv_rows, json_line, moment, open_office, remark, say, table
from distrib.cli.summary import counts, left_out_lines, standing
from distrib.core.delivery.status import Status

if TYPE_CHECKING:
    from distrib.app import Office
    from distrib.core.delivery.dispatch import Delivery


@click.command("log")
@click.argument("reference", required=False)
@click.option("--email", metavar="ADDRESS", help="Every release this person was sent; with REFERENCE, that one.")
@click.option("--message-id", metavar="ID", help="The delivery whose message bears this Message-ID.")
@AS_JSON
@click.option("--csv", "as_csv", is_flag=True, help="CSV.")
def command(reference: str | None, email: str | None, message_id: str | None, as_json: bool, as_csv: bool) -> None:
    """Show who got a release and who did not, or what one person was sent."""
    if as_json and as_csv:
        raise click.UsageError("Choose --json or --csv, not both.")
    if message_id is not None and (reference or email):
        raise click.UsageError("--message-id names one delivery; leave out the rest.")
    if not (reference or email or message_id):
        raise click.UsageError("Name a release such as 2026-001, or ask for one person with --email.")
    from distrib.services.delivery.log_table import COLUMNS, values

    with open_office() as office:
        rows = _rows(office, reference, email, message_id)
        if as_json:
            for row in rows:
                json_line(values(row))
        elif as_csv:
            csv_rows(COLUMNS, map(values, rows))
        elif email or message_id:
            _show_person(rows)
        elif reference:
            _show_release(office, reference, rows)


def _rows(office: Office, reference: str | None, email: str | None, message_id: str | None) -> tuple[Delivery, ...]:
    from distrib.services.delivery import dispatches
    from distrib.services.people import lookup

    if message_id is not None:
        return lookup.of_message(office.context, message_id)
    if email is not None:
        return lookup.of_address(office.context, email, reference)
    assert reference is not None  # noqa: S101 - one of the three was named
    return dispatches.log(office.context, reference)


def _show_person(rows: Sequence[Delivery]) -> None:
    columns = ("at", "email", "release", "version", "edition", "dispatch", "state", "tries", "reply", "message_id")
    table(
        columns,
        [
            (
                moment(row.at),
                row.email,
                row.release,
                row.version,
                row.edition,
                row.dispatch_id,
                row.state,
                row.attempts,
                _said(row),
                row.message_id,
            )
            for row in rows
        ],
    )


def _show_release(office: Office, reference: str, rows: Sequence[Delivery]) -> None:
    from distrib.services.delivery import dispatches

    table(
        ("at", "email", "name", "edition", "state", "tries", "reply"),
        [(moment(row.at), row.email, row.name, row.edition, row.state, row.attempts, _said(row)) for row in rows],
    )
    sent = dispatches.of_release(office.context, reference)
    if not sent:
        remark(f"{reference} has not been sent to anybody.")
    for dispatch in sent:
        say()
        say(f"Dispatch {dispatch.id} to `{dispatch.query}`: {counts(dispatch.tally)}")
        if dispatch.standing.status is not Status.RUNNING:
            say(f"It is {standing(dispatch)}.")
        for line in left_out_lines(dispatches.left_out(office.context, dispatch.id)):
            say(line)


def _said(row: Delivery) -> str:
    return f"{row.code} {row.reply}" if row.code else row.reply or ""
