"""What is done in the parts of an opened release: its languages, contacts and audience."""

from __future__ import annotations

from collections.abc import Callable

from textual import work

from distrib.tui.dialogs.confirm import ConfirmDialog
from distrib.tui.dialogs.form import Field, FormDialog
from distrib.tui.screens.writing_deeds import WritingDeeds
from distrib.tui.tasks import release_parts as tasks
from distrib.tui.widgets.audience_part import AudiencePart
from distrib.tui.widgets.contacts_part import ContactsPart
from distrib.tui.widgets.languages_part import LanguagesPart
from distrib.tui.wording import _


class PartDeeds(WritingDeeds):
    """The parts bind keys to these; each is about the row under the part's cursor."""

    async def _do(self, task: Callable[[], object], sentence: str) -> None:
        """Do it, say it, and read again."""

        def done() -> bool:
            task()
            return True

        if await self.carry_out(done):
            self.say(sentence)
        self.refresh_releases()

    @work(group="deeds")
    async def action_hold_edition(self) -> None:
        """Let an edition wait, or go again."""
        one = self.query_one(LanguagesPart).current
        if one is not None:
            said = _("The {language} edition may go again.") if one.is_held else _("The {language} edition is held.")
            said = said.format(language=one.edition.language)
            await self._do(lambda: tasks.hold_edition(self.desk, self.reference, one), said)

    @work(group="deeds")
    async def action_translated(self) -> None:
        """It says what the source says."""
        one = self.query_one(LanguagesPart).current
        if one is not None:
            language = one.edition.language
            said = _("The {language} edition says what the source says.").format(language=language)
            await self._do(lambda: tasks.mark_translated(self.desk, self.reference, language), said)

    @work(group="deeds")
    async def action_boilerplate(self) -> None:
        """What the office says of itself, where an edition says nothing."""
        said = _("The boilerplate stands in every edition that had none.")
        await self._do(lambda: tasks.take_boilerplates(self.desk, self.reference), said)

    @work(group="deeds")
    async def action_take_contacts(self) -> None:
        """The roster's proposal for every edition, once a person has seen it."""
        named = self.query_one(ContactsPart).proposed
        title = _("Name these people in {reference}?").format(reference=self.reference)
        words = _("They take the place of whoever stands there now, and the text has to be approved again.")
        if await self.app.push_screen_wait(ConfirmDialog(title, f"{named}\n\n{words}", _("Name them"))):
            said = _("The proposed contacts stand in the text.")
            await self._do(lambda: tasks.take_contacts(self.desk, self.reference, None), said)

    @work(group="deeds")
    async def action_name_contacts(self) -> None:
        """Others of the roster than those proposed."""
        one = self.query_one(ContactsPart).current
        dialog = FormDialog(
            _("Who answers questions about {reference}").format(reference=self.reference),
            [
                Field("names", _("Names"), is_long=True),
                Field("language", _("Language"), one.language if one else "", hint=_("empty: in every edition")),
            ],
            lambda values: tasks.name_contacts(self.desk, self.reference, values["names"], values["language"]),
            explanation=_("People of the roster, one a line, in the order in which they are to stand."),
        )
        if await self.app.push_screen_wait(dialog):
            self.say(_("They stand in the text, which has to be approved again."))
            self.refresh_releases()

    @work(group="deeds")
    async def action_set_audience(self) -> None:
        """What the box says is whom the approval binds."""
        query = self.query_one(AudiencePart).query_text
        said = _("It goes to `{query}` and to nobody else, once it is approved.").format(query=query.strip())
        if not query.strip():
            said = _("Whoever sends it chooses the audience.")
        await self._do(lambda: tasks.set_audience(self.desk, self.reference, query), said)
