"""`distrib people`: bring lists of journalists and spokespeople in."""

from __future__ import annotations

import click

from distrib.cli.files import read
from distrib.cli.output import open_office, remark, say


@click.group("people")
def command() -> None:
    """Import journalists and spokespeople."""


@command.command("import")
@click.argument("file")
@click.option("--as", "kind", type=click.Choice(["journalists", "spokespeople"]), required=True)
@click.option("--dry-run", is_flag=True, help="Say what would happen and change nothing.")
def import_file(file: str, kind: str, dry_run: bool) -> int:
    """Import a list (CSV, XLSX or vCard): good rows come in, bad rows are named by line with the reason."""
    from distrib.services import people

    data, shown = read(file)
    bring_in = people.import_journalists if kind == "journalists" else people.import_spokespeople
    with open_office() as office:
        report = bring_in(office.context, data, shown, dry_run=dry_run)
    for note in report.notes:
        remark(note)
    for bad in report.rejected:
        remark(f"line {bad.line}: {bad.reason}")
    would = "would be " if dry_run else ""
    say(
        f"{report.added} {would}added, {report.updated} {would}updated, {report.unchanged} unchanged, "
        f"{len(report.rejected)} rejected"
    )
    return int(bool(report.rejected) and not (report.added or report.updated or report.unchanged))
