"""Tasks of bringing lists in: what their columns hold, what would happen, doing it, and taking it back."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from distrib.core.folding import key
from distrib.errors import UnreadableText
from distrib.tui.desk import Desk
from distrib.tui.long_work import Meter
from distrib.tui.tasks.files import WatchedFile, path_of

if TYPE_CHECKING:
    from distrib.core.people.imports import Import
    from distrib.services.people.import_report import ImportReport
    from distrib.services.people.list_columns import ListColumn
    from distrib.services.people.undoing import Undone

LEFT_OUT = "nothing"
"""What a column holds that is not read, as the services call it."""

MOST_BYTES = 64_000_000
"""Of a list of spokespeople, which is read as a whole."""


@dataclass(frozen=True, slots=True)
class RosterFile:
    """A list that is to be brought in, and how."""

    path: Path
    basis: str | None = None
    columns: tuple[ListColumn, ...] = ()
    """As they are to be read; none for cards."""
    near_as_new: bool = False

    @property
    def chosen(self) -> tuple[tuple[str, str], ...]:
        """What each column holds, as the services take it: by header, which finds the header's line again, else by
        number.
        """
        headers = Counter(key(one.header) for one in self.columns)
        return tuple((one.field or LEFT_OUT, _name_of(one, headers)) for one in self.columns)


def _name_of(one: ListColumn, headers: Counter[str]) -> str:
    is_clear = bool(key(one.header)) and headers[key(one.header)] == 1 and not one.header.isdecimal()
    return one.header if is_clear else str(one.number)


def open_list(written: str, basis: str) -> RosterFile:
    """A list of journalists with what its columns hold.

    Raises:
        UnreadableText: it cannot be read, or is no list.
    """
    from distrib.services.people import list_columns

    path = path_of(written)
    with io.BufferedReader(WatchedFile(path)) as file:
        columns = list_columns.columns_of(file, path.name)
    return RosterFile(path, basis.strip() or None, columns)


def with_field(one: RosterFile, number: int, field: str | None) -> RosterFile:
    """The list with one column taken for something else."""
    columns = tuple(replace(each, field=field) if each.number == number else each for each in one.columns)
    return replace(one, columns=columns)


def import_journalists(desk: Desk, one: RosterFile, meter: Meter, *, dry_run: bool) -> ImportReport:
    """Bring a list in, or with `dry_run` say what would happen. One transaction.

    Raises:
        UnreadableText, UsageError: it cannot be read so.
        Stopped: a person stopped it; nothing was changed.
    """
    from distrib.services import people

    with io.BufferedReader(WatchedFile(one.path, meter)) as file:
        return people.import_journalists(
            desk.context,
            file,
            one.path.name,
            dry_run=dry_run,
            chosen=one.chosen,
            near_as_new=one.near_as_new,
            basis=one.basis,
        )


def import_spokespeople(desk: Desk, path: Path, meter: Meter, *, dry_run: bool) -> ImportReport:
    """The same for spokespeople, of whom there are few.

    Raises:
        UnreadableText: it cannot be read, is no list, or is too large.
    """
    from distrib.services import people

    with WatchedFile(path, meter) as file:
        if meter.total > MOST_BYTES:
            raise UnreadableText(
                "{name} is larger than {most:,} bytes. Nothing was read. Split it.",
                name=path.name,
                most=MOST_BYTES,
            )
        data = file.readall()
    return people.import_spokespeople(desk.context, data, path.name, dry_run=dry_run)


def imports(desk: Desk) -> tuple[Import, ...]:
    """The lists that were brought in, the newest first."""
    from distrib.services.people import undoing

    return undoing.every(desk.context)


def undo(desk: Desk, number: int) -> Undone:
    """Take an import back.

    Raises:
        NotFound: there is no such import.
    """
    from distrib.services.people import undoing

    return undoing.undo(desk.context, number)
