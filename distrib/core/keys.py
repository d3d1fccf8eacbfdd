"""The keys of the screen: every action that has a name, the key it has by default, and which keys can be given to it.

A screen gives its bindings these names, and `[keys]` in the settings gives the names other keys. It reads no keyboard.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

EVERYWHERE = ""


@dataclass(frozen=True, slots=True)
class Key:
    """A named action and its keys."""

    name: str
    keys: str
    """One or several, parted by commas."""
    room: str = EVERYWHERE
    """Where it works."""


ALL = (
    Key("help", "f1"),
    Key("keys", "?"),
    Key("back", "escape"),
    Key("search", "/,ctrl+f"),
    Key("palette", "ctrl+p"),
    Key("quit", "q"),
    Key("desk", "f9"),
    Key("releases", "f2"),
    Key("spokespeople", "f3"),
    Key("journalists", "f5"),
    Key("deliveries", "f6"),
    Key("send", "f7"),
    Key("setup", "f12"),
    Key("refresh", "r", "desk"),
    Key("new_release", "n", "releases"),
    Key("paste_release", "v", "releases"),
    Key("approve", "a", "releases"),
    Key("preview", "p", "releases"),
    Key("send_release", "s,f8", "releases"),
    Key("find_release", "f", "releases"),
    Key("language", "l", "releases"),
    Key("submit", "u", "releases"),
    Key("send_back", "b", "releases"),
    Key("embargo", "e", "releases"),
    Key("lift", "L", "releases"),
    Key("correct", "c", "releases"),
    Key("refile", "R", "releases"),
    Key("hold_release", "H", "releases"),
    Key("kill", "K", "releases"),
    Key("advise", "A", "releases"),
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
    Key("part_text", "1", "release"),
    Key("part_languages", "2", "release"),
    Key("part_contacts", "3", "release"),
    Key("part_audience", "4", "release"),
    Key("part_checks", "5", "release"),
    Key("part_versions", "6", "release"),
    Key("part_delivery", "7", "release"),
    Key("part_history", "8", "release"),
    Key("filter", "f", "deliveries"),
    Key("start_worker", "w", "deliveries"),
    Key("pause", "p", "deliveries"),
    Key("resume", "r", "deliveries"),
    Key("stop", "x", "deliveries"),
    Key("hold", "h", "deliveries"),
    Key("settle", "s", "deliveries"),
    Key("reasons", "y", "deliveries"),
    Key("figures", "g", "deliveries"),
    Key("message", "m", "deliveries"),
    Key("export", "e", "deliveries"),
    Key("step_on", "f8", "send"),
    Key("open_page", "p", "send"),
    Key("keep_page", "f8", "setup"),
    Key("check_page", "ctrl+t", "setup"),
    Key("skip_page", "ctrl+n", "setup"),
)
KEYS: dict[str, Key] = {one.name: one for one in ALL}

_NAMED = frozenset({"escape", "insert", "delete", *(f"f{number}" for number in range(1, 13))})
_TAKEN = {
    "f11": "macOS and window managers keep it",
    "ctrl+a": "screen keeps it",
    "ctrl+b": "tmux keeps it",
    "ctrl+c": "terminals keep it",
    "ctrl+h": "terminals send it for Backspace",
    "ctrl+i": "terminals send it for Tab",
    "ctrl+j": "terminals send it for Enter",
    "ctrl+m": "terminals send it for Enter",
    "ctrl+q": "terminals keep it",
    "ctrl+s": "terminals keep it",
    "ctrl+z": "terminals keep it",
}


def fault_of(key: str) -> str | None:
    """Why a key cannot be given to an action; None when it can."""
    if key in _TAKEN:
        return _TAKEN[key]
    is_character = len(key) == 1 and key.isascii() and key.isprintable() and key not in " ,"
    is_control = key.startswith("ctrl+") and len(key) == 6 and key[5].isascii() and key[5].islower()
    if is_character or is_control or key in _NAMED:
        return None
    return "write a character, f1 to f12, ctrl+ and a letter, insert or delete"


def parted(keys: str) -> tuple[str, ...]:
    """The keys of a list."""
    return tuple(one.strip() for one in keys.split(","))


def clashes(chosen: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Pairs of actions that work in one room and would have the same key, with that key. `chosen` is name → keys."""
    held = [(one, set(parted(chosen.get(one.name, one.keys)))) for one in KEYS.values()]
    return tuple(
        (first.name, second.name, min(shared))
        for (first, its), (second, others) in combinations(held, 2)
        if (shared := its & others) and (first.room == second.room or EVERYWHERE in (first.room, second.room))
    )
