"""What is done while a send is prepared: reading a recipient's message, and sending what was confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message
from textual.widgets import Button, Input

from distrib.core.delivery.audience import Recipient
from distrib.core.target import Kind, Target
from distrib.tui.background import Trouble, attempt, in_background
from distrib.tui.dialogs.countdown import CountdownDialog
from distrib.tui.dialogs.message import MessageDialog
from distrib.tui.screens.send_planning import SendPlanning
from distrib.tui.send_words import count_of
from distrib.tui.targets import GoTo
from distrib.tui.tasks import sending as tasks
from distrib.tui.widgets.confirm_pane import ConfirmPane
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.send_panes import PreviewPane, TestPane
from distrib.tui.wording import _

if TYPE_CHECKING:
    from distrib.services.recipient_previews import Seen


class MessageSeen(Message):
    """The message of a recipient."""

    def __init__(self, recipient: Recipient, seen: Seen) -> None:
        super().__init__()
        self.recipient = recipient
        self.seen = seen


class SendDeeds(SendPlanning):
    """The deeds; nothing is queued before the countdown has ended."""

    def look_at_message(self) -> None:
        """Compose the message of the recipient under the cursor."""
        planned, recipient = self.prepared.planned, self._recipient
        if planned and recipient:
            in_background(
                self, lambda: MessageSeen(recipient, tasks.seen_by(self.desk, planned, recipient)), group="message"
            )

    def on_message_seen(self, message: MessageSeen) -> None:
        """Show it; its language was looked at."""
        seen, one = message.seen, message.recipient
        self.query_one(PreviewPane).show_message(one, seen.sender, seen.subject, seen.text)
        self.prepared.looked_at |= {one.language}
        self.show_lights()

    @work(group="deeds")
    async def action_open_page(self) -> None:
        """The page of the recipient under the cursor, in the browser."""
        planned, recipient = self.prepared.planned, self._recipient
        if planned is None or recipient is None:
            self.say(_("Say first who gets it: the browser shows what one of them would get."))
            return
        written = await self.carry_out(lambda: tasks.open_page(self.desk, planned, recipient))
        if written:
            path, is_open = written
            words = _("The browser shows {path}") if is_open else _("No browser here. The page is in {path}")
            self.say(words.format(path=path))

    @on(Button.Pressed, "#send-test")
    @work(group="deeds", exclusive=True)
    async def send_test(self) -> None:
        """One marked message to an address of the office; what became of it stands in the pane."""
        pane, reference = self.query_one(TestPane), self.prepared.reference
        address, language = pane.wanted
        if not (address and reference):
            pane.say(_("Write an address of your own first."))
            return
        pane.say(_("Sending …"))
        answer = await attempt(lambda: tasks.send_test(self.desk, reference, address, language), "deeds")
        if isinstance(answer, Trouble):
            pane.say(answer.sentence)
            return
        self.prepared.is_tested = True
        said = _("The mail server took the test to {address}: {reply}. Look at it there, on a telephone too.")
        pane.say(said.format(address=address, reply=answer))
        self.show_lights()

    @on(Button.Pressed, "#send")
    @work(group="deeds", exclusive=True)
    async def send(self) -> None:
        """Count down, queue exactly what was on the screen, start a worker, and look at the deliveries."""
        confirmed = self.prepared.planned
        if confirmed is None or not self.query_one(ConfirmPane).is_ready:
            return
        people = count_of(len(confirmed.plan.audience.recipients))
        what = _("{reference} goes to {people}").format(reference=confirmed.wish.reference, people=people)
        seconds = self.desk.context.settings.sending.undo_seconds
        if seconds and not await self.app.push_screen_wait(CountdownDialog(what, seconds)):
            self.say(_("Taken back. Nothing was queued."))
            return
        answer = await attempt(lambda: tasks.send(self.desk, confirmed), "deeds")
        if isinstance(answer, Trouble):
            await self._refused(answer, confirmed)
        else:
            self.begin("")
            self.post_message(GoTo("deliveries", Target(Kind.DISPATCH, str(answer.id))))

    async def _refused(self, answer: Trouble, confirmed: tasks.Planned) -> None:
        """Say why; what changed is shown on the screen, and is to be confirmed again."""
        self.prepared.forget_plan()
        if tasks.has_changed(answer.fault):
            self.prepared.first = confirmed
            self.query_one("#number", Input).value = ""
        self.show_all()
        self.changed()
        await self.app.push_screen_wait(MessageDialog(_("Nothing was sent"), answer.sentence))

    @property
    def _recipient(self) -> Recipient | None:
        chosen: PagedList[Recipient] = self.query_one("#recipients", PagedList)
        return chosen.current
