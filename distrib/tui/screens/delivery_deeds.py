"""What is done with a dispatch and its people. Each deed asks what it has to, is done in a thread, and is told.

Nothing that cannot be taken back is done before a person said yes.
"""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType

from distrib.core.target import Kind, Target
from distrib.tui.delivery_words import ReportLine, details, is_erased
from distrib.tui.dialogs.confirm import ConfirmDialog
from distrib.tui.dialogs.history import HistoryDialog
from distrib.tui.dialogs.hold import HoldDialog
from distrib.tui.dialogs.message import MessageDialog
from distrib.tui.dialogs.reasons import ReasonsDialog
from distrib.tui.dialogs.settle import SettleDialog
from distrib.tui.history_words import as_sent
from distrib.tui.keys import SHOWN, bind
from distrib.tui.plain import line
from distrib.tui.screens.delivery_room import DeliveryRoom
from distrib.tui.targets import GoTo
from distrib.tui.tasks import deliveries as tasks
from distrib.tui.tasks import hands
from distrib.tui.tasks.workers import ensure_worker
from distrib.tui.widgets.dispatch_report import DispatchReport
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.wording import _, counted, figure


class DeliveryDeeds(DeliveryRoom):
    """The deeds; `DeliveriesScreen` shows the deliveries."""

    report: DispatchReport
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("pause", "pause", _("Pause")),
        bind("resume", "resume", _("Resume")),
        bind("stop", "stop", _("Stop")),
        bind("settle", "settle", _("Settle")),
        bind("reasons", "reasons", _("Why not")),
        bind("hold", "hold", _("Hold domain")),
        bind("message", "message", _("Message")),
        bind("export", "export", _("Export")),
        bind("start_worker", "start_worker", _("Worker")),
    ]

    @property
    def person(self) -> ReportLine | None:
        """The recipient a deed is about."""
        return self.report.person

    @work(group="deeds")
    async def action_pause(self) -> None:
        """At once: it can be taken back."""
        one = self.selected
        if one is None:
            return
        paused = await self.carry_out(lambda: hands.pause(self.desk, one.id))
        if paused:
            self.say(
                _("Paused. What was handed over already runs to its end; go on with {key[resume]}.").format(key=SHOWN)
            )
            self.look_again()

    @work(group="deeds")
    async def action_resume(self) -> None:
        """Go on, or begin what was held."""
        one = self.selected
        if one is None:
            return
        resumed = await self.carry_out(lambda: hands.resume(self.desk, one.id))
        if resumed:
            self.say(counted("Goes on: {number} is left.", "Goes on: {number} are left.", resumed.tally.pending))
            self.look_again()

    @work(group="deeds")
    async def action_stop(self) -> None:
        """Ask first: it is for good."""
        one = self.selected
        if one is None:
            return
        title = _("Stop {release} for good?").format(release=line(one.release_reference))
        text = _(
            "{pending} of {total} have not got it and will not. This cannot be taken back; a pause can.\n\n"
            "Whoever did not get it can be reached by another sending. What was handed over already runs to its end."
        ).format(pending=figure(one.tally.pending), total=figure(one.tally.audience))
        if await self.app.push_screen_wait(ConfirmDialog(title, text, _("Stop it for good"))):
            if await self.carry_out(lambda: hands.stop(self.desk, one.id)):
                self.say(_("Stopped for good."))
            self.look_again()

    @work(group="deeds")
    async def action_hold(self) -> None:
        """Hold or release; the domain of the person under the cursor is offered."""
        held = await self.carry_out(lambda: hands.held_domains(self.desk))
        if held is None:
            return
        domain = self.person.email.rpartition("@")[2] if self.person else ""
        while chosen := await self.app.push_screen_wait(HoldDialog(domain, held)):
            domain, deed = chosen.domain, hands.release if chosen.is_release else hands.hold
            number = await self.carry_out(partial(deed, self.desk, domain))
            if number is not None:
                done = _now_free(number) if chosen.is_release else _now_held(number)
                self.say(done.format(domain=line(domain)))
                self.look_again()
                return

    @work(group="deeds")
    async def action_settle(self) -> None:
        """One after another, until nobody is in doubt or the person leaves it for later."""
        one = self.selected
        while one is not None:
            doubts = await self.carry_out(lambda: hands.doubts(self.desk, one.id))
            if doubts == ():
                self.say(_("Nobody is in doubt here."))
            if not doubts:
                break
            chosen = await self.app.push_screen_wait(SettleDialog(doubts, self.desk.zone))
            if chosen is None:
                break
            word, email = chosen.word, chosen.email
            number = await self.carry_out(lambda word=word, email=email: hands.settle(self.desk, one.id, word, email))  # type: ignore[misc]
            if number:
                self.say(_settled(word, number))
        self.look_again()

    @work(group="deeds")
    async def action_reasons(self) -> None:
        """Who did not get it and what can be done; marking leads to those who were marked."""
        one = self.selected
        groups = await self.carry_out(lambda: hands.reasons(self.desk, one.id)) if one else None
        if one is None or groups is None:
            return
        if not groups:
            self.say(_("Everybody got it, or still waits."))
        elif await self.app.push_screen_wait(ReasonsDialog(groups)):
            marked = await self.carry_out(lambda: hands.mark(self.desk, one.id))
            if marked is not None:
                self.say(counted("{number} is marked.", "{number} are marked.", marked))
                self.post_message(GoTo("journalists", Target(Kind.JOURNALIST, "status:bounced", "query")))

    @on(PagedList.Chosen, "#people")
    @work(group="deeds")
    async def open_person(self) -> None:
        """Everything the person under the cursor was sent, or why they were left out."""
        shown = self.report.people.current
        if shown and shown.delivery is None:
            await self.app.push_screen_wait(MessageDialog(_("Left out"), details(shown, self.desk.zone)))
        elif shown and is_erased(shown.email):
            await self.app.push_screen_wait(MessageDialog(_("One recipient"), details(shown, self.desk.zone)))
        elif shown:
            await self.show_history(shown.delivery.email, shown.delivery.id)

    async def show_history(self, email: str, delivery_id: int | None) -> None:
        """What an address was sent, then perhaps a message of it."""
        found = await self.carry_out(lambda: hands.histories(self.desk, email))
        if found:
            wanted = await self.app.push_screen_wait(HistoryDialog(found, self.desk.zone, delivery_id))
            if wanted is not None:
                await self._show_message(wanted)

    @work(group="deeds")
    async def action_message(self) -> None:
        """The message as it was sent to the person under the cursor."""
        if self.person and self.person.delivery:
            await self._show_message(self.person.delivery.id)
        else:
            self.say(_("Choose somebody in the lower list first: Enter leads there."))

    async def _show_message(self, delivery_id: int) -> None:
        sent = await self.carry_out(lambda: hands.as_sent(self.desk, delivery_id))
        if sent:
            await self.app.push_screen_wait(MessageDialog(_("The message as sent"), as_sent(sent)))

    @work(group="deeds")
    async def action_export(self) -> None:
        """A file for a spreadsheet."""
        one = self.selected
        if one is not None:
            path = await self.carry_out(lambda: tasks.export(self.desk, one.id))
            if path:
                self.say(_("Written to {path}").format(path=line(str(path))))

    @work(group="deeds")
    async def action_start_worker(self) -> None:
        """Where something waits and nobody works on it."""
        if self.selected is None or self.selected.has_ended:
            self.say(_("Nothing waits to be sent."))
            return
        started = await self.carry_out(lambda: ensure_worker(self.desk))
        if started is not None:
            self.say(_("A worker is starting.") if started else _("A worker is at work already."))


def _settled(word: str, number: int) -> str:
    """What somebody's word means for those it was about."""
    if word == "sent":
        return counted("Settled: {number} counts as got.", "Settled: {number} count as got.", number)
    if word == "not sent":
        return counted(
            "Settled: {number} counts as not delivered. Nothing is sent.",
            "Settled: {number} count as not delivered. Nothing is sent.",
            number,
        )
    return counted("Settled: {number} is sent once more.", "Settled: {number} are sent once more.", number)


def _now_free(number: int) -> str:
    return counted("{{domain}} is released: {number} may go.", "", number)


def _now_held(number: int) -> str:
    return counted("{{domain}} is held: {number} waits.", "{{domain}} is held: {number} wait.", number)
