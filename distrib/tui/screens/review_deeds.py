"""What is done with a release on its way: approved, submitted, sent back, put under embargo, lifted, discarded."""

from __future__ import annotations

from typing import ClassVar
from zoneinfo import ZoneInfo

from textual import work
from textual.binding import BindingType

from distrib.core.release import Release, ReleaseState
from distrib.tui.dialogs.approve import ApproveDialog
from distrib.tui.dialogs.confirm import ConfirmDialog
from distrib.tui.dialogs.form import Field, FormDialog
from distrib.tui.keys import SHOWN, bind
from distrib.tui.lift_words import lift_question, lift_words
from distrib.tui.plain import line
from distrib.tui.screens.release_room import ReleaseRoom
from distrib.tui.targets import GoTo
from distrib.tui.tasks import release_review as tasks
from distrib.tui.tasks import releases
from distrib.tui.wording import _


class ReviewDeeds(ReleaseRoom):
    """Each deed is a path through dialogs; nothing is done before a person said yes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("approve", "approve", _("Approve")),
        bind("submit", "submit", _("Submit for approval"), show=False),
        bind("send_back", "send_back", _("Send back to its authors"), show=False),
        bind("embargo", "embargo", _("Embargo"), show=False),
        bind("lift", "lift", _("Lift the embargo now"), show=False),
        bind("discard", "discard", _("Discard the draft, or bring it back"), show=False),
    ]

    @work(group="deeds")
    async def action_approve(self) -> None:
        """Approve the text that the dialog shows, and no other."""
        chosen = self.selected
        if chosen is None:
            return
        found = await self.carry_out(lambda: releases.to_approve(self.desk, chosen.reference))
        if found is None:
            return
        release, texts, changes = found
        if await self.app.push_screen_wait(ApproveDialog(release, texts, changes)):
            approved = await self.carry_out(lambda: releases.approve(self.desk, release))
            if approved:
                said = _("{reference} is approved: version {version}.")
                self.say(said.format(reference=approved.reference, version=approved.version))
            self.refresh_releases()

    @work(group="deeds")
    async def action_submit(self) -> None:
        """Put it before those who approve."""
        chosen = self.selected
        if chosen and await self.carry_out(lambda: tasks.submit(self.desk, chosen.reference)):
            self.say(_("{reference} waits for approval.").format(reference=chosen.reference))
            self.refresh_releases()

    @work(group="deeds")
    async def action_send_back(self) -> None:
        """With the reason."""
        chosen = self.selected
        if chosen is None:
            return
        is_open = self.is_open("send_back")
        if not is_open and await self.carry_out(lambda: tasks.returnable(self.desk, chosen.reference)) is None:
            return
        dialog = FormDialog(
            _("Send {reference} back").format(reference=chosen.reference),
            [Field("because", _("Because"), hint=_("Name the town."))],
            lambda values: tasks.send_back(self.desk, chosen.reference, values["because"]),
            keep_label=_("Send back"),
        )
        if await self.app.push_screen_wait(dialog):
            self.say(_("{reference} is a draft again.").format(reference=chosen.reference))
            self.refresh_releases()

    @work(group="deeds")
    async def action_embargo(self) -> None:
        """Set it, or take it away."""
        chosen = self.selected
        if chosen is None:
            return
        words = await self.carry_out(lambda: tasks.embargo_words(self.desk, chosen))
        embargo = chosen.embargo
        local = embargo.until.astimezone(ZoneInfo(embargo.zone)) if embargo else None
        dialog = FormDialog(
            _("Embargo of {reference}").format(reference=chosen.reference),
            [
                Field("when", _("Until"), f"{local:%Y-%m-%dT%H:%M}" if local else "", hint="2026-12-01T06:00"),
                Field("zone", _("Clock of"), embargo.zone if embargo else self.desk.zone.key, hint="Africa/Tripoli"),
            ],
            lambda values: tasks.set_embargo(self.desk, chosen.reference, values["when"], values["zone"]),
            explanation=(words or _("It is under no embargo."))
            + "\n"
            + _("Where the first box is empty it is under none. After a change it has to be approved again."),
        )
        changed = await self.app.push_screen_wait(dialog)
        if changed:
            said = _("{reference} is version {version} now, and has to be approved.")
            self.say(said.format(reference=changed.reference, version=changed.version))
            self.refresh_releases()

    @work(group="deeds")
    async def action_lift(self) -> None:
        """End an embargo now, once a person has seen whom that tells."""
        chosen = self.selected
        if chosen is None:
            return
        counts = await self.carry_out(lambda: tasks.holders(self.desk, chosen.reference))
        if counts is None:
            return
        title = _("Lift the embargo of {reference} now?").format(reference=chosen.reference)
        dialog = ConfirmDialog(title, lift_question(*counts), _("Lift it now"))
        if await self.app.push_screen_wait(dialog):
            lifted = await self.carry_out(lambda: tasks.lift(self.desk, chosen.reference))
            if lifted:
                self.say(lift_words(chosen.reference, lifted))
                self.post_message(GoTo("deliveries"))
            self.refresh_releases()

    @work(group="deeds")
    async def action_discard(self) -> None:
        """Throw a draft away, once a person said yes; what was thrown away comes back."""
        chosen = self.selected
        if chosen is None:
            return
        if chosen.state is ReleaseState.DISCARDED:
            await self._bring_back(chosen)
            return
        release = await self.carry_out(lambda: tasks.discardable(self.desk, chosen.reference))
        if release is None:
            return
        title = _("Discard {reference}?").format(reference=release.reference)
        text = _("{headline}\n\nIt leaves the desk and the lists. Nothing of it is lost, and it can be brought back.")
        dialog = ConfirmDialog(title, text.format(headline=line(release.source.headline)), _("Discard"))
        if await self.app.push_screen_wait(dialog):
            if await self.carry_out(lambda: tasks.discard(self.desk, release.reference)):
                said = _("{reference} is discarded. Filter by `discarded` to see it; {key[discard]} brings it back.")
                self.say(said.format(reference=release.reference, key=SHOWN))
            self.refresh_releases()

    async def _bring_back(self, chosen: Release) -> None:
        if await self.carry_out(lambda: tasks.bring_back(self.desk, chosen.reference)):
            self.say(_("{reference} is a draft again.").format(reference=chosen.reference))
        self.refresh_releases()
