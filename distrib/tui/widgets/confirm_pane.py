"""The last step of a send: everything a person says yes to, and the button. It decides nothing and sends nothing."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Input, Label, Static

from distrib.tui.dialogs.dialog import button
from distrib.tui.send_words import count_of
from distrib.tui.widgets.entry import Entry
from distrib.tui.widgets.reading import Reading
from distrib.tui.widgets.send_panes import SendPane
from distrib.tui.widgets.tick import Tick
from distrib.tui.wording import _


class ConfirmPane(SendPane):
    """Everything a person says yes to, when it begins, the number where it is typed, and the button."""

    FIRST = "#at"

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._count = 0
        self._is_free = False

    def compose(self) -> ComposeResult:
        """Facts, boxes, button."""
        yield Reading(id="confirm-facts")
        with Horizontal(classes="boxes"):
            yield Label(_("Begin at"), classes="box-label")
            yield Entry(placeholder=_("now"), id="at")
            yield Label(_("Late by"), classes="box-label")
            yield Entry(placeholder=_("minutes"), id="grace")
            yield Tick(Content(_("Urgent")), id="urgent", compact=True)
        with Horizontal(classes="boxes", id="number-row"):
            yield Static("", id="number-words", markup=False)
            yield Entry(placeholder=_("the number"), id="number")
        yield button(_("Send"), "send", is_main=True, is_ready=False)

    def show(self, facts: Iterable[tuple[str, str]], count: int, *, number_above: int, is_free: bool) -> None:
        """Other facts; the number is asked for where there are many, and forgotten where there are not."""
        self._count, self._is_free = count, is_free
        self.query_one(Reading).show_facts(facts, keep_place=True)
        row, box = self.query_one("#number-row"), self.query_one("#number", Input)
        row.display = count > number_above
        words = _("To send to {count} people, type {count}:").format(count=count)
        self.query_one("#number-words", Static).update(Content(words))
        if not row.display:
            box.value = ""
        self._show_button()

    @property
    def is_ready(self) -> bool:
        """The way is free, and the number is typed where one is asked for."""
        typed = "".join(self.query_one("#number", Input).value.replace(",", "").split())  # as any language groups it
        has_number = not self.query_one("#number-row").display or typed == str(self._count)
        return self._is_free and bool(self._count) and has_number

    @on(Input.Changed, "#number")
    def _show_button(self) -> None:
        send = self.query_one("#send", Button)
        send.disabled = not self.is_ready
        people = self._count and count_of(self._count)
        send.label = Content(_("Send to {people}").format(people=people) if people else _("Send"))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """Enter goes on, and never sends by itself."""
        event.stop()
        self.go_to_button()

    def go_to_button(self) -> None:
        """To the button, or to what is still to be typed before it."""
        if self.is_ready:
            self.query_one("#send", Button).focus()
        elif self.query_one("#number-row").display:
            self.query_one("#number", Input).focus()
