"""What every room of the office has: the bar of rooms above, the keys below, help, and troubles in words.

A lost database is said in a line under the bar; the room keeps what it shows and is read again when it is back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from distrib.core.target import Target
from distrib.errors import DatabaseUnusable
from distrib.tui.background import Trouble, attempt
from distrib.tui.changes import Watch
from distrib.tui.desk import Desk
from distrib.tui.dialogs.message import HelpDialog, MessageDialog
from distrib.tui.keys import SHOWN, bind, page_of_keys
from distrib.tui.spoken_screen import SpokenScreen
from distrib.tui.targets import GoTo, room_of
from distrib.tui.tasks.changes import stamp
from distrib.tui.widgets.key_bar import KeyBar
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.room_bar import RoomBar
from distrib.tui.wording import _

Answer = TypeVar("Answer")


class OfficeScreen(SpokenScreen[None]):
    """A room. `ROOM` names it, `EXPLANATION` explains it."""

    ROOM: ClassVar[str]
    EXPLANATION: ClassVar[str]
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("help", "help", _("Help")),
        bind("search", "search_everything", _("Search")),
        bind("keys", "keys", _("Keys"), show=False),
        bind("back", "back", _("Back"), show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def compose(self) -> ComposeResult:
        """The room between bar and footer."""
        yield RoomBar(self.ROOM)
        yield Watch(lambda: stamp(self.desk))
        yield from self.compose_room()
        yield KeyBar()

    def compose_room(self) -> ComposeResult:
        """What is special to the room."""
        yield from ()

    def say(self, sentence: str) -> None:
        """A short word that goes away by itself."""
        self.notify(sentence, markup=False)

    def aim(self, target: Target) -> None:
        """Show this one thing. A room that keeps such things overrides it; it may not be mounted yet."""

    def changed(self) -> None:
        """Somebody changed something, here or elsewhere: a room that shows it reads it again."""

    def explain_cursor(self) -> str:
        """Words about the thing under the cursor; none where the room has nothing to say of it."""
        return ""

    def action_help(self) -> None:
        """Explain what is under the cursor, then the room."""
        explanation = _(self.EXPLANATION).format(key=SHOWN)
        self.app.push_screen(HelpDialog(_("Help"), about=self.explain_cursor(), explanation=explanation))

    def action_keys(self) -> None:
        """Which keys work now."""
        self.app.push_screen(HelpDialog(_("Keys"), keys=page_of_keys(self)))

    def action_back(self) -> None:
        """From a box or pane to the list, from the list to the desk."""
        lists: list[PagedList[Any]] = list(self.query(PagedList))
        if lists and self.focused is not lists[0]:
            lists[0].focus()
        else:
            self.post_message(GoTo("desk"))

    @work(group="deeds")
    async def action_search_everything(self) -> None:
        """Across releases, people and deliveries; then to what was chosen."""
        from distrib.tui.screens.search import SearchScreen  # the first picture would wait for it above

        hit = await self.app.push_screen_wait(SearchScreen(self.desk))
        if hit and (room := room_of(hit.target)):
            self.post_message(GoTo(room[0], hit.target))

    async def carry_out(self, task: Callable[[], Answer]) -> Answer | None:
        """What a deed returned; None when it could not be done, after the person was told why and wants it no more."""
        from distrib.tui.dialogs.again import is_wanted_again

        def wait() -> None:
            self.say(_("This takes a while and is still under way. It need not be asked for again."))

        answer = await attempt(task, "deeds", wait)
        while isinstance(answer, Trouble):
            if not await is_wanted_again(self.app, answer):
                return None
            answer = await attempt(task, "deeds", wait)
        return answer

    def on_trouble(self, message: Trouble) -> None:
        """Textual calls this in every class that has it, so a room overrides `show_trouble` instead."""
        message.stop()
        self.show_trouble(message)

    def show_trouble(self, message: Trouble) -> None:
        """Say what could not be done; that the database is away is said once, and it is looked for again."""
        if isinstance(message.fault, DatabaseUnusable):
            self.query_one(Watch).lose(message.sentence)
        else:
            self.app.push_screen(MessageDialog(_("This could not be done"), message.sentence))

    @on(Watch.Changed)
    def _changed(self) -> None:
        self.changed()
