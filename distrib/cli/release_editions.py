"""`distrib release edition hold | let-go | translated`, and the office's boilerplates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from distrib.cli.files import read_text
from distrib.cli.output import moment, open_office, remark, say

if TYPE_CHECKING:
    from distrib.core.release import Release


@click.group("edition")
def edition() -> None:
    """Hold one language of a release, let it go, or say that its translation is up to date."""


@edition.command("hold")
@click.argument("reference")
@click.argument("language")
def hold(reference: str, language: str) -> None:
    """Let an edition wait while the others go; its readers are left out and get no other in its place."""
    from distrib.services.releases import editions

    with open_office() as office:
        editions.hold(office.context, reference, language)
    code = language.lower()
    remark(f"The {code} edition of {reference} is held.")
    remark(f"Let it go with: distrib release edition let-go {reference} {code}")


@edition.command("let-go")
@click.argument("reference")
@click.argument("language")
def let_go(reference: str, language: str) -> None:
    """Let a held edition go. Whoever was left out for it is reached by sending the release again."""
    from distrib.services.releases import editions

    with open_office() as office:
        editions.let_go(office.context, reference, language)
    remark(f"The {language.lower()} edition of {reference} may go. Reach its readers with: distrib send {reference}")


@edition.command("translated")
@click.argument("reference")
@click.argument("language")
def translated(reference: str, language: str) -> None:
    """Say that an edition says what the source says now: it is stale no more."""
    from distrib.services.releases import editions

    with open_office() as office:
        editions.translated(office.context, reference, language)
    remark(f"The {language.lower()} edition of {reference} is up to date with its source.")


@click.command("boilerplate")
@click.argument("reference", required=False)
@click.option("--all", "replace_all", is_flag=True, help="Also where an edition has a boilerplate of its own.")
@click.option("--keep", "language", metavar="xx", help="Keep the office's boilerplate in this language, from --from.")
@click.option("--from", "source", metavar="FILE", help="The text to keep, as Markdown.")
def boilerplate(*, reference: str | None, replace_all: bool, language: str | None, source: str | None) -> None:
    """Put the office's boilerplate into a release; without one, show what is kept, or keep another."""
    from distrib.services.releases import editions

    if (language is None) != (source is None) or (language is not None and reference is not None):
        raise click.UsageError("Keep a boilerplate with --keep LANGUAGE --from FILE, or name a release.")
    with open_office() as office:
        if language is not None and source is not None:
            one = editions.keep_boilerplate(office.context, language, read_text(source))
            remark(f"Kept as the office's boilerplate in {one.language}.")
        elif reference is not None:
            release = editions.take_boilerplates(office.context, reference, replace_all=replace_all)
            remark(f"{reference} is at version {release.version}. Read it and approve it again.")
        else:
            for one in editions.boilerplates(office.context):
                say(f"{one.language}  (by {one.by}, {moment(one.at)})\n{one.text}\n")


def languages(release: Release, held: frozenset[str] = frozenset()) -> str:
    """The editions on a line, each with what is to know of it."""
    words = []
    for one in release.editions:
        seen = {"stale": one.is_stale(release.source), "held": one.language in held}
        remarks = [word for word, is_so in seen.items() if is_so]
        words.append(f"{one.language} ({', '.join(remarks)})" if remarks else one.language)
    return " ".join(words)
