"""Spokespeople: who speaks for a place, a topic and a language, and the number to call."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from distrib.core.contacts import Answer
from distrib.tui.background import in_background
from distrib.tui.plain import joined, line
from distrib.tui.screens.finding_screen import FindingScreen
from distrib.tui.tasks import people as tasks
from distrib.tui.widgets.card import Card
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.entry import Entry
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import source_of

HELP = """\
Write a place, a topic, a language, or any of them; the best answer comes first, and each says why it is one.

A place is a country or region, by code or name, or a city with an office: ly, Libya, northern-africa, Tripoli.
Where nobody speaks for it, whoever speaks for the region around it answers. A language is ar, Arabic, arabe.

Whoever is on leave comes last, marked so; whoever covers answers instead. Duty hours are said as of now. They are
kept with: distrib spokespeople duty, distrib spokespeople leave

Tab     the next box                Enter, Esc   to the list
f       back to the boxes           x            empty them
c       copy the number             m            copy the address

A number marked INTERNAL is not to be given out. Copying works where the terminal allows it (OSC 52)."""


class Found(Message):
    """Who answers."""

    def __init__(self, answers: tuple[Answer, ...]) -> None:
        super().__init__()
        self.answers = answers


class SpokespeopleScreen(FindingScreen):
    """Three boxes, a list, a card."""

    ROOM = "spokespeople"
    PAUSE = 0.4
    """Half a name of a place is none."""
    EXPLANATION = HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "List"),
        Binding("f", "search", "Find here"),
        Binding("x", "clear", "Clear"),
        Binding("c", "copy_number", "Copy number"),
        Binding("m", "copy_address", "Copy address"),
    ]

    def compose_room(self) -> ComposeResult:
        """Boxes above, people below."""
        with Horizontal(classes="boxes"):
            yield Entry(placeholder="Place: Libya, ly, northern-africa", id="place")
            yield Entry(placeholder="Topic: migration", id="topic")
            yield Entry(placeholder="Language: ar", id="language")
        yield Static("", id="found", classes="note", markup=False)
        columns: list[Column[Answer]] = [
            Column("Name", lambda one: f"{one.spokesperson.name}{'' if one.is_available else ' (on leave)'}"),
            Column("Office", lambda one: joined(one.spokesperson.title, one.spokesperson.office)),
        ]
        with Container(classes="split"):
            yield PagedList(columns, empty="Nobody.", id="people")
            with Vertical(classes="pane"):
                yield Card(id="card")

    @property
    def people(self) -> PagedList[Answer]:
        """The list."""
        return self.query_one("#people", PagedList)

    def find(self) -> None:
        """Look up what is typed."""
        place, topic, language = (self.query_one(f"#{box}", Input).value for box in ("place", "topic", "language"))
        in_background(self, lambda: Found(tasks.spokespeople(self.desk, place, topic, language)), group="find")

    def on_found(self, message: Found) -> None:
        """The answers, the best first."""
        count = len(message.answers)
        self.remark(f"{count} {'person answers' if count == 1 else 'people answer'}, the best first")
        is_asked = any(box.value.strip() for box in self.query(Input))
        empty = "Nobody on the roster answers that. Leave out the topic or the language, or widen the place."
        none = "Nobody is on the roster yet. Bring a list in with: distrib people import FILE --as spokespeople"
        self.people.show(source_of(message.answers), empty=empty if is_asked else none)

    @on(PagedList.Highlighted, "#people")
    def _show(self) -> None:
        self.query_one(Card).show(self.people.current)

    def action_clear(self) -> None:
        """Begin anew."""
        for box in self.query(Input):
            box.value = ""
        self.action_search()

    def action_copy_number(self) -> None:
        """The first number of the card, by OSC 52."""
        answer = self.people.current
        if answer and answer.spokesperson.phones:
            phone = answer.spokesperson.phones[0]
            self.app.copy_to_clipboard(line(phone.number))
            warning = "" if phone.is_public else ". It is INTERNAL: not to be given out"
            self.say(f"Copied {line(phone.number)}{warning}")

    def action_copy_address(self) -> None:
        """The first address of the card."""
        answer = self.people.current
        if answer and answer.spokesperson.emails:
            self.app.copy_to_clipboard(line(answer.spokesperson.emails[0]))
            self.say(f"Copied {line(answer.spokesperson.emails[0])}")
