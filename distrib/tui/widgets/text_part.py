"""The text of a release: its languages, how the one in the editor stands, and the editor. It saves nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Static

from distrib.core.plain_text import many_lines
from distrib.core.release import Edition, Release
from distrib.tui.background import in_background
from distrib.tui.draft import Draft
from distrib.tui.keys import SHOWN, bind
from distrib.tui.names import language_name
from distrib.tui.plain import line
from distrib.tui.tasks.release_writing import Typed, Written
from distrib.tui.widgets.choices import Choices
from distrib.tui.widgets.release_part import Part
from distrib.tui.widgets.writing_pane import Preview, WritingPane
from distrib.tui.wording import _

Read = Callable[[str | None], Written]


class TextPart(Part):
    """`read`, `keep` and `preview` are called in threads."""

    LABEL = _("Text")
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("save_text", "screen.save_text", _("Save")),
        bind("editor", "screen.editor", _("Your editor")),
        bind("beside", "beside", _("Preview")),
    ]

    class Loaded(Message, bubble=False):
        """An edition is here."""

        def __init__(self, written: Written) -> None:
            super().__init__()
            self.written = written

    class Unsaved(Message):
        """Somebody typed in it and went away without saving."""

        def __init__(self, written: Written) -> None:
            super().__init__()
            self.written = written

    def __init__(self, read: Read, keep: Callable[[Typed], None], preview: Preview, *, id: str) -> None:  # noqa: A002
        super().__init__(lambda: None, id=id)
        self._read_edition = read
        self.pane = WritingPane(keep, preview)
        self._offered: set[str] = set()
        """Languages of which it was said already that something is unsaved."""

    def compose(self) -> ComposeResult:
        """Languages, a word on how it stands, editor and preview."""
        yield Choices(title=" ", id="text-languages")
        yield Static("", id="text-note", classes="note", markup=False)
        yield self.pane

    @property
    def language(self) -> str | None:
        """Of the edition in the editor."""
        return self.query_one("#text-languages", Choices).taken or None

    def enter(self) -> None:
        """Typing begins at once."""
        self.pane.area.focus()

    def read_again(self) -> None:
        """Read what is not here yet; what is typed stays."""
        if self.pane.draft is None:
            self.load(None)

    def load(self, language: str | None) -> None:
        """Put an edition into the editor; what was typed in the other is kept before."""
        self.pane.keeping.keep_now()
        in_background(self, lambda: self.Loaded(self._read_edition(language)), group="edition")

    def on_text_part_loaded(self, message: Loaded) -> None:
        """The newest version, or what was typed and not saved."""
        written = message.written
        language = written.edition.language
        options = [(one.language, language_name(one.language)) for one in written.release.editions]
        self.query_one("#text-languages", Choices).offer(options, language)
        self.pane.put(Draft.of(written))
        self.say()
        if written.unsaved and language not in self._offered:
            self.post_message(self.Unsaved(written))
        self._offered.add(language)

    def saved(self, release: Release, typed: Typed) -> None:
        """It became a version, which is read; whoever typed on meanwhile goes on."""
        if self.pane.draft is not None:
            self.pane.draft = self.pane.draft.saved_as(release)
        if self.pane.area.text == typed.form:
            self.load(typed.edition.language)

    def merged(self, release: Release, edition: Edition, form: str) -> None:
        """What two people did, for one of them to look at; it is not saved."""
        if self.pane.draft is not None:
            self.pane.draft = self.pane.draft.merged_with(release, edition)
            self.pane.area.text = many_lines(form)
            self.say()

    def release_is(self, release: Release) -> None:
        """Somebody may have saved meanwhile: an editor that was not touched follows, another one says so."""
        if self.pane.draft is None:
            return
        known = self.pane.draft.written.release
        if _as_read(release) == _as_read(known):
            return
        if not self.pane.is_touched:
            self.load(self.language)
        elif release.version_hash == known.version_hash:
            self.say()
        else:
            words = _("Somebody saved version {version} meanwhile. {key[save_text]} brings both texts together.")
            self.say(words.format(version=release.version, key=SHOWN))

    def say(self, words: str = "") -> None:
        """How it stands, or what else there is to say."""
        self.query_one("#text-note", Static).update(line(words or self.pane.words))

    @on(WritingPane.Rested)
    def _rested(self) -> None:
        self.say()

    @on(Choices.Taken, "#text-languages")
    def _turn(self, message: Choices.Taken) -> None:
        self.load(message.key)

    def action_beside(self) -> None:
        """Text or preview, where there is no room for both."""
        self.pane.turn()


def _as_read(release: Release) -> tuple[object, ...]:
    """What its form and its preview depend on."""
    return release.version_hash, release.state, release.lifted_at
