"""A dialog that shows the text which is approved: every edition, whole."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.widgets import Button, Static

from distrib.core.release import Release
from distrib.tui.dialogs.dialog import Dialog, button
from distrib.tui.plain import joined, line
from distrib.tui.widgets.reading import Reading, facts_text
from distrib.tui.wording import _, said


class ApproveDialog(Dialog[bool]):
    """Returns True for yes; approves nothing itself."""

    def __init__(self, release: Release, texts: str, changes: Sequence[str] = ()) -> None:
        super().__init__()
        self._release = release
        self._texts = texts
        self._changes = changes

    @property
    def heading(self) -> str:
        """Which release."""
        return _("Approve {release}, version {version}?").format(
            release=self._release.reference, version=self._release.version
        )

    def compose_content(self) -> ComposeResult:
        """Facts above, the texts below."""
        from distrib.services.embargo_waves import lift_said

        release = self._release
        facts = [(_("Editions"), joined(*(one.language for one in release.editions)))]
        facts += [(_("Embargo"), said(lift_said(release)))] if release.embargo else []
        facts += [(_("Audience"), line(release.audience))] if release.audience else []
        facts += [(_("Changed"), line("; ".join(self._changes)))] if self._changes else []
        facts += [(_("Text"), _("{hash} is kept with the approval").format(hash=release.version_hash[:12]))]
        yield Static(facts_text(facts), id="approve-facts")
        yield Reading(id="texts")

    def compose_buttons(self) -> ComposeResult:
        """Yes or no."""
        yield button(_("Approve this text"), "approve", is_main=True)
        yield button(_("Cancel"), "cancel")

    def on_mount(self) -> None:
        """The text can be scrolled; Tab leads to the buttons."""
        self.query_one(Reading).show(self._texts)
        self.query_one("#approve", Button).focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "approve")
