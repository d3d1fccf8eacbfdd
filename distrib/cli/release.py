"""`distrib release`: read, keep, look at and approve releases."""

from __future__ import annotations

import click

from distrib.cli import release_notices
from distrib.cli.output import moment, open_office, say, table
from distrib.cli.release_approval import approval_lines, approve, audience, history, send_back, submit
from distrib.cli.release_check import check
from distrib.cli.release_contacts import contacts
from distrib.cli.release_editions import boilerplate, edition, languages
from distrib.cli.release_embargo import embargo, embargo_words, lift
from distrib.cli.release_files import attach, detach
from distrib.cli.release_preview import preview
from distrib.cli.release_reading import add, parse
from distrib.cli.release_writing import compare, edit, restore, versions


@click.group("release")
def command() -> None:
    """Read, keep, look at and approve releases."""


for part in (
    *(parse, add, contacts, embargo, lift, edit, versions, compare, restore, edition, boilerplate),
    *release_notices.COMMANDS,
):
    command.add_command(part)
for part in (attach, detach, preview, check, audience, submit, send_back, approve, history):
    command.add_command(part)


@command.command("list")
def list_all() -> None:
    """Show the releases, the last changed first."""
    from distrib.services import releases

    with open_office() as office:
        found = releases.newest(office.context)
    table(
        ("reference", "state", "languages", "version", "changed", "headline"),
        [
            (
                release.reference,
                release.state.value,
                languages(release),
                release.version,
                moment(release.updated_at),
                release.source.headline,
            )
            for release in found
        ],
    )


@command.command("show")
@click.argument("reference")
@click.option("--language", metavar="xx", help="The edition to show; else the source.")
def show(reference: str, language: str | None) -> None:
    """Show a release as its readers will get it."""
    from distrib.services import editions, previews, releases

    with open_office() as office:
        release = releases.get(office.context, reference)
        text = previews.as_text(office.context, release, language)
        held = editions.held(office.context, reference)
        words = embargo_words(office, release)
        lines = approval_lines(office, release)
    say(f"{release.reference}  {release.state.value}  version {release.version}  editions: {languages(release, held)}")
    for line in [*lines, *([f"Embargo:       {words}"] if words else [])]:
        say(line)
    say()
    say(text)
