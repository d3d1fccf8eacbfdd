"""The keys of a room on the last line: as many as stand on it whole, and always the way out. Ctrl+P lists all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

LAST = "quit"
"""The action that is shown however little room there is."""

EDGE = "▏"
"""It parts the key of the palette, at the right end, from those of the room."""


@dataclass(frozen=True, slots=True)
class ShownKey:
    """A key that works now."""

    key: str
    name: str
    """As it stands on the keyboard."""
    label: str
    is_enabled: bool = True
    is_needed: bool = False
    """It is the way out."""

    @property
    def width(self) -> int:
        """Key, label, and the space between them."""
        return cell_len(f"{self.name} {self.label}")


class KeyBar(Widget, can_focus=False):
    """One line that cuts no key off; a click presses the key."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key", "key-bar--label", "key-bar--palette", "key-bar--edge"}

    def __init__(self) -> None:
        super().__init__()
        self._keys: tuple[ShownKey, ...] = ()
        self._palette: ShownKey | None = None

    def on_mount(self) -> None:
        """Other keys work when the cursor stands elsewhere."""
        self.screen.bindings_updated_signal.subscribe(self, self._look)

    def _look(self, screen: Screen[Any]) -> None:
        if screen is not self.screen or not self.app.app_focus:
            return
        found = tuple(_keys_of(screen)), _palette_of(screen)
        if found != (self._keys, self._palette):
            self._keys, self._palette = found
            self.refresh()

    @property
    def places(self) -> list[tuple[ShownKey, int, int]]:
        """Each key that is shown, its first column and the one behind its last; that of the palette comes last."""
        left = self.size.width - (self._palette.width + 2 if self._palette else 0)
        places, at = [], 0
        for one in fitting(self._keys, left):
            places.append((one, at, at + one.width))
            at += one.width + 1
        if self._palette:
            places.append((self._palette, left + 1, left + 1 + self._palette.width))
        return places

    def on_click(self, event: events.Click) -> None:
        """As if the key had been pressed."""
        offset = event.get_content_offset(self)
        for one, start, end in self.places:
            if offset and start <= offset.x < end:
                self._press(one)

    def _press(self, one: ShownKey) -> None:
        if one.is_enabled:
            self.app.simulate_key(one.key)
        else:
            self.app.bell()

    def render_line(self, y: int) -> Strip:
        """The whole widget."""
        ground = self.rich_style
        if y > 0:
            return Strip.blank(self.size.width, ground)
        segments: list[Segment] = []
        at = 0
        for one, start, end in self.places:
            is_palette = one is self._palette
            edge = [Segment(EDGE, self._style("edge"))] if is_palette else []
            segments += [Segment(" " * (start - at - len(edge)), ground), *edge, *self._drawn(one, is_palette)]
            at = end
        behind = self._style("palette") if self._palette else ground
        return Strip(segments).adjust_cell_length(self.size.width, behind)

    def _drawn(self, one: ShownKey, is_palette: bool) -> list[Segment]:
        under = self._style("palette") if is_palette else Style()
        dim = Style(dim=not one.is_enabled)
        key, label = (self._style(name) + under + dim for name in ("key", "label"))
        return [Segment(one.name, key), Segment(f" {one.label}", label)]

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"key-bar--{name}", partial=name == "palette")


def fitting(keys: Sequence[ShownKey], width: int) -> list[ShownKey]:
    """What stands in so many cells, a space behind each, and is not cut: the way out, and the first of the others."""
    left = width - sum(one.width + 1 for one in keys if one.is_needed)
    is_full = False
    chosen = []
    for one in keys:
        if not one.is_needed:
            left -= one.width + 1
            is_full = is_full or left < 0
        if one.is_needed or not is_full:
            chosen.append(one)
    return chosen


def _keys_of(screen: Screen[Any]) -> Iterator[ShownKey]:
    """Each action once, under the first of its keys."""
    seen: set[str] = set()
    for _node, binding, is_enabled, _tooltip in screen.active_bindings.values():
        if binding.show and binding.action not in seen:
            seen.add(binding.action)
            is_needed = binding.action.removeprefix("app.") == LAST
            name = screen.app.get_key_display(binding)
            yield ShownKey(binding.key, name, binding.description, is_enabled, is_needed)


def _palette_of(screen: Screen[Any]) -> ShownKey | None:
    found = screen.active_bindings.get(screen.app.COMMAND_PALETTE_BINDING)
    if found is None:
        return None
    binding = found.binding
    return ShownKey(binding.key, screen.app.get_key_display(binding), binding.description, found.enabled)
