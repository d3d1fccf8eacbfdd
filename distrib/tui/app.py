"""The terminal application: paints at once, opens the office beside it, and leads from room to room."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.command import CommandPalette
from textual.message import Message
from textual.screen import Screen

from distrib.core.target import Target
from distrib.tui.background import Trouble, in_background
from distrib.tui.desk import Desk, Outdated
from distrib.tui.dialogs.message import MessageDialog
from distrib.tui.keys import bind, choose
from distrib.tui.palette import commands
from distrib.tui.screens.office_screen import OfficeScreen
from distrib.tui.screens.opening import FaultScreen, OpeningScreen
from distrib.tui.targets import OTHER_ROOMS, ROOMS, GoTo
from distrib.tui.themes import DARK, THEMES
from distrib.tui.wording import _, said, speak

if TYPE_CHECKING:
    from distrib.config import Settings

OPENING = "opening"
"""The mode between two offices."""


class DistribApp(App[None]):
    """Knows the rooms and nothing of what is done in them."""

    TITLE = "distrib"
    CSS_PATH = "app.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        *(bind(room, f"go_to('{room}')", label, show=False) for room, label in (ROOMS | OTHER_ROOMS).items()),
        bind("palette", "command_palette", _("All"), show=False, priority=True),
        bind("quit", "quit", _("Quit")),
    ]

    class Opened(Message):
        """The office is ready, and its rooms are loaded."""

        def __init__(self, desk: Desk, rooms: tuple[type[OfficeScreen], ...]) -> None:
            super().__init__()
            self.desk = desk
            self.rooms = rooms

    class Chosen(Message):
        """How a person wants the screen is known, long before the office is open."""

        def __init__(self, settings: Settings) -> None:
            super().__init__()
            self.settings = settings

    def __init__(
        self, open_office: Callable[[], Desk], read_settings: Callable[[], Settings | None] = lambda: None
    ) -> None:
        """`read_settings` tells keys, language and colours of the opening; the office brings its own settings."""
        super().__init__()
        self._open_office = open_office
        self._read_settings = read_settings
        self._rooms: tuple[type[OfficeScreen], ...] = ()
        self._is_outdated = False
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme.colours)
        self.theme = DARK.name
        choose({})

    def _look_like(self, settings: Settings) -> None:
        """Language, keys and colours as a person wants them."""
        if settings.screen.language:
            speak(settings.screen.language)
        choose(settings.keys)
        self.set_keymap(dict(settings.keys))
        self.theme = next(one.name for one in THEMES if one.label == settings.screen.theme)

    def get_default_screen(self) -> Screen[None]:
        """Needs nothing of the office."""
        return OpeningScreen()

    def on_mount(self) -> None:
        """Opening begins when the first picture is on the terminal."""
        self.call_after_refresh(self._open)

    def _open(self) -> None:
        in_background(self.screen, self._opened, group="opening")

    def _opened(self) -> Opened:
        """In a thread: loading the rooms takes longer than painting the first picture, and so does a file of ours."""
        if settings := self._read_settings():
            self.post_message(self.Chosen(settings))

        from distrib.tui.rooms import SCREENS

        return self.Opened(self._open_office(), SCREENS)

    def on_distrib_app_chosen(self, message: Chosen) -> None:
        """What is seen meanwhile says so too."""
        self._look_like(message.settings)
        if isinstance(self.screen, OpeningScreen):
            self.screen.refresh(recompose=True)

    def on_distrib_app_opened(self, message: Opened) -> None:
        """Make the rooms as the settings want them, and enter the first."""
        self._look_like(message.desk.context.settings)
        self._rooms = message.rooms
        for kind in self._rooms:
            self.add_mode(kind.ROOM, lambda kind=kind: kind(message.desk))  # type: ignore[misc]
        self.switch_mode("setup" if message.desk.is_new else self._rooms[0].ROOM)
        if message.desk.notice:
            self.push_screen(MessageDialog(_("Read this first"), said(message.desk.notice)))

    async def _reopen(self) -> None:
        """The settings are others: every room is made anew."""
        self._is_outdated = False
        self.add_mode(OPENING, OpeningScreen)
        await self.switch_mode(OPENING)
        for kind in self._rooms:
            await self.remove_mode(kind.ROOM)
        self._open()

    def on_trouble(self, message: Trouble) -> None:
        """Only opening's troubles come as far as here: rooms show their own."""
        if message.group == "opening":
            self.push_screen(FaultScreen(message.sentence))

    def on_outdated(self, _: Outdated) -> None:
        """Rooms hold their office, and none changes under a person."""
        self._is_outdated = True

    def on_go_to(self, message: GoTo) -> None:
        """A room was chosen, or something in it."""
        self.action_go_to(message.room, message.target)

    def action_go_to(self, room: str, target: Target | None = None) -> None:
        """Enter a room, once the office is open."""
        if isinstance(self.screen, OfficeScreen) and self._is_outdated:
            self.call_later(self._reopen)
        elif isinstance(self.screen, OfficeScreen):
            self.switch_mode(room)
            if target and isinstance(self.screen, OfficeScreen):
                self.screen.aim(target)

    def action_command_palette(self) -> None:
        """As any app's, in the person's language."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=_("Search for something to do …"), id="--command-palette"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What Ctrl+P offers."""
        return commands(self, screen)
