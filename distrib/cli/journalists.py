"""`distrib journalists`: find them, and record that somebody wants no more mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from distrib.cli.output import json_line, open_office, remark, say, table

if TYPE_CHECKING:
    from distrib.core.people import Journalist


@click.group("journalists")
def command() -> None:
    """Find journalists; record an opt-out."""


@command.command("find")
@click.argument("query", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def find(query: tuple[str, ...], as_json: bool) -> None:
    """Find journalists by words and field:value, such as country:LY language:fr beat:migration; `all` is everyone."""
    from distrib.services import people

    text = " ".join(query)
    with open_office() as office:
        rows: list[Journalist] = []
        while page := people.find_journalists(office.context, text, limit=1_000, offset=len(rows)):
            rows += page
    if as_json:
        for one in rows:
            json_line(
                {
                    "name": one.name,
                    "email": one.email,
                    "status": one.status.value,
                    "outlet": one.outlet,
                    "role": one.role,
                    "country": one.country,
                    "languages": list(one.languages),
                    "beats": list(one.beats),
                }
            )
        return
    table(
        ("name", "email", "outlet", "country", "languages", "beats", "status"),
        [
            (one.name, one.email, one.outlet, one.country, " ".join(one.languages), ", ".join(one.beats), one.status)
            for one in rows
        ],
    )
    remark(f"{len(rows)} found")


@command.command("opt-out")
@click.argument("email")
def opt_out(email: str) -> None:
    """Record that an address wants no more mail. What is queued for it is not sent."""
    from distrib.services import people

    with open_office() as office:
        people.opt_out(office.context, email)
    say(f"{email} gets no more mail.")
