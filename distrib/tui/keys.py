"""Keys of the screen: bindings by the names of `core.keys`, what stands on them, a page of those that work just now.

A sentence names a key by its action, `_("Press {key[pause]}.").format(key=SHOWN)`, so that it says what was chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import format_key
from textual.screen import Screen

from distrib.core.keys import KEYS, parted
from distrib.tui.plain import fit
from distrib.tui.wording import _


def bind(name: str, action: str, label: str, *, show: bool = True, priority: bool = False) -> Binding:
    """A binding whose keys can be set in `[keys]`; `name` stands in `core.keys`."""
    keys = KEYS[name].keys
    return Binding(keys, action, label, show=show, priority=priority, id=name, key_display=as_shown(keys)[0])


def as_shown(keys: str) -> tuple[str, ...]:
    """Each of them, as it stands on the keyboard."""
    return tuple(_(_NAMES[key]) if key in _NAMES else _plain(key) for key in parted(keys))


class _Shown:
    """Each action's key as it stands on the keyboard; of several the first. One per process, as the language is."""

    def __init__(self) -> None:
        self.chosen: Mapping[str, str] = {}

    def __getitem__(self, name: str) -> str:
        """By the action's name."""
        return as_shown(self.chosen.get(name, KEYS[name].keys))[0]


SHOWN = _Shown()


def choose(keys: Mapping[str, str]) -> None:
    """Name these keys from now on, by the names of their actions; all others have the usual ones."""
    SHOWN.chosen = keys


_NAMES = {"escape": _("Esc"), "enter": _("Enter"), "insert": _("Ins"), "delete": _("Del")}


def _plain(key: str) -> str:
    """Textual calls some characters by a name, such as `question_mark`; a letter stays as large as it is."""
    shown = format_key(key.removeprefix("ctrl+"))
    if key.startswith("ctrl+"):
        return f"^{shown}"
    return shown if len(shown) == 1 else shown.upper()


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that can be done now."""

    label: str
    action: str
    node: DOMNode
    keys: tuple[str, ...]
    """As they are shown."""


def deeds(screen: Screen[Any]) -> Iterator[Deed]:
    """What can be done on a screen now, each once, with its keys; what moves a cursor is left out."""
    found: dict[tuple[str, DOMNode], tuple[str, list[str]]] = {}
    for node, binding, is_enabled, _tooltip in screen.active_bindings.values():
        if is_enabled and binding.description and (binding.id or binding.show):
            keys = found.setdefault((binding.action, node), (binding.description, []))[1]
            keys.append(screen.app.get_key_display(binding))
    for (action, node), (label, keys) in found.items():
        yield Deed(label, action, node, tuple(dict.fromkeys(keys)))


def page_of_keys(screen: Screen[Any]) -> str:
    """Every key that works now, a line each."""
    return "\n".join(f"{fit(', '.join(one.keys), 11)}  {one.label}" for one in deeds(screen))
