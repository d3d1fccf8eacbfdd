"""A dialog to settle those in doubt, one by one or all, with what is known of each beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar
from zoneinfo import ZoneInfo

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Button

from distrib.core.delivery.dispatch import Doubt
from distrib.core.delivery.outcome import heard
from distrib.tui.dialogs.dialog import Dialog, button
from distrib.tui.keys import SHOWN, bind
from distrib.tui.plain import line, moment
from distrib.tui.widgets.choices import Choices
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import source_of
from distrib.tui.widgets.reading import Reading
from distrib.tui.wording import _, counted, said


@dataclass(frozen=True, slots=True)
class Settlement:
    """A person's word."""

    word: str
    """sent, not sent or send again."""
    email: str | None
    """None for everybody."""


class SettleDialog(Dialog[Settlement]):
    """Returns the word and about whom; settles nothing itself."""

    EXPLANATION = _(
        "Arrived: it counts as got. Not arrived: it counts as not delivered, and nothing is sent. Send again: it goes "
        "out once more under the same Message-ID, and whoever had it may get it twice. It is noted who said so."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("arrived", "settle('sent')", _("It arrived")),
        bind("not_arrived", "settle('not sent')", _("It did not")),
        bind("send_again", "settle('send again')", _("Send again")),
        bind("one_or_all", "scope", _("One or all")),
    ]

    def __init__(self, doubts: Sequence[Doubt], zone: ZoneInfo) -> None:
        super().__init__()
        self._doubts = tuple(doubts)
        self._zone = zone

    @property
    def heading(self) -> str:
        """How many."""
        return counted("{number} in doubt: did it arrive?", "", len(self._doubts))

    def compose_content(self) -> ComposeResult:
        """Who, what is known of them, and about whom the word is."""
        columns: list[Column[Doubt]] = [
            Column(_("Name"), lambda one: one.name, 24),
            Column(_("Address"), lambda one: one.email),
            Column(_("Evidence"), lambda one: _("yes") if one.evidence else _("no"), 8),
        ]
        yield PagedList(columns, empty=_("Nobody."), id="doubts")
        yield Reading(id="evidence")
        yield Choices(
            [("one", _("Only this one")), ("all", _("All of them"))],
            title=_(" My word is about ({key[one_or_all]}): ").format(key=SHOWN),
            id="scope",
        )

    def compose_buttons(self) -> ComposeResult:
        """Three words."""
        yield button(_("It arrived"), "sent", key="arrived")
        yield button(_("It did not"), "not-sent", key="not_arrived")
        yield button(_("Send again"), "send-again", key="send_again")
        yield button(_("Later"), "later", key="cancel")

    def on_mount(self) -> None:
        """The first has the cursor."""
        doubts = self.query_one("#doubts", PagedList)
        doubts.show(source_of(self._doubts))
        doubts.focus()

    @on(PagedList.Highlighted, "#doubts")
    def _show(self) -> None:
        one = self.query_one("#doubts", PagedList).current
        self.query_one("#evidence", Reading).show_facts(self._facts(one) if one else ())

    def _facts(self, one: Doubt) -> Iterator[tuple[str, str]]:
        answer = line(said(heard(one.reply or one.fault))) or _("no reply")
        if one.stage is None:
            answer = _("the worker ended after it was allowed to send the message, before it heard an answer")
        yield _("Since"), moment(one.at, self._zone)
        yield _("Server"), answer
        for returned in one.evidence:
            yield _("Came back"), f"{moment(returned.at, self._zone)}: {line(returned.text)}"
        if not one.evidence:
            yield _("Came back"), _("nothing. Look for the Message-ID in the mail server's log, or ask them")
        if one.is_repeat:
            yield _("Again"), _("it was sent again once already, and cannot be once more")
        yield "ID", line(one.message_id)

    def action_scope(self) -> None:
        """One or all."""
        self.query_one("#scope", Choices).action_step(1)

    def action_settle(self, word: str) -> None:
        """Hand the word back."""
        one = self.query_one("#doubts", PagedList).current
        if one is not None:
            is_all = self.query_one("#scope", Choices).taken == "all"
            self.dismiss(Settlement(word, None if is_all else one.email))

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "later":
            self.dismiss(None)
        else:
            self.action_settle((event.button.id or "").replace("-", " "))
