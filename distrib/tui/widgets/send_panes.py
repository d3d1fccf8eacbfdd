"""The panes of the send room, one a step. They show what they are given and hold what is typed; they decide nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, Label, Static

from distrib.core.delivery.audience import LeftOut, Recipient
from distrib.tui.background import Trouble
from distrib.tui.dialogs.dialog import button
from distrib.tui.names import language_name
from distrib.tui.send_words import who
from distrib.tui.widgets.choices import Choices
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.entry import Entry
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import source_of
from distrib.tui.widgets.query_box import Complete
from distrib.tui.widgets.query_field import QueryField
from distrib.tui.widgets.reading import Reading
from distrib.tui.widgets.tick import Tick
from distrib.tui.wording import _

LanguageRow = tuple[str, str, str, str]


class SendPane(Vertical):
    """A step."""

    FIRST: ClassVar[str]
    """What has the keys when it is entered."""

    def enter(self) -> None:
        """Go into it."""
        self.query_one(self.FIRST).focus()


class TextPane(SendPane):
    """What is to be known of the text."""

    FIRST = "#text-facts"

    def compose(self) -> ComposeResult:
        """Facts, and the one thing that can be allowed here."""
        yield Reading(id="text-facts")
        yield Tick(Content(_("An internal number in the text is meant to go out")), id="internal", compact=True)

    def show(self, facts: Iterable[tuple[str, str]]) -> None:
        """Other facts."""
        self.query_one(Reading).show_facts(facts, keep_place=True)


class LanguagesPane(SendPane):
    """The editions and how many get each."""

    FIRST = "#editions"

    def compose(self) -> ComposeResult:
        """A list and one choice."""
        columns: list[Column[LanguageRow]] = [
            Column("", lambda one: one[0], 4),
            Column(_("Language"), lambda one: one[1], 14),
            Column(_("Get it"), lambda one: one[2], 8),
            Column(_("To know"), lambda one: one[3]),
        ]
        yield PagedList(columns, empty=_("The text is being read."), id="editions", identity=lambda one: one[1])
        label = _("Leave out who reads none of these languages")
        yield Tick(Content(label), id="only-theirs", compact=True)

    def show(self, rows: list[LanguageRow]) -> None:
        """Other editions or counts."""
        self.query_one(PagedList).show(source_of(rows), at=None)


class PeoplePane(SendPane):
    """Who gets it, who does not and why."""

    def __init__(self, complete: Complete, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        hint = _("Who gets it?   all   country:LY language:ar   beat:migration")
        self._field = QueryField(complete, placeholder=hint, box="audience", under="audience-note")

    def compose(self) -> ComposeResult:
        """Box, what is below it, and those left out."""
        yield Static("", id="audience-fixed", classes="note", markup=False)
        yield self._field
        yield Static("", id="drift", classes="note", markup=False)
        label = _("Before the lift, send to those who have accepted embargoes")
        yield Tick(Content(label), id="copies", compact=True)
        columns: list[Column[LeftOut]] = [
            Column(_("Left out"), lambda one: one.name or one.email, 24),
            Column(_("Reason"), lambda one: _(one.explanation)),
            Column(_("Address"), lambda one: one.email, from_width=100),
        ]
        nobody = _("Nobody is counted yet.")
        yield PagedList(
            columns, empty=nobody, id="left-out", identity=lambda one: one.journalist_id or one.email or None
        )

    def fix(self, words: str) -> None:
        """The audience stands already; with no words it is typed here."""
        fixed = self.query_one("#audience-fixed", Static)
        self._field.box.display, fixed.display = not words, bool(words)
        fixed.update(Content(words))

    def enter(self) -> None:
        """Into the box, where there is one."""
        (self._field.box if self._field.box.display else self.query_one(PagedList)).focus()

    def show(
        self, left_out: tuple[LeftOut, ...], empty: str, drift: Iterable[tuple[str, str]], trouble: Trouble | None
    ) -> None:
        """Other people, or what is wrong with the query; how many get it stands above the box."""
        if trouble is None or not self._field.fail(trouble):
            self._field.say("")
        self.query_one("#left-out", PagedList).show(source_of(left_out), empty=empty, at=None)
        words = "\n".join(f"{label}: {value}" for label, value in drift)
        note = self.query_one("#drift", Static)
        note.update(Content(words))
        note.display = bool(words)


class PreviewPane(SendPane):
    """The recipients, and the message as the one under the cursor would get it."""

    DEFAULT_CSS = "PreviewPane { layout: horizontal; }"
    FIRST = "#recipients"

    def compose(self) -> ComposeResult:
        """List and message."""
        columns: list[Column[Recipient]] = [
            Column("", lambda one: one.language, 4),
            Column(_("Recipient"), who),
        ]
        nobody = _("Nobody is counted yet.")
        yield PagedList(columns, empty=nobody, id="recipients", identity=lambda one: one.email)
        yield Reading(id="message")

    def show(self, recipients: tuple[Recipient, ...]) -> None:
        """Other recipients, one of each language first, so that each can be looked at in a moment."""
        first = {one.language: one for one in reversed(recipients)}
        chosen = sorted(first.values(), key=recipients.index)
        others = [one for one in recipients if one is not first[one.language]]
        self.query_one(PagedList).show(source_of([*chosen, *others]), at=None)
        if not recipients:
            self.query_one(Reading).show("")

    def show_message(self, recipient: Recipient, sender: str, subject: str, text: str) -> None:
        """Head and text, or why there is none."""
        head = [
            (_("To"), f"{who(recipient)} <{recipient.email}>"),
            (_("Edition"), language_name(recipient.language)),
            (_("From"), sender),
            (_("Subject"), subject),
        ]
        self.query_one(Reading).show_facts([*head, ("", ""), ("", text)])

    @on(PagedList.Chosen)
    def _read(self) -> None:
        self.query_one(Reading).focus()


class TestPane(SendPane):
    """One message to the office itself."""

    FIRST = "#test-address"

    def compose(self) -> ComposeResult:
        """Language, address, button, and what became of it."""
        words = _("One message, marked TEST, to an address of your own. It is counted nowhere and needs no approval.")
        yield Static(Content(words), classes="note")
        yield Choices(title=_(" Edition "), id="test-language")
        with Horizontal(classes="boxes"):
            yield Label(_("Send it to"), classes="box-label")
            yield Entry(placeholder=_("you@your-office.example"), id="test-address")
        yield button(_("Send the test"), "send-test", is_main=True)
        yield Reading(id="test-said")

    def offer(self, languages: list[str]) -> None:
        """The editions there are."""
        self.query_one(Choices).offer([(one, language_name(one)) for one in languages])

    @property
    def wanted(self) -> tuple[str, str]:
        """Address and language."""
        return self.query_one("#test-address", Input).value.strip(), self.query_one(Choices).taken

    def say(self, sentence: str) -> None:
        """What became of it."""
        self.query_one(Reading).show(sentence)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """Enter never sends by itself."""
        event.stop()
        self.query_one(Button).focus()
