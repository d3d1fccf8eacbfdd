"""A dialog that shows how far long work is, and lets it be stopped."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Button, Static

from distrib.tui.background import Trouble, attempt
from distrib.tui.dialogs.dialog import Dialog, button
from distrib.tui.keys import bind
from distrib.tui.long_work import Meter, bar
from distrib.tui.wording import _

T = TypeVar("T")

BEAT = 0.1
"""Seconds between two looks at the meter."""

BAR = 40
"""Columns."""


class ProgressDialog(Dialog[T | Trouble]):
    """Returns what the work returned, or why it could not be done; being stopped is a trouble too."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("cancel", "stop", _("Stop"), show=False)]

    def __init__(self, title: str, task: Callable[[Meter], T], meter: Meter | None = None) -> None:
        super().__init__()
        self._title = title
        self._work = task
        self.meter = meter or Meter()

    @property
    def heading(self) -> str:
        """What is being done."""
        return self._title

    @property
    def is_under_way(self) -> bool:
        """It ends when the work does."""
        return True

    def compose_content(self) -> ComposeResult:
        """The bar and the words."""
        yield Static("", id="progress", markup=False)

    def compose_buttons(self) -> ComposeResult:
        """One way out."""
        yield button(_("Stop"), "stop", key="cancel")

    def on_mount(self) -> None:
        """The work begins beside the loop."""
        self._look()
        self.set_interval(BEAT, self._look)
        self._carry_out()

    @work(group="deeds")
    async def _carry_out(self) -> None:
        self.dismiss(await attempt(lambda: self._work(self.meter), "deeds"))

    def _look(self) -> None:
        words = _("Stopping …") if self.meter.is_stopped else self.meter.words()
        self.query_one("#progress", Static).update(Content(f"{bar(self.meter.share, BAR)}  {words}"))

    @on(Button.Pressed)
    def action_stop(self) -> None:
        """The work ends at the next row, and what it did is rolled back."""
        self.meter.is_stopped = True
        self._look()
