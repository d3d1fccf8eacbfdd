"""The text of a release: an editor, beside it what readers will get. It keeps what is typed and saves nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Static, TextArea

from distrib.core.plain_text import many_lines
from distrib.core.release import Edition, Release
from distrib.tui.background import in_background
from distrib.tui.keys import SHOWN, bind
from distrib.tui.names import language_name
from distrib.tui.plain import line
from distrib.tui.tasks.release_writing import Typed, Written
from distrib.tui.widgets.choices import Choices
from distrib.tui.widgets.editor import Editor
from distrib.tui.widgets.keeping import Keeping
from distrib.tui.widgets.live_preview import LivePreview, Make
from distrib.tui.widgets.release_part import Part
from distrib.tui.wording import _

Read = Callable[[str | None], Written]
Preview = Callable[[Release, Typed, int], Sequence[str]]


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
        self._keep = keep
        self._preview = preview
        self._written: Written | None = None
        self._base = 0
        self._saved = ""
        """The editor's text as the version has it."""
        self._offered: set[str] = set()

    def compose(self) -> ComposeResult:
        """Languages, a word on how it stands, editor and preview."""
        yield Choices(title=" ", id="text-languages")
        yield Static("", id="text-note", classes="note", markup=False)
        with Horizontal(classes="writing"):
            yield Editor(id="form")
            yield LivePreview(self._preview_task, id="text-preview")
        yield Keeping(lambda: self.typed, self._keep)

    @property
    def area(self) -> Editor:
        """The editor."""
        return self.query_one(Editor)

    @property
    def keeping(self) -> Keeping:
        """What keeps it."""
        return self.query_one(Keeping)

    @property
    def language(self) -> str | None:
        """Of the edition in the editor."""
        return self.query_one("#text-languages", Choices).taken or None

    @property
    def typed(self) -> Typed | None:
        """What stands in the editor; None before an edition is here, and where it cannot be changed."""
        if self._written is None or not self._written.is_open:
            return None
        return Typed(self._written.edition, self.area.text, self._base)

    def enter(self) -> None:
        """Typing begins at once."""
        self.area.focus()

    def read_again(self) -> None:
        """Read what is not here yet; what is typed stays."""
        if self._written is None:
            self.load(None)

    def load(self, language: str | None) -> None:
        """Put an edition into the editor; what was typed in the other is kept before."""
        self.keeping.keep_now()
        in_background(self, lambda: self.Loaded(self._read_edition(language)), group="edition")

    def on_text_part_loaded(self, message: Loaded) -> None:
        """The newest version, or what was typed and not saved."""
        written = message.written
        unsaved, language = written.unsaved, written.edition.language
        self._base = unsaved.base if unsaved else written.release.version
        self._put(written, many_lines(unsaved.form if unsaved else written.form))
        if unsaved and language not in self._offered:
            self.post_message(self.Unsaved(written))
        self._offered.add(language)

    def _put(self, written: Written, form: str) -> None:
        self._written, self._saved = written, many_lines(written.form)
        options = [(one.language, language_name(one.language)) for one in written.release.editions]
        self.query_one("#text-languages", Choices).offer(options, written.edition.language)
        self.area.read_only = not written.is_open
        if self.area.text != form:
            self.area.text = form
        self.keeping.kept = self.area.text
        self.say()
        self.query_one(LivePreview).look()

    def saved(self, release: Release, typed: Typed) -> None:
        """It became a version; whoever typed on meanwhile goes on from there."""
        self._base = release.version
        if self.area.text == typed.form:
            self.load(typed.edition.language)

    def merged(self, release: Release, edition: Edition, form: str) -> None:
        """What two people did, for one of them to look at; it is not saved."""
        self._base = release.version
        if self._written is not None:
            self._written = Written(release, edition, self._written.form)
            self.area.text = many_lines(form)
            self.say()

    def release_is(self, release: Release) -> None:
        """Somebody may have saved meanwhile: an editor that was not touched follows, another one says so."""
        if self._written is None or release.version_hash == self._written.release.version_hash:
            if self._written is not None and release.state is not self._written.release.state:
                self.load(self.language) if not self.is_touched else self.say()
            return
        if self.is_touched:
            words = _("Somebody saved version {version} meanwhile. {key[save_text]} brings both texts together.")
            self.say(words.format(version=release.version, key=SHOWN))
        else:
            self.load(self.language)

    @property
    def is_touched(self) -> bool:
        """Whether something stands in it that is no version."""
        return self.area.text != self._saved

    def say(self, words: str = "") -> None:
        """How it stands."""
        written = self._written
        if not words and written is not None:
            if not written.is_open:
                words = _(
                    "It was sent, so its text stays as it is. {key[correct]} begins a correction, "
                    "{key[refile]} sends it again mended."
                ).format(key=SHOWN)
            elif self.is_touched:
                words = _("Typed and kept, not saved yet: {key[save_text]} makes a version of it.").format(key=SHOWN)
            else:
                words = _("Version {version}, as it is saved.").format(version=written.release.version)
        self.query_one("#text-note", Static).update(line(words))

    @on(TextArea.Changed)
    def _typed(self) -> None:
        """The key stroke is drawn first; everything else waits for a pause or for the clock."""
        self.keeping.touch()
        self.query_one(LivePreview).touch()

    @on(events.DescendantBlur)
    def _left(self) -> None:
        self.keeping.keep_now()

    @on(Choices.Taken, "#text-languages")
    def _turn(self, message: Choices.Taken) -> None:
        self.load(message.key)

    def _preview_task(self) -> Make | None:
        written = self._written
        if written is None:
            return None
        self.say()
        return partial(self._preview, written.release, Typed(written.edition, self.area.text, self._base))

    def action_beside(self) -> None:
        """Text or preview, where there is no room for both."""
        self.toggle_class("-preview")
        preview = self.query_one(LivePreview)
        self.call_after_refresh(preview.look)
        shown = preview if self.has_class("-preview") else self.area
        shown.focus()
