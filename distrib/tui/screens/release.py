"""One release, opened: its text, and in parts beside it everything that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import ContentSwitcher, Static

from distrib.core.release import Release
from distrib.core.target import Kind, Target
from distrib.tui.background import in_background
from distrib.tui.desk import Desk
from distrib.tui.keys import bind
from distrib.tui.plain import joined, moment
from distrib.tui.release_words import HELP_OPEN, kind_words, state_words
from distrib.tui.screens.office_screen import GoTo
from distrib.tui.screens.part_deeds import PartDeeds
from distrib.tui.screens.release_deeds import ReleaseDeeds
from distrib.tui.tasks import journalists, releases
from distrib.tui.tasks import release_parts as tasks
from distrib.tui.tasks import release_writing as writing
from distrib.tui.widgets.audience_part import AudiencePart
from distrib.tui.widgets.checks_part import ChecksPart
from distrib.tui.widgets.choices import Choices
from distrib.tui.widgets.contacts_part import ContactsPart
from distrib.tui.widgets.delivery_part import DeliveryPart
from distrib.tui.widgets.history_part import HistoryPart
from distrib.tui.widgets.languages_part import LanguagesPart
from distrib.tui.widgets.release_part import ListPart, Part
from distrib.tui.widgets.text_part import TextPart
from distrib.tui.widgets.versions_part import Comparison, VersionsPart
from distrib.tui.wording import _

PARTS: tuple[tuple[str, type[Part]], ...] = (
    ("text", TextPart),
    ("languages", LanguagesPart),
    ("contacts", ContactsPart),
    ("audience", AudiencePart),
    ("checks", ChecksPart),
    ("versions", VersionsPart),
    ("delivery", DeliveryPart),
    ("history", HistoryPart),
)


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
        *(bind(f"part_{name}", f"turn('{name}')", part.LABEL, show=False) for name, part in PARTS),
        bind("language", "language", _("Next language"), show=False),
        Binding("down,enter", "enter_part", _("Into the part"), show=False),
    ]

    def __init__(self, desk: Desk, reference: str) -> None:
        super().__init__(desk)
        self._reference = reference
        self._release: Release | None = None

    def compose_room(self) -> ComposeResult:
        """What it is, the row of parts, the part."""
        yield Static("", id="about", markup=False)
        yield Choices([(name, part.LABEL) for name, part in PARTS], id="parts")
        with ContentSwitcher(initial="text", id="part"):
            yield from self._parts()

    def _parts(self) -> Iterator[Part]:
        desk, reference = self.desk, self._reference
        yield TextPart(
            partial(writing.written, desk, reference),
            partial(writing.keep_typed, desk, reference),
            partial(writing.preview_lines, desk),
            id="text",
        )
        yield LanguagesPart(partial(tasks.languages, desk, reference), id="languages")
        yield ContactsPart(partial(tasks.contacts, desk, reference), id="contacts")
        ask, complete = partial(tasks.audience, desk, reference), partial(journalists.complete, desk)
        yield AudiencePart(ask, complete, id="audience")
        yield ChecksPart(partial(tasks.findings, desk, reference), id="checks")
        versions = partial(writing.versions, desk, reference)
        yield VersionsPart(versions, self._compare, self._clock, id="versions")
        yield DeliveryPart(partial(tasks.sendings, desk, reference), self._clock, id="delivery")
        yield HistoryPart(partial(tasks.events, desk, reference), self._clock, id="history")

    def on_mount(self) -> None:
        """The text is shown first."""
        self.changed()
        self.action_turn("text")

    def _clock(self, at: datetime) -> str:
        return moment(at, self.desk.zone)

    def _compare(self, number: int) -> Comparison:
        return writing.compared(self.desk, self._reference, number, self.language)

    @property
    def reference(self) -> str:
        """Of this release."""
        return self._reference

    @property
    def selected(self) -> Release | None:
        """This one, as it was read last."""
        return self._release

    @property
    def language(self) -> str | None:
        """Of the edition in the editor."""
        return self.text.language

    @property
    def part(self) -> Part:
        """The part that is shown."""
        return self.query_one(f"#{self.query_one('#part', ContentSwitcher).current}", Part)

    def changed(self) -> None:
        """Somebody changed something, here or elsewhere."""
        in_background(self, lambda: Opened(releases.release(self.desk, self._reference)), group="release")

    def refresh_releases(self) -> None:
        """A deed was done here."""
        self.changed()

    def on_opened(self, message: Opened) -> None:
        """What is shown follows; what is typed stays."""
        release = self._release = message.release
        languages = " ".join(one.language for one in release.editions)
        number = _("version {version}").format(version=release.version)
        told = (release.reference, kind_words(release), state_words(release), number, languages)
        self.query_one("#about", Static).update(joined(*told, release.source.headline, by=" · "))
        self.text.release_is(release)
        self.query_one(AudiencePart).take(release)
        self.part.read_again()

    def action_turn(self, name: str) -> None:
        """Show a part."""
        self.query_one("#part", ContentSwitcher).current = name
        self.query_one("#parts", Choices).offer([(one, part.LABEL) for one, part in PARTS], name)
        self.part.read_again()
        self.part.enter()

    @on(Choices.Taken, "#parts")
    def _turn(self, message: Choices.Taken) -> None:
        """Whoever moves along the row stays on it."""
        self.query_one("#part", ContentSwitcher).current = message.key
        self.part.read_again()

    def action_enter_part(self) -> None:
        """From the row of parts into the one that is shown."""
        self.part.enter()

    def action_language(self) -> None:
        """The next edition."""
        self.query_one("#text-languages", Choices).action_step(1)

    @on(ListPart.Opened)
    def _lead(self, message: ListPart.Opened) -> None:
        """Enter on a row goes to the thing itself."""
        if isinstance(message.part, LanguagesPart):
            self.text.load(message.row.edition.language)
            self.action_turn("text")
        elif isinstance(message.part, DeliveryPart):
            self.post_message(GoTo("deliveries", Target(Kind.DISPATCH, str(message.row.id))))
        elif isinstance(message.part, ChecksPart):
            self._mend(message.row.part, message.row.language)

    def _mend(self, part: str, language: str | None) -> None:
        if part == "embargo":
            self.action_embargo()
        elif part == "approval":
            self.action_approve()
        elif part in dict(PARTS):
            if part == "text" and language:
                self.text.load(language)
            self.action_turn(part)

    def explain_cursor(self) -> str:
        """Of the person that is left out."""
        return self.part.explain() if isinstance(self.part, AudiencePart) else ""

    def aim(self, target: Target) -> None:
        """Another release takes the place of this one; what was typed here is kept."""
        if target.key != self._reference:
            if self.is_mounted:
                self.text.keeping.keep_now()
            self.app.switch_screen(ReleaseScreen(self.desk, target.key))

    def action_back(self) -> None:
        """From a part to the row of parts, from there to the list."""
        row = self.query_one("#parts", Choices)
        if self.focused is not row:
            row.focus()
        else:
            self.text.keeping.keep_now()
            self.dismiss()
