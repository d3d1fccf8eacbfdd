"""Journalists: the search box, how many it names, and who they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from distrib.core.languages import language_name
from distrib.core.people import Journalist, JournalistStatus
from distrib.core.places import place_name
from distrib.core.target import Target
from distrib.tui.background import in_background
from distrib.tui.plain import joined, line, moment
from distrib.tui.screens.finding_screen import FindingScreen
from distrib.tui.tasks import people as tasks
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.entry import Entry
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import Source
from distrib.tui.widgets.reading import Reading

EVERYONE = "all"

HELP = """\
The search box takes the language that an audience is written in:

libya migration                   both words, in name, outlet, role, address or beats
"radio tunis"                     whole words, one after another
country:LY  region:northern-africa  language:ar  beat:health  outlet:"Radio Tunis"
status:opted_out                  subscribed, pending, opted_out, bounced, suppressed, erased
email:@radio.example  name:silva
-beat:sport                       not
(country:LY OR country:TN) language:ar
all                               everyone

Enter, Esc   to the list          f   back to the box
c            copy the address

What cannot be understood is said under the box, with the column.
Lists come in with: distrib people import FILE --as journalists"""


class Counted(Message):
    """A query was understood, and this many are named."""

    def __init__(self, query: str, count: int) -> None:
        super().__init__()
        self.query = query
        self.count = count


class JournalistsScreen(FindingScreen):
    """One box, a list, details."""

    ROOM = "journalists"
    EXPLANATION = HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "List"),
        Binding("f", "search", "Find here"),
        Binding("c", "copy_address", "Copy address"),
    ]

    _wanted = ""
    """What to look for first."""

    def compose_room(self) -> ComposeResult:
        """Box above, people below."""
        words = "Search: words, country:LY, language:ar, beat:migration, -status:pending"
        yield Entry(placeholder=words, id="query", value=self._wanted)
        yield Static("", id="found", classes="note", markup=False)
        columns: list[Column[Journalist]] = [
            Column("Name", lambda one: one.name),
            Column("Outlet", lambda one: one.outlet),
            Column("In", lambda one: one.country, 3),
            Column("Languages", lambda one: " ".join(one.languages), 10),
            Column("Status", lambda one: one.status.value.replace("_", " "), 11, tone=_tone),
            Column("Address", lambda one: one.email, from_width=110),
        ]
        with Container(classes="split stacked"):
            yield PagedList(columns, empty="Nobody.", id="journalists")
            with Vertical(classes="pane"):
                yield Reading(id="journalist")

    @property
    def journalists(self) -> PagedList[Journalist]:
        """The list."""
        return self.query_one("#journalists", PagedList)

    def aim(self, target: Target) -> None:
        """One person by address, or whoever a query names."""
        self._wanted = target.key if target.part == "query" else f'email:"{target.key}"'
        if self.is_mounted:
            self.query_one("#query", Input).value = self._wanted

    def find(self) -> None:
        """Look up what is typed."""
        query = self.query_one("#query", Input).value.strip() or EVERYONE
        in_background(self, lambda: Counted(query, tasks.count_journalists(self.desk, query)), group="find")

    def on_counted(self, message: Counted) -> None:
        """Show the first of them."""
        query, count, desk = message.query, message.count, self.desk
        self.remark(f"{count:,} {'journalist' if count == 1 else 'journalists'}")
        source = Source(
            lambda: tasks.count_journalists(desk, query), lambda at, most: tasks.some_journalists(desk, query, at, most)
        )
        none = "Nobody is on the list yet. Bring one in with: distrib people import FILE --as journalists"
        empty = none if query == EVERYONE else "Nobody fits. Leave out a word."
        self.journalists.show(source, empty=empty)

    @on(PagedList.Highlighted, "#journalists")
    def _show(self) -> None:
        one = self.journalists.current
        self.query_one("#journalist", Reading).show_facts(self._facts(one) if one else ())

    def _facts(self, one: Journalist) -> Iterator[tuple[str, str]]:
        yield "", f"{line(one.name)} <{line(one.email)}>"
        yield "", joined(one.role, one.outlet, place_name(one.country) if one.country else None)
        yield "Reads", joined(*map(language_name, one.languages)) or "not known: gets the source edition"
        yield "Beats", joined(*one.beats) or "none"
        yield "Status", one.status.value.replace("_", " ")
        yield "Since", moment(one.created_at, self.desk.zone)

    def action_copy_address(self) -> None:
        """By OSC 52."""
        if one := self.journalists.current:
            self.app.copy_to_clipboard(line(one.email))
            self.say(f"Copied {line(one.email)}")


def _tone(one: Journalist) -> str:
    return "good" if one.status is JournalistStatus.SUBSCRIBED else "doubt"
