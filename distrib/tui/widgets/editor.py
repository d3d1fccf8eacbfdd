"""The editor of a release's text: a text area whose keys leave those of the rooms alone."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from distrib.core.keys import parted
from distrib.tui.widgets.entry import PasteArea

OURS = frozenset({"f6", "f7", "ctrl+f"})
"""Keys of a text area that lead to rooms, to the preview and to the search here."""


class Editor(PasteArea, inherit_bindings=False):
    """Undo, redo, words and lines as in every text area."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(one for one in TextArea.BINDINGS if isinstance(one, Binding) and not OURS & set(parted(one.key))),
        Binding("ctrl+home", "go(False)", "Beginning of the text", show=False),
        Binding("ctrl+end", "go(True)", "End of the text", show=False),
    ]

    def action_go(self, to_end: bool) -> None:
        """To the beginning or the end of the whole text."""
        self.move_cursor(self.document.end if to_end else self.document.start)
