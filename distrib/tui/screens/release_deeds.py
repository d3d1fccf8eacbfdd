"""What is done with releases: bringing in, approving, previewing, sending. Each deed is a path through dialogs.

A deed awaits its dialogs and its threads one after another; nothing is kept or sent before a person said yes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeVar

from textual import work
from textual.binding import Binding, BindingType

from distrib.core.release import Release
from distrib.core.target import Kind, Target
from distrib.errors import DistribError
from distrib.tui.background import Trouble, attempt
from distrib.tui.dialogs.approve import ApproveDialog
from distrib.tui.dialogs.message import MessageDialog
from distrib.tui.dialogs.paste import PasteDialog
from distrib.tui.dialogs.path import PathDialog
from distrib.tui.dialogs.recognised import RecognisedDialog
from distrib.tui.screens.office_screen import GoTo, OfficeScreen
from distrib.tui.tasks import releases as tasks

Answer = TypeVar("Answer")


class ReleaseDeeds(OfficeScreen):
    """The deeds; `ReleasesScreen` shows the releases."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "New"),
        Binding("v", "paste", "Paste"),
        Binding("a", "approve", "Approve"),
        Binding("p", "preview", "Preview"),
        Binding("s,f8", "send", "Send", key_display="s"),
    ]

    @property
    def selected(self) -> Release | None:
        """The release a deed is about."""
        raise NotImplementedError

    @property
    def language(self) -> str | None:
        """The edition a deed is about."""
        raise NotImplementedError

    def refresh_releases(self) -> None:
        """Something was changed."""
        raise NotImplementedError

    @work(group="deeds")
    async def action_new(self) -> None:
        """Bring in a file."""
        path = await self.app.push_screen_wait(PathDialog())
        if path:
            await self._bring_in(lambda: tasks.read_file(self.desk, path))

    @work(group="deeds")
    async def action_paste(self) -> None:
        """Bring in a pasted text."""
        text = await self.app.push_screen_wait(PasteDialog())
        if text:
            data = text.encode("utf-8", "replace")
            await self._bring_in(lambda: tasks.recognise(self.desk, data, "the pasted text"))

    async def _bring_in(self, read: Callable[[], tasks.Reading]) -> None:
        reading = await self._done(read)
        if reading is None:
            return
        wanted = await self.app.push_screen_wait(RecognisedDialog(reading.recognised, self.selected))
        if wanted is None:
            return
        kept = await self._done(lambda: tasks.keep(self.desk, reading, wanted.to))
        if kept:
            self.say(f"{kept.reference} is kept: version {kept.version}. Read it, then approve it with a.")
            self.refresh_releases()

    @work(group="deeds")
    async def action_approve(self) -> None:
        """Approve the text that the dialog shows, and no other."""
        chosen = self.selected
        if chosen is None:
            return
        found = await self._done(lambda: tasks.to_approve(self.desk, chosen.reference))
        if found is None:
            return
        release, texts, changes = found
        if await self.app.push_screen_wait(ApproveDialog(release, texts, changes)):
            approved = await self._done(lambda: tasks.approve(self.desk, release))
            if approved:
                self.say(f"{approved.reference} is approved: version {approved.version}.")
            self.refresh_releases()

    @work(group="deeds")
    async def action_preview(self) -> None:
        """Write the page and open the browser."""
        release, language = self.selected, self.language
        if release is None:
            return
        written = await self._done(lambda: tasks.preview(self.desk, release, language))
        if written:
            path, is_open = written
            self.say(f"{'The browser shows' if is_open else 'No browser here. The page is in'} {path}")

    def action_send(self) -> None:
        """Lead to the send room."""
        if self.selected:
            self.post_message(GoTo("send", Target(Kind.RELEASE, self.selected.reference)))

    async def _done(self, task: Callable[[], Answer]) -> Answer | None:
        """What a task returned; None when it could not be done, after the person was told why."""
        answer = await attempt(task, "deeds")
        if not isinstance(answer, Trouble):
            return answer
        title = "This could not be done" if isinstance(answer.fault, DistribError) else "Something went wrong"
        await self.app.push_screen_wait(MessageDialog(title, answer.sentence))
        return None
