"""A dialog that says who did not get it and what can be done about it, by reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Button

from distrib.core.delivery.reasons import Group, Reason
from distrib.tui.dialogs.dialog import Dialog, button
from distrib.tui.keys import bind
from distrib.tui.plain import line
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import source_of
from distrib.tui.widgets.reading import Reading
from distrib.tui.wording import _, figure

MOST_NAMED = 200


class ReasonsDialog(Dialog[bool]):
    """Returns True where those whose address is unknown are to be marked and opened; changes nothing itself."""

    TITLE = _("Who did not get it, and what can be done")
    BINDINGS: ClassVar[list[BindingType]] = [bind("mark", "mark", _("Mark"))]

    def __init__(self, groups: Sequence[Group]) -> None:
        super().__init__()
        self._groups = tuple(groups)

    def compose_content(self) -> ComposeResult:
        """Reasons, and about the one under the cursor."""
        columns: list[Column[Group]] = [
            Column(_("People"), lambda one: figure(len(one.people)), 7),
            Column(_("Why"), lambda one: _(one.remedy.what)),
        ]
        yield PagedList(columns, empty=_("Everybody got it, or still waits."), id="reasons")
        yield Reading(id="remedy")

    def compose_buttons(self) -> ComposeResult:
        """Marking is all that is done here."""
        can_mark = any(one.reason is Reason.UNKNOWN for one in self._groups)
        yield button(_("Mark unknown addresses and open the list"), "mark", key="mark", is_ready=can_mark)
        yield button(_("Close"), "close", key="cancel", is_main=True)

    def on_mount(self) -> None:
        """The first reason is read at once."""
        reasons = self.query_one("#reasons", PagedList)
        reasons.show(source_of(self._groups))
        reasons.focus()

    @on(PagedList.Highlighted, "#reasons")
    def _show(self) -> None:
        one = self.query_one("#reasons", PagedList).current
        if one is None:
            return
        facts = [(_("Do"), _(one.remedy.do)), (_("It said"), line(one.example) or _("nothing"))]
        facts += [("", line(person.email)) for person in one.people[:MOST_NAMED]]
        if len(one.people) > MOST_NAMED:
            facts.append(("", _("… and {number} more").format(number=figure(len(one.people) - MOST_NAMED))))
        self.query_one("#remedy", Reading).show_facts(facts)

    def action_mark(self) -> None:
        """Yes."""
        if any(one.reason is Reason.UNKNOWN for one in self._groups):
            self.dismiss(True)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(True if event.button.id == "mark" else None)
