"""Files that people name on the screen: found from their home folder, opened to be watched, written only anew."""

from __future__ import annotations

import io
import os
from pathlib import Path

from distrib.core.system_words import why
from distrib.errors import UnreadableText, UsageError
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
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as fault:
        raise UsageError(
            "{path} exists already and was left as it is. Name a file that does not exist yet.", path=path
        ) from fault
    except OSError as fault:
        raise UsageError(
            "{path} could not be written: {reason}. Check the folder and its space.", path=path, reason=why(fault)
        ) from fault
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
