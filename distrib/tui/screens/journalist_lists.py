"""What is done with many journalists at once: lists in and out, duplicates, saved audiences."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import BindingType

from distrib.tui.dialogs.audiences import AudiencesDialog
from distrib.tui.dialogs.columns import ColumnsDialog
from distrib.tui.dialogs.confirm import ConfirmDialog
from distrib.tui.dialogs.form import Field, FormDialog
from distrib.tui.dialogs.import_preview import ImportPreview
from distrib.tui.dialogs.imports import ImportsDialog
from distrib.tui.dialogs.merge import MergeDialog
from distrib.tui.dialogs.message import MessageDialog
from distrib.tui.dialogs.near import NearDialog
from distrib.tui.import_words import brought_in_words, undone_words
from distrib.tui.keys import SHOWN, bind
from distrib.tui.plain import joined, line
from distrib.tui.screens.people_screen import PeopleScreen
from distrib.tui.tasks import journalists as tasks
from distrib.tui.tasks import roster_lists as lists
from distrib.tui.wording import _, counted

if TYPE_CHECKING:
    from distrib.services.people.undoing import Undone


class JournalistLists(PeopleScreen):
    """Deeds on whatever the query names."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("import_list", "import", _("Import")),
        bind("imports", "imports", _("Imports"), show=False),
        bind("export_list", "export", _("Export")),
        bind("duplicates", "near", _("Duplicates"), show=False),
        bind("save_query", "save_audience", _("Save query"), show=False),
        bind("audiences", "audiences", _("Audiences")),
    ]

    @property
    def query_text(self) -> str:
        """Whom a deed is about."""
        raise NotImplementedError

    def open_query(self, query: str) -> None:
        """Show whom another query names."""
        raise NotImplementedError

    @work(group="deeds")
    async def action_import(self) -> None:
        """Ask for the file, show its columns, then what would happen, and only then do it."""
        fields = [
            Field("file", _("File"), "", _("~/lists/journalists.csv")),
            Field("basis", _("Basis"), "", _("why you may write to them: consent, press list …")),
        ]
        explanation = _("A list as CSV, Excel workbook or visiting cards. Type its path, or drop it on the terminal.")
        form = FormDialog(
            _("Bring in a list of journalists"),
            fields,
            lambda values: lists.open_list(values["file"], values["basis"]),
            explanation=explanation,
            keep_label=_("Go on"),
        )
        file = await self.app.push_screen_wait(form)
        while file is not None:
            file = await self.app.push_screen_wait(ColumnsDialog(file))
            if file is None or await self._brought_in(file):
                return

    async def _brought_in(self, file: lists.RosterFile) -> bool:
        """Whether it is over; False leads back to the columns, where there are any."""
        title = _("Reading {name}").format(name=line(file.path.name))
        looked = await self.long_work(title, partial(lists.import_journalists, self.desk, file, dry_run=True))
        if looked is None:
            return False
        preview = ImportPreview(file.path.name, looked, has_columns=bool(file.columns))
        wanted = await self.app.push_screen_wait(preview)
        if wanted != "import":
            return not file.columns
        title = _("Bringing in {name}").format(name=line(file.path.name))
        report = await self.long_work(title, partial(lists.import_journalists, self.desk, file, dry_run=False))
        if report is not None:
            words = _("Import {number}: {counts}. {key[imports]} undoes it.")
            self.announce(words.format(number=report.import_id, counts=brought_in_words(report), key=SHOWN))
        return True

    @work(group="deeds")
    async def action_imports(self) -> None:
        """The lists that were brought in; one of them can be taken back."""
        found = await self.carry_out(lambda: lists.imports(self.desk))
        chosen = None if found is None else await self.app.push_screen_wait(ImportsDialog(found, self.desk.zone))
        if chosen is None:
            return
        title = _("Undo import {number}, {name}?").format(number=chosen.id, name=line(chosen.source))
        text = _(
            "Whoever it added goes, whoever it changed is as before. Whoever was edited, merged, written to or opted "
            "out since stays as they are, and is named."
        )
        if not await self.app.push_screen_wait(ConfirmDialog(title, text, _("Undo the import"))):
            return
        undone = await self.carry_out(lambda: lists.undo(self.desk, chosen.id))
        if undone is not None:
            self.announce(f"{undone_words(undone)}.")
            if undone.left:
                await self.app.push_screen_wait(MessageDialog(_("These were left as they are"), _left_words(undone)))

    @work(group="deeds")
    async def action_export(self) -> None:
        """Write whom the query names into a file for a spreadsheet."""
        query = self.query_text
        fields = [Field("file", _("File"), "~/journalists.xlsx", _("ends in .xlsx or .csv"))]
        explanation = _("Whom `{query}` names, for a spreadsheet; an import reads it back.").format(query=line(query))
        form: FormDialog[str] = FormDialog(
            _("Export"), fields, lambda values: values["file"], explanation=explanation, keep_label=_("Write it")
        )
        if name := await self.app.push_screen_wait(form):
            done = await self.long_work(_("Writing"), lambda meter: tasks.export(self.desk, query, name, meter))
            if done:
                words = counted("{number} journalist is in {{path}}", "{number} journalists are in {{path}}", done[0])
                self.say(words.format(path=line(done[1])))

    @work(group="deeds")
    async def action_near(self) -> None:
        """Pairs of the query who are probably one person, one after another."""
        query = self.query_text
        title = _("Looking for people who are on the list twice")
        pairs = await self.long_work(title, lambda meter: tasks.near(self.desk, query, meter))
        if pairs == ():
            self.say(_("Nobody has nearly the same name at the same outlet as somebody else."))
        while pairs:
            pair = await self.app.push_screen_wait(NearDialog(pairs))
            if pair is None:
                return
            gone = await self.merge(pair)
            pairs = tuple(one for one in pairs if gone is None or gone not in (one[0].id, one[1].id))

    async def merge(self, pair: tasks.Pair) -> int | None:
        """Show both, and make them one when a person says so; the number of the entry that is gone."""
        chosen = await self.app.push_screen_wait(MergeDialog(pair))
        if chosen is None:
            return None
        one = await self.carry_out(lambda: tasks.merge(self.desk, *chosen))
        if one is None:
            return None
        self.announce(_("{name} is one entry now. This cannot be undone.").format(name=line(one.name or one.email)))
        return chosen[1].id

    @work(group="deeds")
    async def action_save_audience(self) -> None:
        """Keep the query under a name."""
        query = self.query_text
        form = FormDialog(
            _("Save this query as an audience"),
            [Field("name", _("Name"), "", _("Libya desk"))],
            lambda values: tasks.save_audience(self.desk, values["name"], query),
            explanation=_("{query}\nIt is asked anew whenever it is used, as audience:NAME.").format(query=line(query)),
        )
        count = await self.app.push_screen_wait(form)
        if count is not None:
            self.say(counted("Saved. It finds {number} person now.", "Saved. It finds {number} people now.", count))

    @work(group="deeds")
    async def action_audiences(self) -> None:
        """Open or delete a saved audience."""
        while (found := await self.carry_out(lambda: tasks.audiences(self.desk))) is not None:
            wanted = await self.app.push_screen_wait(AudiencesDialog(found))
            if wanted is None:
                return
            deed, audience = wanted
            if deed == "open":
                self.open_query(audience.query)
                return
            title = _("Delete the audience {name}?").format(name=line(audience.name))
            text = _("The query is forgotten. What was sent to it stays in the log.")
            if await self.app.push_screen_wait(ConfirmDialog(title, text, _("Delete it"))):
                await self.carry_out(lambda name=audience.name: tasks.remove_audience(self.desk, name))  # type: ignore[misc]


def _left_words(undone: Undone) -> str:
    return "\n".join(
        _("line {line}: {who}: {reason}").format(
            line=one.line, who=joined(one.name, one.email) or _("somebody who is gone"), reason=_(one.reason)
        )
        for one in undone.left
    )
