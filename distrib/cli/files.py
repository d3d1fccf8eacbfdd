"""Files named on a command line, and `-` for standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from distrib.errors import UnreadableText

MOST_BYTES = 64_000_000
"""More is neither a release nor a roster; reading it would only tie up the machine."""


def read(name: str) -> tuple[bytes, str]:
    """The content, and the name to speak of it by.

    Raises:
        UnreadableText: there is no such file, it may not be read, or it is far too large.
    """
    if name == "-":
        data, shown = sys.stdin.buffer.read(MOST_BYTES + 1), "standard input"
    else:
        shown = Path(name).name
        try:
            with Path(name).open("rb") as file:
                data = file.read(MOST_BYTES + 1)
        except OSError as fault:
            raise UnreadableText(
                f"{name} cannot be read: {fault.strerror or 'it is no file'}. Nothing was changed. Check the name."
            ) from fault
    if len(data) > MOST_BYTES:
        raise UnreadableText(f"{shown} is larger than {MOST_BYTES:,} bytes. Nothing was read. Split it into parts.")
    return data, shown
