"""`distrib release edit | versions | compare | restore`: writing in an editor, and every state of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from distrib.cli.asking import Number, is_somebody_there, make_sure, says_yes
from distrib.cli.files import read_text
from distrib.cli.output import AS_JSON, complain, json_line, moment, open_office, remark, say, table
from distrib.core.release import differences
from distrib.core.release.word_changes import Fate, word_changes

if TYPE_CHECKING:
    from distrib.app import Office
    from distrib.core.release import Edition, Release
    from distrib.core.release.edition_changes import FieldChange
    from distrib.services.releases.writing import SavedMeanwhile


@click.command("edit")
@click.argument("reference")
@click.option("--language", metavar="xx", help="The edition to change; else the source.")
@click.option("--from", "source", metavar="FILE", help="Take the changed form from a file.")
@click.option("--form", is_flag=True, help="Print the form and change nothing.")
def edit(*, reference: str, language: str | None, source: str | None, form: bool) -> int:
    """Change an edition as a plain form, in $EDITOR or from a file. What is saved is a new version."""
    from distrib.services.releases import writing

    with open_office() as office:
        release, edition, text = writing.form_of(office.context, reference, language)
        if form:
            say(text)
            return 0
        if source is not None:
            return _saved(office, release, writing.read_form(read_text(source), edition), is_asked=False)
        if not is_somebody_there():
            raise click.UsageError("There is no terminal for an editor here. Take the form from a file with --from.")
        return _edited(office, release, edition, text)


def _edited(office: Office, release: Release, edition: Edition, text: str) -> int:
    from distrib.errors import UsageError
    from distrib.services.releases import writing

    kept = writing.unsaved(office.context, release.reference, edition.language)
    base = release.version
    if kept is not None and says_yes(f"You have unsaved text from {moment(kept.at)}. Go on with it?"):
        text, base = kept.form, kept.base
    while True:
        changed = click.edit(text, extension=".md", require_save=False)
        if changed is None or changed == text:
            remark("Nothing was changed.")
            return 0
        text = changed
        writing.keep_unsaved(office.context, release.reference, edition.language, text, base=base)
        try:
            return _saved(office, release, writing.read_form(text, edition), base=base, is_asked=True)
        except UsageError as fault:
            complain(str(fault))
            if not says_yes("Open the editor again? Else your text is kept for the next time."):
                raise click.Abort from None


def _saved(office: Office, release: Release, edited: Edition, *, is_asked: bool, base: int | None = None) -> int:
    from distrib.services.releases import writing

    saved = writing.save(office.context, release.reference, edited, base=base or release.version)
    if isinstance(saved, writing.SavedMeanwhile):
        return _merged(office, saved) if is_asked else _refused(saved)
    if saved.version == release.version:
        remark("That is the text already. Nothing was changed.")
    else:
        remark(f"Saved as version {saved.version}. Read it and approve it: distrib release approve {saved.reference}")
    return 0


def _refused(saved: SavedMeanwhile) -> int:
    _tell(saved)
    complain("Nothing was saved. Take the newest form with --form, and change that.")
    return 1


def _merged(office: Office, saved: SavedMeanwhile) -> int:
    """Both changes in the editor, to be looked at and saved on top of theirs."""
    from distrib.core.release.edition_form import as_form

    _tell(saved)
    remark("Your changes and theirs are brought together in one text for you to look at.")
    click.pause("Press a key to open it.", err=True)
    return _edited(office, saved.release, saved.merged, as_form(saved.merged))


def _tell(saved: SavedMeanwhile) -> None:
    remark(f"{saved.by} saved version {saved.release.version} while you were writing:")
    for one in saved.theirs:
        remark(f"    {one.field}")


@click.command("versions")
@click.argument("reference")
@AS_JSON
def versions(reference: str, as_json: bool) -> None:
    """Show every version of a release, the newest first."""
    from distrib.services.releases import writing

    with open_office() as office:
        found = writing.versions(office.context, reference)
    if as_json:
        for one in found:
            json_line({"version": one.number, "at": one.at, "by": one.by, "what": one.comment})
        return
    table(
        ("version", "saved", "by", "what"), [(one.number, moment(one.at), one.by, one.comment or "") for one in found]
    )


@click.command("compare")
@click.argument("reference")
@click.argument("before", type=Number(1))
@click.argument("after", type=Number(1), required=False)
@click.option("--language", metavar="xx", help="The edition to compare; else the source.")
def compare(reference: str, before: int, after: int | None, language: str | None) -> None:
    """Show what changed between two versions (else until the newest), word by word: [-gone-] {+new+}."""
    from distrib.services.releases import writing

    with open_office() as office:
        one, other, found = writing.compare(office.context, reference, before, after, language=language)
    if not found:
        remark(f"Nothing of this edition changed between versions {one.version} and {other.version}.")
    if same := differences.editions(one, other).unchanged:
        remark(f"Editions that did not change: {', '.join(same)}.")
    for change in found:
        say(f"{change.field}: {marked(change)}")


def marked(change: FieldChange) -> str:
    """A change as one text: [-what is gone-] and {+what is new+}, as `wdiff` writes it."""
    marks = {Fate.KEPT: "{}", Fate.GONE: "[-{}-]", Fate.NEW: "{{+{}+}}"}
    return "".join(marks[one.fate].format(one.text) for one in word_changes(change.before, change.after))


@click.command("restore")
@click.argument("reference")
@click.argument("version", type=Number(1))
@click.option("--yes", is_flag=True, help="Do not ask, where a language would go away or fall behind.")
def restore(*, reference: str, version: int, yes: bool) -> None:
    """Make an earlier version the newest again. Nothing is thrown away; approve it anew."""
    from distrib.services.releases import writing

    with open_office() as office:
        before = writing.before_restoring(office.context, reference, version)
        changes = "; ".join(map(str, before.changes))
        if before.costs_an_edition and not yes:
            make_sure(f"Version {version} changes this: {changes}. Restore it?")
        release = writing.restore(office.context, reference, version)
    remark(f"{reference} is at version {release.version}, with the text of version {version}. It is not approved.")
    remark(f"What changed: {changes}. The text before is version {release.version - 1}.")
