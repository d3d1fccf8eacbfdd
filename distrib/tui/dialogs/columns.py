"""A dialog with the columns of a list and what each is taken for, to be put right before anything comes in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Button, Checkbox, Static

from distrib.tui.dialogs.choose import ChooseDialog
from distrib.tui.dialogs.dialog import Dialog, button
from distrib.tui.keys import bind
from distrib.tui.plain import line
from distrib.tui.tasks.roster_lists import LEFT_OUT, RosterFile, with_field
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import source_by
from distrib.tui.widgets.tick import Tick
from distrib.tui.wording import _

if TYPE_CHECKING:
    from distrib.services.people.list_columns import ListColumn


class ColumnsDialog(Dialog[RosterFile]):
    """Returns the list with its columns as a person wants them read."""

    EXPLANATION = _(
        "Each line is a column of the file, with what it is taken to hold and an example. What is left out is not "
        "read. Tab leads to the box below the list."
    )
    BINDINGS: ClassVar[list[BindingType]] = [bind("look_at_list", "look", _("Look at it"), show=False)]

    def __init__(self, one: RosterFile) -> None:
        super().__init__()
        self._file = one
        self._first = one.columns

    @property
    def heading(self) -> str:
        """Which list."""
        return _("Columns of {name}").format(name=line(self._file.path.name))

    def compose_content(self) -> ComposeResult:
        """Header, an example, and what it is taken for."""
        columns: list[Column[ListColumn]] = [
            Column(_("Column"), lambda one: one.header or str(one.number), 22),
            Column(_("Holds"), _held, 16, tone=lambda one: "row" if one.field else "faint"),
            Column(_("Such as"), lambda one: one.example),
        ]
        empty = _("Visiting cards name their fields themselves, so there are no columns to put right.")
        yield PagedList(columns, empty=empty, id="columns")
        yield Static(Content(_("Enter changes what a column holds.")), classes="form-words")
        label = Content(_("Take people who look like somebody known as new"))
        yield Tick(label, value=self._file.near_as_new, id="near", compact=True)

    def compose_buttons(self) -> ComposeResult:
        """Go on or not."""
        yield button(_("Look at it"), "look", key="look_at_list", is_main=True)
        yield button(_("Cancel"), "cancel", key="cancel")

    @property
    def typed(self) -> object:
        """The columns, where a person took one for something else."""
        return self._file.columns if self._file.columns != self._first else None

    @property
    def columns(self) -> PagedList[ListColumn]:
        """The list."""
        return self.query_one("#columns", PagedList)

    def on_mount(self) -> None:
        """The list has the keys."""
        self.columns.show(source_by(lambda: self._file.columns))
        self.columns.focus()

    @on(PagedList.Chosen)
    @work(group="deeds")
    async def _change(self) -> None:
        one = self.columns.current
        if one is None:
            return
        title = _("What does {column} hold?").format(column=line(one.header) or one.number)
        field = await self.app.push_screen_wait(ChooseDialog(title, list(_options()), one.field or LEFT_OUT))
        if field is not None:
            self._file = with_field(self._file, one.number, None if field == LEFT_OUT else field)
            self.columns.reload()

    def action_look(self) -> None:
        """Hand it back."""
        from dataclasses import replace

        self.dismiss(replace(self._file, near_as_new=self.query_one("#near", Checkbox).value))

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "look":
            self.action_look()
        else:
            self.dismiss(None)


def _held(one: ListColumn) -> str:
    return field_words(one.field) if one.field else _("left out")


def _options() -> Iterator[tuple[str, str]]:
    from distrib.services.people.list_columns import FIELDS

    yield LEFT_OUT, _("left out")
    yield from ((field, field_words(field)) for field in FIELDS)


def field_words(field: str) -> str:
    """A field as people call it."""
    return {
        "name": _("name"),
        "first": _("first name"),
        "last": _("last name"),
        "email": _("address"),
        "others": _("other addresses"),
        "outlet": _("outlet"),
        "outlet kind": _("type of outlet"),
        "outlet country": _("outlet's country"),
        "outlet site": _("outlet's site"),
        "role": _("role"),
        "country": _("country"),
        "languages": _("languages"),
        "zone": _("time zone"),
        "beats": _("beats"),
        "tags": _("tags"),
        "status": _("status"),
    }.get(field, field)
