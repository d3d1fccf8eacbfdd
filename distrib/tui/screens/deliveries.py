"""Deliveries: what was sent, how far it is, then who got it and who did not."""

from __future__ import annotations

from typing import ClassVar
from zoneinfo import ZoneInfo

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message

from distrib.core.dispatch import Dispatch, LeftOutRecord
from distrib.core.figures import Figures
from distrib.core.progress import Why, in_words
from distrib.core.target import Target
from distrib.tui.background import Trouble, in_background
from distrib.tui.delivery_words import GROUPS, ReportLine, details, left_out_line, outcome, report_line
from distrib.tui.desk import Desk
from distrib.tui.dialogs.message import MessageDialog
from distrib.tui.keys import SHOWN, bind
from distrib.tui.plain import line, moment, moment_width
from distrib.tui.screens.delivery_deeds import DeliveryDeeds
from distrib.tui.tasks import deliveries as tasks
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.dispatch_report import DispatchReport
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import Source, source_of
from distrib.tui.wording import _

BEAT = 0.7
"""Seconds between two looks at the ledger while something is to be done."""

FIGURES_EVERY = 4
"""Beats between two readings of the figures, which count every recipient."""

HELP = _("""\
Above, everything that was sent, the newest first. Below, the people of the one under the cursor.

Every recipient is in exactly one group, so the counts add up:
Got it         the mail server took responsibility for the message
Not delivered  refused, given up, came back, or stopped; the list says which
In doubt       the connection broke after the message and before the server's answer. Nobody is mailed twice by itself
Waiting        still to be sent or tried again
Left out       named by the audience and not written to, each with the reason

{key[pause]:<12} pause: at once, and it can be taken back
{key[resume]:<12} resume, or begin what is held
{key[stop]:<12} stop for good, after a question
{key[hold]:<12} hold a domain, or release it
{key[settle]:<12} settle those in doubt, one by one or all, with what is known of them
{key[reasons]:<12} why people did not get it, and what can be done
{key[figures]:<12} figures: by domain, by mail server, over time
Tab, Enter   from the list of sendings to the people; Enter there tells everything one person was sent
{key[message]:<12} the message as it was sent to the person under the cursor, compared with the ledger byte for byte
{key[filter]:<12} the next filter
{key[export]:<12} export everybody as CSV
{key[start_worker]:<12} start a worker, where something waits and none runs

A worker is a process of its own: leaving this screen does not stop it.""")


class Newest(Message):
    """The dispatches."""

    def __init__(self, dispatches: tuple[Dispatch, ...]) -> None:
        super().__init__()
        self.dispatches = dispatches


class Recent(Message):
    """Which dispatches there are, and how they stand."""

    def __init__(self, known: tuple[tuple[int, str], ...]) -> None:
        super().__init__()
        self.known = known


class Stands(Message):
    """The selected dispatch, as the ledger has it."""

    def __init__(
        self,
        standing: tasks.Standing,
        left_out: tuple[int, tuple[LeftOutRecord, ...]],
        figures: Figures | None,
    ) -> None:
        super().__init__()
        self.standing = standing
        self.left_out = left_out
        self.figures = figures


