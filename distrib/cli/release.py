"""`distrib release`: read, keep, look at and approve releases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from distrib.cli.files import read
from distrib.cli.output import complain, json_line, moment, open_office, remark, say, table
from distrib.cli.release_check import check
from distrib.cli.release_contacts import contacts, offer_contacts
from distrib.cli.release_files import attach, detach
from distrib.cli.release_preview import preview
from distrib.errors import UnreadableText

if TYPE_CHECKING:
    from distrib.core.release import Draft, Edition


@click.group("release")
def command() -> None:
    """Read, keep, look at and approve releases."""


for _one in (contacts, attach, detach, preview, check):
    command.add_command(_one)


@command.command("parse")
@click.argument("files", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each file.")
def parse(files: tuple[str, ...], as_json: bool) -> int:
    """Show what is recognised in texts; keep nothing. `-` reads standard input."""
    from distrib.config import load
    from distrib.services import reading

    country = load().office.country
    failed = False
    for name in files:
        try:
            data, shown = read(name)
            if as_json:
                json_line(reading.parse_as_json(data, shown, country))
            else:
                _describe(reading.parse(data, shown, country))
        except UnreadableText as fault:
            complain(str(fault))
            failed = True
    return int(failed)


@command.command("add")
@click.argument("file")
@click.option("--language", metavar="xx", help="Language of the text (ISO 639-1), where it is not recognised.")
@click.option("--to", "reference", metavar="REF", help="Add the text as another language edition of this release.")
@click.option("--add-contacts", is_flag=True, help="Take contacts that are new onto the roster without a question.")
def add(file: str, language: str | None, reference: str | None, add_contacts: bool) -> None:
    """Keep a text as a release and print its reference. `-` reads standard input."""
    from distrib.services import releases

    data, shown = read(file)
    with open_office() as office:
        before = releases.get(office.context, reference).editions if reference else ()
        release = releases.add(office.context, data, shown, language=language, to=reference)
        edition = next((edition for edition in release.editions if edition not in before), release.source)
        _recognised(edition)
        say(release.reference)
        offer_contacts(office, release.reference, edition, is_wanted=add_contacts)


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
                " ".join(edition.language for edition in release.editions),
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
    from distrib.services import previews, releases

    with open_office() as office:
        release = releases.get(office.context, reference)
        text = previews.as_text(office.context, release, language)
    languages = ", ".join(edition.language for edition in release.editions)
    say(f"{release.reference}  {release.state.value}  version {release.version}  editions: {languages}")
    say(f"Approved text: {release.approved_hash or 'none'}")
    say(f"This text:     {release.version_hash}")
    say()
    say(text)


@command.command("approve")
@click.argument("reference")
def approve(reference: str) -> None:
    """Approve exactly the text that is kept now."""
    from distrib.services import approving

    with open_office() as office:
        release = approving.approve(office.context, reference)
    remark(f"{reference} is approved: version {release.version}, text {release.version_hash[:12]}.")


def _recognised(edition: Edition) -> None:
    remark(f"Headline: {edition.headline}")
    place = edition.dateline.place or "none recognised"
    date = edition.dateline.date_text or "no date"
    remark(f"Language: {edition.language}   Dateline: {place}, {date}")
    if edition.embargo:
        remark(f"Embargo:  {edition.embargo}")
    for contact in edition.contacts:
        remark("Contact:  " + ", ".join(part for part in (contact.name, contact.office, *contact.phones) if part))
    if not edition.contacts:
        remark("Contact:  none recognised. Readers will not know whom to ask.")


def _describe(draft: Draft) -> None:
    rows = [
        ("Language", draft.language),
        ("Headline", draft.headline),
        ("Subhead", draft.subheadline),
        ("Dateline", " ".join(part for part in (draft.dateline.place, draft.dateline.date_text) if part)),
        ("Embargo", draft.embargo),
        ("Markers", ", ".join(draft.markers)),
        ("Release", draft.release_line),
    ]
    for name, value in rows:
        if value:
            say(f"{name}: {value}")
    say()
    say(draft.body)
    say()
    for contact in draft.contacts:
        ways = (contact.name, contact.role, contact.office, *contact.phones, *contact.emails)
        say("Contact: " + ", ".join(part for part in ways if part))
    if draft.boilerplate:
        say(f"About: {draft.boilerplate}")
    say()
