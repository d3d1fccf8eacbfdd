"""`distrib release preview`: a release as its readers, or one of them, would get it."""

from __future__ import annotations

from pathlib import Path

import click

from distrib.cli.output import open_office, remark, say


@click.command("preview")
@click.argument("reference")
@click.option("--as", "email", metavar="EMAIL", help="As this journalist gets it: their edition, their greeting.")
@click.option("--language", metavar="xx", help="The edition to show; else the reader's, or the source.")
@click.option("--open", "is_opened", is_flag=True, help="Open it in the browser.")
@click.option("--text", "as_text", is_flag=True, help="Print the text part instead.")
@click.option("--output", type=click.Path(dir_okay=False), help="Write the page here.")
def preview(
    *, reference: str, email: str | None, language: str | None, is_opened: bool, as_text: bool, output: str | None
) -> None:
    """Write a release as a page, and print where it lies. Nothing is sent."""
    from distrib.services import releases
    from distrib.services.releases import previews

    with open_office() as office:
        release = releases.get(office.context, reference)
        if email is not None:
            seen = previews.as_reader(office.context, release, email, language)
        else:
            seen = previews.as_anybody(office.context, release, language)
        folder = office.settings.home / "previews"
    if seen.is_fallback:
        remark(f"There is no edition in a language of theirs: they get the {seen.language} one.")
    if as_text:
        say(seen.text)
        return
    if output is None:
        folder.mkdir(mode=0o700, exist_ok=True)
        path = folder / f"{release.reference}-{seen.language}.html"
    else:
        path = Path(output)
    path.write_text(seen.page, "utf-8")
    if is_opened:
        click.launch(path.absolute().as_uri())
    say(str(path))
