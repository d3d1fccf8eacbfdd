"""Deliveries: what was sent, how far it is, then who got it and who did not."""

from __future__ import annotations

from typing import ClassVar
from zoneinfo import ZoneInfo

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message

from distrib.core.dispatch import Dispatch, LeftOutRecord
from distrib.core.progress import Why, in_words
from distrib.tui.background import Trouble, attempt, in_background
from distrib.tui.delivery_words import GROUPS, ReportLine, details, left_out_line, outcome, report_line
from distrib.tui.desk import Desk
from distrib.tui.dialogs.message import MessageDialog
from distrib.tui.plain import line, moment
from distrib.tui.screens.office_screen import OfficeScreen
from distrib.tui.tasks import deliveries as tasks
from distrib.tui.tasks.workers import ensure_worker
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.dispatch_report import DispatchReport
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import Source, source_of

BEAT = 0.7
"""Seconds between two looks at the ledger while something is to be done."""

HELP = """\
Above, everything that was sent, the newest first. Below, the people of the one under the cursor.

Every recipient is in exactly one group, so the counts add up:
Got it         the mail server took responsibility for the message
Not delivered  refused, given up, came back, or stopped; the list says which
In doubt       the connection broke after the message and before the server's answer. Nobody is mailed twice by itself
Waiting        still to be sent or tried again
Left out       named by the audience and not written to, each with the reason

Tab, Enter   from the list of sendings to the people; Enter there shows codes, Message-ID, checksum and attempts
f            the next filter
w            start a worker, where something waits and none runs

A worker is a process of its own: leaving this screen does not stop it."""


class Newest(Message):
    """The dispatches."""

    def __init__(self, dispatches: tuple[Dispatch, ...]) -> None:
        super().__init__()
        self.dispatches = dispatches


class Stands(Message):
    """The selected dispatch, as the ledger has it."""

    def __init__(self, standing: tasks.Standing, left_out: tuple[int, tuple[LeftOutRecord, ...]]) -> None:
        super().__init__()
        self.standing = standing
        self.left_out = left_out


class DeliveriesScreen(OfficeScreen):
    """Dispatches, progress, report."""

    ROOM = "deliveries"
    EXPLANATION = HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "filter", "Filter"),
        Binding("w", "start_worker", "Start a worker"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._standing: tasks.Standing | None = None
        self._left_out: tuple[int, tuple[LeftOutRecord, ...]] = (0, ())
        """Id of a dispatch and whom it left out."""
        self._is_looking = False

    def compose_room(self) -> ComposeResult:
        """Dispatches above, the report of one below."""
        columns: list[Column[Dispatch]] = [
            Column("Release", lambda one: one.release_reference, 9),
            Column("Sent", lambda one: moment(one.created_at, self.desk.zone), 17),
            Column("By", lambda one: one.created_by, 10, from_width=90),
            Column("To", lambda one: one.query),
            Column("People", lambda one: f"{one.tally.audience:,}", 8),
            Column("Outcome", lambda one: outcome(_latest(self._standing, one)), 28),
        ]
        empty = "Nothing has been sent yet. Choose an approved release in F2 and press s."
        yield PagedList(columns, empty=empty, id="dispatches")
        yield DispatchReport(self._source, id="report")

    def on_mount(self) -> None:
        """Look again while there is something to do."""
        self.report.display = False
        self.set_interval(BEAT, self._tick)
        self.dispatches.focus()

    def on_screen_resume(self) -> None:
        """Something may have been sent from the other room."""
        in_background(self, lambda: Newest(tasks.newest_dispatches(self.desk)), group="dispatches")

    @property
    def dispatches(self) -> PagedList[Dispatch]:
        """What was sent."""
        return self.query_one("#dispatches", PagedList)

    @property
    def report(self) -> DispatchReport:
        """Who got it and who did not."""
        return self.query_one(DispatchReport)

    def _source(self, dispatch_id: int, group: str) -> Source[ReportLine]:
        if group == "left-out":
            return source_of([left_out_line(one) for one in self._left_out[1]])
        desk, states = self.desk, GROUPS.get(group, ())
        return Source(
            lambda: tasks.count_deliveries(desk, dispatch_id, states),
            lambda at, most: [
                report_line(one, desk.zone) for one in tasks.some_deliveries(desk, dispatch_id, states, at, most)
            ],
        )

    def on_newest(self, message: Newest) -> None:
        """The newest is looked at first."""
        self.report.display = bool(message.dispatches)
        self.dispatches.show(source_of(message.dispatches))

    @on(PagedList.Highlighted, "#dispatches")
    def _look(self) -> None:
        chosen = self.dispatches.current
        if chosen is None or self._is_looking:
            return
        self._is_looking, known = True, self._left_out

        def look() -> Stands:
            left_out = known if known[0] == chosen.id else (chosen.id, tasks.left_out(self.desk, chosen.id))
            return Stands(tasks.standing(self.desk, chosen.id), left_out)

        in_background(self, look, group="look", only_last=False)

    def on_stands(self, message: Stands) -> None:
        """Show it, unless the cursor has gone on to another meanwhile."""
        self._is_looking = False
        self._standing, self._left_out = message.standing, message.left_out
        chosen, standing = self.dispatches.current, message.standing
        if chosen is None or chosen.id != standing.dispatch.id:
            self._look()
            return
        self.dispatches.refresh()
        self.report.show(standing.dispatch, _in_words(standing, self.desk.zone), len(self._left_out[1]))

    def _tick(self) -> None:
        if self.is_current and self._standing and self._standing.pending:
            self._look()

    def show_trouble(self, message: Trouble) -> None:
        """Looking ends until the room is entered again, so that one trouble is said once."""
        self._is_looking, self._standing = False, None
        super().show_trouble(message)

    @on(PagedList.Chosen)
    def _open(self, message: PagedList.Chosen) -> None:
        shown = message.paged_list.current
        if isinstance(shown, ReportLine):
            self.app.push_screen(MessageDialog("One delivery", details(shown, self.desk.zone)))
        else:
            self.report.people.focus()

    def action_filter(self) -> None:
        """The next group of people."""
        self.report.next_filter()

    @work(group="deeds")
    async def action_start_worker(self) -> None:
        """Where something waits and nobody works on it."""
        if not self._standing or not self._standing.pending:
            self.say("Nothing waits to be sent.")
            return
        started = await attempt(lambda: ensure_worker(self.desk), "deeds")
        if isinstance(started, Trouble):
            self.show_trouble(started)
        else:
            self.say("A worker is starting." if started else "A worker is at work already.")


def _latest(standing: tasks.Standing | None, dispatch: Dispatch) -> Dispatch:
    """The list was read once; the one that is looked at is newer."""
    return standing.dispatch if standing and standing.dispatch.id == dispatch.id else dispatch


def _in_words(standing: tasks.Standing, zone: ZoneInfo) -> str:
    """How far it is and why it is not going on, and what can be done here about it."""
    why = standing.progress.why
    if why is Why.DONE:
        return f"Finished {moment(standing.dispatch.last_change, zone)}"
    if why is Why.NO_WORKER and standing.is_fresh:
        return "A worker is starting …"
    words = in_words(standing.progress, lambda at: moment(at, zone))
    return f"{line(words)}. {_ADVICE.get(why, '')}".rstrip()


_ADVICE = {
    Why.SENDING: "Leaving this screen does not stop it.",
    Why.NO_WORKER: "Press w to start one.",
}
