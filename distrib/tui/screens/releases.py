"""Releases: the list, the text beside it, and what can be done with a release."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.message import Message

from distrib.core.languages import language_name
from distrib.core.release import Release
from distrib.tui.background import in_background
from distrib.tui.desk import Desk
from distrib.tui.plain import moment
from distrib.tui.screens.release_deeds import ReleaseDeeds
from distrib.tui.tasks import releases as tasks
from distrib.tui.widgets.choices import Choices
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import Source
from distrib.tui.widgets.reading import Reading

HELP = """\
A release comes in as a text: a file (n), or pasted from the clipboard (v). What was recognised in it is shown before
anything is kept. A second language is added to the release under the cursor in the same way.

Enter   go to the text; Esc goes back to the list
l       the next language
n       new from a file          v   new from pasted text
a       approve exactly the text that is shown
p       write the page to a file and open it in the browser
s, F8   send an approved release: one confirmation shows who gets it and who does not

F2 Releases   F3 Spokespeople   F5 Journalists   F6 Deliveries
Ctrl+P offers everything by name. q leaves; a worker that is sending goes on."""

STATES = {"draft": "draft", "in_review": "in review"}


class Text(Message):
    """The text of an edition."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class ReleasesScreen(ReleaseDeeds):
    """List and text."""

    ROOM = "releases"
    EXPLANATION = HELP
    BINDINGS: ClassVar[list[BindingType]] = [Binding("l", "language", "Language")]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._shown: tuple[str, str] = ("", "")
        """Version hash and language of the text in the pane."""

    def compose_room(self) -> ComposeResult:
        """List, languages and text."""
        columns: list[Column[Release]] = [
            Column("Release", lambda one: one.reference, 9),
            Column("State", lambda one: STATES.get(one.state.value, one.state.value), 9, tone=_tone),
            Column("Languages", lambda one: " ".join(edition.language for edition in one.editions), 11),
            Column("Changed", lambda one: moment(one.updated_at, self.desk.zone), 17, from_width=78),
            Column("Headline", lambda one: one.source.headline),
        ]
        with Container(classes="split"):
            empty = "No release yet. Press n to bring one in from a file, or v to paste one."
            yield PagedList(columns, empty=empty, id="releases")
            with Vertical(classes="pane"):
                yield Choices(title=" Text ", id="languages")
                yield Reading(id="text")

    def on_mount(self) -> None:
        """The first page is read beside the loop."""
        self.releases.show(
            Source(lambda: tasks.count_releases(self.desk), lambda at, most: tasks.some_releases(self.desk, at, most))
        )
        self.releases.focus()

    def on_screen_resume(self) -> None:
        """A worker or a colleague may have changed something."""
        self.refresh_releases()

    def refresh_releases(self) -> None:
        """Read the list again."""
        self.releases.reload()

    @property
    def selected(self) -> Release | None:
        """The release under the cursor."""
        return self.releases.current

    @property
    def language(self) -> str | None:
        """Of the edition in the pane."""
        return self.query_one("#languages", Choices).taken or None

    @property
    def releases(self) -> PagedList[Release]:
        """The list."""
        return self.query_one("#releases", PagedList)

    @on(PagedList.Highlighted, "#releases")
    def _show(self) -> None:
        release = self.releases.current
        choices = self.query_one("#languages", Choices)
        choices.offer([(one.language, language_name(one.language)) for one in release.editions] if release else [])
        self._show_text()

    @on(Choices.Taken, "#languages")
    def _show_text(self) -> None:
        release, language = self.releases.current, self.query_one("#languages", Choices).taken
        wanted = (release.version_hash, language) if release else ("", "")
        if release and wanted != self._shown:
            in_background(self, lambda: Text(tasks.release_as_text(self.desk, release, language)), group="text")
        self._shown = wanted

    def on_text(self, message: Text) -> None:
        """The text of what is under the cursor."""
        self.query_one("#text", Reading).show(message.text)

    @on(PagedList.Chosen, "#releases")
    def _read(self) -> None:
        self.query_one("#text", Reading).focus()

    def action_language(self) -> None:
        """The next edition."""
        self.query_one("#languages", Choices).action_step(1)


def _tone(release: Release) -> str:
    return {"draft": "doubt", "approved": "good", "killed": "bad"}.get(release.state.value, "faint")
