"""`distrib desk`: what needs a person now, the most urgent first."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from distrib.cli.output import AS_JSON, json_line, moment, open_office, remark, say
from distrib.core.desk import LABELS, in_words

if TYPE_CHECKING:
    from distrib.core.desk import Matter


@click.command("desk")
@AS_JSON
def command(as_json: bool) -> None:
    """What needs you now, the most urgent first, each with the command that leads on."""
    from distrib.services import desk

    with open_office() as office:
        found = desk.matters(office.context)
    for one in found:
        if as_json:
            json_line(_values(one))
        else:
            say(f"{LABELS[one.urgency]:8} {in_words(one, moment)}.")
            say(f"         {one.command}")
    if not found:
        remark("Nothing needs you now.")


def _values(one: Matter) -> dict[str, object]:
    target = asdict(one.target) if one.target else None
    return {
        "urgency": LABELS[one.urgency],
        "text": str(in_words(one, moment)),
        "command": one.command,
        "at": one.at,
        "target": target,
    }
