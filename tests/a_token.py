"""A command that prints an access token, another one each time it runs."""

from __future__ import annotations

import base64
import sys
from dataclasses import dataclass
from pathlib import Path

_PROGRAM = """
import pathlib, sys
count = pathlib.Path(sys.argv[1])
count.write_text(count.read_text() + "x")
print(sys.argv[2] + str(len(count.read_text())))
"""


@dataclass(frozen=True)
class ATokenCommand:
    """Prints `prefix` and a number, from 1 on."""

    folder: Path
    prefix: str = "token"

    @property
    def words(self) -> tuple[str, ...]:
        """Program and arguments."""
        self._count.touch()
        return (sys.executable, "-c", _PROGRAM, str(self._count), self.prefix)

    @property
    def runs(self) -> int:
        """How often it ran."""
        return len(self._count.read_text())

    @property
    def _count(self) -> Path:
        return self.folder / "token-runs"


def said_token(command: str) -> str:
    """The token in a line that a scripted server heard; empty where there is none."""
    words = command.removeprefix("AUTH XOAUTH2 ")
    said = words if "\1" in words else base64.b64decode(words).decode()
    return said.partition("auth=Bearer ")[2].rstrip("\1")
