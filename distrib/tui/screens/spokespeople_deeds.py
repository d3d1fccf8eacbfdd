"""What is done with spokespeople: adding, editing, hours, leave, lists. Each change by hand can be undone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import BindingType

from distrib.core.people import Spokesperson
from distrib.tui.dialogs.confirm import ConfirmDialog
from distrib.tui.dialogs.form import Field, FormDialog
from distrib.tui.dialogs.import_preview import ImportPreview
from distrib.tui.dialogs.leave import LeaveDeed, LeaveDialog
from distrib.tui.import_words import kept_words
from distrib.tui.keys import SHOWN, bind
from distrib.tui.plain import line
from distrib.tui.screens.spokespeople_cards import SpokespeopleCards
from distrib.tui.screens.spokespeople_forms import duty_fields, leave_fields, person_fields
from distrib.tui.tasks import roster_lists as lists
from distrib.tui.tasks import spokespeople as tasks
from distrib.tui.tasks.files import path_of
from distrib.tui.wording import _

if TYPE_CHECKING:
    from distrib.services.people.taking_back import Changed


class SpokespeopleDeeds(SpokespeopleCards):
    """The deeds; `SpokespeopleScreen` shows the people."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("new_person", "new", _("New")),
        bind("edit_person", "edit", _("Edit")),
        bind("duty", "duty", _("Hours")),
        bind("leave", "leave", _("Leave")),
        bind("retire", "retire", _("Retire"), show=False),
        bind("import_list", "import", _("Import"), show=False),
    ]

    @work(group="deeds")
    async def action_new(self) -> None:
        """Somebody new."""
        form = FormDialog(_("A new spokesperson"), person_fields({}), lambda now: tasks.keep(self.desk, None, {}, now))
        self._kept(await self.app.push_screen_wait(form), _("{name} is on the roster."))

    @work(group="deeds")
    async def action_edit(self) -> None:
        """Change what is kept of somebody."""
        person = self.selected
        boxes = await self.carry_out(lambda: tasks.boxes_of(person)) if person else None
        if person is None or boxes is None:
            return
        title = _("Edit {name}").format(name=line(person.name))
        fields = person_fields(boxes)
        before = {field.key: line(field.value) for field in fields}
        form = FormDialog(title, fields, lambda now: tasks.keep(self.desk, person, before, now))
        self._kept(await self.app.push_screen_wait(form), _("{name} is changed."))

    @work(group="deeds")
    async def action_duty(self) -> None:
        """Set somebody's duty hours."""
        if person := self.selected:
            title = _("Duty hours of {name}").format(name=line(person.name))
            form = FormDialog(
                title,
                duty_fields(person),
                lambda values: tasks.set_duty(self.desk, person, values),
                explanation=_("Days and hours by the clock of the zone. Empty: not known, neither on duty nor off."),
            )
            self._kept(await self.app.push_screen_wait(form), _("The hours of {name} are kept."))

    @work(group="deeds")
    async def action_leave(self) -> None:
        """Show somebody's leave and change it, until it is right."""
        person, done = self.selected, ""
        while person is not None:
            people = await self.carry_out(lambda: tasks.everybody(self.desk))
            now = {one.id: one for one in people or ()}.get(person.id)
            if now is None:
                return
            dialog = LeaveDialog(now, {one.id: one.name for one in people or ()}, done)
            wanted = await self.app.push_screen_wait(dialog)
            if wanted is None:
                return
            done = self._leave_changed(await self._change_leave(now, wanted)) or done
            person = now

    def _leave_changed(self, changed: Changed | None) -> str:
        """What the dialog says when it is shown again: its own key comes before that which undoes."""
        if changed is None:
            return ""
        if changed.before == changed.after:
            return _("Nothing was changed.")
        self.remember(partial(tasks.take_back, self.desk, changed))
        self.refresh_people()
        words = _("The leave of {name} is kept. {key[undo]} undoes it once this is closed.")
        return words.format(name=line(changed.name), key=SHOWN)

    async def _change_leave(self, person: Spokesperson, wanted: LeaveDeed) -> Changed | None:
        if wanted.deed == "remove" and wanted.leave:
            number = wanted.leave.id
            return await self.carry_out(lambda: tasks.remove_leave(self.desk, person, number))
        if wanted.deed == "add":
            title = _("Leave of {name}").format(name=line(person.name))
            form = FormDialog(title, leave_fields(), lambda values: tasks.add_leave(self.desk, person, values))
        else:
            title = _("Who covers for {name}").format(name=line(person.name))
            fields = [Field("cover", _("Who covers"), "", _("name or address"))]
            form = FormDialog(title, fields, lambda values: tasks.set_cover(self.desk, person, values["cover"]))
        return await self.app.push_screen_wait(form)

    @work(group="deeds")
    async def action_retire(self) -> None:
        """Somebody leaves the roster."""
        if person := self.selected:
            title = _("Take {name} off the roster?").format(name=line(person.name))
            text = _(
                "They answer nothing any more. Releases that name them keep their text. "
                "This can be undone with {key[undo]}."
            ).format(key=SHOWN)
            if await self.app.push_screen_wait(ConfirmDialog(title, text, _("Take off the roster"))):
                retired = await self.carry_out(lambda: tasks.retire(self.desk, person))
                self._kept(retired, _("{name} is off the roster."))

    @work(group="deeds")
    async def action_import(self) -> None:
        """Show what a list would do, and only then bring it in."""
        form: FormDialog[Path] = FormDialog(
            _("Bring in a list of spokespeople"),
            [Field("file", _("File"), "", _("~/lists/spokespeople.csv"))],
            lambda values: path_of(values["file"]),
            explanation=_(
                "A list as CSV, Excel workbook or visiting cards. Type its path, or drop it on the terminal."
            ),
            keep_label=_("Look at it"),
        )
        path = await self.app.push_screen_wait(form)
        if path is None:
            return
        read = partial(lists.import_spokespeople, self.desk, path)
        looked = await self.long_work(_("Reading"), partial(read, dry_run=True))
        preview = looked and ImportPreview(path.name, looked, has_columns=False)
        if preview and await self.app.push_screen_wait(preview) == "import":
            report = await self.long_work(_("Bringing them in"), partial(read, dry_run=False))
            if report:
                self.announce(f"{kept_words(report)}.")

    def _kept(self, changed: Changed | None, sentence: str) -> None:
        """Say what was done; nothing where nothing was."""
        if changed is None:
            return
        undo: Callable[[], str] | None = partial(tasks.take_back, self.desk, changed)
        if changed.before == changed.after:
            undo, sentence = None, _("Nothing was changed.")
        self.announce(sentence.format(name=line(changed.name)), undo)
