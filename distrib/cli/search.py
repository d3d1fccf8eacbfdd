"""`distrib search`: one search across releases, people and deliveries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from distrib.cli.asking import Number
from distrib.cli.output import AS_JSON, json_line, moment, open_office, remark, table
from distrib.cli.query_words import QueryCommand

if TYPE_CHECKING:
    from distrib.core.search import Hit


@click.command("search", cls=QueryCommand)
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=Number(1), default=30, show_default=True, help="Show at most so many of a kind.")
@AS_JSON
def command(*, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find releases, spokespeople, journalists and what they were sent.

    \b
    distrib search did Reuters get version 2
    distrib search 2026-001 mercury in french
    """
    from distrib.services import search

    with open_office() as office:
        answer = search.find(office.context, " ".join(words), limit)
    if as_json:
        for one in answer.hits:
            json_line(_values(one))
    elif answer.hits:
        table(("what", "name", "release", "v", "in", "state", "at", "detail"), [_row(one) for one in answer.hits])
    else:
        remark("Nothing was found.")
    if answer.remark is not None:
        remark(f"{answer.remark} More are shown with --limit.")


def _row(one: Hit) -> tuple[object, ...]:
    sent = one.delivery
    if sent is None:
        return (one.what.value, one.name, "", "", "", "", "", str(one.detail))
    state = sent.state.value
    return (one.what.value, one.name, sent.release, sent.version, sent.edition, state, moment(sent.at), str(one.detail))


def _values(one: Hit) -> dict[str, object]:
    values: dict[str, object] = {"what": one.what.value, "name": one.name, "detail": str(one.detail)}
    if sent := one.delivery:
        values |= {"release": sent.release, "version": sent.version, "language": sent.edition}
        values |= {"state": sent.state.value, "at": sent.at, "dispatch": sent.dispatch_id, "email": sent.email}
    return values
