"""The seconds in which a confirmation can be taken back. Nothing is queued before they have passed."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Button, ProgressBar, Static

from distrib.tui.dialogs.dialog import Dialog, button
from distrib.tui.plain import line
from distrib.tui.wording import _, counted


class CountdownDialog(Dialog[bool]):
    """Returns True when the time has passed, None when it was taken back."""

    def __init__(self, what: str, seconds: int) -> None:
        super().__init__()
        self._what = what
        self._seconds = seconds
        self.left = seconds

    @property
    def heading(self) -> str:
        """What is about to be done."""
        return self._what

    @property
    def is_under_way(self) -> bool:
        """It ends when the time has passed."""
        return True

    def compose_content(self) -> ComposeResult:
        """How long there is left."""
        yield Static("", id="countdown", markup=False)
        yield ProgressBar(total=self._seconds, show_eta=False, show_percentage=False, id="countdown-bar")

    def compose_buttons(self) -> ComposeResult:
        """The only button is the way back."""
        yield button(_("Take it back"), "cancel", key="cancel", is_main=True)

    def on_mount(self) -> None:
        """Count."""
        self._show()
        self.set_interval(1, self._count)

    def _count(self) -> None:
        self.left -= 1
        if self.left <= 0:
            self.dismiss(True)
        else:
            self._show()

    def _show(self) -> None:
        words = counted(
            "In {number} second. Nothing is queued yet.", "In {number} seconds. Nothing is queued yet.", self.left
        )
        self.query_one("#countdown", Static).update(Content(line(words)))
        self.query_one(ProgressBar).update(progress=self._seconds - self.left)

    @on(Button.Pressed)
    def _pressed(self) -> None:
        self.dismiss(None)
