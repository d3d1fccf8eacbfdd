"""One release, opened: its text, and in parts beside it everything that belongs to it."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Static

from distrib.core.release import Release
from distrib.core.target import Target
from distrib.tui.background import in_background
from distrib.tui.desk import Desk
from distrib.tui.keys import bind
from distrib.tui.plain import joined
from distrib.tui.release_words import HELP_OPEN, kind_words, state_words
from distrib.tui.screens.part_deeds import PartDeeds
from distrib.tui.screens.release_deeds import ReleaseDeeds
from distrib.tui.screens.release_parts import PARTS, parts_of
from distrib.tui.tasks import releases
from distrib.tui.widgets.audience_part import AudiencePart
from distrib.tui.widgets.binder import Binder
from distrib.tui.widgets.choices import Choices
from distrib.tui.widgets.release_part import Part
from distrib.tui.wording import _


class Opened(Message):
    """The release as it is now."""

    def __init__(self, release: Release) -> None:
        super().__init__()
        self.release = release


class ReleaseScreen(PartDeeds, ReleaseDeeds):
    """A row of parts, of which one is shown."""

    EXPLANATION = HELP_OPEN
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        *(bind(f"part_{name}", f"turn('{name}')", part.LABEL, show=False) for name, part in PARTS.items()),
        bind("language", "language", _("Next language"), show=False),
        Binding("down,enter", "enter_part", _("Into the part"), show=False),
    ]

    def __init__(self, desk: Desk, reference: str) -> None:
        super().__init__(desk)
        self.reference = reference
        self._release: Release | None = None
        row = Choices([(name, part.LABEL) for name, part in PARTS.items()], id="parts")
        self.parts = Binder(row, parts_of(desk, reference), id="part")

    def compose_room(self) -> ComposeResult:
        """What it is, the row of parts, the part."""
        yield Static("", id="about", markup=False)
        yield self.parts

    def on_mount(self) -> None:
        """The text is shown first."""
        self.changed()
        self.action_turn("text")

    @property
    def selected(self) -> Release | None:
        """This one, as it was read last."""
        return self._release

    @property
    def language(self) -> str | None:
        """Of the edition in the editor."""
        return self.text.language

    def refresh_releases(self) -> None:
        """Read it again."""
        in_background(self, lambda: Opened(releases.release(self.desk, self.reference)), group="release")

    def on_opened(self, message: Opened) -> None:
        """What is shown follows; what is typed stays."""
        release = self._release = message.release
        languages = " ".join(one.language for one in release.editions)
        number = _("version {version}").format(version=release.version)
        told = (release.reference, kind_words(release), state_words(release), number, languages)
        self.query_one("#about", Static).update(joined(*told, release.source.headline, by=" · "), layout=False)
        self.offer_deeds()
        self.text.release_is(release)
        self.query_one(AudiencePart).take(release)
        self.parts.page.read_again()

    @on(Binder.Turned)
    def _turned(self) -> None:
        """Whoever moves along the row stays on it."""
        self.parts.page.read_again()

    def action_turn(self, name: str) -> None:
        """Show a part, and go into it."""
        self.parts.turn(name)
        self.parts.page.enter()

    def action_enter_part(self) -> None:
        """From the row of parts into the one that is shown."""
        self.parts.page.enter()

    def action_language(self) -> None:
        """The next edition."""
        self.query_one("#text-languages", Choices).action_step(1)

    @on(Part.Led)
    def _led(self, message: Part.Led) -> None:
        """To a deed, or to a part."""
        if message.place == "embargo":
            self.action_embargo()
        elif message.place == "approval":
            self.action_approve()
        elif message.place in PARTS:
            if message.place == "text" and message.language:
                self.text.load(message.language)
            self.action_turn(message.place)

    def explain_cursor(self) -> str:
        """As the part has it."""
        return self.parts.page.explain()

    def aim(self, target: Target) -> None:
        """Another release takes the place of this one; what was typed here is kept."""
        if target.key != self.reference:
            if self.is_mounted:
                self.text.pane.keeping.keep_now()
            self.app.switch_screen(ReleaseScreen(self.desk, target.key))

    def action_back(self) -> None:
        """From a part to the row of parts, from there to the list."""
        if self.focused is not self.parts.row:
            self.parts.row.focus()
        else:
            self.text.pane.keeping.keep_now()
            self.dismiss()
