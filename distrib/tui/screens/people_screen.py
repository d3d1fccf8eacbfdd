"""What both rooms of people share: long work that can be stopped, what is copied, and undo."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ClassVar, TypeVar

from textual import work
from textual.binding import BindingType

from distrib.core.folding import key
from distrib.tui.background import Trouble
from distrib.tui.desk import Desk
from distrib.tui.dialogs.again import is_wanted_again
from distrib.tui.dialogs.progress import ProgressDialog
from distrib.tui.keys import SHOWN, bind
from distrib.tui.long_work import Meter, Stopped
from distrib.tui.screens.finding_screen import FindingScreen
from distrib.tui.wording import _

Answer = TypeVar("Answer")

MOST_UNDONE = 50
"""Changes that are remembered while the screen is open."""


class PeopleScreen(FindingScreen):
    """A deed awaits its dialogs and its threads; nothing is kept before a person said so."""

    CSS_PATH = "../people.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [bind("undo", "undo", _("Undo"), show=False)]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._changes: list[Callable[[], str]] = []
        self._undoing = asyncio.Lock()

    def refresh_people(self) -> None:
        """Something was changed: the same question again; the cursor keeps its place."""
        self.find()

    def changed(self) -> None:
        """Somebody else changed something."""
        self.refresh_people()

    def announce(self, sentence: str, take_back: Callable[[], str] | None = None) -> None:
        """Say what was done, remember how it is undone, and show it."""
        if take_back is not None:
            self.remember(take_back)
            sentence = _("{sentence} {key[undo]} undoes it.").format(sentence=sentence, key=SHOWN)
        self.say(sentence)
        self.refresh_people()

    def remember(self, take_back: Callable[[], str]) -> None:
        """How what was just changed is undone."""
        self._changes = [*self._changes, take_back][-MOST_UNDONE:]

    @work(group="deeds")
    async def action_undo(self) -> None:
        """Take back the last change that was made here; of two strokes at once the second waits for the first."""
        async with self._undoing:
            if not self._changes:
                self.say(_("There is nothing to undo. Imports are undone with {key[imports]}.").format(key=SHOWN))
                return
            take_back = self._changes.pop()
            name = await self.carry_out(take_back)
            if name is not None:
                self.announce(_("{name} is as before.").format(name=name))

    async def long_work(self, title: str, task: Callable[[Meter], Answer]) -> Answer | None:
        """As `carry_out`, for what may take long: with a bar and a way to stop it."""
        answer = await self.app.push_screen_wait(ProgressDialog(title, task))
        while isinstance(answer, Trouble):
            if isinstance(answer.fault, Stopped):
                self.say(answer.sentence)
                return None
            if not await is_wanted_again(self.app, answer):
                return None
            answer = await self.app.push_screen_wait(ProgressDialog(title, task))
        return answer

    def copy(self, text: str, sentence: str) -> None:
        """To the clipboard by OSC 52, where the terminal allows it."""
        self.app.copy_to_clipboard(text)
        self.say(sentence)


def file_name(name: str, ending: str) -> str:
    """A name for a file about somebody, of plain letters."""
    return f"~/{'-'.join(key(name).split())[:60] or 'people'}.{ending}"
