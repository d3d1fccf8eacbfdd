"""A box to tick that says by a sign, and not by its colour alone, whether it is ticked."""

from __future__ import annotations

from textual.widgets import Checkbox


class Tick(Checkbox):
    """A checkbox; what reads one takes it as such."""

    def on_mount(self) -> None:
        """As it comes."""
        self._sign()

    def watch_value(self) -> None:
        """As it is now."""
        self._sign()
        super().watch_value()

    def _sign(self) -> None:
        self.BUTTON_INNER = "X" if self.value else " "
        self.refresh()
