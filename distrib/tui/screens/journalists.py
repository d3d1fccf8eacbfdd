"""Journalists: the search box, how many it names, who they are, and all that happened to one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from distrib.core.people import Journalist
from distrib.core.query import QueryError
from distrib.core.target import Target
from distrib.tui.background import Trouble, in_background
from distrib.tui.desk import Desk
from distrib.tui.journalist_words import facts, history, status_words, tone
from distrib.tui.keys import SHOWN, bind
from distrib.tui.plain import line
from distrib.tui.screens.journalist_deeds import JournalistDeeds
from distrib.tui.tasks import journalists as tasks
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import Source
from distrib.tui.widgets.query_box import QueryBox
from distrib.tui.widgets.reading import Reading
from distrib.tui.widgets.under_box import UnderBox
from distrib.tui.wording import _, counted

if TYPE_CHECKING:
    from distrib.services.people_list import PeopleList

EVERYONE = "all"

HELP = _("""\
The search box takes the language that an audience is written in; Tab takes what it proposes, up and down choose:

libya migration                   both words, in name, outlet, role, address or beats
"radio tunis"                     whole words, one after another
country:LY  region:northern-africa  language:ar  beat:health  outlet:"Radio Tunis"  type:agency  tag:circle
status:opted_out                  subscribed, pending, opted_out, bounced, suppressed, erased
sent:2026-031   -sent:2026-031    who has that release or may have it; who has not
since:2026-11   audience:"Libya desk"
-beat:sport                       not
(country:LY OR country:TN) language:ar
all                               everyone

Enter, Esc  to the list; Enter there: to the card
{key[find_people]:<11} back to the box
{key[new_person]:<11} somebody new
{key[edit_person]:<11} edit
{key[note]:<11} add a note
{key[opt_out]:<11} opt out
{key[merge]:<11} merge with another
{key[duplicates]:<11} who is on the list twice
{key[import_list]:<11} bring in a list
{key[imports]:<11} lists brought in, and undoing one
{key[export_list]:<11} export for a spreadsheet
{key[save_query]:<11} save the query
{key[audiences]:<11} saved audiences
{key[copy_address]:<11} copy the address
{key[dossier]:<11} dossier, into a file
{key[erase]:<11} erase for good
{key[undo]:<11} undo the last change

