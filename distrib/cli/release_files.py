"""`distrib release attach` and `detach`: the files that go with a release."""

from __future__ import annotations

import click

from distrib.cli.files import read
from distrib.cli.output import open_office, remark


@click.command("attach")
@click.argument("reference")
@click.argument("file")
@click.option("--alt", metavar="TEXT", help="What a picture shows, for those who do not see it.")
@click.option("--inline", is_flag=True, help="Show the picture in the text, where it says ![words](name), or below it.")
@click.option("--language", metavar="xx", help="Only with this edition; else with all of them.")
def attach(*, reference: str, file: str, alt: str | None, inline: bool, language: str | None) -> None:
    """Let a PDF or a picture go with a release. One of the same name is replaced."""
    from distrib.services.releases import attaching

    data, shown = read(file)
    with open_office() as office:
        release, kept = attaching.attach(
            office.context, reference, data, shown, alt=alt, is_inline=inline, language=language
        )
    remark(f"{kept.name}, {kept.size / 1000:,.0f} kB, goes with {release.reference}. It has to be approved again.")
    if inline:
        remark(f"It stands below the text, or where the text says: ![{kept.alt}]({kept.name})")


@click.command("detach")
@click.argument("reference")
@click.argument("name")
@click.option("--language", metavar="xx", help="Only from this edition; else from all of them.")
def detach(*, reference: str, name: str, language: str | None) -> None:
    """Take a file off a release, by the name it has there."""
    from distrib.services.releases import attaching

    with open_office() as office:
        release = attaching.detach(office.context, reference, name, language=language)
    remark(f"{name} does not go with {release.reference} any more. It has to be approved again.")
