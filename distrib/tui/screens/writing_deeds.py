"""Writing an opened release: saving, the person's own editor, what was left unsaved, and earlier versions."""

from __future__ import annotations

from textual import on, work
from textual.app import SuspendNotSupported

from distrib.core.release import Release
from distrib.core.release.edition_form import as_form
from distrib.tui.dialogs.confirm import ConfirmDialog
from distrib.tui.dialogs.message import MessageDialog
from distrib.tui.dialogs.unsaved import UnsavedDialog
from distrib.tui.keys import SHOWN
from distrib.tui.plain import joined, line, moment
from distrib.tui.screens.release_room import ReleaseRoom
from distrib.tui.tasks import release_writing as tasks
from distrib.tui.widgets.text_part import TextPart
from distrib.tui.widgets.versions_part import VersionsPart
from distrib.tui.wording import _, said, spoken


class WritingDeeds(ReleaseRoom):
    """Nothing that was typed is thrown away before a person said so."""

    reference: str
    """Of the release that is open."""

    @property
    def text(self) -> TextPart:
        """The editor's part."""
        return self.query_one(TextPart)

    @work(group="save", exclusive=True)
    async def action_save_text(self) -> None:
        """Make a version of it, or show what two people did."""
        typed = self.text.pane.typed
        if typed is None:
            self.text.say()
            return
        saved = await self.carry_out(lambda: tasks.save(self.desk, self.reference, typed))
        if saved is None:
            return
        if isinstance(saved, Release):
            self.text.saved(saved, typed)
            self.say(_("Saved: version {version}.").format(version=saved.version))
            self.refresh_releases()
            return
        self.text.merged(saved.release, saved.merged, as_form(saved.merged, spoken()))
        words = _("{who} saved version {version} while you were writing, and changed: {fields}.")
        changed = joined(*(one.field for one in saved.theirs))
        told = [words.format(who=line(saved.by), version=saved.release.version, fields=changed)]
        told.append(
            _(
                "Both changes stand in the editor now. Nothing is saved yet: look at it, then press {key[save_text]}."
            ).format(key=SHOWN)
        )
        if saved.contested:
            both = _("In {fields} both of you changed the same words. Both wordings stand there, one below the other.")
            told.append(both.format(fields=joined(*saved.contested)))
        await self.app.push_screen_wait(MessageDialog(_("Two people wrote at once"), "\n\n".join(told)))

    def action_editor(self) -> None:
        """The person's own editor; the screen comes back when that ends."""
        import click

        typed = self.text.pane.typed
        if typed is None:
            self.text.say()
            return
        self.text.pane.keeping.keep_now()
        try:
            with self.app.suspend():
                changed = click.edit(typed.form, extension=".md", require_save=False)
        except SuspendNotSupported:
            self.say(_("This terminal cannot open another program. Go on writing here."))
        except click.ClickException as fault:
            self.say(line(str(fault)))
        else:
            if changed is not None and changed.rstrip("\n") != typed.form.rstrip("\n"):
                self.text.pane.area.text = changed

    @on(TextPart.Unsaved)
    def _offer(self, message: TextPart.Unsaved) -> None:
        self.run_worker(self._go_on(message.written), group="unsaved")

    async def _go_on(self, written: tasks.Written) -> None:
        """What was typed stands in the editor already; it only goes where somebody says so."""
        unsaved = written.unsaved
        if unsaved is None:
            return
        dialog = UnsavedDialog(moment(unsaved.at, self.desk.zone), unsaved.base, written.release.version)
        if await self.app.push_screen_wait(dialog):
            language = written.edition.language
            await self.carry_out(lambda: tasks.forget_typed(self.desk, self.reference, language))
            self.text.load(language)

    @work(group="deeds")
    async def action_restore(self) -> None:
        """Make the version under the cursor the newest again."""
        version = self.query_one(VersionsPart).current
        if version is None:
            return
        before = await self.carry_out(lambda: tasks.before_restoring(self.desk, self.reference, version.number))
        if before is None:
            return
        changes = "\n".join(f"    {said(one)}" for one in before.changes)
        title = _("Make version {version} the newest again?").format(version=version.number)
        words = _("It becomes a version of its own, nothing is thrown away, and it has to be approved.")
        told = f"{words}\n\n{_('What changes:')}\n{changes}"
        if await self.app.push_screen_wait(ConfirmDialog(title, told, _("Restore"))):
            restored = await self.carry_out(lambda: tasks.restore(self.desk, self.reference, version.number))
            if restored:
                done = _("Version {version} has the text of version {earlier}. The text before is version {before}.")
                self.say(done.format(version=restored.version, earlier=version.number, before=restored.version - 1))
            self.refresh_releases()
