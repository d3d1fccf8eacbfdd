"""What is done with one journalist: adding, editing, notes, opting out, merging, and what the law asks for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import BindingType

from distrib.core.people import Journalist
from distrib.errors import DistribError, LooksKnown
from distrib.tui.desk import Desk
from distrib.tui.dialogs.confirm import ConfirmDialog
from distrib.tui.dialogs.form import Field, FormDialog, Overruling
from distrib.tui.dialogs.message import MessageDialog
from distrib.tui.keys import bind
from distrib.tui.plain import line
from distrib.tui.screens.journalist_forms import boxes_of, journalist_fields, new_fields
from distrib.tui.screens.journalist_lists import JournalistLists
from distrib.tui.screens.people_screen import file_name
from distrib.tui.tasks import journalists as tasks
from distrib.tui.tasks import roster_lists as lists
from distrib.tui.wording import _, counted

if TYPE_CHECKING:
    from distrib.services.people.privacy import Erased


class JournalistDeeds(JournalistLists):
    """Deeds on the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("new_person", "new", _("New")),
        bind("edit_person", "edit", _("Edit")),
        bind("note", "note", _("Note")),
        bind("opt_out", "opt_out", _("Opt out")),
        bind("merge", "merge_with", _("Merge"), show=False),
        bind("dossier", "dossier", _("Dossier"), show=False),
        bind("erase", "erase", _("Erase"), show=False),
    ]

    @property
    def selected(self) -> Journalist | None:
        """Whom a deed is about."""
        raise NotImplementedError

    @work(group="deeds")
    async def action_new(self) -> None:
        """Somebody new; undoing takes them away again."""
        form = FormDialog(
            _("A new journalist"),
            new_fields(),
            lambda values: tasks.add(self.desk, values),
            overrule=partial(_somebody_else, self.desk),
        )
        added = await self.app.push_screen_wait(form)
        if added:
            one, number = added
            name = line(one.name or one.email)
            self.announce(_("{name} is on the list.").format(name=name), partial(self._remove, number, name))

    def _remove(self, number: int, name: str) -> str:
        """Runs in a thread."""
        lists.undo(self.desk, number)
        return name

    @work(group="deeds")
    async def action_edit(self) -> None:
        """Change what is kept of somebody; consent is recorded and not edited."""
        one = self.selected
        if one is None:
            return
        fields = journalist_fields(boxes_of(one))
        before = {field.key: line(field.value) for field in fields}
        form = FormDialog(
            _("Edit {name}").format(name=line(one.name or one.email)),
            fields,
            lambda now: tasks.edit(self.desk, one.email, before, now),
        )
        done = await self.app.push_screen_wait(form)
        if done and done[1]:
            name = line(done[0].name or done[0].email)
            self.announce(_("{name} is changed.").format(name=name), partial(tasks.take_back, self.desk, done[1]))

    @work(group="deeds")
    async def action_note(self) -> None:
        """Write a note; notes are only ever added to."""
        if one := self.selected:
            form = FormDialog(
                _("A note on {name}").format(name=line(one.name or one.email)),
                [Field("body", _("Note"), is_long=True)],
                lambda values: tasks.note(self.desk, one.email, values["body"]),
            )
            if await self.app.push_screen_wait(form):
                self.announce(_("Noted."))

    @work(group="deeds")
    async def action_opt_out(self) -> None:
        """Record that somebody wants no more mail."""
        if one := self.selected:
            title = _("{name} wants no more mail?").format(name=line(one.name or one.email))
            text = _(
                "No address of theirs is written to any more, what is queued for them is not sent, and no list brings "
                "them back. Only they can take that back."
            )
            if await self.app.push_screen_wait(ConfirmDialog(title, text, _("Opt out"))):
                after = await self.carry_out(lambda: tasks.opt_out(self.desk, one.email))
                if after:
                    self.announce(_("{name} gets no more mail.").format(name=line(after)))

    @work(group="deeds")
    async def action_merge_with(self) -> None:
        """Make one entry of this and another."""
        if one := self.selected:
            form = FormDialog(
                _("Merge {name} with").format(name=line(one.name or one.email)),
                [Field("email", _("Address"), "", _("of the other entry"))],
                lambda values: tasks.one_of(self.desk, values["email"].strip()),
                keep_label=_("Look at both"),
            )
            if other := await self.app.push_screen_wait(form):
                await self.merge((one, other))

    @work(group="deeds")
    async def action_dossier(self) -> None:
        """Everything held on somebody, into a file for them."""
        if one := self.selected:
            found = await self.carry_out(lambda: tasks.history(self.desk, one.email))
            if found is None:
                return
            form = FormDialog(
                _("Dossier of {name}").format(name=line(one.name or one.email)),
                [Field("file", _("File"), file_name(one.name or one.email, "json"))],
                lambda values: tasks.save_dossier(found, values["file"]),
                explanation=_("Everything held on this person, as JSON, readable by you alone."),
                keep_label=_("Write it"),
            )
            if where := await self.app.push_screen_wait(form):
                self.say(_("The dossier is in {path}").format(path=line(where)))

    @work(group="deeds")
    async def action_erase(self) -> None:
        """Take somebody out of everything; their address is typed by hand."""
        if one := self.selected:
            title = _("Erase {name} for good?").format(name=line(one.name or one.email))
            text = _(
                "They are taken out of every table, the search and what servers said. Kept are counts and proofs of "
                "what was sent, and a keyed hash of each address, so that no list brings them back. This cannot be "
                "undone."
            )
            if await self.app.push_screen_wait(ConfirmDialog(title, text, _("Erase"), typed=one.email)):
                erased = await self.carry_out(lambda: tasks.erase(self.desk, one.email))
                if erased:
                    self.refresh_people()
                    await self.app.push_screen_wait(MessageDialog(_("Erased"), _erased_words(erased)))


def _somebody_else(desk: Desk, fault: DistribError) -> Overruling[tuple[Journalist, int]] | None:
    """Two people of one name work at large outlets, and only a person knows."""
    if not isinstance(fault, LooksKnown):
        return None
    words = _(
        "They look like {address}, who is on the list at the same outlet. Whoever is on it twice is mailed twice."
    )
    return Overruling(
        _("Is this somebody else?"),
        words.format(address=line(fault.like)),
        _("Add them"),
        partial(tasks.add, desk, is_another=True),
    )


def _erased_words(erased: Erased) -> str:
    words = [
        counted(
            "{number} delivery keeps its state and proof, without name and address.",
            "{number} deliveries keep their state and proof, without name and address.",
            erased.deliveries,
        )
    ]
    if not erased.is_reclaimed:
        words.append(
            _("The database is in use, so the freed space is not overwritten yet. Erase again when it is not.")
        )
    words += [
        _("An older copy of the database may still hold this person: {path}").format(path=one) for one in erased.copies
    ]
    words.append(_("Backups made before may still hold this person."))
    return "\n".join(words)
