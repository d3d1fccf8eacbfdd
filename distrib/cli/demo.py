"""`distrib demo`: an invented office in a temporary folder; nothing leaves this machine."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from distrib.cli.asking import is_somebody_there
from distrib.cli.output import number_of, say

if TYPE_CHECKING:
    from distrib.app import Office

SHOWN = "harriet.blythe@the-mercury.example"


@click.command("demo")
@click.option("--headless", is_flag=True, help="Do the whole job without the screen and print what happens.")
def command(headless: bool) -> int:
    """Try distrib with an invented office: about 40 journalists, a dozen spokespeople, a release in four languages."""
    from distrib import app, config
    from distrib.services import demo

    folder = Path(tempfile.mkdtemp(prefix="distrib-demo-"))
    mail = folder / "mail"
    with demo.mail_server(mail) as url:
        _enter(demo.make_folder(folder) | {"DISTRIB_SMTP": url})
        office = app.build(config.load())
        try:
            reference = demo.furnish(office.context)
            if headless or not (is_somebody_there() and sys.stdout.isatty()):
                return _do_everything(office, reference, mail)
        finally:
            office.close()
        from distrib.tui.start import open_screen

        open_screen()
    say(f"The demo's messages are in {mail}. Delete {folder} when you are done.")
    return 0


def _enter(environment: dict[str, str]) -> None:
    """From here on this process and the workers it starts belong to the demo office."""
    os.environ.pop("DISTRIB_DATABASE", None)
    os.environ.update(environment)


def _do_everything(office: Office, reference: str, mail: Path) -> int:
    from distrib.cli.send import deliver, describe
    from distrib.services import demo, releases, sending

    release = releases.get(office.context, reference)
    say(f"An invented office is in {office.settings.home}")
    say(f"Release {reference} was read from a pasted text: {release.source.headline}")
    for contact in release.source.contacts:
        say(f"    contact: {contact.name}, {contact.office}, {', '.join(contact.phones)}, {', '.join(contact.emails)}")
    plan = sending.plan(office.context, reference, "all")
    for line in describe(plan):
        say(line)
    status = deliver(office, sending.freeze(office.context, plan))
    _show_one(demo.captured(mail))
    say(f"{number_of(len(demo.captured(mail)), 'message was', 'messages were')} kept, as .eml, in {mail}")
    say(f"See more with: DISTRIB_HOME={office.settings.home} {_program()} log {reference}")
    return status


def _program() -> str:
    """This program as it was called: `make demo` keeps it where no shell looks for commands."""
    called = Path(sys.argv[0])
    return str(called) if called.name == "distrib" else "distrib"


def _show_one(kept: list[tuple[str, Path]]) -> None:
    from distrib.services import demo

    path = dict(kept).get(SHOWN)
    if path is None:
        return
    headers, text = demo.headers_and_text(path)
    say()
    say(f"One message, {path.name}:")
    for name, value in headers:
        say(f"    {name}: {value}")
    say()
    for line in text.splitlines():
        say(f"    {line}".rstrip())
    say()
