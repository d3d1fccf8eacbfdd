"""The common shape of a dialog: title, content, buttons; Esc is always "no", and help explains what is in it."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Label

from distrib.tui.keys import SHOWN, bind, page_of_keys
from distrib.tui.plain import line
from distrib.tui.spoken_screen import SpokenScreen
from distrib.tui.wording import _

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer | None], SpokenScreen[Answer | None]):
    """Returns None when it was left without an answer."""

    TITLE: ClassVar[str | None] = ""
    EXPLANATION: ClassVar[str] = ""
    """What is done here, for the help; keys are named as in a room's."""
    _warned_of: object = None
    """What stood here when it was said that leaving loses it."""
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("cancel", "leave", _("Cancel"), show=False),
        bind("help", "help", _("Help"), show=False),
    ]

    def compose(self) -> ComposeResult:
        """Title, content, buttons."""
        with Vertical(classes="dialog"):
            yield Label(line(self.heading), classes="dialog-title", markup=False)
            yield from self.compose_content()
            with Horizontal(classes="buttons"):
                yield from self.compose_buttons()

    @property
    def heading(self) -> str:
        """What it is about."""
        return _(self.TITLE) if self.TITLE else ""

    def compose_content(self) -> ComposeResult:
        """What is between title and buttons."""
        yield from ()

    def compose_buttons(self) -> ComposeResult:
        """Cancel last: the first button is what the dialog is for."""
        yield from ()

    @property
    def typed(self) -> object:
        """What was typed that leaving would lose; None where nothing was."""
        return None

    @property
    def is_under_way(self) -> bool:
        """It closes by itself when something is done, so that nothing may stand before it."""
        return False

    def explain_cursor(self) -> str:
        """Words about what is under the cursor; none where there is nothing to say of it."""
        return ""

    def action_help(self) -> None:
        """Explain what is under the cursor, then the dialog, then its keys."""
        from distrib.tui.dialogs.message import HelpDialog

        if self.is_under_way:
            self.notify(page_of_keys(self), markup=False)
            return
        explanation = _(self.EXPLANATION).format(key=SHOWN)
        keys = page_of_keys(self)
        self.app.push_screen(HelpDialog(_("Help"), about=self.explain_cursor(), explanation=explanation, keys=keys))

    def action_leave(self) -> None:
        """No answer; what was typed goes with the second stroke, not with the first."""
        if self.typed is not None and self.typed != self._warned_of:
            self._warned_of = self.typed
            words = _("What you typed is not kept. {key[cancel]} once more leaves without it.")
            self.notify(words.format(key=SHOWN), markup=False)
            return
        if self._warned_of is not None:
            self.app.clear_notifications()
        self.dismiss(None)


def button(label: str, id: str, *, key: str = "", is_main: bool = False, is_ready: bool = True) -> Button:  # noqa: A002
    """A button of one line; its label is shown as text, with the key of the action that `key` names."""
    from textual.content import Content

    words = f"{line(label)} ({SHOWN[key]})" if key else line(label)
    return Button(
        Content(words), id=id, compact=True, variant="primary" if is_main else "default", disabled=not is_ready
    )
