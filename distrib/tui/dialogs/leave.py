"""A dialog with somebody's leave: add one, say who covers, take one back. Changes nothing itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Button, Static

from distrib.core.people import Leave, Spokesperson
from distrib.tui.dialogs.dialog import Dialog, button
from distrib.tui.keys import SHOWN, bind
from distrib.tui.plain import line
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import source_of
from distrib.tui.wording import _


@dataclass(frozen=True, slots=True)
class LeaveDeed:
    """What a person wants done."""

    deed: str
    """add, cover or remove."""
    leave: Leave | None = None


class LeaveDialog(Dialog[LeaveDeed]):
    """Returns what is to be done."""

    EXPLANATION = _(
        "The days are whole days by the clock of the zone, which is that of the office. Whoever covers answers "
        "meanwhile; where nobody does, the lookup shows them last and says that they are away."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("add_leave", "take('add')", _("Add"), show=False),
        bind("cover_leave", "take('cover')", _("Cover"), show=False),
        bind("remove_leave", "take('remove')", _("Remove"), show=False),
    ]

    def __init__(self, person: Spokesperson, names: Mapping[int, str], done: str = "") -> None:
        """`done` tells what was changed last; it stands above the list."""
        super().__init__()
        self._person = person
        self._names = names
        self._done = done

    @property
    def heading(self) -> str:
        """Whose."""
        return _("Leave of {name}").format(name=line(self._person.name))

    def compose_content(self) -> ComposeResult:
        """What was done, and the days away."""
        if self._done:
            yield Static(Content(self._done), id="done", classes="note")
        columns: list[Column[Leave]] = [
            Column(_("First day"), lambda one: str(one.first), 10),
            Column(_("Last day"), lambda one: str(one.last), 10),
            Column(_("Who covers"), self._covering),
            Column(_("Zone"), lambda one: one.zone, max((len(one.zone) for one in self._person.leave), default=4)),
        ]
        yield PagedList(
            columns, empty=_("No leave is kept. Press {key[add_leave]} to add one.").format(key=SHOWN), id="leave"
        )

    def _covering(self, leave: Leave) -> str:
        if leave.cover is None:
            return _("nobody")
        return self._names.get(leave.cover) or _("somebody no longer on the roster")

    def compose_buttons(self) -> ComposeResult:
        """What can be done."""
        has_leave = bool(self._person.leave)
        yield button(_("Add"), "add", key="add_leave", is_main=True)
        yield button(_("Who covers"), "cover", key="cover_leave", is_ready=has_leave)
        yield button(_("Remove"), "remove", key="remove_leave", is_ready=has_leave)
        yield button(_("Close"), "close", key="cancel")

    def on_mount(self) -> None:
        """The list has the keys."""
        self.query_one(PagedList).show(source_of(self._person.leave))
        self.query_one(PagedList).focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "close":
            self.dismiss(None)
        else:
            self.action_take(str(event.button.id))

    def action_take(self, deed: str) -> None:
        """Do it, where there is something to do it to."""
        leaves: PagedList[Leave] = self.query_one(PagedList)
        if deed == "add" or leaves.current:
            self.dismiss(LeaveDeed(deed, leaves.current))
