"""New files that a person names: never in the place of one that is there, and for nobody else to read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from distrib.core.system_words import why
from distrib.errors import UsageError


@contextmanager
def new_file(path: Path) -> Iterator[None]:
    """The file is there, empty, and is filled by whoever asked.

    Raises:
        UsageError: it exists already, or it or what is put into it cannot be written.
    """
    try:
        path.touch(mode=0o600, exist_ok=False)
        yield
    except FileExistsError as fault:
        raise UsageError(
            "{path} exists already and was left as it is. Name a file that does not exist yet.", path=path
        ) from fault
    except OSError as fault:
        raise UsageError(
            "{path} could not be written: {reason}. Check the folder and its space.", path=path, reason=why(fault)
        ) from fault
