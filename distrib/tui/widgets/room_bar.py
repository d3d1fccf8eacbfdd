"""The bar of rooms at the top: shows where we are, and leads elsewhere by a click."""

from __future__ import annotations

from distrib.tui.targets import GoTo, rooms_with_keys
from distrib.tui.widgets.choices import Choices


class RoomBar(Choices, can_focus=False):
    """Reached by mouse and by the function keys, not by Tab."""

    def __init__(self, room: str = "") -> None:
        super().__init__(rooms_with_keys(), title=" distrib ", id="rooms")
        self.taken = room or self.taken

    def _take(self, key: str) -> None:
        """Each room has a bar of its own, which goes on saying where it is."""
        self.post_message(GoTo(key))
