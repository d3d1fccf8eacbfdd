"""The demo: a throw-away office with invented people, and a mail server that keeps everything on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from distrib.services import approving, people, releases
from distrib.services.context import Context

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
    people.opt_out(context, OPTED_OUT)
    name = f"release.{SOURCE_EDITION}.txt"
    reference = releases.add(context, _file(name), name).reference
    for language in TRANSLATIONS:
        name = f"release.{language}.txt"
        releases.add(context, _file(name), name, language=language, to=reference)
    approving.approve(context, reference)
    return reference


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
