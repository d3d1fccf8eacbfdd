"""A page of the set-up: why it is asked, its boxes, and what was said of them. It keeps nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Input, Label, Static

from distrib.core.setup_pages import Page
from distrib.tui.dialogs.dialog import button
from distrib.tui.widgets.entry import Entry
from distrib.tui.widgets.reading import Reading
from distrib.tui.wording import _


class SetupPage(Vertical):
    """`deed` names what else can be done here besides keeping; empty where there is nothing."""

    class Wanted(Message):
        """A button of the page: `keep`, `deed` or `skip`."""

        def __init__(self, deed: str) -> None:
            super().__init__()
            self.deed = deed

    def __init__(self, page: Page, deed: str = "") -> None:
        super().__init__(id=f"page-{page.key}")
        self.page = page
        self._deed = deed
        self._filled: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Why, boxes, buttons, and a place for answers."""
        yield Static(Content(_(self.page.why)), classes="note")
        for one in self.page.questions:
            with Horizontal(classes="setup-row"):
                yield Label(Content(_(one.label)), classes="setup-label")
                box = Entry(placeholder=_(one.hint), id=f"{self.page.key}-{one.key}")
                box.password = one.is_secret
                yield box
        with Horizontal(classes="buttons"):
            label = _("Keep and go on") if self.page.questions else _("Go on")
            yield button(label, f"keep-{self.page.key}", key="keep_page", is_main=True)
            if self._deed:
                yield button(self._deed, f"deed-{self.page.key}", key="check_page")
            yield button(_("Skip"), f"skip-{self.page.key}", key="skip_page")
        yield Reading(id=f"said-{self.page.key}")

    @property
    def boxes(self) -> list[Input]:
        """In their order."""
        return list(self.query(Input))

    @property
    def given(self) -> dict[str, str]:
        """What stands in the boxes."""
        return {one.key: box.value for one, box in zip(self.page.questions, self.boxes, strict=True)}

    def fill(self, answers: Mapping[str, str], secret_hint: str = "", *, leave_typed: bool = False) -> None:
        """What stands in the settings, a secret never among it; with `leave_typed` only where nothing was typed."""
        given, filled = self.given, self._filled
        self._filled = {one.key: ", ".join(answers.get(one.key, "").splitlines()) for one in self.page.questions}
        for one, box in zip(self.page.questions, self.boxes, strict=True):
            if not leave_typed or given[one.key] == filled.get(one.key):
                box.value = self._filled[one.key]
            if one.is_secret and secret_hint:
                box.placeholder = secret_hint

    @property
    def is_typed(self) -> bool:
        """Whether a box was changed since the page was filled."""
        return self.given != self._filled

    def say(self, facts: Iterable[tuple[str, str]]) -> None:
        """What came of it."""
        self.query_one(Reading).show_facts(facts)

    def enter(self) -> None:
        """Typing begins in the first box."""
        first = next(iter(self.boxes), None) or self.query_one(Reading)
        first.focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """Enter leads to the next box, and from the last to keeping."""
        event.stop()
        following = self.boxes[self.boxes.index(event.input) + 1 :]
        (following[0] if following else self.query_one(f"#keep-{self.page.key}", Button)).focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.post_message(self.Wanted((event.button.id or "").partition("-")[0]))
