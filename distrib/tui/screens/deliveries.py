"""Deliveries: what was sent, how far it is, then who got it and who did not."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from distrib.core.delivery.dispatch import Delivery
from distrib.core.delivery.ledger import State
from distrib.core.target import Target
from distrib.tui.background import Trouble
from distrib.tui.delivery_words import GROUPS, details
from distrib.tui.desk import Desk
from distrib.tui.keys import bind
from distrib.tui.screens.delivery_deeds import DeliveryDeeds
from distrib.tui.tasks import deliveries as tasks
from distrib.tui.widgets.dispatch_list import DispatchList
from distrib.tui.widgets.dispatch_report import DispatchReport
from distrib.tui.widgets.ledger_watch import LedgerWatch
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import Source
from distrib.tui.wording import _

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
left, right  among the people: the filter before, the next one
{key[message]:<12} the message as it was sent to the person under the cursor, compared with the ledger byte for byte
{key[filter]:<12} the next filter
{key[export]:<12} export everybody as CSV
{key[start_worker]:<12} start a worker, where something waits and none runs

A worker is a process of its own: leaving this screen does not stop it.""")


class DeliveriesScreen(DeliveryDeeds):
    """Leads from the list to the report of the one under the cursor."""

    ROOM = "deliveries"
    EXPLANATION = HELP
    AUTO_FOCUS = "#dispatches"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("filter", "filter", _("Filter")),
        bind("figures", "figures", _("Figures")),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        newest, recent = partial(tasks.newest_dispatches, desk), partial(tasks.recent, desk)
        self.dispatches = DispatchList(newest, recent, partial(tasks.dispatch, desk), desk.zone, id="dispatches")
        self.report = DispatchReport(partial(_people, desk), desk.zone, id="report")
        self.report.display = False
        self.ledger = LedgerWatch(partial(tasks.look, desk))

    def compose_room(self) -> ComposeResult:
        """Dispatches above, the report of one below."""
        yield self.dispatches
        yield self.report
        yield self.ledger

    def on_screen_resume(self) -> None:
        """Something may have been sent from the other room."""
        self.dispatches.read_again()

    def changed(self) -> None:
        """Somebody changed something."""
        self.dispatches.read_changes()
        self.ledger.look()

    def look_again(self) -> None:
        """A deed was done."""
        self.dispatches.read_again()
        self.ledger.look(counts_anew=True)

    def aim(self, target: Target) -> None:
        """Show this dispatch, and the part of it that was meant."""
        self.dispatches.aim(target)

    @on(DispatchList.Listed)
    def _listed(self, message: DispatchList.Listed) -> None:
        self.report.display = bool(message.count)
        kind, _space, delivery = message.target.part.partition(" ") if message.target else ("", "", "")
        if kind in GROUPS:
            self.report.want(kind)
        elif kind == "delivery":
            email, _space, identity = delivery.rpartition(" ")
            self.run_worker(self.show_history(email, int(identity)), group="deeds")

    @on(PagedList.Highlighted, "#dispatches")
    def _turn(self) -> None:
        chosen = self.dispatches.current
        self.ledger.turn_to(chosen.id if chosen else None)
        self.offer_deeds()

    @on(LedgerWatch.Seen)
    def _seen(self, message: LedgerWatch.Seen) -> None:
        self.dispatches.renew(message.look.dispatch, message.look.standing.pending)
        self.report.show(message.look)
        self.offer_deeds()

    def show_trouble(self, message: Trouble) -> None:
        """Looking ends until something changes or the room is entered again."""
        self.ledger.rest()
        super().show_trouble(message)

    @on(PagedList.Chosen, "#dispatches")
    def _go_in(self) -> None:
        self.report.people.focus()

    def explain_cursor(self) -> str:
        """Codes of the person under the cursor."""
        return details(self.person, self.desk.zone) if self.person else ""

    def action_back(self) -> None:
        """From the figures to the people, from there to the list, from the list to the desk."""
        if self.report.has_class("-figures"):
            self.report.turn()
        else:
            super().action_back()

    def action_filter(self) -> None:
        """The next group of people."""
        self.report.action_filter(1)

    def action_figures(self) -> None:
        """People or figures, where there is no room for both."""
        self.report.turn()


def _people(desk: Desk, dispatch_id: int, states: Sequence[State]) -> Source[Delivery]:
    return Source(
        lambda: tasks.count_deliveries(desk, dispatch_id, states),
        lambda at, most: tasks.some_deliveries(desk, dispatch_id, states, at, most),
    )
