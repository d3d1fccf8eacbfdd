"""A dialog that shows two entries side by side and what would become of them as one. Merges nothing itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Button, Static

from distrib.core.people import Journalist, NewJournalist, stricter
from distrib.core.people.roster_merge import as_listed, merged
from distrib.tui.dialogs.dialog import Dialog, button
from distrib.tui.journalist_words import status_words
from distrib.tui.keys import bind
from distrib.tui.plain import joined, line
from distrib.tui.widgets.reading import Reading
from distrib.tui.wording import _

Pair = tuple[Journalist, Journalist]


class MergeDialog(Dialog[Pair]):
    """Returns the entry that stays and the one that becomes part of it."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("swap", "swap", _("The other way round"), show=False)]

    def __init__(self, pair: Pair) -> None:
        super().__init__()
        self._kept, self._other = pair

    @property
    def heading(self) -> str:
        """What is asked."""
        return _("Are these one person?")

    def compose_content(self) -> ComposeResult:
        """Both, and the one they become; what it means is seen without scrolling."""
        yield Reading(id="merge")
        words = _("Both histories are kept, and the stricter consent holds. A merge cannot be undone.")
        yield Static(Content(words), id="merge-words", classes="note")

    def compose_buttons(self) -> ComposeResult:
        """Merge, turn, or leave."""
        yield button(_("Make them one"), "merge", is_main=True)
        yield button(_("The other way round"), "swap", key="swap")
        yield button(_("Cancel"), "cancel", key="cancel")

    def on_mount(self) -> None:
        """Merging cannot be undone, so the way back is at hand."""
        self._fill()
        self.query_one("#cancel", Button).focus()

    def action_swap(self) -> None:
        """The other entry stays."""
        self._kept, self._other = self._other, self._kept
        self._fill()

    def _fill(self) -> None:
        self.query_one(Reading).show_facts(self._facts())

    def _facts(self) -> Iterator[tuple[str, str]]:
        kept, other = as_listed(self._kept), as_listed(self._other)
        yield from _entry(_("Stays"), kept)
        yield _("Status"), status_words(self._kept.status)
        yield "", ""
        yield from _entry(_("Goes into it"), other)
        yield _("Status"), status_words(self._other.status)
        yield "", ""
        yield from _entry(_("Together"), merged(kept, other))
        yield _("Status"), status_words(stricter(self._kept.status, self._other.status))

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "swap":
            self.action_swap()
        else:
            self.dismiss((self._kept, self._other) if event.button.id == "merge" else None)


def _entry(label: str, one: NewJournalist) -> Iterator[tuple[str, str]]:
    yield label, f"{line(one.name)} <{line(one.email)}>".strip()
    for name, value in (
        (_("Outlet"), joined(one.role, one.outlet, one.country)),
        (_("Also"), joined(*one.others)),
        (_("Reads"), joined(*one.languages)),
        (_("Beats"), joined(*one.beats)),
        (_("Tags"), joined(*one.tags)),
    ):
        if value:
            yield name, value
