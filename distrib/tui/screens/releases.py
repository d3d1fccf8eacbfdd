"""Releases: the list, the text beside it, and what can be done with a release. Enter opens one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from distrib.core.release import Release
from distrib.core.target import Target
from distrib.tui.background import in_background
from distrib.tui.desk import Desk
from distrib.tui.keys import SHOWN, bind
from distrib.tui.names import language_name
from distrib.tui.plain import joined, moment, moment_width
from distrib.tui.release_words import HELP_LIST, TONES, kind_words, state_words
from distrib.tui.screens.release import ReleaseScreen
from distrib.tui.screens.release_deeds import ReleaseDeeds
from distrib.tui.tasks import releases as tasks
from distrib.tui.widgets.choices import Choices
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.entry import Entry
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import Source
from distrib.tui.widgets.reading import Reading
from distrib.tui.wording import _

if TYPE_CHECKING:
    from distrib.services.release_list import Listed

PAUSE = 0.2
"""Seconds without a key before it is looked up."""


class Text(Message):
    """The text of an edition."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class ReleasesScreen(ReleaseDeeds):
    """List and text."""

    EXPLANATION = HELP_LIST
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("find_release", "search", _("Filter")),
        bind("language", "language", _("Language"), show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._shown: tuple[str, str] = ("", "")
        """Version hash and language of the text in the pane."""
        self._timer: Timer | None = None

    def compose_room(self) -> ComposeResult:
        """Box, list, languages and text."""
        columns: list[Column[Listed]] = [
            Column(_("Release"), lambda one: one.release.reference, 9),
            Column(
                _("State"),
                lambda one: state_words(one.release),
                9,
                tone=lambda one: TONES.get(one.release.state, "faint"),
            ),
            Column(_("Embargo"), self._embargo, moment_width(), from_width=78),
            Column(_("Languages"), lambda one: " ".join(each.language for each in one.release.editions), 11),
            Column(_("Last sent"), lambda one: moment(one.last_sent, self.desk.zone), moment_width(), from_width=100),
            Column(_("Headline"), _headline),
        ]
        hint = _("{key[find_release]}: a reference, words of a headline, draft, approved, …").format(key=SHOWN)
        yield Entry(placeholder=hint, id="find")
        with Container(classes="split"):
            empty = _(
                "No release yet. Press {key[new_release]} to bring one in from a file, "
                "or {key[paste_release]} to paste one."
            )
            yield PagedList(columns, empty=empty.format(key=SHOWN), id="releases")
            with Vertical(classes="pane"):
                yield Choices(title=_(" Text "), id="languages")
                yield Reading(id="text")

    def _embargo(self, one: Listed) -> str:
        lifts_at = one.release.lifts_at
        return moment(lifts_at, self.desk.zone) if lifts_at and lifts_at > self.desk.context.now() else ""

    def on_mount(self) -> None:
        """The first page is read beside the loop."""
        self._find()
        self.releases.focus()

    def on_screen_resume(self) -> None:
        """A worker or a colleague may have changed something."""
        self.refresh_releases()

    def changed(self) -> None:
        """Somebody changed something."""
        self.refresh_releases()

    def refresh_releases(self) -> None:
        """Read the list again."""
        self.releases.reload()

    def aim(self, target: Target) -> None:
        """Open this release."""
        self.call_later(self.open, target.key)

    def open(self, reference: str) -> None:
        """Show one release over the list."""
        self.app.push_screen(ReleaseScreen(self.desk, reference))

    @property
    def selected(self) -> Release | None:
        """The release under the cursor."""
        return self.releases.current.release if self.releases.current else None

    @property
    def language(self) -> str | None:
        """Of the edition in the pane."""
        return self.query_one("#languages", Choices).taken or None

    @property
    def releases(self) -> PagedList[Listed]:
        """The list."""
        return self.query_one("#releases", PagedList)

    def _find(self) -> None:
        wanted = self.query_one("#find", Input).value
        source: Source[Listed] = Source(
            lambda: tasks.count_releases(self.desk, wanted),
            lambda at, most: tasks.some_releases(self.desk, wanted, at, most),
        )
        self.releases.show(source, empty=_("No release fits. Esc leads back to the list.") if wanted else None)

    @on(Input.Changed, "#find")
    def _typed(self) -> None:
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self._find)

    @on(Input.Submitted, "#find")
    def _submitted(self) -> None:
        self.action_back()

    @on(PagedList.Highlighted, "#releases")
    def _show(self) -> None:
        release = self.selected
        choices = self.query_one("#languages", Choices)
        choices.offer([(one.language, language_name(one.language)) for one in release.editions] if release else [])
        self._show_text()

    @on(Choices.Taken, "#languages")
    def _show_text(self) -> None:
        release, language = self.selected, self.query_one("#languages", Choices).taken
        wanted = (release.version_hash, language) if release else ("", "")
        if release and wanted != self._shown:
            in_background(self, lambda: Text(tasks.release_as_text(self.desk, release, language)), group="text")
        self._shown = wanted

    def on_text(self, message: Text) -> None:
        """The text of what is under the cursor."""
        self.query_one("#text", Reading).show(message.text)

    @on(PagedList.Chosen, "#releases")
    def _open(self) -> None:
        if self.selected:
            self.open(self.selected.reference)

    def action_search(self) -> None:
        """To the box."""
        self.query_one("#find", Input).focus()

    def action_language(self) -> None:
        """The next edition."""
        self.query_one("#languages", Choices).action_step(1)


def _headline(one: Listed) -> str:
    return joined(kind_words(one.release), one.release.source.headline, by=": ")


def _tone(one: Listed) -> str:
    return TONES.get(one.release.state, "faint")
