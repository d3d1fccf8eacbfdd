"""The search over everything: releases, people and what was sent to whom, while it is typed. Enter goes there."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Button, Input, Static

from distrib.core.search import Answer, Hit
from distrib.tui.background import Trouble, in_background
from distrib.tui.delivery_words import in_words
from distrib.tui.desk import Desk
from distrib.tui.dialogs.dialog import Dialog, button
from distrib.tui.keys import bind
from distrib.tui.names import language_name
from distrib.tui.plain import joined, line, moment
from distrib.tui.tasks import search as tasks
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.entry import FindBox
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import source_of
from distrib.tui.wording import _, said

PAUSE = 0.15
"""Seconds without a key before it is looked up."""


class Found(Message):
    """What fits."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


class SearchScreen(Dialog[Hit]):
    """Returns what was chosen."""

    TITLE = _("Search releases, people and deliveries")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "to_list", "List", show=False),
        bind("search", "to_box", _("Box"), show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def compose_content(self) -> ComposeResult:
        """A box, what was found, and the one under the cursor in full."""
        hint = _("Did Reuters get version 2? · 2026-001 · a name, an outlet, an address")
        yield FindBox(placeholder=hint, id="everything", pause=PAUSE)
        columns: list[Column[Hit]] = [
            Column("", lambda one: _(one.what.value), 12, tone=lambda _one: "faint"),
            Column(_("Name"), lambda one: one.name, 22),
            Column(_("What"), self._what),
        ]
        yield PagedList(columns, empty=_("Nothing was found. Leave out a word."), id="hits")
        yield Static("", id="cut", classes="note", markup=False)
        yield Static("", id="hit", classes="note", markup=False)

    def compose_buttons(self) -> ComposeResult:
        """For the mouse."""
        yield button(_("Go there (Enter)"), "go", is_main=True)
        yield button(_("Close"), "close", key="cancel")

    def on_mount(self) -> None:
        """Typing can begin."""
        self.query_one("#cut").display = False
        self.query_one(Input).focus()

    @property
    def hits(self) -> PagedList[Hit]:
        """What was found."""
        return self.query_one("#hits", PagedList)

    def _what(self, one: Hit) -> str:
        if one.delivery is None:
            return said(one.detail)
        sent = one.delivery
        return f"{sent.release} v{sent.version} {sent.edition}, {in_words(sent, self._desk.zone)}"

    @on(FindBox.Asked)
    def _find(self) -> None:
        text = self.query_one(Input).value
        in_background(self, lambda: Found(tasks.find(self._desk, text)), group="search")

    def on_found(self, message: Found) -> None:
        """The first has the cursor, so that Enter goes there."""
        remark = message.answer.remark
        self.query_one("#cut", Static).update(said(remark) if remark else "")
        self.query_one("#cut").display = remark is not None
        self.hits.show(source_of(message.answer.hits))

    def on_trouble(self, message: Trouble) -> None:
        """Said where results would stand."""
        message.stop()
        self.query_one("#hit", Static).update(line(message.sentence))

    @on(PagedList.Highlighted, "#hits")
    def _show(self) -> None:
        one = self.hits.current
        self.query_one("#hit", Static).update(self._in_full(one) if one else "")

    def _in_full(self, one: Hit) -> str:
        if one.delivery is None:
            return joined(one.name, said(one.detail), by=_(": "))
        sent = one.delivery
        words = _("{who}: {release} version {version} in {language}, {what}, {at}")
        return words.format(
            who=joined(one.name, sent.outlet, sent.email),
            release=line(sent.release),
            version=sent.version,
            language=language_name(sent.edition),
            what=in_words(sent, self._desk.zone),
            at=moment(sent.at, self._desk.zone),
        )

    def action_to_list(self) -> None:
        """From the box to what was found."""
        self.hits.focus()

    def action_to_box(self) -> None:
        """Back to the words."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    @on(PagedList.Chosen, "#hits")
    def _choose(self) -> None:
        if self.hits.current is not None:
            self.dismiss(self.hits.current)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(self.hits.current if event.button.id == "go" else None)
