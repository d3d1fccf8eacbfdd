"""`distrib metrics`: what the ledger says in numbers, for Prometheus."""

from __future__ import annotations

import click

from distrib.cli.output import open_office


@click.command("metrics")
def command() -> None:
    """Print the numbers of this moment in Prometheus' text format."""
    from distrib.core.exposition import exposition
    from distrib.services.delivery import metrics

    with open_office() as office:
        click.echo(exposition(metrics.of_ledger(office.context)), nl=False)
