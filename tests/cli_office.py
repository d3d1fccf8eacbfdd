"""The command line in this process: what a person would see, without the time it takes to start Python."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from an_office import new_sqlite
from command_line import RELEASE

from distrib.cli import send_asking
from distrib.cli.main import run

ROSTER = """\
Name,Email,Outlet,Country,Languages,Beats
Amal Haddad,amal@news.example,The Mercury,LY,ar;fr,migration
Zoë Ng,zoe@wire.example,World Wire,GB,en,world
"""
SPOKESPEOPLE = """\
Name,Title,Office,Mobile,Email,Languages,Topics,Places
Rashid Al Amin,Spokesperson,Tripoli,+218 91 555 0142,rashid@office.example,ar;en,migration,Libya
"""


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """Every line of stdout as JSON."""
        return [json.loads(line) for line in self.out.splitlines()]


class _Input(io.TextIOWrapper):
    """Standard input, from a terminal or not."""

    is_terminal = False

    def isatty(self) -> bool:
        return self.is_terminal


@dataclass
class Cli:
    """Commands run in `home`."""

    home: Path
    patch: pytest.MonkeyPatch
    capture: pytest.CaptureFixture[str]
    seen: list[str] = field(default_factory=list)
    """All output so far."""
    is_terminal: bool = False
    """Whether a person is there to be asked."""
    waits: list[float] = field(default_factory=list)
    """Seconds that a person had to take a send back; nobody waits for them here."""

    def __call__(self, *arguments: str, stdin: bytes = b"") -> Ended:
        source = _Input(io.BytesIO(stdin), "utf-8")
        source.is_terminal = self.is_terminal
        self.patch.setattr(sys, "stdin", source)
        self.capture.readouterr()
        status = run(arguments)
        printed = self.capture.readouterr()
        self.seen += [printed.out, printed.err]
        return Ended(status, printed.out, printed.err)

    def done(self, *arguments: str, stdin: bytes = b"") -> Ended:
        """The command must succeed."""
        ended = self(*arguments, stdin=stdin)
        assert ended.status == 0, ended
        return ended

    def smtp(self, url: str) -> None:
        """From here on mail goes there."""
        self.patch.setenv("DISTRIB_SMTP", url)

    def file(self, name: str, content: str | bytes) -> str:
        """A file of the person's own."""
        path = self.home.parent / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    def furnish(self, release: str = RELEASE, *, roster: str = ROSTER) -> str:
        """Two journalists and an approved release; its reference."""
        self.done("people", "import", self.file("roster.csv", roster), "--as", "journalists")
        reference = self.done("release", "add", self.file("release.txt", release)).out.strip()
        self.done("release", "approve", reference)
        return reference


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    """An empty office, sending to a server that is not there."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    new_sqlite(home)
    monkeypatch.delenv("DISTRIB_DATABASE", raising=False)
    monkeypatch.setenv("DISTRIB_HOME", str(home))
    monkeypatch.setenv("DISTRIB_SMTP", "smtp://localhost:2")
    opened = Cli(home, monkeypatch, capsys)
    monkeypatch.setattr(send_asking, "sleep", opened.waits.append)
    return opened
