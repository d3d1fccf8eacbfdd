"""The set-up room: organisation, sender, mail server, signing, approval, and what the doctor says.

Each page can be checked, kept and skipped. What is typed stays until it is kept; a password leaves its box then.
"""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from distrib.tui.background import Trouble, attempt
from distrib.tui.keys import SHOWN, bind
from distrib.tui.screens.setup_keeping import SIGNS, SetupKeeping
from distrib.tui.tasks import setup as tasks
from distrib.tui.widgets.binder import Binder
from distrib.tui.widgets.setup_page import SetupPage
from distrib.tui.wording import _

HELP = _(
    """\
The office is set up page by page. {key[keep_page]} keeps a page and goes on,
{key[skip_page]} goes on without keeping, Esc goes back; from the first page it leads to the desk.
Nothing is written before it is kept, and what cannot be is said and changes nothing.

Organisation  your name, country, language, time zone and postal address
Sender        who mails come from, and where answers and bounces go
Mail server   through which mail leaves; {key[check_page]} connects, begins TLS and logs in, and sends nothing
Signing       {key[check_page]} makes a DKIM key; {key[copy_record]} copies the record for your DNS
Approval      whether whoever wrote a text may approve it
Doctor        everything that was looked at and what to do; {key[check_page]} looks again

Settings go into config.toml, where everything else stays as it is; passwords into secrets.toml, and are never shown."""
)


class SetupScreen(SetupKeeping):
    """Leads through the pages, and does what they want."""

    ROOM = "setup"
    EXPLANATION = HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("keep_page", "keep", _("Keep")),
        bind("check_page", "deed", _("Check")),
        bind("skip_page", "step(1)", _("Skip")),
        bind("copy_record", "copy_record", _("Copy record"), show=False),
        bind("back", "step(-1)", _("Back"), show=False),
    ]

    def compose_room(self) -> ComposeResult:
        """The pages stay, whichever is shown."""
        yield self.pages

    def on_mount(self) -> None:
        """What stands in the settings; another screen may have changed them since this office was opened."""
        self.fill_all()
        self.pages.page.enter()
        self.look_anew()

    def on_screen_resume(self) -> None:
        """So it is whenever the room is entered again."""
        if self.is_mounted:
            self.look_anew()

    @on(Binder.Turned)
    def _turned(self) -> None:
        page = self.pages.page
        page.enter()
        self.refresh_bindings()
        if page.page.key in ("signing", "doctor"):
            self._tell(page)
        self.show_lights()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key that does nothing on this page is not offered on it."""
        if action == "deed":
            return self.pages.key in self.deeds_of
        return super().check_action(action, parameters)

    @work(group="deeds", exclusive=True)
    async def action_deed(self) -> None:
        """Check the server, make a key, or look again."""
        page = self.pages.page
        if page.page.key == "server":
            page.say([("", _("Connecting …"))])
            answer = await attempt(lambda: tasks.check_server(self.office, page.given), "deeds")
            if self.is_well(page, answer) and not isinstance(answer, Trouble):
                self._say_findings(page, answer)
        elif page.page.key == "signing":
            made = await attempt(lambda: tasks.make_key(self.office), "deeds")
            if self.is_well(page, made):
                self._tell(page)
        elif page.page.key == "doctor":
            self._tell(page)

    @work(group="telling", exclusive=True)
    async def _tell(self, page: SetupPage) -> None:
        """What a page without boxes shows."""
        if page.page.key == "doctor":
            page.say([("", _("Looking …"))])
            findings = await attempt(lambda: tasks.examine(self.office), "deeds")
            if self.is_well(page, findings) and not isinstance(findings, Trouble):
                self._say_findings(page, findings)
            return
        answer = await attempt(lambda: (tasks.records(self.office), tasks.advice(self.office)), "deeds")
        if self.is_well(page, answer) and not isinstance(answer, Trouble):
            records, advice = answer
            head = _("There is no key yet.")
            if records:
                head = _("Put this record into your DNS; {key[copy_record]} copies it.").format(key=SHOWN)
            page.say([("", "\n\n".join((head, *records, *advice)))])

    def _say_findings(self, page: SetupPage, findings: list[tuple[str, str]]) -> None:
        page.say([(SIGNS[health], text) for health, text in findings])
        if any(health == "bad" for health, _text in findings):
            self.failed.add(page.page.key)
        self.show_lights()

    @work(group="deeds", exclusive=True)
    async def action_copy_record(self) -> None:
        """The newest key's record, for a form or a zone file."""
        records = await self.carry_out(lambda: tasks.records(self.office))
        if records:
            self.app.copy_to_clipboard(records[-1])
            self.say(_("The record is copied."))

    @on(SetupPage.Wanted)
    def _wanted(self, message: SetupPage.Wanted) -> None:
        if message.deed == "keep":
            self.action_keep()
        elif message.deed == "deed":
            self.action_deed()
        else:
            self.action_step(1)
