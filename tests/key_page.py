"""The page of all keys, `docs/keys.md`, written from the bindings of the screens. Run by `make pictures`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from screen_kinds import dialogs, own_bindings
from textual.binding import Binding
from textual.dom import DOMNode

from distrib.core.keys import ALL, KEYS
from distrib.tui.app import DistribApp
from distrib.tui.keys import as_shown
from distrib.tui.rooms import SCREENS
from distrib.tui.screens.office_screen import OfficeScreen
from distrib.tui.screens.release import ReleaseScreen
from distrib.tui.screens.release_parts import PARTS
from distrib.tui.targets import OTHER_ROOMS, ROOMS

PAGE = Path(__file__).parent.parent / "docs" / "keys.md"
HEAD = """\
# All keys

Made from the program by `make pictures`. `?` on the screen lists those that work just now, and F1 explains the room or
dialog. Keys with a name can be changed in `config.toml`, under `[keys]`: `name = "key"`. In a list the arrows, Home,
End and Page up and down move, `j` and `k` too; Tab goes on to the next part of the room, Enter opens, and the mouse
does all of it. These and the keys of a text box have no name. `!` marks what reaches people or cannot be taken back; no
letter means two things of that kind.
"""
TABLE = "| key | does | name in `[keys]` |\n| --- | --- | --- |\n"
DIALOGS_TABLE = "| key | does | name in `[keys]` | in the dialog of |\n| --- | --- | --- | --- |\n"
DIALOGS = {
    "absences": "somebody's leave",
    "audiences": "saved audiences",
    "choose": "a choice",
    "columns": "a list's columns",
    "form": "boxes to fill in",
    "history": "what one person was sent",
    "imports": "lists brought in",
    "merge": "two entries that become one",
    "message": "something to read",
    "near": "people who are probably the same",
    "paste": "a pasted text",
    "preview": "what a list would do",
    "reasons": "why people did not get it",
    "recognised": "what was recognised",
    "search": "the search over everything",
    "settle": "those in doubt",
}


def page() -> str:
    """The whole page."""
    parts = [HEAD, "## Everywhere\n", TABLE + "".join(_rows([DistribApp, OfficeScreen]))]
    titles = {kind: (ROOMS | OTHER_ROOMS)[kind.ROOM] for kind in SCREENS} | {ReleaseScreen: "An opened release"}
    for kind, title in titles.items():
        own = [one for one in kind.__mro__ if issubclass(one, OfficeScreen) and one is not OfficeScreen]
        parts += [f"## {title}\n", TABLE + "".join(_rows([*own, *(PARTS.values() if kind is ReleaseScreen else ())]))]
    return "\n".join([*parts, "## Dialogs\n", DIALOGS_TABLE + "".join(_dialog_rows())])


def _rows(kinds: Iterable[type[DOMNode]]) -> Iterator[str]:
    told: set[str] = set()
    for kind in kinds:
        for one in own_bindings(kind):
            if one.id and one.key not in told:
                told.add(one.key)
                yield f"{_row(one)}\n"


def _dialog_rows() -> Iterator[str]:
    found = {one.id: one for kind in reversed(dialogs()) for one in own_bindings(kind) if one.id}
    for key in ALL:
        where = [words for room, words in DIALOGS.items() if room in key.places]
        if key.name in found and where:
            yield f"{_row(found[key.name])} {_told(where)} |\n"


def _told(where: list[str]) -> str:
    """Those it works in, or the one that it does not work in."""
    others = [words for words in DIALOGS.values() if words not in where]
    if not others:
        return "all"
    return f"all but {others[0]}" if len(others) == 1 else ", ".join(where)


def _row(one: Binding) -> str:
    keys = ", ".join(f"`{key}`" for key in as_shown(one.key))
    mark = " `!`" if KEYS[one.id or ""].is_grave else ""
    return f"| {keys} | {one.description}{mark} | {one.id} |"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    sys.stdout.write(f"{PAGE} is written.\n")
