"""The keys of the screen: every action that has a name, the key it has by default, and which keys can be given to it.

A screen gives its bindings these names, and `[keys]` in the settings gives the names other keys. What has no name is
`FIXED`: keys that mean the same in every list and box. It reads no keyboard.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from distrib.core.phrase import Said, phrase, phrased

EVERYWHERE = "everywhere"
"""In every room; not in the dialogs, which stand before them."""
ALWAYS = "always"
"""In the dialogs too."""

ROOMS = ("desk", "releases", "release", "spokespeople", "journalists", "deliveries", "send", "setup")
"""`release` is an opened one, with all its parts."""
DIALOGS = (
    "absences",
    "audiences",
    "choose",
    "columns",
    "form",
    "history",
    "imports",
    "merge",
    "message",
    "near",
    "paste",
    "plain",
    "preview",
    "reasons",
    "recognised",
    "search",
    "settle",
)
"""`plain` are those with buttons only."""
_OF_PEOPLE = "spokespeople,journalists"
_OF_RELEASES = "releases,release"


@dataclass(frozen=True, slots=True)
class Key:
    """A named action and its keys."""

    name: str
    keys: str
    """One or several, parted by commas."""
    room: str = EVERYWHERE
    """Where it works: one or several, parted by commas."""
    is_grave: bool = False
    """It reaches people, or cannot be taken back: its letter does nothing of that kind anywhere else."""

    @property
    def places(self) -> frozenset[str]:
        """The rooms and dialogs it works in."""
        wide = {EVERYWHERE: ROOMS, ALWAYS: ROOMS + DIALOGS}
        return frozenset(place for one in parted(self.room) for place in wide.get(one, (one,)))


def parted(keys: str) -> tuple[str, ...]:
    """The parts of a list."""
    return tuple(one.strip() for one in keys.split(","))


def _numbered(what: str, room: str, *names: str) -> Iterator[Key]:
    """A row of things, each on the figure of its place."""
    return (Key(f"{what}_{name}", str(place), room) for place, name in enumerate(names, 1))


ALL = (
    Key("help", "f1", ",".join((EVERYWHERE, *(one for one in DIALOGS if one != "history")))),
    Key("keys", "?"),
    Key("back", "escape"),
    Key("search", "/,ctrl+f", f"{EVERYWHERE},search"),
    Key("palette", "ctrl+p", ALWAYS),
    Key("quit", "q"),
    Key("desk", "f9"),
    Key("releases", "f2"),
    Key("spokespeople", "f3"),
    Key("journalists", "f5"),
    Key("deliveries", "f6"),
    Key("send", "f7"),
    Key("setup", "f12"),
    Key("refresh", "ctrl+r", "desk"),
    Key("new_release", "n", _OF_RELEASES),
    Key("paste_release", "v", _OF_RELEASES),
    Key("approve", "a", _OF_RELEASES, is_grave=True),
    Key("preview", "p", _OF_RELEASES),
    Key("send_release", "s", _OF_RELEASES, is_grave=True),
    Key("find_release", "f", "releases"),
    Key("language", "l", _OF_RELEASES),
    Key("submit", "u", _OF_RELEASES, is_grave=True),
    Key("send_back", "b", _OF_RELEASES, is_grave=True),
    Key("embargo", "e", _OF_RELEASES),
    Key("lift", "L", _OF_RELEASES, is_grave=True),
    Key("discard", "d", _OF_RELEASES),
    Key("correct", "c", _OF_RELEASES),
    Key("refile", "R", _OF_RELEASES),
    Key("hold_release", "H", _OF_RELEASES, is_grave=True),
    Key("kill", "K", _OF_RELEASES, is_grave=True),
    Key("advise", "A", _OF_RELEASES),
    Key("save_text", "f8", "release"),
    Key("editor", "f4", "release"),
    Key("beside", "ctrl+g", "release"),
    Key("hold_edition", "h", "release"),
    Key("translated", "t", "release"),
    Key("boilerplate", "o", "release"),
    Key("take_contacts", "x", "release"),
    Key("name_contacts", "w", "release"),
    Key("set_audience", "g", "release"),
    Key("restore", "z", "release"),
    *_numbered(
        "part", "release", "text", "languages", "contacts", "audience", "checks", "versions", "delivery", "history"
    ),
    Key("find_people", "f", _OF_PEOPLE),
    Key("new_person", "n", _OF_PEOPLE),
    Key("edit_person", "e", _OF_PEOPLE),
    Key("import_list", "i", _OF_PEOPLE),
    Key("undo", "z", f"{_OF_PEOPLE},imports", is_grave=True),
    Key("offices", "o", "spokespeople"),
    Key("clear", "x", "spokespeople"),
    Key("duty", "h", "spokespeople"),
    Key("leave", "l", "spokespeople"),
    Key("retire", "r", "spokespeople"),
    Key("copy_number", "c", "spokespeople"),
    Key("copy_card", "y", "spokespeople"),
    Key("save_card", "w", "spokespeople"),
    Key("copy_email", "m", "spokespeople"),
    *_numbered("number", "spokespeople", *"123456789"),
    Key("copy_address", "c", "journalists"),
    Key("note", "t", "journalists"),
    Key("opt_out", "o", "journalists", is_grave=True),
    Key("merge", "m", "journalists", is_grave=True),
    Key("dossier", "D", "journalists"),
    Key("erase", "E", "journalists", is_grave=True),
    Key("imports", "I", "journalists"),
    Key("export_list", "x", "journalists"),
    Key("duplicates", "d", "journalists"),
    Key("save_query", "s", "journalists"),
    Key("audiences", "a", "journalists"),
    Key("filter", "f", "deliveries"),
    Key("start_worker", "W", "deliveries", is_grave=True),
    Key("pause", "p", "deliveries"),
    Key("resume", "r", "deliveries", is_grave=True),
    Key("stop", "X", "deliveries", is_grave=True),
    Key("hold", "h", "deliveries"),
    Key("settle", "s", "deliveries"),
    Key("reasons", "y", "deliveries"),
    Key("figures", "g", "deliveries"),
    Key("message", "m", "deliveries,history"),
    Key("export", "x", "deliveries"),
    Key("step_on", "f8", "send"),
    *_numbered("step", "send", "text", "languages", "people", "preview", "test", "confirm"),
    Key("open_page", "p", "send"),
    Key("keep_page", "f8", "setup"),
    Key("check_page", "ctrl+t", "setup"),
    Key("skip_page", "ctrl+n", "setup"),
    Key("copy_record", "c", "setup"),
    Key("cancel", "escape", ",".join(DIALOGS)),
    Key("close", "q", "message,choose,near,history"),
    Key("keep_form", "f8", "form"),
    Key("read_paste", "f8", "paste"),
    Key("correct_fields", "e", "recognised"),
    Key("look_at_list", "f8", "columns"),
    Key("bring_in", "f8", "preview"),
    Key("list_columns", "m", "preview"),
    Key("next_fate", "f", "preview"),
    Key("swap", "x", "merge"),
    Key("delete_audience", "d", "audiences", is_grave=True),
    Key("add_leave", "a", "absences"),
    Key("cover_leave", "c", "absences"),
    Key("remove_leave", "r", "absences"),
    Key("codes", "f1", "history"),
    Key("mark", "M", "reasons", is_grave=True),
    Key("arrived", "y", "settle", is_grave=True),
    Key("not_arrived", "n", "settle", is_grave=True),
    Key("send_again", "S", "settle", is_grave=True),
    Key("one_or_all", "e", "settle"),
)
KEYS: dict[str, Key] = {one.name: one for one in ALL}

_MOVES = phrase("it moves in lists, rows and boxes")
FIXED = {
    "enter": phrase("it opens, takes or goes on, wherever the cursor is"),
    "tab": phrase("it goes to the next part of the room"),
    "shift+tab": phrase("it goes to the part before"),
    **dict.fromkeys(("up", "down", "left", "right", "pageup", "pagedown", "home", "end", "j", "k"), _MOVES),
    **dict.fromkeys(("ctrl+home", "ctrl+end"), _MOVES),
}
"""Keys without a name, and why they have none: no action can be given them."""

_NAMED = frozenset({"escape", "insert", "delete", *(f"f{number}" for number in range(1, 13))})
_TERMINALS = phrase("terminals keep it")
_TAKEN = {
    "f11": phrase("macOS and window managers keep it"),
    "ctrl+a": phrase("screen keeps it"),
    "ctrl+b": phrase("tmux keeps it"),
    "ctrl+c": _TERMINALS,
    "ctrl+h": phrase("terminals send it for Backspace"),
    "ctrl+i": phrase("terminals send it for Tab"),
    "ctrl+j": phrase("terminals send it for Enter"),
    "ctrl+m": phrase("terminals send it for Enter"),
    "ctrl+q": _TERMINALS,
    "ctrl+s": _TERMINALS,
    "ctrl+z": _TERMINALS,
}


def fault_of(key: str) -> Said | None:
    """Why a key cannot be given to an action; None when it can."""
    if key in _TAKEN or key in FIXED:
        return phrased(_TAKEN.get(key) or FIXED[key])
    is_character = len(key) == 1 and key.isascii() and key.isprintable() and key not in " ,"
    is_control = key.startswith("ctrl+") and len(key) == 6 and key[5].isascii() and key[5].islower()
    if is_character or is_control or key in _NAMED:
        return None
    return phrased("write a character, f1 to f12, ctrl+ and a letter, insert or delete")


def clashes(chosen: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Pairs of actions that meet in a room or dialog and would share a key, with that key. `chosen` is name → keys."""
    holders: dict[str, list[Key]] = defaultdict(list)
    for one in KEYS.values():
        for key in set(parted(chosen.get(one.name, one.keys))):
            holders[key].append(one)
    shared: dict[tuple[str, str], str] = {}
    for key in sorted(holders):
        for first, second in combinations(holders[key], 2):
            if first.places & second.places:
                shared.setdefault((first.name, second.name), key)
    return tuple((first, second, key) for (first, second), key in shared.items())
