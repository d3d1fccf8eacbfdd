"""Keys of the screen: bindings by the names of `core.keys`, and a page that tells which keys work just now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from distrib.core.keys import KEYS, parted
from distrib.tui.plain import fit


def bind(name: str, action: str, label: str, *, show: bool = True, priority: bool = False) -> Binding:
    """A binding whose keys can be set in `[keys]`; `name` stands in `core.keys`."""
    keys = KEYS[name].keys
    return Binding(keys, action, label, show=show, priority=priority, id=name, key_display=as_shown(keys)[0])


def as_shown(keys: str) -> tuple[str, ...]:
    """Each of them, as it stands on the keyboard."""
    return tuple(_NAMES.get(key) or _plain(key) for key in parted(keys))


_NAMES = {"escape": "Esc", "slash": "/", "question_mark": "?", "enter": "Enter"}


def _plain(key: str) -> str:
    return key.replace("ctrl+", "^") if "+" in key or len(key) == 1 else key.upper()


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
    for node, binding, is_enabled, _ in screen.active_bindings.values():
        if is_enabled and binding.description and (binding.id or binding.show):
            _, keys = found.setdefault((binding.action, node), (binding.description, []))
            keys.append(screen.app.get_key_display(binding))
    for (action, node), (label, keys) in found.items():
        yield Deed(label, action, node, tuple(dict.fromkeys(keys)))


def page_of_keys(screen: Screen[Any]) -> str:
    """Every key that works now, a line each."""
    return "\n".join(f"{fit(', '.join(one.keys), 12)} {one.label}" for one in deeds(screen))
