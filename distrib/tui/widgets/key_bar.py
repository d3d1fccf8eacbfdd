"""The keys of a room on the last line: as many as stand on it whole, and always the way out. Ctrl+P lists all."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

LAST = "quit"
"""The action that is shown however little room there is."""


class KeyBar(Footer):
    """A footer that cuts no key off."""

    def __init__(self) -> None:
        super().__init__(compact=True)

    def compose(self) -> ComposeResult:
        """Those that fit, in their order."""
        yield from fitting(super().compose(), self.app.size.width)

    async def on_resize(self) -> None:
        """Another width, another choice."""
        await self.recompose()


def fitting(keys: Iterable[Widget], width: int) -> list[Widget]:
    """What stands in so many cells and is not cut: the way out and the palette, then as many as there is room for."""
    shown = list(keys)
    needed = [one for one in shown if isinstance(one, FooterKey) and _is_needed(one)]
    left = width - sum(map(_width, needed))
    is_full = False
    chosen = []
    for one in shown:
        if not isinstance(one, FooterKey) or one in needed:
            chosen.append(one)
            continue
        left -= _width(one)
        is_full = is_full or left < 0
        if not is_full:
            chosen.append(one)
    return chosen


def _is_needed(key: FooterKey) -> bool:
    return key.action.removeprefix("app.") == LAST or key.has_class("-command-palette")


def _width(key: FooterKey) -> int:
    """Key, label, the space between them, and the one beside them (the palette's line and margin)."""
    return cell_len(f"{key.key_display} {key.description}") + (2 if key.has_class("-command-palette") else 1)
