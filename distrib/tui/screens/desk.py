"""The desk: what needs a person now, the most urgent first. Enter goes to the thing itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.message import Message
from textual.widgets import Static

from distrib.core.desk import LABELS, Matter, Urgency, in_words
from distrib.tui.background import in_background
from distrib.tui.keys import bind
from distrib.tui.plain import joined, line, moment
from distrib.tui.screens.office_screen import OfficeScreen
from distrib.tui.targets import GoTo, room_of
from distrib.tui.tasks import desk as tasks
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import source_of
from distrib.tui.widgets.reading import Reading
from distrib.tui.wording import _, counted, said

BEAT = 5.0
"""Seconds after which it is read again though nothing changed: time passes, and rates fall."""

HELP = _("""\
Everything that needs somebody now, the most urgent first:

decide    nothing goes on, or nobody knows, until you decide: in doubt, held
late      it should have gone out, and does not
soon      it begins by itself within a day, and can still be kept from it
waits     somebody is waited for: an approval, a pause, a domain that is held
goes on   being sent now, with pace and time left
to know   what came back since yesterday, and who is on duty, by region

Enter goes to the thing itself; Esc comes back here from everywhere. It is read again by itself.
The same in plain lines: distrib desk""")

TONES = {
    Urgency.DECIDE: "bad",
    Urgency.LATE: "bad",
    Urgency.SOON: "doubt",
    Urgency.REVIEW: "doubt",
    Urgency.WATCH: "good",
    Urgency.KNOW: "faint",
}


class Found(Message):
    """The matters."""

    def __init__(self, matters: tuple[Matter, ...]) -> None:
        super().__init__()
        self.matters = matters


class DeskScreen(OfficeScreen):
    """A list, and the matter under the cursor in full."""

    ROOM = "desk"
    EXPLANATION = HELP
    BINDINGS: ClassVar[list[BindingType]] = [bind("refresh", "refresh_desk", _("Read again"), show=False)]

    def compose_room(self) -> ComposeResult:
        """The hour, the matters, the one under the cursor."""
        columns: list[Column[Matter]] = [
            Column("", lambda one: _(LABELS[one.urgency]), 8, tone=lambda one: TONES[one.urgency]),
            Column(_("What"), self.words),
            Column(_("Since or at"), lambda one: moment(one.at, self.desk.zone), 17, from_width=100),
        ]
        yield Static("", id="hour", classes="note", markup=False)
        with Container(classes="split stacked"):
            yield PagedList(columns, empty=_("Nothing needs you now."), id="matters", identity=_identity)
            with Vertical(classes="pane"):
                yield Reading(id="matter")

    def on_mount(self) -> None:
        """Time passes also where nothing changes."""
        self.set_interval(BEAT, self._beat)
        self.matters.focus()

    def on_screen_resume(self) -> None:
        """Something was decided elsewhere."""
        self.changed()

    @property
    def matters(self) -> PagedList[Matter]:
        """The list."""
        return self.query_one("#matters", PagedList)

    def words(self, matter: Matter) -> str:
        """A matter in a sentence, with this office's clock."""
        return said(in_words(matter, lambda at: moment(at, self.desk.zone)))

    def changed(self) -> None:
        """Read everything again."""
        in_background(self, lambda: Found(tasks.matters(self.desk)), group="matters")

    def _beat(self) -> None:
        if self.is_current:
            self.changed()

    def action_refresh_desk(self) -> None:
        """Now, and not in a few seconds."""
        self.changed()

    def on_found(self, message: Found) -> None:
        """Show them; the cursor stays with its matter, wherever that is now."""
        now = self.desk.context.now()
        hour = f"{moment(now, self.desk.zone)} {self.desk.zone.key}"
        universal = f"{now.astimezone(UTC):%H:%M} UTC" if now.astimezone(self.desk.zone).utcoffset() else None
        to_do = sum(one.urgency <= Urgency.REVIEW for one in message.matters)
        needs = (
            counted("{number} thing needs you", "{number} things need you", to_do) if to_do else _("nothing needs you")
        )
        self.query_one("#hour", Static).update(joined(hour, universal, needs, by=" · "))
        self.matters.show(source_of(message.matters), at=None)

    @on(PagedList.Highlighted, "#matters")
    def _show(self) -> None:
        one = self.matters.current
        self.query_one("#matter", Reading).show_facts(self._facts(one) if one else (), keep_place=True)

    def _facts(self, one: Matter) -> Iterator[tuple[str, str]]:
        yield "", self.words(one) + "."
        yield "", ""
        if room := room_of(one.target):
            yield _("Enter"), _("goes there: {room}").format(room=room[1])
        yield _("Command"), line(one.command)

    @on(PagedList.Chosen, "#matters")
    def _go_there(self) -> None:
        one = self.matters.current
        if one and (room := room_of(one.target)):
            self.post_message(GoTo(room[0], one.target))

    def action_back(self) -> None:
        """This is where every way back ends."""
        self.matters.focus()


def _identity(one: Matter) -> object:
    return one.target, one.command
