"""A dialog to paste a release into."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Button, TextArea

from distrib.tui.dialogs.dialog import Dialog, button
from distrib.tui.keys import bind
from distrib.tui.widgets.entry import PasteArea
from distrib.tui.wording import _


class PasteDialog(Dialog[str]):
    """Returns the text; nothing is read or kept here."""

    TITLE = _("New release from pasted text: paste it here, all of it")
    BINDINGS: ClassVar[list[BindingType]] = [bind("read_paste", "read", _("Read it"))]

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._text = text

    def compose_content(self) -> ComposeResult:
        """One large box."""
        area = PasteArea(id="pasted")
        area.text = self._text
        yield area

    @property
    def typed(self) -> object:
        """What stands in the box."""
        return self.query_one(TextArea).text.strip() or None

    def compose_buttons(self) -> ComposeResult:
        """Read or not."""
        yield button(_("Read it"), "read", key="read_paste", is_main=True)
        yield button(_("Cancel"), "cancel", key="cancel")

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "read":
            self.action_read()
        else:
            self.dismiss(None)

    def action_read(self) -> None:
        """Hand the text back."""
        self.dismiss(self.query_one(TextArea).text.strip() or None)
