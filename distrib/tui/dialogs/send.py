"""The one confirmation before sending: who gets it, who does not and why, from whom, with which subject.

Plans as the audience is typed, in a thread. Returns the plan that was on the screen when it was confirmed; a plan
that a newer audience overtook cannot be confirmed. Sends nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Button, Checkbox, Input, Static

from distrib.core.audience import LeftOut
from distrib.core.release import Release
from distrib.tui.background import Trouble, in_background
from distrib.tui.dialogs.dialog import Dialog, button
from distrib.tui.dialogs.send_words import described, left_out_in_words
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.entry import Entry
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import source_of
from distrib.tui.widgets.reading import Reading

if TYPE_CHECKING:
    from distrib.services.dispatches import Plan

PAUSE = 0.25
"""Seconds without a key before the audience is counted."""

TYPE_THE_NUMBER_ABOVE = 500
"""Recipients; for more of them the number is typed by hand."""

HINT = (
    "Write who gets it: all, or words and fields such as country:LY language:ar beat:migration "
    "-outlet:wire. The numbers follow as you type."
)


class Planned(Message):
    """What would be sent to whom."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.plan = plan


class SendDialog(Dialog["Plan"]):
    """Count, sender, server, subjects, warnings, everyone left out."""

    def __init__(self, release: Release, plan: Callable[[str, bool], Plan]) -> None:
        super().__init__()
        self._release = release
        self._make_plan = plan
        self._plan: Plan | None = None
        self._timer: Timer | None = None
        self._has_embargo = release.embargo is not None

    @property
    def heading(self) -> str:
        """Which release."""
        return f"Send {self._release.reference}, version {self._release.version}"

    def compose_content(self) -> ComposeResult:
        """Audience, facts, those left out, and what has to be done by hand."""
        hint = "Who gets it?   all   country:LY language:ar   beat:migration"
        yield Entry(value=self._release.audience or "", placeholder=hint, id="audience")
        yield Reading(id="plan")
        columns: list[Column[LeftOut]] = [
            Column("Left out", lambda one: one.name or one.email, 24),
            Column("Reason", lambda one: one.explanation),
            Column("Address", lambda one: one.email, from_width=90),
        ]
        yield PagedList(columns, empty="Nobody is left out.", id="left-out")
        if self._has_embargo:
            label = "Before the lift, send to those who have accepted embargoes"
            yield Checkbox(Content(label), id="embargo", compact=True)
        yield Static("", id="number-words", markup=False)
        yield Entry(placeholder="the number", id="number")

    def compose_buttons(self) -> ComposeResult:
        """Confirm stays shut until there is something to confirm."""
        yield button("Send", "confirm", is_main=True, is_ready=False)
        yield button("Cancel (Esc)", "cancel")

    def on_mount(self) -> None:
        """Typing begins at once."""
        self._say(HINT)
        self.query_one("#left-out").display = False
        self._show_number()
        self.query_one("#audience", Input).focus()
        if self._release.audience:
            self._ask_again()

    @on(Input.Changed, "#audience")
    @on(Checkbox.Changed)
    def _ask_again(self) -> None:
        """What was planned does not count any more."""
        self._plan = None
        self.workers.cancel_group(self, "plan")
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self._ask)
        self._show_number()

    def _ask(self) -> None:
        query = self.query_one("#audience", Input).value
        copies = self._has_embargo and self.query_one(Checkbox).value
        if not query.strip():
            self._say(HINT)
        else:
            in_background(self, lambda: Planned(self._make_plan(query, copies)), group="plan")

    def on_planned(self, message: Planned) -> None:
        """Show it; now it can be confirmed."""
        self._plan = message.plan
        self.query_one("#plan", Reading).show_facts(described(message.plan))
        left_out = self.query_one("#left-out", PagedList)
        left_out.display = bool(message.plan.audience.left_out)
        left_out.show(source_of(message.plan.audience.left_out), empty=left_out_in_words(message.plan))
        self._show_number()

    def on_trouble(self, message: Trouble) -> None:
        """Why there is no plan, where the plan would stand."""
        message.stop()
        self._say(message.sentence)

    def _say(self, words: str) -> None:
        self.query_one("#plan", Reading).show(words)
        self.query_one("#left-out").display = False

    @property
    def _count(self) -> int:
        return len(self._plan.audience.recipients) if self._plan else 0

    @on(Input.Changed, "#number")
    def _show_number(self) -> None:
        """The number to type, where there is one, and whether the way is free."""
        box, words, confirm = self.query_one("#number", Input), self.query_one("#number-words"), self._confirm
        words.display = box.display = self._count > TYPE_THE_NUMBER_ABOVE
        self.query_one("#number-words", Static).update(Content(f"To send to {self._count} people, type {self._count}:"))
        typed = box.value.strip().replace(",", "")
        confirm.disabled = not self._count or (box.display and typed != str(self._count))
        confirm.label = Content(f"Send to {self._count} {self._when}" if self._count else "Send")

    @property
    def _when(self) -> str:
        waves = self._plan.waves if self._plan else ()
        if not any(wave.waits for wave in waves):
            return "now"
        return "at the lift" if len(waves) == 1 else "in 2 waves"

    @property
    def _confirm(self) -> Button:
        return self.query_one("#confirm", Button)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        """Enter goes on to the next thing to do and never sends by itself."""
        number = self.query_one("#number", Input)
        if not self._confirm.disabled:
            self._confirm.focus()
        elif number.display:
            number.focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "cancel":
            self.dismiss(None)
        elif self._plan and not self._confirm.disabled:
            self.dismiss(self._plan)
