"""`distrib release check`: what has to be put right before a release goes out, and what to think about."""

from __future__ import annotations

import click

from distrib.cli.output import json_line, number_of, open_office, remark, say
from distrib.core.preflight import stops, warnings


@click.command("check")
@click.argument("reference")
@click.option("--to", "query", help="Make every recipient's message too; who they are, as in `send`.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each finding.")
def check(*, reference: str, query: str | None, as_json: bool) -> int:
    """Look a release over, approved or not. Sends nothing.

    Exit status 1: something would keep it from being sent.
    """
    from distrib.services.releases import preflight

    with open_office() as office:
        report = preflight.check(office.context, reference, query)
    bad, others = stops(report.findings), warnings(report.findings)
    for one in (*bad, *others):
        if as_json:
            json_line(
                {
                    "severity": one.severity.value,
                    "part": one.place.part.value,
                    "language": one.place.language,
                    "detail": one.place.detail,
                    "sentence": one.sentence,
                }
            )
        else:
            say(f"{'STOP   ' if one in bad else 'warning'}  {one.place}: {one.sentence}")
    made = f"; {number_of(report.rendered, 'message', 'messages')} made" if query or report.rendered else ""
    remark(f"{len(bad)} to put right, {len(others)} to think about{made}. Nothing was sent.")
    return int(bool(bad))
