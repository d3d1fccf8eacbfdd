"""`distrib release parse` and `release add`: what is recognised, where it stands, and how it is corrected."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from distrib.cli.asking import is_somebody_there
from distrib.cli.files import read
from distrib.cli.output import complain, json_line, open_office, remark, say
from distrib.cli.release_contacts import offer_contacts
from distrib.cli.release_embargo import embargo_words
from distrib.errors import UnreadableText

if TYPE_CHECKING:
    from distrib.core.release import Draft, Edition
    from distrib.core.release.recognised import Recognised


@click.command("parse")
@click.argument("files", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each file.")
def parse(files: tuple[str, ...], as_json: bool) -> int:
    """Show what is recognised in texts, and where it stands; keep nothing.

    FILES are texts, Markdown, HTML, DOCX, ODT, RTF or e-mails, addresses of web pages, or `-` for standard input.
    """
    from distrib.config import load
    from distrib.services.releases import reading

    country = load().office.country
    failed = False
    for name in files:
        try:
            recognised, _ = _read(name, country)
        except UnreadableText as fault:
            complain(str(fault))
            failed = True
            continue
        if as_json:
            json_line(reading.recognised_as_json(recognised))
        else:
            _describe(recognised)
    return int(failed)


@click.command("add")
@click.argument("file")
@click.option("--language", metavar="xx", help="Language of the text (ISO 639-1), where it is not recognised.")
@click.option("--to", "reference", metavar="REF", help="Add the text as another language edition of this release.")
@click.option("--add-contacts", is_flag=True, help="Take contacts that are new onto the roster without a question.")
@click.option("--headline", help="The headline, where another was recognised.")
@click.option("--subhead", help="The same for the other fields; an empty one takes what was recognised away.")
@click.option("--dateline", metavar="PLACE", help="The place alone.")
@click.option("--date", metavar="DATE", help="As the release writes it.")
@click.option("--embargo", metavar="LINE", help="The embargo line, as it is to stand.")
@click.option("--marker", "markers", metavar="WORDS", multiple=True, help="CORRECTION and the like; may be repeated.")
@click.option("--release-line", metavar="LINE", help="FOR IMMEDIATE RELEASE and its kin.")
@click.option("--end-mark", metavar="MARK", help="What stands where the text ends.")
@click.option(
    "--contact",
    "contacts",
    metavar="LINE",
    multiple=True,
    help='"Ana Silva, spokesperson, +351 21 555 0101, ana@office.example"; may be repeated.',
)
@click.option("--body", metavar="MARKDOWN", help="The text itself.")
@click.option("--boilerplate", metavar="MARKDOWN", help="The description of the sender.")
@click.option("--edit", is_flag=True, help="Correct everything in $EDITOR before it is kept.")
def add(file: str, reference: str | None, add_contacts: bool, edit: bool, **given: Any) -> None:
    """Keep a text as a release and print its reference.

    FILE is a text, Markdown, HTML, DOCX, ODT, RTF or e-mail, the address of a web page, or `-` for standard input.
    """
    from distrib.services import releases

    if edit and not is_somebody_there():
        raise click.UsageError(
            "There is no terminal for an editor here. Leave --edit out, and say what is different by --headline, "
            "--date and the like."
        )
    language = given.pop("language")
    with open_office() as office:
        before = releases.get(office.context, reference).editions if reference else ()
        country = office.context.settings.office.country
        recognised, shown = _read(file, country)
        for told in recognised.remarks:
            remark(f"Note:     {told}")
        draft = _corrected(recognised.draft, given, country)
        with _Editing(office.settings.home) as editing:
            draft = editing.corrected(draft, tuple(map(str, recognised.remarks)), country) if edit else draft
            release = releases.keep(office.context, draft, shown, language=language, to=reference)
        edition = next((edition for edition in release.editions if edition not in before), release.source)
        _recognised(edition)
        if words := embargo_words(office, release):
            remark(f"Embargo:  {words}")
        say(release.reference)
        offer_contacts(office, release.reference, edition, is_wanted=add_contacts)


def _read(name: str, country: str | None) -> tuple[Recognised, str]:
    """What a file or page says, and the name to speak of it by."""
    from distrib.services.releases import reading

    if reading.is_address(name):
        return reading.read(reading.fetched(name), name, country), name
    data, shown = read(name)
    return reading.read(data, shown, country), shown


def _corrected(draft: Draft, given: dict[str, Any], country: str | None) -> Draft:
    """The draft with what the command line says of its fields."""
    from distrib.services.releases import correcting

    fields = {
        name.replace("_", "-"): "\n".join(value) if isinstance(value, tuple) else value
        for name, value in given.items()
        if value not in (None, ())
    }
    return correcting.correct(draft, fields, country)


@dataclass(slots=True)
class _Editing:
    """Correcting a draft in an editor. What was written there is put aside where it could not be kept."""

    home: Path
    text: str = ""

    def __enter__(self) -> _Editing:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None and self.text.strip():
            path = self.home / "not-kept.txt"
            path.touch(mode=0o600)
            path.write_text(self.text, "utf-8")
            remark(f"What you edited is in {path}.")

    def corrected(self, draft: Draft, remarks: tuple[str, ...], country: str | None) -> Draft:
        """The draft as the person left it; fields that were not touched stay exactly as they are."""
        from distrib.services.releases import correcting, draft_form

        known = correcting.as_fields(draft)
        self.text = click.edit(draft_form.write_form(known, remarks), extension=".txt", require_save=False) or ""
        edited = draft_form.read_form(self.text)
        return correcting.correct(draft, {name: text for name, text in edited.items() if text != known[name]}, country)


def _recognised(edition: Edition) -> None:
    remark(f"Headline: {edition.headline}")
    place = edition.dateline.place or "none recognised"
    date = edition.dateline.date_text or "no date"
    remark(f"Language: {edition.language}   Dateline: {place}, {date}")
    for contact in edition.contacts:
        remark("Contact:  " + ", ".join(part for part in (contact.name, contact.office, *contact.phones) if part))
    if not edition.contacts:
        remark("Contact:  none recognised. Readers will not know whom to ask.")


def _describe(recognised: Recognised) -> None:
    draft = recognised.draft
    rows = [
        ("", "Headline", draft.headline, "headline"),
        ("", "Subhead", draft.subheadline, "subheadline"),
        ("", "Dateline", draft.dateline.place, "place"),
        ("", "Date", draft.dateline.date_text, "date"),
        ("", "Embargo", draft.embargo, "embargo"),
        ("", "Markers", ", ".join(draft.markers), "markers"),
        ("", "Release", draft.release_line, "release_line"),
        ("\n", "Body", draft.body, "body"),
    ]
    say(f"Read as {recognised.kind}.")
    for told in recognised.remarks:
        say(f"Note: {told}")
    say(f"Language: {draft.language or 'not recognised'}")
    for above, name, value, field in rows:
        if value:
            say(f"{above}{name}{_where(recognised, field)}: {above}{value}{above}")
    for number, contact in enumerate(draft.contacts):
        ways = (contact.name, contact.role, contact.office, *contact.phones, *contact.emails)
        where = _where(recognised, "contacts", number)
        say(f"Contact{where}: " + ", ".join(part for part in ways if part))
    if draft.boilerplate:
        say(f"About{_where(recognised, 'boilerplate')}: {draft.boilerplate}")
    if draft.end_mark:
        say(f"End{_where(recognised, 'end_mark')}: {draft.end_mark}")
    say()


def _where(recognised: Recognised, field: str, number: int = 0) -> str:
    found = recognised.place_of(field, number)
    return f" ({found.in_words()})" if found else ""