What cannot be understood is said under the box, below the place where it stands.""")

LOOK = 0.15
"""Seconds that the cursor rests on somebody before their history is read."""


class Counted(Message):
    """A query was understood, and this many are named."""

    def __init__(self, query: str, people: PeopleList, count: int) -> None:
        super().__init__()
        self.query = query
        self.people = people
        self.count = count


class History(Message):
    """All that happened to somebody."""

    def __init__(self, one: Journalist, found: Mapping[str, Any]) -> None:
        super().__init__()
        self.one = one
        self.found = found


class JournalistsScreen(JournalistDeeds):
    """One box, a list, a card."""

    ROOM = "journalists"
    EXPLANATION = HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("back", "back", _("List")),
        bind("find_people", "search", _("Find here")),
        bind("copy_address", "copy_address", _("Copy address"), show=False),
    ]

    _wanted = ""
    """What to look for first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._shown = ""
        """The query that the list shows."""
        self._people: PeopleList | None = None
        """Whom it names."""
        self._fault: QueryError | None = None
        self._remark: tuple[str, bool] = ("", False)
        """What was said last below the box, and whether it is a mistake."""
        self._look: Timer | None = None

    def compose_room(self) -> ComposeResult:
        """Box above, people below."""
        yield QueryBox(
            lambda text, cursor: tasks.complete(self.desk, text, cursor),
            value=self._wanted,
            placeholder=_("Search: words, country:LY, language:ar, beat:migration, -status:pending"),
            id="query",
        )
        yield UnderBox(id="found")
        columns: list[Column[Journalist]] = [
            Column(_("Name"), lambda one: one.name or one.email),
            Column(_("Outlet"), lambda one: one.outlet),
            Column(_("In"), lambda one: one.country, 3),
            Column(_("Languages"), lambda one: " ".join(one.languages), 10, from_width=66),
            Column(_("Status"), lambda one: status_words(one.status), 11, tone=tone),
            Column(_("Address"), lambda one: one.email, from_width=110),
        ]
        with Container(classes="split"):
            yield PagedList(columns, empty=_("Nobody."), id="journalists")
            with Vertical(classes="pane"):
                yield Reading(id="journalist")

    @property
    def journalists(self) -> PagedList[Journalist]:
        """The list."""
        return self.query_one("#journalists", PagedList)

    @property
    def selected(self) -> Journalist | None:
        """Under the cursor."""
        return self.journalists.current

    @property
    def query_text(self) -> str:
        """The query that is shown."""
        return self._shown or EVERYONE

    def open_query(self, query: str) -> None:
        """Put it into the box."""
        self.query_one("#query", Input).value = query
        self.find()
        self.journalists.focus()

    def aim(self, target: Target) -> None:
        """One person by address, or whoever a query names."""
        self._wanted = target.key if target.part == "query" else f'email:"{target.key}"'
        if self.is_mounted:
            self.query_one("#query", Input).value = self._wanted

    def find(self) -> None:
        """Look up what is typed."""
        query = self.query_one("#query", Input).value.strip() or EVERYONE
        people = self._people if query == self._shown else None
        in_background(self, lambda: _counted(self.desk, query, people), group="find")

    def refresh_people(self) -> None:
        """The same query again; the cursor keeps its place."""
        self.find()

    def on_screen_resume(self) -> None:
        """A colleague, or a bounce, may have changed something."""
        if self._shown:
            self.find()

    def on_counted(self, message: Counted) -> None:
        """Show the first of them, or what is shown already as it is now."""
        query = message.query
        self._fault = None
        self.remark(counted("{number} journalist", "{number} journalists", message.count))
        if query == self._shown:
            self.journalists.reload()
            return
        self._shown, self._people = query, message.people
        none = _(
            "Nobody is on the list yet. Press {key[import_list]} to bring a list in, "
            "or {key[new_person]} to add somebody."
        ).format(key=SHOWN)
        empty = none if query == EVERYONE else _("Nobody fits. Leave out a word.")
        self.journalists.show(Source(message.people.count, message.people.page), empty=empty)

    def remark(self, sentence: str, *, is_fault: bool = False) -> None:
        """How many, unless the box proposes something."""
        self._remark = (sentence, is_fault)
        self._say_under_box()

    def show_trouble(self, message: Trouble) -> None:
        """A mistake is said below its place in the box."""
        self._fault = message.fault if isinstance(message.fault, QueryError) else None
        super().show_trouble(message)

    @on(QueryBox.Proposed)
    def _say_under_box(self) -> None:
        box, under = self.query_one(QueryBox), self.query_one(UnderBox)
        sentence, is_fault = self._remark
        if box.proposals:
            under.offer(box.proposals, box.chosen)
        elif is_fault and self._fault:
            under.point(sentence, self._fault.column, round(box.scroll_x))
        else:
            under.say(sentence)

    @on(PagedList.Highlighted, "#journalists")
    def _show(self) -> None:
        """What is kept at once; the history once the cursor rests."""
        one = self.journalists.current
        self.query_one("#journalist", Reading).show_facts(facts(one, self.desk.zone) if one else ())
        if self._look:
            self._look.stop()
        if one is not None and one.email:
            self._look = self.set_timer(LOOK, lambda: self._read_history(one))

    def _read_history(self, one: Journalist) -> None:
        in_background(self, lambda: History(one, tasks.history(self.desk, one.email)), group="history")

    def on_history(self, message: History) -> None:
        """Below the facts, where the cursor is still there."""
        one = self.journalists.current
        if one is not None and one.id == message.one.id:
            told = [*facts(one, self.desk.zone), *history(message.found, self.desk.zone)]
            self.query_one("#journalist", Reading).show_facts(told, keep_place=True)

    @on(PagedList.Chosen, "#journalists")
    def _read(self) -> None:
        self.query_one("#journalist", Reading).focus()

    def action_copy_address(self) -> None:
        """By OSC 52."""
        if one := self.selected:
            self.copy(line(one.email), _("Copied {address}").format(address=line(one.email)))


def _counted(desk: Desk, query: str, people: PeopleList | None) -> Counted:
    people = people or tasks.listed(desk, query)
    return Counted(query, people, people.count())
