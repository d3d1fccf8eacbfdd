"""A page of the set-up: why it is asked, its boxes, and what was said of them. It keeps nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Input, Label, Static

from distrib.core.setup_pages import Page, Question
from distrib.tui.dialogs.dialog import button
from distrib.tui.plain import line
from distrib.tui.widgets.choices import Choices
from distrib.tui.widgets.entry import Entry
from distrib.tui.widgets.reading import Reading
from distrib.tui.wording import _


def in_words(question: Question, answer: str) -> str:
    """What stands in a setting as people say it; `-` where nothing does."""
    return dict(_offered(question)).get(answer) or line(answer) or "-"


def _offered(question: Question) -> list[tuple[str, str]]:
    return [(answer, _(words)) for answer, words in question.choices]


class SetupPage(Vertical):
    """`deed` names what else can be done here besides keeping; empty where there is nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "onward", show=False)]

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
                yield self._box(one)
        with Horizontal(classes="buttons"):
            label = _("Keep and go on") if self.page.questions else _("Go on")
            yield button(label, f"keep-{self.page.key}", key="keep_page", is_main=True)
            if self._deed:
                yield button(self._deed, f"deed-{self.page.key}", key="check_page")
            yield button(_("Skip"), f"skip-{self.page.key}", key="skip_page")
        yield Reading(id=f"said-{self.page.key}")

    def _box(self, question: Question) -> Entry | Choices:
        name = f"{self.page.key}-{question.key}"
        if question.choices:
            return Choices(_offered(question), id=name)
        box = Entry(placeholder=_(question.hint), id=name)
        box.password = question.is_secret
        return box

    @property
    def boxes(self) -> list[Input | Choices]:
        """In their order."""
        found = (self.query_one(f"#{self.page.key}-{one.key}") for one in self.page.questions)
        return [box for box in found if isinstance(box, Input | Choices)]

    @property
    def given(self) -> dict[str, str]:
        """What stands in the boxes."""
        return {
            one.key: box.taken if isinstance(box, Choices) else box.value
            for one, box in zip(self.page.questions, self.boxes, strict=True)
        }

    def fill(self, answers: Mapping[str, str], secret_hint: str = "", *, leave_typed: bool = False) -> None:
        """What stands in the settings, a secret never among it; with `leave_typed` only where nothing was typed."""
        given, filled = self.given, self._filled
        self._filled = {one.key: ", ".join(answers.get(one.key, "").splitlines()) for one in self.page.questions}
        for one, box in zip(self.page.questions, self.boxes, strict=True):
            is_left = leave_typed and given[one.key] != filled.get(one.key)
            if isinstance(box, Choices):
                box.offer(_offered(one), given[one.key] if is_left else self._filled[one.key])
                continue
            if not is_left:
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
        event.stop()
        self.action_onward()

    def action_onward(self) -> None:
        """Enter leads to the next box, and from the last to keeping."""
        at = next((number for number, box in enumerate(self.boxes) if box.has_focus), len(self.boxes))
        following = self.boxes[at + 1 :]
        (following[0] if following else self.query_one(f"#keep-{self.page.key}", Button)).focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.post_message(self.Wanted((event.button.id or "").partition("-")[0]))
