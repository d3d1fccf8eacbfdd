"""`distrib release`: read, keep, look at and approve releases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from distrib.cli import release_discarding, release_notices
from distrib.cli.asking import Number
from distrib.cli.output import AS_JSON, json_line, moment, number_of, open_office, remark, say, table
from distrib.cli.release_approval import approval_lines, approve, audience, history, send_back, submit
from distrib.cli.release_check import check
from distrib.cli.release_contacts import contacts
from distrib.cli.release_editions import boilerplate, edition, languages
from distrib.cli.release_embargo import embargo, embargo_words, lift
from distrib.cli.release_files import attach, detach
from distrib.cli.release_preview import preview
from distrib.cli.release_reading import add, parse
from distrib.cli.release_writing import compare, edit, restore, versions

if TYPE_CHECKING:
    from distrib.core.release import Release


@click.group("release")
def command() -> None:
    """Read, keep, look at and approve releases."""


for part in (
    *(parse, add, contacts, embargo, lift, edit, versions, compare, restore, edition, boilerplate),
    *release_notices.COMMANDS,
    *release_discarding.COMMANDS,
):
    command.add_command(part)
for part in (attach, detach, preview, check, audience, submit, send_back, approve, history):
    command.add_command(part)


@command.command("list")
@click.option("--discarded", is_flag=True, help="Show what was thrown away, and nothing else.")
@click.option("--limit", type=Number(1), default=200, show_default=True, help="Show at most so many.")
@AS_JSON
def list_all(*, discarded: bool, limit: int, as_json: bool) -> None:
    """Show the releases, the last changed first."""
    from distrib.services.releases import listing as release_list

    wanted = "discarded" if discarded else ""
    with open_office() as office:
        found = [one.release for one in release_list.some(office.context, wanted, 0, limit)]
        more = release_list.count(office.context, wanted) - len(found)
    if as_json:
        for release in found:
            json_line(_values(release))
    else:
        columns = ("reference", "state", "languages", "version", "changed", "headline")
        table(columns, [_row(release) for release in found])
    if more > 0:
        remark(
            f"{number_of(more, 'more is', 'more are')} not shown. Show more with --limit, or look for one with: "
            "distrib search"
        )


def _row(release: Release) -> tuple[object, ...]:
    stands = (release.reference, release.state.value, languages(release), release.version)
    return (*stands, moment(release.updated_at), release.source.headline)


def _values(release: Release) -> dict[str, object]:
    return {
        "reference": release.reference,
        "kind": release.kind.value,
        "about": release.about,
        "state": release.state.value,
        "version": release.version,
        "headline": release.source.headline,
        "language": release.source.language,
        "languages": [one.language for one in release.editions],
        "stale": [one.language for one in release.editions if one.is_stale(release.source)],
        "embargo_until": release.embargo.until if release.embargo else None,
        "created_at": release.created_at,
        "changed_at": release.updated_at,
    }


@command.command("show")
@click.argument("reference")
@click.option("--language", metavar="xx", help="The edition to show; else the source.")
def show(reference: str, language: str | None) -> None:
    """Show a release as its readers will get it."""
    from distrib.services import releases
    from distrib.services.releases import editions, previews

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
