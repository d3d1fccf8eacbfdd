"""`distrib doctor`: what is wrong with this set-up, in plain words."""

from __future__ import annotations

import click

from distrib.cli.output import open_office, say


@click.command("doctor")
def command() -> int:
    """Look at folder, database, sender, mail server and work left lying. Sends nothing."""
    from distrib.core.health import Health
    from distrib.services.office.doctor import examine

    signs = {Health.GOOD: "ok  ", Health.ATTENTION: "look", Health.BAD: "BAD "}
    with open_office() as office:
        findings = []
        for finding in examine(office.context):
            findings.append(finding)
            say(f"{signs[finding.health]}  {finding.text}")
    return int(any(finding.health is Health.BAD for finding in findings))
