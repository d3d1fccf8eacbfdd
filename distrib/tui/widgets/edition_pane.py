"""The text of a release beside the list: a row of its languages, and what readers of the one that is taken get."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from distrib.core.release import Release
from distrib.tui.background import in_background
from distrib.tui.names import language_name
from distrib.tui.widgets.choices import Choices
from distrib.tui.widgets.reading import Reading
from distrib.tui.wording import _


class EditionPane(Vertical):
    """`read` is called in a thread, with release and language."""

    class Text(Message, bubble=False):
        """Of an edition."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, read: Callable[[Release, str], str]) -> None:
        super().__init__(classes="pane")
        self._read = read
        self._release: Release | None = None
        self._shown: tuple[object, ...] = ()
        """Version hash, early lift and language of the text in the pane."""

    def compose(self) -> ComposeResult:
        """Languages and text."""
        yield Choices(title=_(" Text "), id="languages")
        yield Reading(id="text")

    @property
    def language(self) -> str | None:
        """Of the edition that is shown."""
        return self.query_one(Choices).taken or None

    def show(self, release: Release | None) -> None:
        """Another release, or as it is now."""
        self._release = release
        languages = [one.language for one in release.editions] if release else []
        self.query_one(Choices).offer([(one, language_name(one)) for one in languages])
        self._show_text()

    def turn(self) -> None:
        """The next edition."""
        self.query_one(Choices).action_step(1)

    @on(Choices.Taken)
    def _show_text(self) -> None:
        release, language = self._release, self.language or ""
        wanted = (release.version_hash, release.lifted_at, language) if release else ()
        if release and wanted != self._shown:
            in_background(self, lambda: self.Text(self._read(release, language)), group="text")
        self._shown = wanted

    def on_edition_pane_text(self, message: Text) -> None:
        """The newest question has overtaken all others."""
        self.query_one(Reading).show(message.text)
