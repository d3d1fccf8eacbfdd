"""Files that people name on the screen: found from their home folder, opened to be watched, written only anew."""

from __future__ import annotations

import io
import os
from pathlib import Path

from distrib.core.system_words import why
from distrib.errors import UnreadableText
from distrib.services.new_files import new_file
from distrib.tui.long_work import Meter


def path_of(written: str) -> Path:
    """The file that a person means; quotes come from dropping a file on the terminal."""
    return Path(written.strip().strip("'\"")).expanduser()


def save_text(written: str, text: str) -> str:
    """Write a new file that only this person can read; returns where it is.

    Raises:
        UsageError: it exists already, or cannot be written.
    """
    path = path_of(written)
    with new_file(path):
        path.write_text(text, "utf-8")
    return str(path)


class WatchedFile(io.FileIO):
    """A file that tells a meter how far it was read."""

    def __init__(self, path: Path, meter: Meter | None = None) -> None:
        try:
            super().__init__(path)
        except OSError as fault:
            raise UnreadableText(
                "{path} cannot be read: {reason}. Nothing was changed. Check the name.",
                path=path,
                reason=why(fault),
            ) from fault
        self._meter = meter
        if meter:
            meter.total = os.fstat(self.fileno()).st_size

    def readinto(self, buffer: object, /) -> int | None:
        """As any file, and says where it is.

        Raises:
            Stopped: a person stopped it.
        """
        count = super().readinto(buffer)  # type: ignore[arg-type] # any buffer, as in the base class
        if self._meter:
            self._meter.told(self.tell())
        return count
