"""Every class of the screen that binds keys, found by importing all of `distrib.tui`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

from textual.binding import Binding
from textual.dom import DOMNode

import distrib.tui
from distrib.tui.dialogs.dialog import Dialog
from distrib.tui.spoken_screen import SpokenScreen


def kinds() -> list[type[DOMNode]]:
    """Screens, dialogs, parts and widgets that are ours, by module and name."""
    found: set[type[DOMNode]] = set()
    for module in pkgutil.walk_packages(distrib.tui.__path__, "distrib.tui."):
        found |= {
            one
            for one in vars(importlib.import_module(module.name)).values()
            if isinstance(one, type) and issubclass(one, DOMNode) and one.__module__.startswith("distrib.")
        }
    return sorted(found, key=lambda one: (one.__module__, one.__qualname__))


def own_bindings(kind: type[DOMNode]) -> Iterator[Binding]:
    """Those that a class declares itself, those of its mixins not."""
    yield from (one for one in kind.__dict__.get("BINDINGS", ()) if isinstance(one, Binding))


def dialogs() -> list[type[DOMNode]]:
    """Everything that opens before a room."""
    return [one for one in kinds() if issubclass(one, Dialog)]


def bindings_of(kind: type[DOMNode]) -> Iterator[Binding]:
    """Those that work in a screen, its mixins' too; a dialog's own come first, and instead of others on their keys."""
    held: set[str] = set()
    for one in kind.__mro__:
        if issubclass(one, SpokenScreen):
            found = [binding for binding in own_bindings(one) if binding.key not in held]
            held |= {binding.key for binding in found}
            yield from found
