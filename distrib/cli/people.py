"""`distrib people`: bring lists of journalists and spokespeople in, and take an import back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from distrib.cli.asking import Number
from distrib.cli.files import opened, read
from distrib.cli.output import AS_JSON, json_line, moment, open_office, remark, say, table

if TYPE_CHECKING:
    from distrib.core.people.imports import Import
    from distrib.services.people.import_report import ImportReport

CHANGES_SHOWN = 20
"""Changes that are spelt out."""


@click.group("people")
def command() -> None:
    """Import journalists and spokespeople; take an import back."""


@command.command("import")
@click.argument("file")
@click.option("--as", "kind", type=click.Choice(["journalists", "spokespeople"]), required=True)
@click.option("--dry-run", is_flag=True, help="Say what would happen and change nothing.")
@click.option("--map", "mapping", metavar="FIELD=COLUMN", multiple=True, help="What a column holds, by name or number.")
@click.option("--confirm", metavar="ADDRESS", multiple=True, help="Take this address, however odd it looks.")
@click.option("--near-as-new", is_flag=True, help="Take people who look like somebody known as new.")
@click.option("--basis", metavar="TEXT", help="The lawful basis of the list, kept with everybody's consent.")
def import_file(
    *,
    file: str,
    kind: str,
    dry_run: bool,
    mapping: tuple[str, ...],
    confirm: tuple[str, ...],
    near_as_new: bool,
    basis: str | None,
) -> int:
    """Import a list (CSV, XLSX, vCard): good rows come in, bad rows are named by line with the reason."""
    from distrib.services import people

    chosen = [_pair(one) for one in mapping]
    if kind == "spokespeople":
        if chosen or near_as_new or basis:
            raise click.UsageError("--map, --near-as-new and --basis go with --as journalists.")
        data, shown = read(file)
        with open_office() as office:
            report = people.import_spokespeople(office.context, data, shown, dry_run=dry_run, confirmed=confirm)
    else:
        with open_office() as office, opened(file, "Importing") as (source, shown):
            report = people.import_journalists(
                office.context,
                source,
                shown,
                dry_run=dry_run,
                chosen=chosen,
                confirmed=confirm,
                near_as_new=near_as_new,
                basis=basis,
            )
    return _tell(report, dry_run=dry_run)


@command.command("imports")
@AS_JSON
def every(as_json: bool) -> None:
    """The lists that were brought in, the newest first."""
    from distrib.services.people import undoing

    with open_office() as office:
        found = undoing.every(office.context)
    if as_json:
        for one in found:
            json_line(_values(one))
        return
    rows = [
        (one.id, one.source, moment(one.at), one.actor, one.added, one.updated, moment(one.undone_at)) for one in found
    ]
    table(("import", "file", "at", "by", "added", "updated", "undone"), rows)


def _values(one: Import) -> dict[str, object]:
    return {
        "id": one.id,
        "file": one.source,
        "at": one.at,
        "by": one.actor,
        "added": one.added,
        "updated": one.updated,
        "undone_at": one.undone_at,
    }


@command.command("undo")
@click.argument("import_id", metavar="IMPORT", type=Number())
def undo(import_id: int) -> int:
    """Take an import of journalists or spokespeople back: everybody as they were, but for those edited since.

    Exit status 3: somebody was left as they are.
    """
    from distrib.services.people import undoing

    with open_office() as office:
        undone = undoing.undo(office.context, import_id)
    for one in undone.left:
        who = f"{one.name} <{one.email}>" if one.name and one.email else one.name or one.email
        who = who or "somebody who is gone"
        remark(f"left as they are: {who} (line {one.line}): {one.reason}")
    say(f"{undone.removed} removed, {undone.restored} restored, {len(undone.left)} left as they are")
    return 3 if undone.left else 0


def _pair(text: str) -> tuple[str, str]:
    field, equals, column = text.partition("=")
    if not equals or not field.strip() or not column.strip():
        raise click.UsageError(
            f"--map {text} cannot be read. Write a field and a column, such as --map email=Courriel."
        )
    return field.strip().replace("_", " ").casefold(), column.strip()


def _tell(report: ImportReport, *, dry_run: bool) -> int:
    if report.mapping:
        remark("columns: " + "; ".join(f"{field} = {header}" for field, header in report.mapping))
    for note in report.notes:
        remark(str(note))
    for one in report.changes[:CHANGES_SHOWN]:
        remark(f"line {one.line}: changed, {one.reason}")
    if len(report.changes) > CHANGES_SHOWN:
        remark(f"and {report.updated - CHANGES_SHOWN} more are changed")
    for one in sorted((*report.rejected, *report.duplicates), key=lambda bad: bad.line):
        remark(f"line {one.line}: {one.reason}")
    would = "would be " if dry_run else ""
    duplicate = f"{len(report.duplicates)} duplicate, " if report.duplicates else ""
    say(
        f"{report.added} {would}added, {report.updated} {would}updated, {report.unchanged} unchanged, "
        f"{duplicate}{len(report.rejected)} rejected"
    )
    if report.import_id is not None and (report.added or report.updated):
        remark(f"This was import {report.import_id}; take it back with: distrib people undo {report.import_id}")
    return int(bool(report.rejected) and not (report.added or report.updated or report.unchanged))
