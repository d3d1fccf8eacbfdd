"""What is done with releases: bringing in, previewing, sending. Each deed is a path through dialogs.

A deed awaits its dialogs and its threads one after another; nothing is kept or sent before a person said yes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import work
from textual.binding import BindingType

from distrib.core.target import Kind, Target
from distrib.tui.dialogs.form import Field, FormDialog
from distrib.tui.dialogs.paste import PasteDialog
from distrib.tui.dialogs.path import PathDialog
from distrib.tui.dialogs.recognised import Keep, RecognisedDialog
from distrib.tui.keys import SHOWN, bind
from distrib.tui.screens.notice_deeds import NoticeDeeds
from distrib.tui.screens.review_deeds import ReviewDeeds
from distrib.tui.targets import GoTo
from distrib.tui.tasks import releases as tasks
from distrib.tui.wording import _

LABELS = {
    "language": _("Language"),
    "headline": _("Headline"),
    "subhead": _("Subhead"),
    "dateline": _("Place"),
    "date": _("Date"),
    "embargo": _("Embargo"),
    "markers": _("Markers"),
    "release-line": _("Release line"),
    "end-mark": _("End mark"),
    "contacts": _("Contacts"),
    "body": _("Text"),
    "boilerplate": _("About"),
}
LONG = frozenset({"markers", "contacts", "body", "boilerplate"})


class ReleaseDeeds(ReviewDeeds, NoticeDeeds):
    """The deeds of both screens of the room."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("new_release", "new", _("New")),
        bind("paste_release", "paste", _("Paste")),
        bind("preview", "preview", _("Preview")),
        bind("send_release", "send", _("Send")),
    ]

    @work(group="deeds")
    async def action_new(self) -> None:
        """Bring in a file or a page; what was typed stays until it can be read."""
        path: str | None = ""
        while path is not None:
            path = await self.app.push_screen_wait(PathDialog(path))
            if path and await self._bring_in(partial(tasks.read_file, self.desk, path)):
                return

    @work(group="deeds")
    async def action_paste(self) -> None:
        """Bring in a pasted text, which stays until it can be read."""
        text: str | None = ""
        while text is not None:
            text = await self.app.push_screen_wait(PasteDialog(text))
            data = (text or "").encode("utf-8", "replace")
            read = partial(tasks.recognise, self.desk, data, "the pasted text")
            if text and await self._bring_in(read, is_typed=True):
                return

    async def _bring_in(self, read: Callable[[], tasks.Reading], *, is_typed: bool = False) -> bool:
        """Whether it was read; what was, is corrected and kept until that is done or a person leaves it."""
        reading = await self.carry_out(read)
        while reading is not None:
            before = reading
            reading, wanted = await self._agreed(before, is_typed=is_typed)
            is_typed = is_typed or reading is not before
            kept = None
            if wanted is not None:
                kept = await self.carry_out(partial(tasks.keep, self.desk, reading, wanted.to))
            if kept:
                said = _("{reference} is kept: version {version}. Read it, then approve it with {key[approve]}.")
                self.say(said.format(reference=kept.reference, version=kept.version, key=SHOWN))
                self.refresh_added(kept.reference)
            if kept or wanted is None:
                return True
        return False

    async def _agreed(self, reading: tasks.Reading, *, is_typed: bool) -> tuple[tasks.Reading, Keep | None]:
        """What was recognised, corrected until a person keeps it or leaves."""
        while True:
            dialog = RecognisedDialog(reading.recognised, self.selected, is_typed=is_typed)
            wanted = await self.app.push_screen_wait(dialog)
            if wanted is None or not wanted.corrected_first:
                return reading, wanted
            corrected = await self.app.push_screen_wait(self._correction(reading))
            reading, is_typed = (reading, is_typed) if corrected is None else (corrected, True)

    def _correction(self, reading: tasks.Reading) -> FormDialog[tasks.Reading]:
        fields = tasks.fields_of(reading)
        return FormDialog(
            _("Correct what was recognised"),
            [Field(name, _(LABELS[name]), text, is_long=name in LONG) for name, text in fields.items()],
            lambda values: tasks.correct(self.desk, reading, values),
            explanation=_("An empty box takes the field away. Contacts and markers stand one a line."),
            keep_label=_("That is right"),
        )

    @work(group="deeds")
    async def action_preview(self) -> None:
        """Write the page and open the browser."""
        release, language = self.selected, self.language
        if release is None:
            return
        written = await self.carry_out(lambda: tasks.preview(self.desk, release, language))
        if written:
            path, is_open = written
            said = _("The browser shows {path}") if is_open else _("No browser here. The page is in {path}")
            self.say(said.format(path=path))

    def action_send(self) -> None:
        """Lead to the send room."""
        if self.selected:
            self.post_message(GoTo("send", Target(Kind.RELEASE, self.selected.reference)))
