"""A log of JSON Lines that several processes write to: one event a line, private, rotating by its size.

The standard library's rotating handler loses lines when two processes rotate one file. This one appends whole lines in
single writes, rotates under a lock, and notices when another process did. That a line cannot be written never stops a
worker.
"""

from __future__ import annotations

import json
import logging
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from distrib.core.plain_text import one_line

MOST_BYTES = 10_000_000
"""A file is put aside when it has grown to this."""

KEPT_FILES = 5
"""Those put aside: worker.log.1 is the newest."""

MOST_TEXT = 300
"""Characters of any value; a reply may be a thousand long and says the same in its first words."""


class LogFile(logging.Handler):
    """Appends to `path`; the folder is made, closed to others, when it is missing."""

    def __init__(self, path: Path, *, most_bytes: int = MOST_BYTES) -> None:
        super().__init__()
        self._path = path
        self._most_bytes = most_bytes
        self._file: int | None = None
        self.setFormatter(JsonLine())

    def emit(self, record: logging.LogRecord) -> None:
        """One line, in one write, so that those of other processes stay whole too (O_APPEND)."""
        with suppress(OSError):
            os.write(self._current(), (self.format(record) + "\n").encode())

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
        super().close()

    def _current(self) -> int:
        """The file to write to: the one that bears the name now, and is not full."""
        if self._file is not None and not self._is_named():
            os.close(self._file)
            self._file = None
        if self._file is None:
            self._file = self._open()
        if os.fstat(self._file).st_size >= self._most_bytes:
            self._rotate()
            os.close(self._file)
            self._file = self._open()
        return self._file

    def _open(self) -> int:
        self._path.parent.mkdir(mode=0o700, exist_ok=True)
        return os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def _is_named(self) -> bool:
        assert self._file is not None  # noqa: S101 - asked only of an open file
        try:
            return os.path.samestat(os.fstat(self._file), self._path.stat())
        except FileNotFoundError:
            return False

    def _rotate(self) -> None:
        """Whoever has the lock and still finds the file full puts it aside; the others find it gone."""
        with suppress(Timeout), FileLock(self._path.with_suffix(".lock"), timeout=1, mode=0o600):
            if self._path.stat().st_size < self._most_bytes:
                return
            for number in range(KEPT_FILES - 1, 0, -1):
                with suppress(FileNotFoundError):
                    self._aside(number).replace(self._aside(number + 1))
            self._path.replace(self._aside(1))

    def _aside(self, number: int) -> Path:
        return self._path.with_name(f"{self._path.name}.{number}")


class JsonLine(logging.Formatter):
    """A record as one JSON object: `at`, `level`, `event`, and the facts. ASCII only, so no terminal obeys it."""

    def format(self, record: logging.LogRecord) -> str:
        """The line without its end."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        facts: dict[str, Any] = getattr(record, "facts", {})
        shown = {name: _bounded(value) for name, value in facts.items() if value is not None}
        return json.dumps({"at": at, "level": record.levelname.lower(), "event": record.msg, **shown})


def _bounded(value: object) -> object:
    return one_line(value)[:MOST_TEXT] if isinstance(value, str) else value
