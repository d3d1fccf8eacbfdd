"""The demo: a throw-away office with invented people, and a mail server that keeps everything on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

from distrib.services import people, releases
from distrib.services.context import Context
from distrib.services.people import availability
from distrib.services.releases import approving

CONFIG = """\
[office]
name = "Harbour Office for People on the Move"
country = "CH"
zone = "Europe/Zurich"
postal_address = "1 Example Quay, 1200 Geneva"

[sender]
name = "Harbour Office Press"
address = "press@office.example"
"""
SOURCE_EDITION, TRANSLATIONS = "en", ("fr", "es", "ar")
OPTED_OUT = "bianca@horn-observer.example"
DUTY = {
    "Helena Brandt": "mon-fri 08:00-18:00",
    "Rashid Al Amin": "sun-thu 08:00-18:00",
    "Sonia Meftah": "mon-fri 08:30-17:30",
    "Omar Shaheen": "mon-sun 08:00-22:00",
    "Camille Perrot": "mon-fri 09:00-18:30",
    "Teresa Valdés": "mon-fri 09:00-14:00, 16:00-19:00",
    "Joaquín Ledesma": "mon-sat 08:00-18:00",
    "Mwende Kilonzo": "mon-sat 07:00-19:00",
    "Aïssatou Ba": "mon-fri 08:00-18:00",
    "Layla Khoury": "sun-thu 08:00-17:00",
    "Viktor Halász": "mon-fri 09:00-17:00",
}
"""By the clock of their offices. Of whoever is not named no hours are kept."""

AWAY, COVER, DAYS_AWAY = "Viktor Halász", "Camille Perrot", timedelta(days=5)
"""Somebody is on leave from the day before the demo on, and somebody else answers."""

_PACKAGE = "distrib.demo_office"


def make_folder(folder: Path) -> dict[str, str]:
    """Lay out the office's folder; returns the environment that opens it."""
    folder.joinpath("config.toml").write_text(CONFIG, "utf-8")
    folder.joinpath("demo-office").write_text("This office sends to this machine only.\n", "utf-8")
    return {"DISTRIB_HOME": str(folder)}


def furnish(context: Context) -> str:
    """Bring in the lists and the release in its four languages, approved; returns its reference."""
    people.import_journalists(context, _file("journalists.csv"), "journalists.csv")
    people.import_spokespeople(context, _file("spokespeople.csv"), "spokespeople.csv")
    _keep_hours(context)
    people.opt_out(context, OPTED_OUT)
    name = f"release.{SOURCE_EDITION}.txt"
    reference = releases.add(context, _file(name), name).reference
    for language in TRANSLATIONS:
        name = f"release.{language}.txt"
        releases.add(context, _file(name), name, language=language, to=reference)
    approving.approve(context, reference)
    return reference


def _keep_hours(context: Context) -> None:
    for name, hours in DUTY.items():
        availability.set_duty(context, name, hours)
    first = context.now().date() - timedelta(days=1)
    availability.add_leave(context, AWAY, first=str(first), last=str(first + DAYS_AWAY), cover=COVER)


@contextmanager
def mail_server(folder: Path) -> Iterator[str]:
    """A server on loopback that keeps each message in `folder` as an .eml; yields its address."""
    from distrib.mail.capture import capture

    with capture(folder) as url:
        yield url


def captured(folder: Path) -> list[tuple[str, Path]]:
    """Recipient and file of every message that was kept."""
    from distrib.mail.capture import INDEX

    index = folder / INDEX
    if not index.exists():
        return []
    lines = [json.loads(line) for line in index.read_text("utf-8").splitlines()]
    return [(line["rcpt_to"][0], folder / line["file"]) for line in lines]


def headers_and_text(path: Path) -> tuple[list[tuple[str, str]], str]:
    """A kept message read back: its headers and its text part."""
    from email import message_from_bytes
    from email.policy import default

    message = message_from_bytes(path.read_bytes(), policy=default)
    body = message.get_body(("plain",))
    return [(name, str(value)) for name, value in message.items()], str(body.get_content()) if body else ""


def _file(name: str) -> bytes:
    return files(_PACKAGE).joinpath(name).read_bytes()
