"""Journalists: the search box, how many it names, who they are, and all that happened to one of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.message import Message
from textual.widgets import Input

from distrib.core.people import Journalist
from distrib.core.target import Target
from distrib.tui.background import Trouble, in_background
from distrib.tui.desk import Desk
from distrib.tui.journalist_words import name_of, status_words, tone
from distrib.tui.keys import SHOWN, bind
from distrib.tui.plain import line
from distrib.tui.screens.journalist_deeds import JournalistDeeds
from distrib.tui.tasks import journalists as tasks
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.journalist_pane import JournalistPane
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import Source
from distrib.tui.widgets.query_field import QueryField
from distrib.tui.wording import _, counted

if TYPE_CHECKING:
    from distrib.services.people.listing import PeopleList

EVERYONE = "all"

HELP = _("""\
The search box takes the language that an audience is written in; Tab takes what it proposes, up and down choose:

libya migration                   both words, in name, outlet, role, address or beats
"radio tunis"                     whole words, one after another
country:LY                        of a country; so region:northern-africa, language:ar, beat:health, type:agency,
                                  tag:circle, outlet:"Radio Tunis"
status:opted_out                  subscribed, pending, opted_out, bounced, suppressed; erased: listed only so
sent:2026-031                     who has that release or may have it; -sent:2026-031 who has not
since:2026-11                     who came onto the list then or later
audience:"Libya desk"             whom a saved audience names
-beat:sport                       not those
(country:LY OR country:TN)        one or the other
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


class Counted(Message):
    """A query was understood, and this many are named."""

    def __init__(self, query: str, people: PeopleList, count: int) -> None:
        super().__init__()
        self.query = query
        self.people = people
        self.count = count


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
        self.journalists: PagedList[Journalist] = PagedList(
            _columns(desk.zone), empty=_("Nobody."), id="journalists", identity=lambda one: one.id
        )
        self.pane = JournalistPane(partial(tasks.history, desk), desk.zone)

    def compose_room(self) -> ComposeResult:
        """Box above, people below."""
        hint = _("Search: words, country:LY, language:ar, beat:migration, -status:pending")
        ask = partial(tasks.complete, self.desk)
        yield QueryField(ask, placeholder=hint, box="query", under="found", value=self._wanted)
        with Container(classes="split"):
            yield self.journalists
            yield self.pane

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

    def on_screen_resume(self) -> None:
        """A colleague, or a bounce, may have changed something."""
        if self._shown:
            self.find()

    def on_counted(self, message: Counted) -> None:
        """Show the first of them, or what is shown already as it is now."""
        query = message.query
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

    def remark(self, sentence: str) -> None:
        """How many, unless the box proposes something."""
        self.query_one(QueryField).say(sentence)

    def point_out(self, trouble: Trouble) -> None:
        """Below its place in the box, where it has one."""
        if not self.query_one(QueryField).fail(trouble):
            self.remark(trouble.sentence)

    @on(PagedList.Highlighted, "#journalists")
    def _show(self) -> None:
        self.pane.show(self.selected)

    @on(PagedList.Chosen, "#journalists")
    def _read(self) -> None:
        self.pane.enter()

    def action_copy_address(self) -> None:
        """By OSC 52."""
        if one := self.selected:
            self.copy(line(one.email), _("Copied {address}").format(address=line(one.email)))


def _counted(desk: Desk, query: str, people: PeopleList | None) -> Counted:
    people = people or tasks.listed(desk, query)
    return Counted(query, people, people.count())


def _columns(zone: ZoneInfo) -> list[Column[Journalist]]:
    return [
        Column(_("Name"), partial(name_of, zone=zone)),
        Column(_("Outlet"), lambda one: one.outlet),
        Column(_("In"), lambda one: one.country, 3),
        Column(_("Languages"), lambda one: " ".join(one.languages), 10, from_width=66),
        Column(_("Status"), lambda one: status_words(one.status), 11, tone=tone),
        Column(_("Address"), lambda one: one.email, from_width=110, share=2),
    ]