class DeliveriesScreen(DeliveryDeeds):
    """Dispatches, progress, report."""

    ROOM = "deliveries"
    EXPLANATION = HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("filter", "filter", _("Filter")),
        bind("figures", "figures", _("Figures")),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._standing: tasks.Standing | None = None
        self._left_out: tuple[int, tuple[LeftOutRecord, ...]] = (0, ())
        """Id of a dispatch and whom it left out."""
        self._figures: tuple[int, Figures | None] = (0, None)
        self._beats = 0
        self._is_looking = False
        self._known: tuple[tuple[int, str], ...] = ()
        self._target: Target | None = None

    def compose_room(self) -> ComposeResult:
        """Dispatches above, the report of one below."""
        columns: list[Column[Dispatch]] = [
            Column(_("Release"), lambda one: one.release_reference, 9),
            Column(_("Sent"), lambda one: moment(one.created_at, self.desk.zone), moment_width()),
            Column(_("By"), lambda one: one.created_by, 10, from_width=90),
            Column(_("To"), lambda one: one.query),
            Column(_("People"), lambda one: f"{one.tally.audience:,}", 8),
            Column(_("Outcome"), lambda one: outcome(_latest(self._standing, one)), 28),
        ]
        empty = _(
            "Nothing has been sent yet. Choose an approved release in {key[releases]} and press {key[send_release]}."
        )
        yield PagedList(columns, empty=empty.format(key=SHOWN), id="dispatches")
        yield DispatchReport(self._source, id="report")

    def on_mount(self) -> None:
        """Look again while there is something to do."""
        self.report.display = False
        self.set_interval(BEAT, self._tick)
        self.dispatches.focus()

    def on_screen_resume(self) -> None:
        """Something may have been sent from the other room."""
        self._read_list()

    def changed(self) -> None:
        """Somebody changed something; the whole list is read only where it is out of date."""
        in_background(self, lambda: Recent(tasks.recent(self.desk)), group="recent")
        self._look()

    @on(Recent)
    def _recent(self, message: Recent) -> None:
        """The first answer is what the list was read with."""
        before, self._known = self._known, message.known
        if before and before != message.known:
            self._read_list()

    def _read_list(self) -> None:
        wanted = int(self._target.key) if self._target and self._target.key.isdecimal() else None
        in_background(self, lambda: Newest(tasks.newest_dispatches(self.desk, wanted)), group="dispatches")
        in_background(self, lambda: Recent(tasks.recent(self.desk)), group="recent")

    def aim(self, target: Target) -> None:
        """Show this dispatch, and the part of it that was meant."""
        self._target = target
        if self.is_mounted:
            self._read_list()

    @property
    def dispatches(self) -> PagedList[Dispatch]:
        """What was sent."""
        return self.query_one("#dispatches", PagedList)

    @property
    def report(self) -> DispatchReport:
        """Who got it and who did not."""
        return self.query_one(DispatchReport)

    @property
    def selected(self) -> Dispatch | None:
        """As it was read last."""
        chosen = self.dispatches.current
        return _latest(self._standing, chosen) if chosen else None

    @property
    def person(self) -> ReportLine | None:
        """Only while the cursor is among the people."""
        return self.report.people.current if self.report.people.has_focus else None

    def look_again(self) -> None:
        """A deed was done."""
        self._beats = 0
        self._read_list()
        self._look()

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

    @on(Newest)
    def _newest(self, message: Newest) -> None:
        """The cursor stays with its dispatch; what was aimed at comes first, else the newest."""
        before, target = self.dispatches.current, self._target
        self._target = None
        wanted = target.key if target and target.key else str(before.id) if before else ""
        ids = [str(one.id) for one in message.dispatches]
        if target and target.key in ids:
            self._aim_at_part(target)
        self.report.display = bool(message.dispatches)
        self.dispatches.show(source_of(message.dispatches), at=ids.index(wanted) if wanted in ids else 0)

    def _aim_at_part(self, target: Target) -> None:
        kind, _space, delivery = target.part.partition(" ")
        if kind in GROUPS:
            self.report.want(kind)
        elif kind == "delivery":
            email, _space, identity = delivery.rpartition(" ")
            self.run_worker(self.show_history(email, int(identity)), group="deeds")

    @on(PagedList.Highlighted, "#dispatches")
    def _look(self) -> None:
        chosen = self.dispatches.current
        if chosen is None or self._is_looking:
            return
        self._is_looking, known, figures = True, self._left_out, self._figures
        is_due = figures[0] != chosen.id or self._beats % FIGURES_EVERY == 0
        self._beats += 1

        def look() -> Stands:
            left_out = known if known[0] == chosen.id else (chosen.id, tasks.left_out(self.desk, chosen.id))
            counted = tasks.figures(self.desk, chosen.id) if is_due else figures[1]
            return Stands(tasks.standing(self.desk, chosen.id), left_out, counted)

        in_background(self, look, group="look", only_last=False)

    @on(Stands)
    def _stands(self, message: Stands) -> None:
        """Show it, unless the cursor has gone on to another meanwhile."""
        self._is_looking = False
        standing = message.standing
        self._standing, self._left_out = standing, message.left_out
        self._figures = (standing.dispatch.id, message.figures)
        chosen = self.dispatches.current
        if chosen is None or chosen.id != standing.dispatch.id:
            self._look()
            return
        self.dispatches.refresh()
        words = _in_words(standing, self.desk.zone)
        self.report.show(standing.dispatch, words, len(self._left_out[1]))
        if message.figures:
            self.report.show_figures(message.figures, words, self.desk.zone)

    def _tick(self) -> None:
        if self.is_current and self._standing and self._standing.pending:
            self._look()

    def show_trouble(self, message: Trouble) -> None:
        """Looking ends until something changes or the room is entered again, so that one trouble is said once."""
        self._is_looking, self._standing = False, None
        super().show_trouble(message)

    @on(PagedList.Chosen)
    def _open(self, message: PagedList.Chosen) -> None:
        shown = message.paged_list.current
        if not isinstance(shown, ReportLine):
            self.report.people.focus()
        elif shown.delivery is None:
            self.app.push_screen(MessageDialog(_("Left out"), details(shown, self.desk.zone)))
        else:
            self.action_history()

    def explain_cursor(self) -> str:
        """Codes of the person under the cursor."""
        return details(self.person, self.desk.zone) if self.person else ""

    def action_filter(self) -> None:
        """The next group of people."""
        self.report.next_filter()

    def action_figures(self) -> None:
        """People or figures, where there is no room for both."""
        self.report.turn()


def _latest(standing: tasks.Standing | None, dispatch: Dispatch) -> Dispatch:
    """The list was read once; the one that is looked at is newer."""
    return standing.dispatch if standing and standing.dispatch.id == dispatch.id else dispatch


def _in_words(standing: tasks.Standing, zone: ZoneInfo) -> str:
    """How far it is and why it is not going on, and what can be done here about it."""
    why = standing.progress.why
    if why is Why.DONE:
        return _("Finished {at}").format(at=moment(standing.dispatch.last_change, zone))
    if why is Why.NO_WORKER and standing.is_fresh:
        return _("A worker is starting …")
    words = in_words(standing.progress, lambda at: moment(at, zone), _)
    return (
        f"{line(words)}. {_(_ADVICE.get(why, '')).format(key=SHOWN)}".rstrip() if why in _ADVICE else f"{line(words)}."
    )


_ADVICE = {
    Why.SENDING: _("Leaving this screen does not stop it."),
    Why.NO_WORKER: _("Press {key[start_worker]} to start one."),
    Why.PAUSED: _("Press {key[resume]} to go on."),
    Why.HELD: _("Press {key[resume]} to begin it, {key[stop]} to stop it."),
    Why.DOMAIN_HELD: _("Press {key[hold]} to release it."),
}
