"""`distrib release discard | bring-back`: throwing away a draft that nobody got, and having it again."""

from __future__ import annotations

import click

from distrib.cli.asking import make_sure
from distrib.cli.output import open_office, remark


@click.command("discard")
@click.argument("reference")
@click.option("--yes", is_flag=True, help="Do not ask.")
def discard(reference: str, yes: bool) -> None:
    """Throw away a draft that was never sent. Nothing of it is lost, and it can be brought back."""
    from distrib.services.releases import discarding

    with open_office() as office:
        release = discarding.discardable(office.context, reference)
        if not yes:
            make_sure(f"Discard {reference}, {release.source.headline}? It can be brought back.")
        discarding.discard(office.context, reference)
    remark(
        f"{reference} is discarded: it is gone from the desk and the list (see: distrib release list --discarded). "
        f"Bring it back with: distrib release bring-back {reference}"
    )


@click.command("bring-back")
@click.argument("reference")
def bring_back(reference: str) -> None:
    """Make a discarded release a draft again, with the text it had."""
    from distrib.services.releases import discarding

    with open_office() as office:
        discarding.bring_back(office.context, reference)
    remark(f"{reference} is a draft again. Read it and approve it: distrib release approve {reference}")


COMMANDS = (discard, bring_back)
