"""What is done about a release that is out: corrected, refiled, held, killed, advised."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from distrib.core.release import Release, ReleaseKind
from distrib.tui.dialogs.form import Field, FormDialog
from distrib.tui.keys import SHOWN, bind
from distrib.tui.screens.release_room import ReleaseRoom
from distrib.tui.tasks import release_review as tasks
from distrib.tui.wording import _

EFFECTS = {
    ReleaseKind.KILL: _("Whatever of it is unsent stops at once and for good. Those who hold it are told to drop it."),
    ReleaseKind.HOLD: _("Whatever of it is unsent pauses at once. Those who hold it are asked not to use it for now."),
    ReleaseKind.ADVISORY: _("Those who hold it are told something that is not for publication."),
}

DEEDS = {ReleaseKind.KILL: _("Kill"), ReleaseKind.HOLD: _("Hold the release"), ReleaseKind.ADVISORY: _("Advise them")}
"""On the button: a kind's name may read as the word for leaving a dialog does, as it does in French."""


class NoticeDeeds(ReleaseRoom):
    """A notice is a release of its own; it is opened once it is begun."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("correct", "notice('correction')", _("Correct what was sent"), show=False),
        bind("refile", "notice('refile')", _("Refile: send it again, mended"), show=False),
        bind("hold_release", "notice('hold')", _("Hold what was sent"), show=False),
        bind("kill", "notice('kill')", _("Kill what was sent"), show=False),
        bind("advise", "notice('advisory')", _("Advise those who hold it"), show=False),
    ]

    @work(group="deeds")
    async def action_notice(self, kind: str) -> None:
        """Begin it; where its readers will see a reason, ask for that first."""
        chosen, wanted = self.selected, ReleaseKind(kind)
        if chosen is None:
            return
        if wanted in EFFECTS:
            made = await self._told(chosen, wanted)
        else:
            made = await self.carry_out(lambda: tasks.begin_notice(self.desk, chosen.reference, wanted))
        if made:
            said = _(
                "{reference} is the {kind} of {about}. "
                "Read it and leave its text with Esc; then {key[approve]} approves it, {key[send_release]} sends it."
            )
            self.say(said.format(reference=made.reference, kind=_(wanted.value), about=chosen.reference, key=SHOWN))
            self.show_release(made.reference)

    async def _told(self, chosen: Release, kind: ReleaseKind) -> Release | None:
        """Where nobody can be told, that is said before anybody writes a reason."""
        is_open = self.is_open("notice")
        if not is_open and await self.carry_out(lambda: tasks.tellable(self.desk, chosen.reference, kind)) is None:
            return None
        return await self.app.push_screen_wait(self._reason(chosen, kind))

    def _reason(self, chosen: Release, kind: ReleaseKind) -> FormDialog[Release]:
        """The dialog that begins it."""
        title = _("{kind}: {reference} {headline}")
        return FormDialog(
            title.format(kind=_(kind.value).upper(), reference=chosen.reference, headline=chosen.source.headline),
            [Field("because", _("Because"), is_long=True)],
            lambda values: tasks.begin_notice(self.desk, chosen.reference, kind, values["because"]),
            explanation=f"{_(EFFECTS[kind])} {_('Your words are what its readers see.')}",
            keep_label=_(DEEDS[kind]),
        )
