"""`distrib log`: the ledger of a release, one row a recipient."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from distrib.cli.output import csv_rows, json_line, moment, open_office, remark, say, table
from distrib.cli.summary import counts, left_out_lines, standing
from distrib.core.dispatch_status import Status

if TYPE_CHECKING:
    from distrib.core.dispatch import Delivery

COLUMNS = (
    "email",
    "name",
    "state",
    "attempts",
    "code",
    "enhanced",
    "reply",
    "message_id",
    "edition",
    "version",
    "sha256",
    "at",
    "is_repeat",
)


@click.command("log")
@click.argument("reference")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--csv", "as_csv", is_flag=True, help="CSV.")
def command(reference: str, as_json: bool, as_csv: bool) -> None:
    """Show who got a release and who did not."""
    from distrib.services import dispatches

    if as_json and as_csv:
        raise click.UsageError("Choose --json or --csv, not both.")
    with open_office() as office:
        rows = dispatches.log(office.context, reference)
        if as_json:
            for row in rows:
                json_line(_values(row))
            return
        if as_csv:
            csv_rows(COLUMNS, map(_values, rows))
            return
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


def _values(row: Delivery) -> dict[str, Any]:
    values = asdict(row)
    return {column: values[column] for column in COLUMNS} | {"state": row.state.value}


def _said(row: Delivery) -> str:
    return f"{row.code} {row.reply}" if row.code else row.reply or ""
