"""Files named on a command line, and `-` for standard input."""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeAlias

import click

from distrib.errors import UnreadableText

MOST_BYTES = 64_000_000
"""More is neither a release nor a roster; reading it would only tie up the machine."""


SHOWN_FROM = 2_000_000
"""Bytes from which on a bar shows how far a file is read."""

Heard: TypeAlias = Callable[[int], None]


class _Watched(io.FileIO):
    """A file that tells how far it was read."""

    heard: Heard | None = None

    def readinto(self, buffer: object, /) -> int | None:
        """As any file, and says where it is."""
        count = super().readinto(buffer)  # type: ignore[arg-type]
        if self.heard:
            self.heard(self.tell())
        return count


@contextmanager
def opened(name: str, label: str) -> Iterator[tuple[BinaryIO, str]]:
    """A file to be read piece by piece, and the name to speak of it by. A large one shows a bar on the way.

    Raises:
        UnreadableText: there is no such file, or it may not be read.
    """
    shown = "standard input" if name == "-" else Path(name).name
    with _standard_input() if name == "-" else _watched(name) as raw:
        size = os.fstat(raw.fileno()).st_size
        is_shown = size >= SHOWN_FROM and sys.stderr.isatty()
        with click.progressbar(length=size, label=label, file=sys.stderr, hidden=not is_shown) as bar:
            raw.heard = lambda position: bar.update(max(0, position - bar.pos))
            yield io.BufferedReader(raw), shown


def _watched(name: str) -> _Watched:
    with _explained(name):
        return _Watched(name)


@contextmanager
def _explained(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise UnreadableText(
            "{name} cannot be read: {reason}. Nothing was changed. Check the name.",
            name=name,
            reason=fault.strerror or "it is no file",
        ) from fault


@contextmanager
def _standard_input() -> Iterator[_Watched]:
    """What comes in, kept in a file that nobody else can open: a list is looked at twice."""
    _check_input()
    with tempfile.TemporaryFile() as kept:
        shutil.copyfileobj(sys.stdin.buffer, kept)
        kept.seek(0)
        with _Watched(os.dup(kept.fileno())) as raw:
            yield raw


def read(name: str) -> tuple[bytes, str]:
    """The content, and the name to speak of it by.

    Raises:
        UnreadableText: there is no such file, it may not be read, or it is far too large.
    """
    if name == "-":
        _check_input()
        data, shown = sys.stdin.buffer.read(MOST_BYTES + 1), "standard input"
    else:
        shown = Path(name).name
        with _explained(name), Path(name).open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UnreadableText(
            "{shown} is larger than {most:,} bytes. Nothing was read. Split it into parts.",
            shown=shown,
            most=MOST_BYTES,
        )
    return data, shown


def read_text(name: str) -> str:
    """The same as text.

    Raises:
        UnreadableText: as `read`, or it is not written in UTF-8.
    """
    data, shown = read(name)
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        raise UnreadableText(
            "{shown} is no text in UTF-8: line {line} has another character. Nothing was changed. Save it as UTF-8 and "
            "try again.",
            shown=shown,
            line=data[: fault.start].count(b"\n") + 1,
        ) from fault


def _check_input() -> None:
    if sys.stdin is None:
        raise UnreadableText("Standard input is closed, so nothing was read and nothing was changed. Name a file.")
