"""A dialog with everything one person was sent: in plain words, with the codes behind F1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar
from zoneinfo import ZoneInfo

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Button

from distrib.core.delivery.history import History
from distrib.tui.delivery_words import in_words
from distrib.tui.dialogs.dialog import Dialog, button
from distrib.tui.history_words import codes, story
from distrib.tui.keys import bind
from distrib.tui.plain import line, moment, moment_width
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import source_of
from distrib.tui.widgets.reading import Reading
from distrib.tui.wording import _


class HistoryDialog(Dialog[int]):
    """Returns the id of a delivery whose message is to be shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("codes", "codes", _("Codes")),
        bind("message", "message", _("Message")),
        bind("close", "leave", _("Close"), show=False),
    ]

    def __init__(self, histories: Sequence[History], zone: ZoneInfo, delivery_id: int | None = None) -> None:
        super().__init__()
        self._histories = tuple(histories)
        self._zone = zone
        ids = [one.delivery.id for one in self._histories]
        self._start = ids.index(delivery_id) if delivery_id in ids else 0
        self._has_codes = False

    @property
    def heading(self) -> str:
        """Who."""
        one = self._histories[self._start].delivery
        return f"{line(one.name)} <{line(one.email)}>"

    def compose_content(self) -> ComposeResult:
        """Every delivery, and the story of the one under the cursor."""
        columns: list[Column[History]] = [
            Column(_("Release"), lambda one: one.delivery.release, 9),
            Column("v", lambda one: str(one.delivery.version), 2),
            Column(_("In"), lambda one: one.delivery.edition, 3),
            Column(_("When"), lambda one: moment(one.delivery.at, self._zone), moment_width()),
            Column(_("What became of it"), lambda one: in_words(one.delivery, self._zone)),
        ]
        yield PagedList(columns, empty=_("Nothing."), id="histories")
        yield Reading(id="words")

    def compose_buttons(self) -> ComposeResult:
        """More about it."""
        yield button(_("The message as sent"), "message", key="message")
        yield button(_("Codes"), "codes", key="codes")
        yield button(_("Close"), "close", key="cancel", is_main=True)

    def on_mount(self) -> None:
        """The delivery it was asked for has the cursor."""
        histories = self.query_one("#histories", PagedList)
        histories.show(source_of(self._histories), at=self._start)
        histories.focus()

    @on(PagedList.Highlighted, "#histories")
    def _show(self) -> None:
        one = self.query_one("#histories", PagedList).current
        if one is not None:
            facts = codes(one, self._zone) if self._has_codes else story(one, self._zone)
            self.query_one("#words", Reading).show_facts(facts)

    def action_codes(self) -> None:
        """Plain words or codes."""
        self._has_codes = not self._has_codes
        self._show()

    def action_message(self) -> None:
        """Hand back whose message is to be shown."""
        one = self.query_one("#histories", PagedList).current
        if one is not None:
            self.dismiss(one.delivery.id)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "codes":
            self.action_codes()
        elif event.button.id == "message":
            self.action_message()
        else:
            self.dismiss(None)
