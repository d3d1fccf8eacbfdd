"""An editor, beside it what readers will get. What is typed is kept while it is typed; nothing is saved here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import TextArea

from distrib.core.release import Release
from distrib.tui.draft import Draft
from distrib.tui.tasks.release_writing import Typed
from distrib.tui.widgets.editor import Editor
from distrib.tui.widgets.keeping import Keeping
from distrib.tui.widgets.live_preview import LivePreview, Make

Preview = Callable[[Release, Typed, int], Sequence[str]]


class WritingPane(Horizontal):
    """`keep` and `preview` are called in threads."""

    class Rested(Message):
        """Typing pauses: what was said of the text may be true no more."""

    def __init__(self, keep: Callable[[Typed], None], preview: Preview) -> None:
        super().__init__(classes="writing")
        self._lines = preview
        self.draft: Draft | None = None
        self.area = Editor(id="form")
        self.preview = LivePreview(self._next_make, id="text-preview")
        self.keeping = Keeping(lambda: self.typed, keep)

    def compose(self) -> ComposeResult:
        """Side by side, where there is room."""
        yield self.area
        yield self.preview
        yield self.keeping

    @property
    def typed(self) -> Typed | None:
        """What stands in the editor; None before an edition is here, and where it cannot be changed."""
        if self.draft is None or not self.draft.written.is_open:
            return None
        return self.draft.typed(self.area.text)

    @property
    def is_touched(self) -> bool:
        """Whether something stands in it that is no version."""
        return self.draft is not None and self.draft.is_touched(self.area.text)

    @property
    def words(self) -> str:
        """How it stands; nothing before an edition is here."""
        return self.draft.words(self.area.text) if self.draft else ""

    def put(self, draft: Draft) -> None:
        """Another edition, or another version of it."""
        self.draft = draft
        self.area.read_only = not draft.written.is_open
        if self.area.text != draft.first_text:
            self.area.text = draft.first_text
        self.keeping.kept = self.area.text
        self.preview.look()

    def turn(self) -> None:
        """Text or preview, where there is no room for both."""
        self.toggle_class("-preview")
        self.call_after_refresh(self.preview.look)
        shown = self.preview if self.has_class("-preview") else self.area
        shown.focus()

    @on(TextArea.Changed)
    def _typed(self) -> None:
        """The key stroke is drawn first; everything else waits for a pause or for the clock."""
        self.keeping.touch()
        self.preview.touch()

    @on(events.DescendantBlur)
    def _left(self) -> None:
        self.keeping.keep_now()

    def _next_make(self) -> Make | None:
        if self.draft is None:
            return None
        self.post_message(self.Rested())
        return partial(self._lines, self.draft.written.release, self.draft.typed(self.area.text))
