"""A dialog to hold a domain, or to release one that is held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.widgets import Button, Input

from distrib.tui.dialogs.dialog import Dialog, button
from distrib.tui.plain import line
from distrib.tui.widgets.entry import Entry
from distrib.tui.widgets.reading import Reading
from distrib.tui.wording import _


@dataclass(frozen=True, slots=True)
class Hold:
    """What was chosen."""

    domain: str
    is_release: bool


class HoldDialog(Dialog[Hold]):
    """Returns the domain and what to do; does nothing itself."""

    TITLE = _("Hold a domain, or release it")

    def __init__(self, domain: str, held: Sequence[str]) -> None:
        super().__init__()
        self._domain = domain
        self._held = tuple(held)

    def compose_content(self) -> ComposeResult:
        """What it means, and the domain."""
        yield Reading(id="words")
        yield Entry(
            placeholder=_("What stands after the @, such as news.example"), id="domain", value=line(self._domain)
        )

    def compose_buttons(self) -> ComposeResult:
        """Two deeds."""
        yield button(_("Hold it"), "hold")
        yield button(_("Release it"), "release")
        yield button(_("Cancel"), "cancel", key="cancel")

    def on_mount(self) -> None:
        """The box has what was under the cursor."""
        held = ", ".join(map(line, self._held)) or _("no domain")
        what = _("Nothing is sent to a held domain, in any sending, until it is released; everybody else gets theirs.")
        self.query_one(Reading).show(f"{what}\n\n" + _("Held now: {domains}").format(domains=held))
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _typed(self) -> None:
        """Enter does what is not done yet."""
        self._answer(is_release=self.query_one(Input).value.strip().removeprefix("@") in self._held)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "cancel":
            self.dismiss(None)
        else:
            self._answer(is_release=event.button.id == "release")

    def _answer(self, *, is_release: bool) -> None:
        domain = self.query_one(Input).value.strip()
        if domain:
            self.dismiss(Hold(domain, is_release))
