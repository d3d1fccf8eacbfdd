"""Spokespeople: who speaks for a place, a topic and a language, whether they are there, and the number to call."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from distrib.core.contacts import Answer
from distrib.core.people import Spokesperson
from distrib.tui.background import in_background
from distrib.tui.desk import Desk
from distrib.tui.keys import SHOWN, bind
from distrib.tui.screens.spokespeople_deeds import SpokespeopleDeeds
from distrib.tui.tasks import spokespeople as tasks
from distrib.tui.widgets.answers import OfficeLine, answer_columns, identity_of_line, office_columns, office_lines
from distrib.tui.widgets.card import Card
from distrib.tui.widgets.entry import Entry
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import source_by
from distrib.tui.wording import _, counted

HELP = _("""\
Write a place, a topic, a language, or any of them; the best answer comes first, and each says why it is one.

A place is a country or region, by code or name, or a city with an office: ly, Libya, northern-africa, Tripoli.
Where nobody speaks for it, whoever speaks for the region around it answers. A language is ar, Arabic, arabe.
When: nothing is now; 22:00 is today by the office's clock; or 2026-11-28T22:00.

Whoever is on leave comes last, marked so; whoever covers answers instead. "There" is what the clock shows there.

Tab         the next box
Enter, Esc  to the list
{key[find_people]:<11} back to the boxes
{key[clear]:<11} empty them
{key[offices]:<11} everybody by region and office, and back

{key[copy_number]:<11} copy the large number
{key[number_1]}, {key[number_2]} …      show the first number large, the second …, and copy it
{key[copy_email]:<11} copy the address
{key[copy_card]:<11} copy the card
{key[save_card]:<11} write the card to a file

{key[new_person]:<11} somebody new
{key[edit_person]:<11} edit
{key[duty]:<11} duty hours
{key[leave]:<11} leave, and who covers
{key[retire]:<11} take off the roster
{key[undo]:<11} undo the last change
{key[import_list]:<11} bring in a list

A number marked INTERNAL is not to be given out, and no card that is copied or saved holds it. Copying works where the
terminal allows it (OSC 52); elsewhere write the card to a file.""")

BOXES = ("place", "topic", "language", "when")

BEAT = 30.0
"""Seconds until clocks and duty are looked at again."""


class Found(Message):
    """Who answers."""

    def __init__(self, asked: tuple[str, ...], answers: tuple[Answer, ...]) -> None:
        super().__init__()
        self.asked = asked
        self.answers = answers


class SpokespeopleScreen(SpokespeopleDeeds):
    """Four boxes, a list, a card."""

    ROOM = "spokespeople"
    PAUSE = 0.4
    """Half a name of a place is none."""
    EXPLANATION = HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("back", "back", _("List")),
        bind("find_people", "search", _("Find here")),
        bind("offices", "offices", _("Offices")),
        bind("clear", "clear", _("Clear"), show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._asked: tuple[str, ...] | None = None
        self._answers: tuple[Answer, ...] = ()
        self._lines: tuple[OfficeLine, ...] = ()

    def compose_room(self) -> ComposeResult:
        """Boxes above, people below."""
        with Horizontal(classes="boxes"):
            yield Entry(placeholder=_("Place: Libya, ly"), id="place")
            yield Entry(placeholder=_("Topic: migration"), id="topic")
            yield Entry(placeholder=_("Language: ar"), id="language")
            yield Entry(placeholder=_("When: now, 22:00"), id="when")
        yield Static("", id="found", classes="note", markup=False)
        with Container(classes="split"):
            yield PagedList(answer_columns(), empty=_("Nobody."), id="people", identity=lambda one: one.spokesperson.id)
            yield PagedList(office_columns(), empty=_("Nobody."), id="offices", identity=identity_of_line)
            with Vertical(classes="pane"):
                yield Card(id="card")

    def on_mount(self) -> None:
        """Clocks go on while nobody types."""
        self.offices.display = False
        self.set_interval(BEAT, self.find)

    def on_screen_resume(self) -> None:
        """A colleague may have changed something."""
        if self._asked is not None:
            self.find()

    @property
    def people(self) -> PagedList[Answer]:
        """Those who answer."""
        return self.query_one("#people", PagedList)

    @property
    def offices(self) -> PagedList[OfficeLine]:
        """The same people by region and office."""
        return self.query_one("#offices", PagedList)

    @property
    def answer(self) -> Answer | None:
        """Under the cursor."""
        if self.offices.display:
            return self.offices.current.answer if self.offices.current else None
        return self.people.current

    @property
    def selected(self) -> Spokesperson | None:
        """Under the cursor."""
        return self.answer.spokesperson if self.answer else None

    def find(self) -> None:
        """Look up what is typed."""
        asked = tuple(self.query_one(f"#{box}", Input).value for box in BOXES)
        in_background(self, lambda: Found(asked, tasks.find(self.desk, *asked)), group="find")

    def on_found(self, message: Found) -> None:
        """The answers, the best first; where the question is the same, the cursor keeps its place."""
        is_new, self._asked = message.asked != self._asked, message.asked
        self._answers, self._lines = message.answers, tuple(office_lines(message.answers))
        self.remark(
            counted(
                "{number} person answers, the best first", "{number} people answer, the best first", len(self._answers)
            )
        )
        if not is_new:
            self.people.reload()
            self.offices.reload()
            return
        empty = _("Nobody on the roster answers that. Leave out the topic or the language, or widen the place.")
        none = _(
            "Nobody is on the roster yet. Press {key[new_person]} to add somebody, "
            "or {key[import_list]} to bring a list in."
        ).format(key=SHOWN)
        words = empty if any(text.strip() for text in message.asked) else none
        self.people.show(source_by(lambda: self._answers), empty=words)
        self.offices.show(source_by(lambda: self._lines), empty=words)

    @on(PagedList.Highlighted)
    def _show(self) -> None:
        card, heading = self.query_one(Card), self.offices.current if self.offices.display else None
        if heading is not None and heading.answer is None:
            card.show_group(heading.region or heading.office, heading.members)
        else:
            card.show(self.answer)

    def action_back(self) -> None:
        """From a box, or the card, to the list."""
        (self.offices if self.offices.display else self.people).focus()

    def action_offices(self) -> None:
        """By region and office, or the best first."""
        self.offices.display, self.people.display = not self.offices.display, self.offices.display
        self.action_back()
        self._show()

    def action_clear(self) -> None:
        """Begin anew."""
        for box in self.query(Input):
            box.value = ""
        self.action_search()
