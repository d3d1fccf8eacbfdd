"""A dialog that asks for a file."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Button, Input, Static

from distrib.tui.dialogs.dialog import Dialog, button
from distrib.tui.widgets.entry import Entry
from distrib.tui.wording import _


class PathDialog(Dialog[str]):
    """Returns the path as typed; nothing is read here."""

    TITLE = _("New release from a file")

    def __init__(self, path: str = "") -> None:
        super().__init__()
        self._path = path

    def compose_content(self) -> ComposeResult:
        """One box."""
        kinds = _("Text, Markdown, HTML, Word (DOCX), OpenDocument, RTF or a saved mail, or the address of a page.")
        how = _("Type its path, or drop the file on the terminal.")
        yield Static(Content(f"{kinds} {how}"), classes="form-words")
        yield Entry(placeholder="~/releases/today.txt", id="path", value=self._path)

    def compose_buttons(self) -> ComposeResult:
        """Read or not."""
        yield button(_("Read it"), "read", is_main=True)
        yield button(_("Cancel"), "cancel")

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self._answer()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "read":
            self._answer()
        else:
            self.dismiss(None)

    def _answer(self) -> None:
        path = self.query_one(Input).value.strip().strip("'\"")
        self.dismiss(path or None)
