"""`distrib returns`: what came back, noted as evidence."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from distrib.cli.asking import Number
from distrib.cli.output import json_line, number_of, open_office, remark, say
from distrib.core.delivery.ledger import State

if TYPE_CHECKING:
    from distrib.ingest.returns.mailboxes import Returned
    from distrib.services.context import Context
    from distrib.services.delivery.returns import Taken

NOT_REACHED = (State.BOUNCED, State.SETTLED_NOT_SENT)


@click.group("returns")
def command() -> None:
    """Read what came back to the return address: bounces and receipts settle what is in doubt."""


@command.command("read")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a message.")
def read(paths: tuple[str, ...], as_json: bool) -> int:
    """Read messages: a file (.eml), an mbox, a Maildir, or - for standard input.

    Nothing is moved or deleted, and a message that was read before counts once.
    """
    from distrib.ingest.returns.mailboxes import messages, messages_in

    def found(path: str) -> Iterator[Returned]:
        return messages_in(sys.stdin.buffer, "standard input") if path == "-" else messages(Path(path))

    with open_office() as office:
        return _take_in(office.context, chain.from_iterable(map(found, paths)), as_json)


@command.command("fetch")
@click.option("--days", type=Number(1, 3650), default=30, show_default=True, help="How far back.")
@click.option("--all", "everything", is_flag=True, help="Also what was read before.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a message.")
def fetch(days: int, everything: bool, as_json: bool) -> int:
    """Read the mailbox of the return address over IMAP ([returns] url in config.toml).

    Nothing in it is moved, deleted or marked as seen.
    """
    from distrib.services.delivery import returns

    with open_office() as office:
        found = returns.fetch(office.context, days=days, everything=everything)
        return _take_in(office.context, found, as_json)


def _take_in(context: Context, messages: Iterable[Returned], as_json: bool) -> int:
    """3 when somebody turned out not to have been reached, else 0."""
    from distrib.services.delivery import returns

    fates: Counter[returns.Fate] = Counter()
    unreached = 0
    earlier = returns.weigh(context)
    if earlier:
        remark(f"{number_of(earlier, 'doubt was', 'doubts were')} settled by what had been read before.")
    try:
        for taken in returns.take_in(context, messages):
            fates[taken.fate] += 1
            unreached += taken.fate is returns.Fate.MOVED and taken.after in NOT_REACHED
            _show(taken, as_json)
        if not fates:
            remark("There was nothing new to read.")
    finally:
        if fates:
            remark(_summary({fate.value: number for fate, number in fates.items()}))
    return 3 if unreached else 0


def _show(taken: Taken, as_json: bool) -> None:
    from distrib.services.delivery.returns import Fate

    report = taken.report
    if as_json:
        json_line(
            {
                "source": taken.source,
                "fate": taken.fate.value,
                "email": taken.email,
                "dispatch": taken.dispatch_id,
                "before": taken.before,
                "after": taken.after,
                "kind": report.kind.value,
                "status": report.status,
                "diagnostic": report.diagnostic,
                "reporter": report.reporter,
            }
        )
    elif taken.fate is Fate.MOVED:
        say(f"{taken.email}: {taken.before} → {taken.after} (dispatch {taken.dispatch_id}): {report.text}")
    elif taken.fate is Fate.NOTED:
        say(f"{taken.email}: stays {taken.after} (dispatch {taken.dispatch_id}): {report.text}")
    elif taken.fate is Fate.FOREIGN:
        remark(f"{taken.source}: names a delivery that was never made here; ignored.")


def _summary(fates: dict[str, int]) -> str:
    noted, known = fates.get("noted", 0), fates.get("known", 0)
    foreign, nameless = fates.get("foreign", 0), fates.get("nameless", 0)
    parts = [
        f"{number_of(sum(fates.values()), 'message', 'messages')} read: {fates.get('moved', 0)} settled a delivery",
        f"{number_of(noted, 'was', 'were')} noted",
        f"{known} had been read before",
        f"{number_of(foreign, 'names', 'name')} a delivery that was never made here",
        f"{number_of(nameless, 'names', 'name')} none",
    ]
    return ", ".join(parts) + "."
