"""How far a long import is: shown to whoever looks at a terminal, and to nobody else."""

from __future__ import annotations

import io
import re
from pathlib import Path

import click
import pytest

from distrib.cli import files
from distrib.cli.files import opened

LINES = 400
LIST = b"Name,Email\n" + b"".join(b"Ana,ana%05d@x.example\n" % number for number in range(LINES))


class Terminal(io.StringIO):
    """What a person would see."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def read_through(file: Path, stderr: io.StringIO, monkeypatch: pytest.MonkeyPatch, *, from_size: int) -> str:
    """Read a list in small pieces; what is shown on the way."""
    monkeypatch.setattr(files, "SHOWN_FROM", from_size)
    monkeypatch.setattr("sys.stderr", stderr)
    with opened(str(file), "Importing") as (source, shown):
        assert shown == "list.csv"
        content = b""
        while piece := source.read(1_000):
            content += piece
    assert content == LIST
    return click.unstyle(stderr.getvalue())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A list."""
    path = tmp_path / "list.csv"
    path.write_bytes(LIST)
    return path


def test_a_large_list_shows_how_far_it_is(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From nothing to the whole, never back."""
    shown = read_through(file, Terminal(), monkeypatch, from_size=1_000)
    assert "Importing" in shown
    steps = [int(one) for one in re.findall(r"(\d+)%", shown)]
    assert len(set(steps)) > 1
    assert steps == sorted(steps)
    assert steps[-1] == 100


def test_a_small_list_shows_none(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is in before anybody could look."""
    assert read_through(file, Terminal(), monkeypatch, from_size=1_000_000) == ""


def test_who_writes_into_a_file_gets_none(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A log full of carriage returns helps nobody."""
    assert read_through(file, io.StringIO(), monkeypatch, from_size=1_000) == ""
