"""What Ctrl+P offers: everything that can be done in the room, by name, and the colours."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from textual.app import App, SystemCommand
from textual.screen import Screen

from distrib.tui.keys import deeds
from distrib.tui.themes import THEMES
from distrib.tui.wording import _


def commands(app: App[Any], screen: Screen[Any]) -> Iterator[SystemCommand]:
    """A command for each deed and each theme."""
    for deed in deeds(screen):
        if deed.action != "command_palette":
            what = _("Key: {keys}").format(keys=", ".join(deed.keys))
            yield SystemCommand(deed.label, what, partial(app.call_later, app.run_action, deed.action, deed.node))
    for theme in THEMES:
        label = _("Colours: {theme}").format(theme=_(theme.label))
        what = _("For now; config.toml keeps it for always")
        yield SystemCommand(label, what, partial(setattr, app, "theme", theme.name))
